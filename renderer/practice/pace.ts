// Time in a role-play: when a line was said, counted from the ring, and when the timer turns amber. Pure.

/** Where the page's own stopwatch began: `base` ms of the call had passed at `at` (a monotonic time of the page, ms). */
export interface Anchor {
  base: number;
  at: number;
}

/** Milliseconds of the call so far. After a reload the call goes on from its last line: time away doesn't count. */
export const callMs = (anchor: Anchor, now: number): number =>
  Math.max(anchor.base, Math.round(anchor.base + now - anchor.at));

export interface TurnClock {
  /** Whole seconds left; negative once it is over. */
  left: number;
  late: boolean;
}
/** `limit` in seconds from the caller's last line; null = no timer at this level. */
export function turnClock(limit: number | null, since: number, now: number): TurnClock | null {
  if (limit === null) return null;
  const left = Math.ceil(limit - (now - since) / 1000);
  return { left, late: left <= 0 };
}

/** A seed as typed: a whole number of 32 bits, or null. */
export function seedTyped(typed: string): number | null {
  const text = typed.trim();
  if (!/^\d{1,10}$/.test(text)) return null;
  const seed = Number(text);
  return seed <= 0xffffffff ? seed : null;
}
