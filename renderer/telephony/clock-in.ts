// A clock that was typed (`16:30`) as an instant of today or tomorrow in this computer's zone. Pure.

/** Null when it is no clock. What is over today means tomorrow. */
export function atClock(typed: string, now: Date): string | null {
  const found = /^\s*([01]?\d|2[0-3])[:.h]?([0-5]\d)\s*$/.exec(typed);
  if (!found) return null;
  const at = new Date(now);
  at.setHours(Number(found[1]), Number(found[2]), 0, 0);
  if (at <= now) at.setDate(at.getDate() + 1);
  return at.toISOString();
}
