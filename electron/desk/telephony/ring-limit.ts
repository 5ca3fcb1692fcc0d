// A line that rings a thousand times a second must not fill the desk: so many new calls at once, then so many a second. What
// is over it is counted and named, not kept.
const burst = 20;
const perSecond = 5;

/** `monotonic` in ms. Each call of the returned function takes one place; false = none is left. */
export function ringLimit(monotonic: () => number): () => boolean {
  let places = burst;
  let at = monotonic();
  return () => {
    const now = monotonic();
    places = Math.min(burst, places + ((now - at) / 1000) * perSecond);
    at = now;
    if (places < 1) return false;
    places -= 1;
    return true;
  };
}
