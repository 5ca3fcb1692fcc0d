// What the call keys do to the call in hand. Read anew at each press: a key must act on what is true now.
import type { Call } from '#shared/domain/calls/call.ts';
import type { Failure } from '#shared/domain/result.ts';
import { answer, end, hold, mute, readCalls, useCallsStore } from '../calls/store.ts';
import { t } from '../text/t.ts';
import { say, sayFailure } from './say.ts';

export type CallKey = 'answer' | 'hold' | 'mute' | 'hang-up';

/** The call a key acts on: answering takes the one that rings longest, the others the one in hand. */
export function targetOf(key: CallKey, calls: readonly Call[]): Call | null {
  const oldest = calls.toSorted((a, b) => a.rangAt.localeCompare(b.rangAt));
  const inHand = oldest.find((c) => c.state === 'active') ?? oldest.find((c) => c.state === 'held');
  const ringing = oldest.find((c) => c.state === 'ringing');
  if (key === 'answer') return ringing ?? null;
  return inHand ?? null;
}

/** Does it; answers a sentence when there was nothing to do it to, a failed result when it failed, else null. */
export async function pressCallKey(key: CallKey): Promise<string | Failure | null> {
  await readCalls();
  const { calls, failure } = useCallsStore.getState();
  if (failure) return failure;
  const call = targetOf(key, calls);
  if (!call) return key === 'answer' ? t('app.call.none-ringing') : t('app.call.none-in-hand');
  const done = await (key === 'answer'
    ? answer(call.id)
    : key === 'hold'
      ? hold(call.id, call.state !== 'held')
      : key === 'mute'
        ? mute(call.id, !call.muted)
        : end(call.id));
  return done.ok ? null : done;
}

/** As a key does it: what can't be done is said. */
export async function pressAndTell(key: CallKey): Promise<void> {
  const said = await pressCallKey(key);
  if (typeof said === 'string') say(said);
  // A press that is repeated before the answer is no news.
  else if (said && said.code !== 'busy') sayFailure(said);
}
