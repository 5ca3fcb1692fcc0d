// An agent whom a call that went by has taken out: nobody asked for it, so it is no break and is counted and named apart.
// By itself, so that the page's first download takes it without the schemas' library.
import type { Agent } from './agent.ts';

/**
 * Not available because a ring was missed or declined. On the wire it is a break without a reason, which nobody can ask
 * for: every desk reads that. A server of before gave it a reason too, and is known by the instant.
 */
export const isOut = (agent: Pick<Agent, 'state' | 'reason' | 'since' | 'missed'>): boolean =>
  agent.state === 'break' && (agent.reason === null || agent.missed?.at === agent.since);
