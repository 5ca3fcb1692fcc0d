// How long a caller has waited: this time, and in all. Whoever was with an agent and came back to the queue has not waited
// since they first called, and has waited more than once.
import type { CallRow, PartyRow } from './store.ts';

const seconds = (from: Date, to: Date): number => Math.max(0, (to.getTime() - from.getTime()) / 1000);

/** @param until when it rang, or the caller gave up. Null = never was in a queue. */
export function waitsOf(
  call: Pick<CallRow, 'queued_at'>,
  parties: readonly Pick<PartyRow, 'id' | 'joined_at' | 'left_at'>[],
  until: Date,
): { now: number; inAll: number } | null {
  const { queued_at: from } = call;
  if (from === null) return null;
  let inAll = 0;
  let since = from;
  const talks = parties
    .filter((one) => one.id !== 'caller' && one.joined_at !== null && one.left_at !== null)
    .map((one) => ({ from: one.joined_at ?? until, to: one.left_at ?? until }))
    .filter((talk) => talk.to <= until)
    .toSorted((a, b) => a.from.getTime() - b.from.getTime());
  for (const talk of talks) {
    inAll += seconds(since, talk.from);
    if (talk.to > since) since = talk.to;
  }
  const now = seconds(since, until);
  return { now, inAll: inAll + now };
}
