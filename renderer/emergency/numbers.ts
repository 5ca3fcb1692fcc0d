// Which numbers stand on the card: by the account in force; without one, what the accounts of this desk agree on. Pure.
import type { Account, EmergencyNumbers } from '#shared/domain/accounts/account.ts';
import { emergencyNumbers } from '#shared/domain/accounts/rules.ts';
import own from '../../data/emergency/numbers.json' with { type: 'json' };

export interface NumbersInForce {
  numbers: EmergencyNumbers;
  /** Practices that these numbers are for. */
  practices: readonly string[];
}

/** Travels with the page, as the card does: a desk that did not start can't be asked. A test holds it to the accounts. */
export const ownNumbers: readonly NumbersInForce[] = own;

const same = (a: EmergencyNumbers, b: EmergencyNumbers): boolean =>
  a.ambulance === b.ambulance && a.poison === b.poison && a.crisis === b.crisis;

/**
 * The account's own numbers. Without an account: one entry for each set that differs, so that nobody is given the number
 * of another country; dispatch numbers of all of them together. While no account is known at all: this page's own copy.
 */
export function numbersInForce(
  accounts: readonly Account[],
  account: Account | null,
): readonly NumbersInForce[] {
  if (account === null && accounts.length === 0) return ownNumbers;
  const found: NumbersInForce[] = [];
  for (const each of account === null ? accounts : [account]) {
    const numbers = emergencyNumbers(each);
    const at = found.findIndex((f) => same(f.numbers, numbers));
    const known = found[at];
    if (known === undefined) found.push({ numbers, practices: [each.name] });
    else
      found[at] = {
        practices: [...known.practices, each.name],
        numbers: {
          ...known.numbers,
          areas: [
            ...known.numbers.areas,
            ...numbers.areas.filter((a) => !known.numbers.areas.some((k) => k.number === a.number)),
          ],
        },
      };
  }
  return found;
}
