// Sums only of what is whole and of one currency; a balance that can't be told is not told (null), never nought. Pure.
import type { Amount, MoneyRow } from './panel-rows.ts';

interface Told {
  rows: readonly Pick<MoneyRow, 'open' | 'amount'>[];
  unreadable: number;
  withheldSome: boolean;
  more: boolean;
  /** Kinds of entry that the record system doesn't offer. */
  notOffered?: readonly string[] | undefined;
}

/** What is still to be paid, by currency; null when part of the record is missing, so that nobody says too little. */
export function balanceOf(m: Told): Amount[] | null {
  if (m.unreadable > 0 || m.withheldSome || m.more || m.notOffered?.includes('Invoice') === true) return null;
  const sums = new Map<string, number>();
  for (const { open, amount } of m.rows)
    if (open && amount !== null) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.cents);
  return [...sums].map(([currency, cents]) => ({ currency, cents }));
}
