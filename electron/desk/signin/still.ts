// How long a proof is good for: it seats nobody after a lock or a change of the seat, and is fresh as long as the backend says.
import { stepUpMs, type SessionAnswer } from '#shared/protocol/identity.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Session } from '../session/session.ts';

/** Asked when a proof has come: may it seat that person? Codes: locked, interrupted. */
export type Still = (personId: string) => Result<null>;

/**
 * What begins now seats nobody after a lock, or once somebody else sat down or got up: whoever waited for a browser or for a
 * check is not who stands here then. `seats` counts whoever sat down or got up.
 */
export function stillOf(session: Pick<Session, 'locks' | 'phase' | 'person'>, seats: () => number): Still {
  const before = { locks: session.locks(), seats: seats() };
  return (personId) => {
    if (session.locks() !== before.locks || session.phase() !== 'open') return fail('locked');
    return seats() === before.seats || session.person()?.id === personId ? ok(null) : fail('interrupted');
  };
}

/**
 * What the backend stamped, and until then, by the steady clock (ms); null: no fresh proof. A second factor that the provider
 * only remembered is none.
 */
export function stampedUntil(
  { stepUpUntil, serverTime }: Pick<SessionAnswer, 'stepUpUntil' | 'serverTime'>,
  monotonic: number,
): number | null {
  if (stepUpUntil === null) return null;
  const left = Date.parse(stepUpUntil) - Date.parse(serverTime);
  return monotonic + Math.min(Math.max(left, 0), stepUpMs);
}
