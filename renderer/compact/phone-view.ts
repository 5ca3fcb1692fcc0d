// What the compact phone shows, by the calls of this desk. Pure. One call at a time is large; a second one is one line.
import type { Call } from '#shared/domain/calls/call.ts';
import type { StatusValue } from '#shared/contract/status.ts';
import { inHandOf, onLine, ringingOf } from '../calls/steer.ts';

export type PhoneView =
  | { kind: 'idle'; line: 'ready' | 'down' | 'none' | 'no-engine' | 'starting' }
  | { kind: 'ringing'; call: Call; others: Others }
  | { kind: 'on-line'; call: Call; others: Others }
  | { kind: 'after'; call: Call; others: Others };

export interface Others {
  /** Rings while somebody is on the line. */
  ringing: Call | null;
  /** Waits on hold while another is talked to. */
  held: Call | null;
  /** How many more ring or wait on hold than the two above. */
  more: number;
  /** Calls that are over and are not closed yet, besides the one that shows. */
  ended: number;
}

const lineOf = (phone: StatusValue['phone'] | null): 'ready' | 'down' | 'none' | 'no-engine' | 'starting' => {
  const state = phone?.state ?? 'live';
  return state === 'live' || state === 'practice-line' ? 'ready' : state;
};

/** A ring comes before a call that is over; who is talked to comes before a ring. */
export function phoneViewOf(calls: readonly Call[], status: StatusValue | null): PhoneView {
  const hand = inHandOf(calls);
  const ring = ringingOf(calls);
  if (hand === null && ring === null) return { kind: 'idle', line: lineOf(status?.phone ?? null) };
  const isOn = onLine(hand);
  const call = isOn || ring === null ? hand : ring;
  // Nothing is in hand or rings: said above, but the types can't see it.
  if (call === null) return { kind: 'idle', line: 'ready' };
  const rest = calls.filter((c) => c.id !== call.id);
  const others: Others = {
    ringing: ringingOf(rest),
    held: rest.find((c) => c.state === 'held') ?? null,
    more: 0,
    ended: rest.filter((c) => c.state === 'wrap-up').length,
  };
  others.more = rest.filter((c) => c !== others.ringing && c !== others.held && c.state !== 'wrap-up').length;
  return { kind: isOn ? 'on-line' : call === ring ? 'ringing' : 'after', call, others };
}
