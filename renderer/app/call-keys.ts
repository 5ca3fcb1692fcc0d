// What the call keys do to the call in hand. Read anew at each press: a key must act on what is true now.
import type { Call } from '#shared/domain/calls/call.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { answer, end, hold, mute, readCalls, takeUp, useCallsStore } from '../calls/store.ts';
import { t } from '../text/t.ts';
import { swapInstead } from './phone-keys.ts';
import { say, sayFailure } from './say.ts';

export type CallKey = 'answer' | 'hold' | 'mute' | 'hang-up';

/**
 * The call a key acts on: answering takes the one that rings longest, the others the one in hand. Hanging up takes only
 * the one that is talked to: a key pressed twice must not cut off a caller on hold.
 */
export function targetOf(key: CallKey, calls: readonly Call[]): Call | null {
  const oldest = calls.toSorted((a, b) => a.rangAt.localeCompare(b.rangAt));
  const first = (state: Call['state']): Call | null => oldest.find((c) => c.state === state) ?? null;
  if (key === 'answer') return first('ringing');
  if (key !== 'hold') {
    const calling = first('active') ?? first('dialling');
    if (calling !== null || key === 'hang-up') return calling;
  }
  return first('active') ?? first('held');
}

/** What is said when a key finds no call to act on. */
function nothingFor(key: CallKey, calls: readonly Call[]): string {
  if (key === 'answer') return t('app.call.none-ringing');
  const held = key === 'hang-up' && calls.some((c) => c.state === 'held');
  return t(held ? 'app.call.only-held' : 'app.call.none-in-hand');
}

const act = (key: CallKey, call: Call): Promise<Result<Call>> =>
  key === 'answer'
    ? answer(call.id)
    : key === 'hold'
      ? call.state === 'held'
        ? takeUp(call.id)
        : hold(call.id, true)
      : key === 'mute'
        ? mute(call.id, !call.muted)
        : end(call.id);

/** Does it; answers a sentence when there was nothing to do it to, a failed result when it failed, else null. */
export async function pressCallKey(key: CallKey): Promise<string | Failure | null> {
  await readCalls();
  const { calls, failure } = useCallsStore.getState();
  if (failure) return failure;
  const call = targetOf(key, calls);
  if (!call) return nothingFor(key, calls);
  const done = await act(key, call);
  return done.ok ? null : done;
}

/** As a key does it: what can't be done is said. */
export async function pressAndTell(key: CallKey): Promise<void> {
  if (key === 'hold' && swapInstead()) return;
  tell(await pressCallKey(key));
}

/**
 * As a button beside one call does it: on that call, whichever the key would take. So a caller on hold is let go without
 * being taken up first; only the key must not do that.
 */
export async function doAndTell(key: CallKey, call: Call): Promise<void> {
  const done = await act(key, call);
  tell(done.ok ? null : done);
}

function tell(said: string | Failure | null): void {
  if (typeof said === 'string') say(said);
  // A press that is repeated before the answer is no news.
  else if (said && said.code !== 'busy') sayFailure(said);
}
