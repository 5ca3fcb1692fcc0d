// Callbacks and voicemail as rows: what is due first, what somebody has taken last, and what may be done. Pure.

export interface CallbackFacts {
  dueAt: string;
  claimedBy: string | null;
}
/** Due (and not taken) before later ones; by time. */
export const inOrder = <T extends CallbackFacts>(callbacks: readonly T[]): T[] =>
  callbacks.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));

export const isDue = (c: CallbackFacts, nowMs: number): boolean => Date.parse(c.dueAt) <= nowMs;

/** `mine`, a colleague's, or free for anybody. */
export const holderOf = (c: CallbackFacts, me: string | null): 'mine' | 'other' | 'free' =>
  c.claimedBy === null ? 'free' : c.claimedBy === me ? 'mine' : 'other';

/** Instants a few steps away, rounded up to five minutes, for a promise on the phone. */
export function soonTimes(nowMs: number): { minutes: number; at: string }[] {
  const step = 5 * 60_000;
  return [15, 30, 60, 120, 240].map((minutes) => ({
    minutes,
    at: new Date(Math.ceil((nowMs + minutes * 60_000) / step) * step).toISOString(),
  }));
}
