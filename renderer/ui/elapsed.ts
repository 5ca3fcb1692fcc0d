// How long ago an instant was, although a demo may have moved the clock since: a stopwatch must not leap with it.

/** The clock stood at `at` and was then moved by `by`, both in ms. */
export interface ClockShift {
  at: number;
  by: number;
}
const shifts: ClockShift[] = [];
/** Longer than any delay of an answer; a demo moves its clock by minutes or hours. */
const leastShift = 30_000;

/** Notes that the clock was moved; less than half a minute is the way of an answer, not a shift. */
export function noteShift(shift: ClockShift): void {
  if (Math.abs(shift.by) >= leastShift) shifts.push(shift);
}

/** What began this second may lie past a clock that counts whole seconds: it is of now, not of before the shift. ms */
const slack = 5000;

/** ms that went by from `since` to `now`; an instant of before a shift counts as if it had been moved with the clock. */
export function elapsed(since: number, now: number, known: readonly ClockShift[] = shifts): number {
  let from = since;
  known.forEach(({ at, by }, i) => {
    const end = known[i + 1]?.at ?? now + slack;
    const after = from >= at + by && from <= end;
    if (from <= at && !after) from += by;
  });
  return Math.max(0, now - from);
}
