// The state of an agent and what changes it (product.md 7, "Presence"). The server owns it: a desk only asks. A call never
// ends because a state was asked for, and a state never changes under an agent without something having happened.
import type { Agent, AgentState, Wanted, missedWhys } from './agent.ts';

export interface AgentRecord {
  agent: Agent;
  /** Rings at this agent now. */
  offered: string | null;
  /** Calls that this agent is in, oldest first. */
  live: readonly string[];
  /** Calls over whose wrap-up is open. */
  wrapping: readonly string[];
  /** The engine is registered and has a microphone. */
  phone: boolean;
}
export type AgentEvent =
  | { kind: 'asked'; wanted: Wanted }
  /** `direct`: meant for this agent (a colleague's transfer), so also during another call. */
  | { kind: 'offered'; callId: string; direct?: boolean }
  | { kind: 'answered'; callId: string }
  /** The agent's own call out. */
  | { kind: 'dialled'; callId: string }
  /** The call is over for this agent; `wrapUp` false where nothing is written up afterwards (a consultation given). */
  | { kind: 'call-ended'; callId: string; wrapUp?: boolean }
  | { kind: 'wrapped-up'; callId: string }
  | { kind: 'missed'; callId: string; why: (typeof missedWhys)[number] }
  | { kind: 'missed-seen' }
  | { kind: 'phone-gone' }
  | { kind: 'phone-back' }
  /** Looked at when the clock passes `wrapUpEndsAt`. */
  | { kind: 'wrap-up-cap' };
/** Longest wrap-up; null = none. */
export interface AgentSettings {
  wrapUpSeconds: number | null;
}

export const startingAgent = (now: string, skills: readonly string[] = []): AgentRecord => ({
  agent: {
    state: 'offline',
    reason: null,
    since: now,
    next: null,
    wrapUpEndsAt: null,
    missed: null,
    skills: [...skills],
  },
  offered: null,
  live: [],
  wrapping: [],
  phone: false,
});

/** Time in these counts as following the schedule (product.md 6: recovery is no absence). */
export const adherentStates: readonly AgentState[] = ['available', 'on-call', 'wrap-up', 'recovery'];

const available: Wanted = { state: 'available', reason: null };
const working = (r: AgentRecord): boolean => r.agent.state === 'on-call' || r.agent.state === 'wrap-up';
const into = (r: AgentRecord, state: AgentState, now: string, change: Partial<Agent> = {}): AgentRecord => {
  const reason = change.reason ?? null;
  const stays = r.agent.state === state && r.agent.reason === reason;
  const since = stays ? r.agent.since : now;
  return { ...r, agent: { ...r.agent, wrapUpEndsAt: null, ...change, state, reason, since } };
};
/** "Available" without a phone would be a lie: it waits for the phone. */
function take(r: AgentRecord, wanted: Wanted, now: string): AgentRecord {
  if (wanted.state === 'available' && !r.phone) return into(r, 'offline', now, { next: available });
  return into(r, wanted.state, now, { reason: wanted.state === 'break' ? wanted.reason : null, next: null });
}
const leave = (r: AgentRecord, now: string): AgentRecord => take(r, r.agent.next ?? available, now);
const without = (list: readonly string[], callId: string): string[] => list.filter((id) => id !== callId);
const withCall = (list: readonly string[], callId: string): string[] => [...without(list, callId), callId];

function wrapUp(r: AgentRecord, now: string, settings: AgentSettings): AgentRecord {
  const { wrapUpSeconds } = settings;
  const ends = wrapUpSeconds === null ? null : new Date(Date.parse(now) + wrapUpSeconds * 1000).toISOString();
  return into(r, 'wrap-up', now, { wrapUpEndsAt: ends });
}

function ended(
  r: AgentRecord,
  callId: string,
  writes: boolean,
  now: string,
  settings: AgentSettings,
): AgentRecord | null {
  if (r.offered === callId) {
    const rest: AgentRecord = { ...r, offered: null };
    return rest.agent.next !== null && !working(rest) ? leave(rest, now) : rest;
  }
  if (!r.live.includes(callId)) return null;
  const rest: AgentRecord = {
    ...r,
    live: without(r.live, callId),
    wrapping: writes ? withCall(r.wrapping, callId) : r.wrapping,
  };
  if (rest.live.length > 0) return rest;
  return rest.wrapping.length > 0 ? wrapUp(rest, now, settings) : leave(rest, now);
}

