// What stands in the way of calls, the gravest first, as one banner: the engine, its sound, the server, the microphone, a call
// that was missed, and what somebody must look at between calls. Pure.
import type { DevicesView, TelephonyView } from '#shared/contract/telephony.ts';
import type { Notice, Went } from '#shared/domain/telephony/live.ts';
import { isOut } from '#shared/domain/telephony/went-by.ts';

export type Trouble =
  | { kind: 'engine-absent'; inCall: boolean }
  | { kind: 'engine-silent' }
  | { kind: 'engine-refused'; why: NonNullable<TelephonyView['engine']['why']> }
  | { kind: 'engine-reconnecting' }
  | { kind: 'server-stale'; since: string | null }
  | { kind: 'microphone'; what: 'denied' | 'missing' | 'lost' }
  | {
      kind: 'missed';
      at: string;
      /** `before`: out still after a call that was dialled meanwhile; which ring it was is not known any more. */
      why: 'no-answer' | 'declined' | 'phone-gone' | 'microphone' | 'before';
      /** Where the caller is, as the server says; null = it has not said. */
      now: Went['now'] | null;
      /** In the queue; 1 = the next. */
      place: number | null;
    }
  | { kind: 'notice'; id: string; what: Notice['kind']; at: string; queue: string | null }
  | { kind: 'due'; count: number }
  | { kind: 'switched'; what: 'input' | 'output' | 'ringer' };

export function troubleOf(
  view: TelephonyView | null,
  devices: DevicesView | null,
  inCall: boolean,
): Trouble | null {
  if (view?.line !== 'live') return null;
  const { engine, server, agent } = view;
  if (engine.state === 'absent') return { kind: 'engine-absent', inCall };
  if (engine.audio === 'suspended') return { kind: 'engine-silent' };
  if (engine.state === 'refused' || engine.state === 'failed')
    return { kind: 'engine-refused', why: engine.why ?? 'unknown' };
  const microphone = devices?.microphone;
  // In a call its own strip says it. Between calls the microphone is let go of: that it gives nothing is no news.
  if (!inCall && (microphone === 'denied' || microphone === 'missing' || microphone === 'lost'))
    return { kind: 'microphone', what: microphone };
  if (engine.state === 'reconnecting') return { kind: 'engine-reconnecting' };
  if (server.state === 'stale') return { kind: 'server-stale', since: server.since };
  if (agent?.missed) {
    const { at, why, callId } = agent.missed;
    const went = view.went.find((w) => w.callId === callId) ?? null;
    return { kind: 'missed', at, why, now: went?.now ?? null, place: went?.place ?? null };
  }
  if (!inCall && agent && isOut(agent))
    return { kind: 'missed', at: agent.since, why: 'before', now: null, place: null };
  if (devices?.switched) return { kind: 'switched', what: devices.switched };
  // In a call only what concerns the call is said; these wait.
  if (inCall) return null;
  const [notice] = view.notices;
  if (notice)
    return {
      kind: 'notice',
      id: notice.id,
      what: notice.kind,
      at: notice.at,
      queue: view.queues.find((q) => q.id === notice.queueId)?.label ?? null,
    };
  return view.callbacks.due > 0 ? { kind: 'due', count: view.callbacks.due } : null;
}
