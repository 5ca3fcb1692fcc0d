// How long a caller will probably wait: from how fast this queue's calls were answered lately. Null when too little is
// known: a guess that is said to callers would be a promise.

/** Answers that are looked at, and how many of them are the least to say anything by. */
export const lookBackMs = 30 * 60_000;
export const leastAnswers = 5;

/**
 * @param position 1 = next @param answeredAt of this queue within the last half hour, any order (ms)
 * @returns whole seconds
 */
export function estimateSeconds(position: number, answeredAt: readonly number[], now: number): number | null {
  const lately = answeredAt.filter((at) => at <= now && at > now - lookBackMs);
  if (position < 1 || lately.length < leastAnswers) return null;
  const span = now - Math.min(...lately);
  return Math.round((position * (span / lately.length)) / 1000);
}
