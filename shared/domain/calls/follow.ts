// What becomes of a call in the log when the server or the phone engine says something new: pure, so that their order can't
// matter. The server's word decides; the engine's sound says at once that a call began or ended (rows 58, 61).
import type { EngineReport } from '../telephony/engine.ts';
import type { LiveCall, Went } from '../telephony/live.ts';
import { step, type Call, type CallEventKind } from './call.ts';

type Media = Extract<EngineReport, { kind: 'media' }>;
/** The engine's own leg of a call. */
export type Leg = Pick<Media, 'state' | 'why' | 'muted'>;

export interface CallFacts {
  /** Null = the server has not said anything of it. */
  live: LiveCall | null;
  leg: Leg | null;
  /** The server had it for this desk and has it no longer. */
  gone: boolean;
  /** The agent has asked to end it. */
  endAsked: boolean;
  /** How far the desk's clock is ahead of the backend's. */
  aheadMs: number;
  /** ISO instant by the desk's clock. */
  now: string;
}
export interface Happened {
  kind: CallEventKind;
  at: string;
}

/** An instant of the server's on the desk's clock. */
export const here = (at: string, aheadMs: number): string =>
  new Date(Date.parse(at) + Math.round(aheadMs)).toISOString();

const over: Record<'agent' | 'caller' | 'line' | 'transfer', CallEventKind> = {
  agent: 'hang-up-agent',
  // Who hands a call on has ended their own part of it.
  transfer: 'hang-up-agent',
  caller: 'hang-up-caller',
  line: 'interrupted',
};

/** The end that the facts tell of, or null while it goes on. */
function endOf(c: Call, facts: CallFacts): Happened | null {
  const { live, leg, now } = facts;
  const rings = c.state === 'ringing';
  if (live?.phase === 'ended')
    return {
      // A ring that was taken back is missed; what became of the caller is said apart.
      kind: rings && (live.endedBy ?? 'line') === 'line' ? 'missed' : over[live.endedBy ?? 'line'],
      at: live.endedAt === null ? now : here(live.endedAt, facts.aheadMs),
    };
  if (facts.gone) return { kind: rings ? 'missed' : 'interrupted', at: now };
  // Another engine has taken this leg over.
  if (leg?.state !== 'closed' || leg.why === 'replaced') return null;
  if (leg.why === 'agent' || leg.why === 'rejected' || (leg.why === 'remote' && facts.endAsked))
    return { kind: 'hang-up-agent', at: now };
  if (leg.why === 'remote') return { kind: 'hang-up-caller', at: now };
  // The own leg alone went: the caller waits for the next one.
  return { kind: rings ? 'missed' : 'interrupted', at: now };
}

/** When it was answered, or null. A call that is made begins when the other side answers, not with the own leg's sound. */
function answeredAt(c: Call, { live, leg, aheadMs, now }: CallFacts): string | null {
  const told = live === null || live.answeredAt === null ? now : here(live.answeredAt, aheadMs);
  const open = leg?.state === 'open' || leg?.state === 'reconnecting';
  const inIt = live?.parties.some((p) => p.self && p.state !== 'ringing' && p.state !== 'failed') ?? false;
  if (c.state === 'dialling') return live?.phase === 'connected' && live.answeredAt !== null ? told : null;
  if (open) return told;
  return (live?.phase === 'connected' || live?.phase === 'ended') && live.answeredAt !== null && inIt
    ? told
    : null;
}

