// Which call is in hand, and where the rest of the desk should look when calls come and go. Pure: the store does it.
import type { Call } from '#shared/domain/calls/call.ts';
import type { Centre } from '../app/desk-store.ts';

const byRing = (a: Call, b: Call): number => a.rangAt.localeCompare(b.rangAt);

/** The call is over here and its caller is not: they wait, or ring or talk to somebody else. */
export const stillThere = (call: Pick<Call, 'callerNow'>): boolean =>
  call.callerNow !== undefined && call.callerNow !== 'ended';

/** Cut off in the middle of a sentence: somebody must call back, unless the caller waits in the queue. */
export const lineLost = (call: Call): boolean =>
  call.state === 'wrap-up' && call.endedBy === 'line' && !stillThere(call);

/**
 * The newest: what just ended stays in sight and under the keys that close it, also after a reload. An older one never takes
 * its place while somebody reaches for those keys.
 */
const lastOver = (calls: readonly Call[]): Call | undefined =>
  calls
    .filter((c) => c.state === 'wrap-up')
    .toSorted((a, b) => (b.endedAt ?? b.rangAt).localeCompare(a.endedAt ?? a.rangAt) || byRing(b, a))[0];

/** Talking before calling somebody before held before wrap-up: what ended last, so that the call in hand stays in hand. */
export function inHandOf(calls: readonly Call[]): Call | null {
  const oldest = calls.toSorted(byRing);
  const first = (state: Call['state']): Call | undefined => oldest.find((c) => c.state === state);
  return first('active') ?? first('dialling') ?? first('held') ?? lastOver(calls) ?? null;
}

/** The one that has rung longest. */
export const ringingOf = (calls: readonly Call[]): Call | null =>
  calls.toSorted(byRing).find((c) => c.state === 'ringing') ?? null;

/** Somebody is or may be on the line: talking, being called, or on hold. */
export const onLine = (call: Call | null): boolean =>
  call?.state === 'active' || call?.state === 'dialling' || call?.state === 'held';

export interface Looking {
  centre: Centre;
  contextId: string | null;
}
export interface Steering {
  context?: { contextId: string | null; accountId?: string; number: string | null };
  centre?: Centre;
}

/** A colleague's number is looked up as no patient's. */
export const contextOf = (call: Call): { contextId: string; accountId: string; number: string | null } => ({
  contextId: call.id,
  accountId: call.accountId,
  number: call.number === '' || call.toPractice === true ? null : call.number,
});

/**
 * What changes when the calls went from `before` to `now`. A call that was just taken is looked at; one that rings is
 * looked up ahead, unless a call or a draft is being worked on; what is over is let go of.
 */
export function steer(view: Looking, before: readonly Call[], now: readonly Call[]): Steering {
  const hand = inHandOf(now);
  if (hand && inHandOf(before)?.id !== hand.id)
    return { context: contextOf(hand), centre: { kind: 'call', callId: hand.id } };
  const lost = (id: string | null): boolean =>
    id !== null && before.some((c) => c.id === id) && !now.some((c) => c.id === id);
  const contextLost = lost(view.contextId);
  const free = contextLost || view.contextId === null;
  const centreLost = view.centre.kind === 'call' && lost(view.centre.callId);
  const ringing = ringingOf(now);
  const done: Steering = {};
  if (!hand && ringing && free && view.centre.kind !== 'draft') done.context = contextOf(ringing);
  else if (contextLost) done.context = hand ? contextOf(hand) : { contextId: null, number: null };
  if (centreLost) done.centre = hand ? { kind: 'call', callId: hand.id } : { kind: 'none' };
  return done;
}
