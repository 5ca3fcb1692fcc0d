// What a desk is shown of the recorder, from what the recorder itself said (C25). Pure: an order makes it `unknown`, which
// is to be taken as running, until the recorder was read back; a gap is open from the read that said "paused" until the
// one that said otherwise.
import type { PauseReason, Recording } from '#shared/domain/telephony/live.ts';

/** An open gap rings after this. */
export const gapAlarmMs = 5 * 60_000;
const mostGaps = 100;

export const noRecording = (at: Date): Recording => ({
  state: 'off',
  since: at.toISOString(),
  readAt: null,
  gaps: [],
  alarmAt: null,
});

/** An order is on its way. */
export function ordered(before: Recording, at: Date): Recording {
  return before.state === 'unknown' ? before : { ...before, state: 'unknown', since: at.toISOString() };
}

export type ReadState = 'on' | 'paused' | 'off';
/** The carrier's word for it; anything that it may say later than these counts as not known. */
export function readStateOf(status: string): ReadState | null {
  if (status === 'in-progress') return 'on';
  if (status === 'paused') return 'paused';
  return ['stopped', 'processing', 'completed', 'absent'].includes(status) ? 'off' : null;
}

/** @param reason of the pause that was ordered; null = nobody here ordered one. */
export function afterRead(
  before: Recording,
  read: ReadState,
  reason: PauseReason | null,
  at: Date,
): Recording {
  const now = at.toISOString();
  const closed = before.gaps.map((gap) => (gap.to === null ? { ...gap, to: now } : gap));
  const open = before.gaps.find((gap) => gap.to === null);
  const since = before.state === read ? before.since : now;
  if (read !== 'paused') return { state: read, since, readAt: now, gaps: closed, alarmAt: null };
  const gaps =
    open === undefined
      ? [...closed, { from: now, to: null, reason: reason ?? 'other' }].slice(-mostGaps)
      : before.gaps;
  const alarmAt = new Date(Date.parse(open?.from ?? now) + gapAlarmMs).toISOString();
  return { state: 'paused', since, readAt: now, gaps, alarmAt };
}

/** The call is over: so is its recording, whatever was on its way. */
export const afterCall = (before: Recording, at: Date): Recording =>
  before.state === 'off' && before.gaps.every((gap) => gap.to !== null)
    ? before
    : { ...afterRead(before, 'off', null, at), readAt: before.readAt };
