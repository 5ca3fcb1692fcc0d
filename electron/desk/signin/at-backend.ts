// The sign-in at the backend (shared/protocol/identity.ts): it checks the ID token anew and says whose it is. Only its answer
// seats anybody; what does not reach it is `sign-in-unconfirmed`.
import { liveAnswer, type LiveAnswer, sessionAnswer, type SessionAnswer } from '#shared/protocol/identity.ts';
import { recoverAnswer, type RecoverAnswer, type RecoverRequest } from '#shared/protocol/keys.ts';
import type { SessionState } from '#shared/contract/session.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import type { BackendSide } from '../sync/backend-side.ts';

export interface Token {
  idToken: string;
  nonce: string;
}
const within = { deadlineMs: 10_000 };

export function atBackend(client: BackendSide['client']) {
  /** The provider answered and the backend did not: nothing of it counts, and it can be tried again. */
  const confirmed = <T>(answer: Result<T>): Result<T> =>
    answer.ok ||
    (answer.code.startsWith('backend-') ? answer.code !== 'backend-refused' : answer.code === 'offline')
      ? answer.ok
        ? answer
        : fail('sign-in-unconfirmed', answer.code)
      : answer;
  const live = async (path: string, body: object): Promise<Result<LiveAnswer>> =>
    client === null
      ? fail('offline', 'no backend')
      : client.ask('POST', path, liveAnswer, { ...within, body: { v: 2, ...body } });
  return {
    async signIn(
      of: Token & { for: 'sit' | 'step-up'; person: string | null },
    ): Promise<Result<SessionAnswer>> {
      if (client === null) return fail('sign-in-unconfirmed', 'no backend');
      const body = { v: 2, ...of, endOther: false };
      return confirmed(await client.ask('POST', '/v2/session', sessionAnswer, { ...within, body }));
    },
    /** Unsigned: the device's key lies in the vault that is not open. */
    async recover(body: RecoverRequest): Promise<Result<RecoverAnswer>> {
      if (client === null) return fail('sign-in-unconfirmed', 'no backend');
      const asked = client.ask('POST', '/v2/keys/recover', recoverAnswer, { ...within, signed: false, body });
      return confirmed(await asked);
    },
    seat: (person: string) => live('/v2/session/seat', { person, endOther: false }),
    leave: (person: string) => live('/v2/session/leave', { person }),
    endOther: (person: string) => live('/v2/session/end', { person }),
  };
}
/** The one that is shown. */
export const otherOf = (others: SessionAnswer['others']): SessionState['otherSession'] => {
  const first = others[0];
  return first === undefined ? null : { device: first.name, since: first.since };
};
export type AtBackend = ReturnType<typeof atBackend>;
