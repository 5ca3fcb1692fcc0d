// Which numbers stand on the card: by the account in force; without one, what the accounts of this desk agree on. Pure.
import type { Account, EmergencyNumbers } from '#shared/domain/accounts/account.ts';
import { emergencyNumbers } from '#shared/domain/accounts/rules.ts';

export interface NumbersInForce {
  numbers: EmergencyNumbers;
  /** Practices that these numbers are for. */
  practices: readonly string[];
}

const same = (a: EmergencyNumbers, b: EmergencyNumbers): boolean =>
  a.ambulance === b.ambulance && a.poison === b.poison && a.crisis === b.crisis;

/**
 * The account's own numbers. Without an account: one entry for each set that differs, so that nobody is given the number
 * of another country; dispatch numbers of all of them together. Empty when no account is known at all.
 */
export function numbersInForce(accounts: readonly Account[], account: Account | null): NumbersInForce[] {
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
