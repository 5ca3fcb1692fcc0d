// A time as it is typed by somebody who looks at a clock: the newest such time that is not in the future.

/** `23:51`, `2351` or `7:05` as an instant on this computer's clock; null = no time of a day. */
export function instantOfClock(typed: string, now: Date): string | null {
  const found = /^\s*(\d{1,2})[:.]?(\d{2})\s*$/.exec(typed);
  if (found === null) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2])];
  if (hours > 23 || minutes > 59) return null;
  const at = new Date(now);
  at.setHours(hours, minutes, 0, 0);
  // Five minutes ahead: two clocks on two walls.
  if (at.getTime() > now.getTime() + 5 * 60_000) at.setDate(at.getDate() - 1);
  return at.toISOString();
}
