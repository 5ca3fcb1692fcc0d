// The call that the panel follows, as its head tells it. Pure; the patient room looks at the same one by `steer`.
import type { Account } from '#shared/domain/accounts/account.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { inHandOf, ringingOf } from '../calls/steer.ts';
import { shownLine, shownNumber } from '../calls/words.ts';

export type FollowedState = 'ringing' | 'active' | 'held' | 'wrap-up';

/** The call in hand; without one the call that has rung longest. */
export const followedOf = (calls: readonly Call[]): Call | null => inHandOf(calls) ?? ringingOf(calls);

export interface Head {
  number: string;
  line: string;
  state: FollowedState;
  /** What the clock counts from: the ring, the answer, or the end. */
  since: string;
}

export function headOf(call: Call, account: Account | null): Head {
  const state: FollowedState =
    call.state === 'ringing' || call.state === 'held' || call.state === 'wrap-up' ? call.state : 'active';
  return {
    number: shownNumber(call),
    line: shownLine(call, account),
    state,
    since: state === 'wrap-up' ? (call.endedAt ?? call.rangAt) : (call.answeredAt ?? call.rangAt),
  };
}
