// May the app end now, or restart for an update? Asked by the quit guard and by the updater: one rule for both.
import type { Leaving } from '#host/link.ts';

export type LeavingReason = 'call' | 'draft' | 'urgent';
export type MayLeave = { ok: true } | { ok: false; why: LeavingReason[] };

/** Most serious first: somebody on the line, words not saved as a message, an urgent message that nobody else has. */
export function mayLeave(state: Leaving): MayLeave {
  const why: LeavingReason[] = [];
  if (state.call) why.push('call');
  if (state.urgent > 0) why.push('urgent');
  if (state.draft) why.push('draft');
  return why.length === 0 ? { ok: true } : { ok: false, why };
}
