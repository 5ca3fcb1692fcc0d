// On which line a second call of a role-play rings: the one that the scenario's own words name, so that the card says what the
// event said. Pure.
import type { Account } from '#shared/domain/accounts/account.ts';

export interface NamedLine {
  accountId: string;
  dnis: string;
}

/** Null = the words name no practice that is answered for here. */
export function lineNamed(text: string, accounts: readonly Account[]): NamedLine | null {
  const words = text.toLowerCase();
  const named = accounts.find((a) => words.includes(a.name.toLowerCase()));
  if (named === undefined) return null;
  const line = named.lines.find((l) => words.includes(l.label.toLowerCase())) ?? named.lines[0];
  return { accountId: named.id, dnis: line?.dnis ?? '' };
}
