// Time in a role-play: when the timer of a turn turns amber, and what a seed may be. Pure.

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
