// Row 58: the desk's call log held against what the carrier says of the same calls. They agree within a second, or the
// difference has a name; nothing is corrected silently.

export interface LoggedCall {
  callId: string;
  direction: 'incoming' | 'outgoing';
  rangAt: string;
  answeredAt: string | null;
  endedAt: string | null;
  endedBy: 'agent' | 'caller' | 'line' | 'transfer' | null;
  /** All waiting of the other side, a consultation included. */
  heldSeconds: number;
}
export interface CarrierCall extends LoggedCall {
  /** Apart, not within `heldSeconds`. */
  consultSeconds: number;
}
export const differenceKinds = [
  'not-at-carrier',
  'not-in-log',
  'direction',
  'rang',
  'answered',
  'ended',
  'ended-by',
  'held',
] as const;
export interface Difference {
  callId: string;
  kind: (typeof differenceKinds)[number];
  /** Log less carrier, in seconds; null where it is not a matter of time. */
  seconds: number | null;
}
/** A second itself is still agreement. */
export const toleranceMs = 1_000;

/**
 * @param clockAheadMs how far the desk's clock is ahead of the backend's: its instants are shifted by it before they are
 * compared. A call that is not over yet on either side is left for the next time.
 */
export function reconcile(
  log: readonly LoggedCall[],
  carrier: readonly CarrierCall[],
  clockAheadMs = 0,
): { compared: number; differences: Difference[] } {
  const differences: Difference[] = [];
  const theirs = new Map(carrier.map((c) => [c.callId, c]));
  const ours = new Set(log.map((c) => c.callId));
  let compared = 0;
  for (const own of log) {
    const { callId } = own;
    const other = theirs.get(callId);
    const add = (kind: Difference['kind'], seconds: number | null): void =>
      void differences.push({ callId, kind, seconds });
    if (other === undefined) {
      if (own.endedAt !== null) add('not-at-carrier', null);
      continue;
    }
    if (own.endedAt === null && other.endedAt === null) continue;
    compared += 1;
    if (own.direction !== other.direction) add('direction', null);
    for (const [kind, mine, his] of [
      ['rang', own.rangAt, other.rangAt],
      ['answered', own.answeredAt, other.answeredAt],
      ['ended', own.endedAt, other.endedAt],
    ] as const) {
      if (mine === null && his === null) continue;
      const off = mine === null || his === null ? null : Date.parse(mine) - clockAheadMs - Date.parse(his);
      if (off === null || Math.abs(off) > toleranceMs) add(kind, off === null ? null : off / 1000);
    }
    if (!sameEnd(own.endedBy, other.endedBy)) add('ended-by', null);
    const held = own.heldSeconds - other.heldSeconds - other.consultSeconds;
    if (Math.abs(held) * 1000 > toleranceMs) add('held', held);
  }
  for (const { callId, endedAt } of carrier)
    if (!ours.has(callId) && endedAt !== null)
      differences.push({ callId, kind: 'not-in-log', seconds: null });
  return { compared, differences };
}

/** A desk that hands a call on has left it: to its log that is its own end, or the line's. */
function sameEnd(own: LoggedCall['endedBy'], carrier: LoggedCall['endedBy']): boolean {
  return own === carrier || (carrier === 'transfer' && (own === 'agent' || own === 'line'));
}
