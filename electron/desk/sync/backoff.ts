// When to try again: full jitter between nothing and a limit that doubles from 0.5 s to 60 s; a server's Retry-After is
// honoured; it never gives up (facts: sync 1.4).

/** Milliseconds until try number `attempt` (1 = first after a failure). `random` in [0, 1). */
export function retryDelay(attempt: number, random: number, retryAfterMs: number | null = null): number {
  const limit = Math.min(60_000, 500 * 2 ** Math.min(attempt - 1, 10));
  return Math.max(retryAfterMs ?? 0, Math.round(limit * random));
}
