// When the alarm rings: at its instant and every 60 s after it, as long as it stands (O2). Pure.

/** ms */
export const alarmEvery = 60_000;

/** The first instant after `now` at which an alarm that stands since `alarmAt` rings; ms. */
export function nextAlarm(alarmAt: number, now: number): number {
  return alarmAt > now ? alarmAt : alarmAt + (Math.floor((now - alarmAt) / alarmEvery) + 1) * alarmEvery;
}

/**
 * One look at the clock. `next` is what the look before gave (null = no alarm stood). An alarm that was due and was moved on
 * by the desk at the same moment still rings: a person must not miss one because two clocks met.
 */
export function lookAt(
  next: number | null,
  alarmAt: string | null,
  now: number,
): { next: number | null; rings: boolean } {
  if (alarmAt === null) return { next: null, rings: false };
  const at = Date.parse(alarmAt);
  const rings = next === null ? at <= now : next <= now;
  return { next: nextAlarm(at, now), rings };
}
