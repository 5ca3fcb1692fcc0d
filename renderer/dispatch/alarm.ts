// When the alarm rings: at its instant and every 60 s after it, as long as it stands (O2). Pure.

/** ms */
export const alarmEvery = 60_000;
/** By how much the page's clock may be behind the desk's (it is set by an answer that took its time), ms. */
const apart = 5000;

/** The first instant after `now` at which an alarm that stands since `alarmAt` rings; ms. */
export function nextAlarm(alarmAt: number, now: number): number {
  return alarmAt > now ? alarmAt : alarmAt + (Math.floor((now - alarmAt) / alarmEvery) + 1) * alarmEvery;
}

/**
 * One look at the clock. `next` is what the look before gave (null = no alarm stood). An alarm that the desk moved on to the
 * next minute shortly before it was due by this page's clock rings too: the desk's own clock had come to it.
 */
export function lookAt(
  next: number | null,
  alarmAt: string | null,
  now: number,
): { next: number | null; rings: boolean } {
  if (alarmAt === null) return { next: null, rings: false };
  const at = Date.parse(alarmAt);
  const moved = next !== null && next - now <= apart && at >= next + alarmEvery - apart;
  const rings = next === null ? at <= now : next <= now || moved;
  return { next: nextAlarm(at, now), rings };
}
