// What the call keys do to the call in hand. Read anew at each press: a key must act on what is true now. Only the microphone
// does not wait for that.
import type { Call } from '#shared/domain/calls/call.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { refusedText } from '../calls/refused.ts';
import { answer, end, hold, mute, readCalls, takeUp, useCallsStore, type Ask } from '../calls/store.ts';
import { isSaidHere } from '../telephony/store.ts';
import { t } from '../text/t.ts';
import { useDeskView } from './desk-store.ts';
import { endInstead, swapInstead } from './phone-keys.ts';
import { say, sayFailure } from './say.ts';

export type CallKey = 'answer' | 'hold' | 'mute' | 'hang-up';

/** On hold, rings, or is over and not closed yet: F4 may just have ended it. */
const isHere = (c: Call): boolean => c.state === 'held' || c.state === 'ringing' || c.state === 'wrap-up';

/**
 * The call a key acts on: answering takes the one that rings longest, the others the one in hand. Hanging up takes the one
 * that is talked to, and a caller on hold only where no other call is or was just there: a key pressed twice must not cut
 * off the one who waits.
 */
export function targetOf(key: CallKey, calls: readonly Call[]): Call | null {
  const oldest = calls.toSorted((a, b) => a.rangAt.localeCompare(b.rangAt));
  const first = (state: Call['state']): Call | null => oldest.find((c) => c.state === state) ?? null;
  if (key === 'answer') return first('ringing');
  if (key !== 'hold') {
    const calling = first('active') ?? first('dialling');
    if (calling !== null) return calling;
    if (key === 'hang-up') return oldest.filter(isHere).length === 1 ? first('held') : null;
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

/** As a key does it: what can't be done is said, at the call's buttons where they are in sight. */
export async function pressAndTell(key: CallKey): Promise<void> {
  if (key === 'hold' && swapInstead()) return;
  if (key === 'hang-up' && endInstead()) return;
  // Said to nobody else from this press on: about the call that is in sight, and nobody is cut off by it.
  const shown = key === 'mute' ? targetOf(key, useCallsStore.getState().calls) : null;
  if (shown !== null) return doAndTell(key, shown);
  await readCalls();
  const { calls, failure } = useCallsStore.getState();
  if (failure) return sayFailure(failure);
  const call = targetOf(key, calls);
  // Under the emergency card a caller on hold is ended by its button alone.
  if (!call || (key === 'hang-up' && call.state === 'held' && useDeskView.getState().emergencyOpen))
    return say(nothingFor(key, calls));
  await doAndTell(key, call);
}

/**
 * As a button beside one call does it: on that call, whichever the key would take. So a caller on hold is let go without
 * being taken up first; only the key must not do that.
 */
export async function doAndTell(key: CallKey, call: Call): Promise<void> {
  const done = await act(key, call);
  if (!done.ok) tell(askOf(key, call), call.id, done);
}

const askOf = (key: CallKey, call: Call): Ask =>
  key === 'hang-up'
    ? 'end'
    : key === 'hold'
      ? call.state === 'held'
        ? 'resume'
        : 'hold'
      : key === 'mute' && call.muted
        ? 'unmute'
        : key;

function tell(ask: Ask, callId: string, { code }: Failure): void {
  // A press that is repeated before the answer is no news.
  if (code === 'busy' || isSaidHere(`${ask} ${callId}`)) return;
  say(refusedText(ask, code));
}
