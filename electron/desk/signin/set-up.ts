// The set-up passphrase goes as soon as somebody has a secret of their own and the policy lets it go, whichever came last;
// where a disk refused, at the next opening.
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Rules } from '../policy/room.ts';
import type { Session } from '../session/session.ts';

export interface SetUpParts {
  session: Pick<Session, 'vault'>;
  rules(): Rules;
  /** The organisation no longer allows that person here: their slot is nobody's way in. */
  mayNot(personId: string): boolean;
  setUpGone(outcome: 'ok' | ErrorCode): void;
}

export function setUpGoes({ session, rules, mayNot, setUpGone }: SetUpParts): void {
  const { signIn, keepSetupSlot } = rules();
  const vault = session.vault();
  if (vault === null || signIn === null || keepSetupSlot) return;
  const slots = vault.slots();
  const own = slots.some(({ person }) => person !== null && !mayNot(person.id));
  if (!own || slots.every(({ person }) => person !== null)) return;
  const gone = vault.removeSlot(null);
  setUpGone(gone.ok ? 'ok' : gone.code);
}
