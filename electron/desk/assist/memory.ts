// What the desk remembers of one call while it lasts: lines only as far as flags need them, one cue, silence asked for.
// Nothing of it is written anywhere; it is gone with the call.
import { afterTime, noCues, type CueMemory } from '#shared/domain/assist/cues.ts';
import { noFlags, type FlagMemory } from '#shared/domain/assist/flags.ts';

export interface CallMemory {
  callId: string;
  cues: CueMemory;
  flags: FlagMemory;
  /** Monotonic ms until which hints are silent; Infinity = for this call, 0 = not. */
  snoozedUntil: number;
  /** The same end as an ISO instant, for the page. */
  until: string | null;
  /** Over: nobody's feelings are read any more; flags are heard in what is written until it is wrapped up. */
  over: boolean;
  /** Monotonic ms of the last requests, for the rate. */
  asked: number[];
  cancel: (() => void) | null;
  /** Cancels the news that a silence is over. */
  wake: (() => void) | null;
  colleague: boolean;
}
export const newMemory = (callId: string): CallMemory => ({
  callId,
  cues: noCues,
  flags: noFlags,
  snoozedUntil: 0,
  until: null,
  over: false,
  asked: [],
  cancel: null,
  wake: null,
  colleague: false,
});

/** A call's cues go: silent, over, or switched off. Its flags stay. */
export function silence(m: CallMemory): boolean {
  const showed = m.cues.cue !== null;
  m.cancel?.();
  m.cancel = null;
  m.cues = noCues;
  return showed;
}
export const isSnoozed = (m: CallMemory, now: number): boolean => now < m.snoozedUntil;

/** True when what shows is another now. */
export function moveOn(m: CallMemory, now: number, id: () => string): boolean {
  const before = m.cues.cue;
  m.cues = afterTime(m.cues, now, id);
  return m.cues.cue !== before;
}

/** True = one too many in ten seconds. */
export function tooMany(m: CallMemory, now: number, most: number): boolean {
  m.asked = m.asked.filter((at) => now - at < 10_000);
  if (m.asked.length >= most) return true;
  m.asked.push(now);
  return false;
}
