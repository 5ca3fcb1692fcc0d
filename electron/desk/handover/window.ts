// Which hours a morning batch covers: from hand-over time to hand-over time on the account's own clock, so that every
// message is in one batch, over a changed clock too. Pure.
import { Temporal } from 'temporal-polyfill';
import type { Account } from '#shared/domain/accounts/account.ts';

export interface BatchWindow {
  /** Inclusive. */
  from: string;
  /** Exclusive; when the batch is due. */
  to: string;
}
const at = (account: Account, day: Temporal.PlainDate): string =>
  day
    .toZonedDateTime({
      timeZone: account.zone,
      plainTime: Temporal.PlainTime.from(account.afterHours.morningHandOver),
    })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });

/** `forDate`: YYYY-MM-DD, the morning on which the batch is handed over. */
export function batchWindow(account: Account, forDate: string): BatchWindow {
  const day = Temporal.PlainDate.from(forDate);
  return { from: at(account, day.subtract({ days: 1 })), to: at(account, day) };
}