/** The call after all that is known, with what happened to it on the way, in order. */
export function follow(before: Call, facts: CallFacts): { call: Call; happened: Happened[] } {
  const { live, leg } = facts;
  const happened: Happened[] = [];
  let c = before;
  const happen = (kind: CallEventKind, at: string): void => {
    const last = happened.at(-1)?.at ?? c.rangAt;
    const when = at < last ? last : at;
    const next = step(c, kind, when);
    if (next === null) return;
    c = next;
    happened.push({ kind, at: when });
  };
  // A leg that rang before the server's word came: who calls is known only now.
  if (live !== null && (c.number === '' || c.dnis === ''))
    c = {
      ...c,
      number: c.number === '' ? live.number : c.number,
      dnis: c.dnis === '' ? live.dnis : c.dnis,
      accountId: c.accountId === '' ? live.accountId : c.accountId,
      waitedSeconds: c.waitedSeconds ?? live.waitedSeconds,
    };
  if (c.state === 'ringing' || c.state === 'dialling') {
    const answered = answeredAt(c, facts);
    if (answered !== null) happen('answer', answered);
  }
  if (live?.phase === 'connected') {
    if (live.heldSince !== null) happen('hold', here(live.heldSince, facts.aheadMs));
    else if (c.state === 'held') {
      happen('resume', facts.now);
      // The server has counted the hold from its own order to its own order.
      if (c.state !== 'held') c = { ...c, heldSeconds: live.heldSeconds + live.consultSeconds };
    }
  }
  if (leg !== null && leg.state !== 'closed' && leg.muted !== c.muted)
    happen(leg.muted ? 'mute' : 'unmute', facts.now);
  const end = endOf(c, facts);
  if (end !== null) {
    happen(end.kind, end.at);
    // The server has counted every hold, also those that this desk was not there for.
    if (live?.phase === 'ended' && happened.at(-1)?.kind === end.kind)
      c = { ...c, heldSeconds: live.heldSeconds + live.consultSeconds };
  }
  return { call: c, happened };
}

/** After the end: who ended it and how long it was held, as the server counted, once it says so. */
export function settled(c: Call, live: LiveCall): Call {
  if (live.phase !== 'ended' || c.endedAt === null) return c;
  const said = live.endedBy === 'transfer' ? 'agent' : (live.endedBy ?? c.endedBy);
  const by = c.state === 'missed' && said === 'line' ? c.endedBy : said;
  return { ...c, endedBy: by, heldSeconds: live.heldSeconds + live.consultSeconds };
}

/** With whom the agent talked, or tried to, while the caller waited. The same object when nothing is new. */
export function consulting(c: Call, live: LiveCall | null, aheadMs: number): Call {
  const t = live?.transfer ?? null;
  if (t === null || t.kind !== 'warm') return c;
  const { label, state, partyId } = t;
  const known = c.consulted ?? [];
  const last = known.at(-1);
  const spoken = state === 'consulting' || state === 'completed';
  const open = last?.state === 'ringing' || last?.state === 'consulting';
  // A leg has an id of its own each time; a queue has none until somebody in it is rung.
  const same =
    last?.partyId === partyId
      ? partyId !== null || open || last?.state === state
      : last?.partyId === null && open;
  if (last !== undefined && same) {
    if (last.state === state && last.partyId === partyId) return c;
    const now = { ...last, label, partyId, state, talked: last.talked || spoken };
    return { ...c, consulted: [...known.slice(0, -1), now] };
  }
  const one = { label, state, partyId, at: here(t.since, aheadMs), talked: spoken };
  return { ...c, consulted: [...known, one].slice(-20) };
}

/** Over here: where its caller is now and how the agent's handing on came out. The same object when nothing is new. */
export function afterwards(c: Call, went: Went | null, live: LiveCall | null): Call {
  const callerNow = went?.now ?? c.callerNow;
  const t = live?.phase === 'ended' ? live.transfer : null;
  const handedOn = t === null ? c.handedOn : { kind: t.kind, state: t.state, why: t.why, label: t.label };
  const same =
    callerNow === c.callerNow &&
    handedOn?.state === c.handedOn?.state &&
    handedOn?.kind === c.handedOn?.kind &&
    handedOn?.why === c.handedOn?.why;
  if (same) return c;
  return {
    ...c,
    ...(callerNow === undefined ? {} : { callerNow }),
    ...(handedOn === undefined ? {} : { handedOn }),
  };
}
