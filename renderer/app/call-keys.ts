// What the call keys do to the call in hand. Read anew at each press: a key must act on what is true now.
import type { Call } from '#shared/domain/calls/call.ts';
import type { Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';

export type CallKey = 'answer' | 'hold' | 'mute' | 'hang-up';

/** The call a key acts on: answering takes the one that rings longest, the others the one in hand. */
export function targetOf(key: CallKey, calls: readonly Call[]): Call | null {
  const oldest = calls.toSorted((a, b) => a.rangAt.localeCompare(b.rangAt));
  const inHand = oldest.find((c) => c.state === 'active') ?? oldest.find((c) => c.state === 'held');
  const ringing = oldest.find((c) => c.state === 'ringing');
  if (key === 'answer') return ringing ?? null;
  return inHand ?? null;
}

/** Long enough for a desk that restarts: a hang-up must not be lost. */
const sure = { sureWithin: 10_000 };

/** Does it; answers a sentence when there was nothing to do it to, a failed result when it failed, else null. */
export async function pressCallKey(key: CallKey): Promise<string | Result<Call> | null> {
  const current = await careline.calls.current();
  if (!current.ok) return current;
  const call = targetOf(key, current.value);
  if (!call) return key === 'answer' ? t('app.call.none-ringing') : t('app.call.none-in-hand');
  const callId = call.id;
  const done = await (key === 'answer'
    ? careline.calls.answer({ callId }, sure)
    : key === 'hold'
      ? careline.calls.hold({ callId, on: call.state !== 'held' }, sure)
      : key === 'mute'
        ? careline.calls.mute({ callId, on: !call.muted }, sure)
        : careline.calls.end({ callId }, sure));
  return done.ok ? null : done;
}