function missed(
  r: AgentRecord,
  callId: string,
  why: (typeof missedWhys)[number],
  now: string,
): AgentRecord | null {
  if (r.offered !== callId) return null;
  const rest: AgentRecord = {
    ...r,
    offered: null,
    agent: { ...r.agent, missed: { callId, at: now, why } },
  };
  if (working(rest)) return rest;
  // Not available until the agent has seen it; a state that was asked for while it rang is what they want.
  return rest.agent.next === null ? into(rest, 'break', now) : leave(rest, now);
}

/** The record after an event, or null when that cannot happen now: then nothing changed (`call-state`). */
export function stepAgent(
  r: AgentRecord,
  event: AgentEvent,
  now: string,
  settings: AgentSettings,
): AgentRecord | null {
  switch (event.kind) {
    case 'asked': {
      const { wanted } = event;
      if ((wanted.state === 'break') === (wanted.reason === null)) return null;
      const seen: AgentRecord =
        wanted.state === 'available' ? { ...r, agent: { ...r.agent, missed: null } } : r;
      if (working(r) || r.offered !== null) return { ...seen, agent: { ...seen.agent, next: wanted } };
      return take(seen, wanted, now);
    }
    case 'offered': {
      if (r.offered !== null || !r.phone || r.live.includes(event.callId)) return null;
      const may = r.agent.state === 'available' || (event.direct === true && r.agent.state === 'on-call');
      return may ? { ...r, offered: event.callId } : null;
    }
    case 'answered':
      return r.offered === event.callId
        ? into({ ...r, offered: null, live: withCall(r.live, event.callId) }, 'on-call', now)
        : null;
    case 'dialled': {
      if (r.offered !== null || r.live.includes(event.callId)) return null;
      const { state, reason } = r.agent;
      // A call out of a break ends in that break, not in the queue.
      const back: Wanted | null =
        state === 'break' && reason !== null
          ? { state, reason }
          : state === 'training' || state === 'recovery' || state === 'offline'
            ? { state, reason: null }
            : null;
      const next = r.agent.next ?? back;
      return into({ ...r, live: withCall(r.live, event.callId) }, 'on-call', now, { next });
    }
    case 'call-ended':
      return ended(r, event.callId, event.wrapUp !== false, now, settings);
    case 'wrapped-up': {
      if (!r.wrapping.includes(event.callId)) return null;
      const rest: AgentRecord = { ...r, wrapping: without(r.wrapping, event.callId) };
      return rest.wrapping.length === 0 && rest.live.length === 0 ? leave(rest, now) : rest;
    }
    case 'missed':
      return missed(r, event.callId, event.why, now);
    case 'missed-seen': {
      if (r.agent.missed === null) return null;
      const seen: AgentRecord = { ...r, agent: { ...r.agent, missed: null } };
      const waits = r.agent.state === 'break' && r.agent.reason === null;
      return waits ? take(seen, available, now) : seen;
    }
    case 'phone-gone':
      if (!r.phone) return r;
      return r.agent.state === 'available' && r.offered === null
        ? take({ ...r, phone: false }, available, now)
        : { ...r, phone: false };
    case 'phone-back': {
      const back: AgentRecord = { ...r, phone: true };
      return back.agent.state === 'offline' && back.agent.next?.state === 'available'
        ? leave(back, now)
        : back;
    }
    case 'wrap-up-cap': {
      const { state, wrapUpEndsAt } = r.agent;
      if (state !== 'wrap-up' || wrapUpEndsAt === null || wrapUpEndsAt > now) return null;
      return leave({ ...r, wrapping: [] }, now);
    }
  }
}

/** May a queue's call be offered to this agent now. */
export const isFree = (r: AgentRecord): boolean =>
  r.agent.state === 'available' && r.phone && r.offered === null && r.live.length === 0;
