// An agent's own figures of today by the formulas of product.md 6, from the desk's log, and how far that log and the carrier
// agree (row 58). Nothing is corrected: a difference is counted and shown.
import type Database from 'better-sqlite3';
import { Temporal } from 'temporal-polyfill';
import type { MyNumbers } from '#shared/contract/telephony.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { missedWhys, type Agent } from '#shared/domain/telephony/agent.ts';
import {
  handling,
  occupancy,
  outAfterMissed,
  type Leg,
  type StateSpan,
} from '#shared/domain/telephony/metrics.ts';
import { reconcile } from '#shared/domain/telephony/reconcile.ts';
import { isOut } from '#shared/domain/telephony/went-by.ts';
import { recordsAnswer } from '#shared/protocol/telephony.ts';
import { callsSince, eventsSince, type CallEvent } from '../calls/store.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import { prepared } from '../vault/prepared.ts';
import { liveLine } from './call-log.ts';

export interface NumberDeps {
  core(): Database.Database | null;
  client: Pick<BackendClient, 'ask'>;
  now(): string;
  aheadMs(): number;
  after(ms: number, run: () => void): () => void;
  changed(): void;
}
/** After a call's end: so long the carrier's own record may take, ms. */
const recordMs = 800;
/** A call counts where its wrap-up ended: what rang up to a day before may end in the interval. */
const beforeMs = 86_400_000;

const ends: readonly string[] = ['hang-up-agent', 'hang-up-caller', 'interrupted', 'missed'];

/** One ring and what followed, from its events; `c` is the call's row where this is its last one. */
function legFrom(direction: Call['direction'], events: readonly CallEvent[], c: Call | null): Leg {
  const leg: Leg & { wrapUps: { from: string; to: string | null }[] } = {
    direction,
    rangAt: c?.rangAt ?? events[0]?.at ?? '',
    answeredAt: c?.answeredAt ?? events.find((e) => e.kind === 'answer')?.at ?? null,
    endedAt: c?.endedAt ?? events.find((e) => ends.includes(e.kind))?.at ?? null,
    heldSeconds: 0,
    consultSeconds: 0,
    wrapUps: [],
    transferred: null,
    // Handing on to the clinician on call goes by messages and ladders here, not by a transfer of a call.
    escalated: false,
  };
  let held = c?.heldSeconds ?? 0;
  if (leg.endedAt !== null && leg.answeredAt !== null) leg.wrapUps.push({ from: leg.endedAt, to: null });
  for (const e of events) {
    const open = leg.wrapUps.at(-1);
    if (e.kind === 'wrap-up-done' && open !== undefined && open.to === null) open.to = e.at;
    if (e.kind === 'reopen') leg.wrapUps.push({ from: e.at, to: null });
    if (e.kind === 'carrier-end') {
      leg.consultSeconds = Number(e.detail['consultSeconds'] ?? 0);
      held = Number(e.detail['heldSeconds'] ?? 0) + leg.consultSeconds;
    }
    if (e.kind === 'transfer' && e.detail['state'] === 'completed')
      leg.transferred = e.detail['kind'] === 'warm' ? 'warm' : 'blind';
  }
  leg.heldSeconds = Math.max(0, held - leg.consultSeconds);
  return leg;
}
/** A call as the figures see it: a leg for each time it rang here, for a call that was handed on may come back. */
export function legsOf(
  c: Call,
  events: readonly CallEvent[],
  cap: { seconds: number | null; now: string } = { seconds: null, now: c.rangAt },
): Leg[] {
  const { seconds, now } = cap;
  const rings = events.flatMap((e, i) => (e.kind === 'ring' ? [i] : []));
  const parts = rings.map((from, i) => events.slice(from, rings[i + 1]));
  const legs =
    parts.length === 0
      ? [legFrom(c.direction, events, c)]
      : parts.map((part, i) => legFrom(c.direction, part, i === parts.length - 1 ? c : null));
  return seconds === null ? legs : legs.map((leg) => cut(leg, seconds, now));
}
/** The wrap-up after the call ends at the server's cap at the latest, whatever is still written then. */
function cut(leg: Leg, capSeconds: number, now: string): Leg {
  const [first, ...later] = leg.wrapUps;
  if (first === undefined) return leg;
  const end = new Date(Date.parse(first.from) + capSeconds * 1000).toISOString();
  const to = first.to === null ? (end <= now ? end : null) : first.to > end ? end : first.to;
  return { ...leg, wrapUps: [{ from: first.from, to }, ...later] };
}

/** Seconds of the cap, as the server last told it with a wrap-up; null = none. */
const capKey = 'wrap-up-cap';
function keepCap(db: Database.Database, { since, wrapUpEndsAt }: Agent): void {
  const seconds =
    wrapUpEndsAt === null ? null : Math.round((Date.parse(wrapUpEndsAt) - Date.parse(since)) / 1000);
  if (seconds === keptCap(db)) return;
  prepared(
    db,
    'INSERT INTO settings_core (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(capKey, JSON.stringify(seconds));
}
function keptCap(db: Database.Database): number | null {
  const row = prepared<[string], { value: string }>(db, 'SELECT value FROM settings_core WHERE key = ?').get(
    capKey,
  );
  const seconds = row === undefined ? Number.NaN : Number.parseInt(row.value, 10);
  return Number.isNaN(seconds) ? null : seconds;
}

/** What the server said this person was doing, once a change. `aheadMs` puts it on the desk's clock. */
export function keepAgentState(db: Database.Database, person: string, agent: Agent, aheadMs: number): void {
  if (agent.state === 'wrap-up') keepCap(db, agent);
  const since = new Date(Date.parse(agent.since) + Math.round(aheadMs)).toISOString();
  const last = prepared<[string], { since: string; state: string }>(
    db,
    'SELECT since, state FROM agent_states WHERE person = ? ORDER BY since DESC LIMIT 1',
  ).get(person);
  // The clocks' difference wavers by milliseconds: that is no new state.
  const out = isOut(agent);
  const state = out ? 'missed' : agent.state;
  const same = last?.state === state && Math.abs(Date.parse(last.since) - Date.parse(since)) < 2000;
  if (same) return;
  prepared(db, 'INSERT OR REPLACE INTO agent_states (person, since, state, reason) VALUES (?, ?, ?, ?)').run(
    person,
    since,
    state,
    out ? (agent.missed?.why ?? null) : agent.reason,
  );
}
function spansOf(db: Database.Database, person: string, from: string, calls: readonly Call[]): StateSpan[] {
  const rows = prepared<
    [string, string, string],
    { since: string; state: StateSpan['state']; reason: string | null }
  >(
    db,
    `SELECT since, state, reason FROM agent_states WHERE person = ? AND since >= coalesce(
       (SELECT max(since) FROM agent_states WHERE person = ? AND since <= ?), '') ORDER BY since LIMIT 5000`,
  ).all(person, person, from);
  const states = rows.map(({ since, state, reason }, i) => ({
    from: since,
    to: rows[i + 1]?.since ?? null,
    state,
    why: state === 'missed' ? (missedWhys.find((why) => why === reason) ?? null) : undefined,
  }));
  const rings = calls
    .filter((c) => c.direction === 'incoming')
    .map((c) => ({ from: c.rangAt, to: c.answeredAt ?? c.endedAt, state: 'ring' as const }));
  return [...states, ...rings];
}

export function createNumbers(deps: NumberDeps) {
  const compared = new Map<string, { differing: number; at: string }>();
  let cancel: (() => void) | null = null;

  function today(now: string): { from: string; zone: string } {
    const zone = Temporal.Now.timeZoneId();
    const from = Temporal.Instant.from(now).toZonedDateTimeISO(zone).startOfDay().toInstant();
    return { from: new Date(from.epochMilliseconds).toISOString(), zone };
  }
  /** Holds the log against the carrier's records of today. */
  async function compare(person: string): Promise<void> {
    const db = deps.core();
    const now = deps.now();
    if (db === null) return;
    const aheadMs = Math.round(deps.aheadMs());
    const { from } = today(now);
    const there = (at: string): string => new Date(Date.parse(at) - aheadMs).toISOString();
    const answer = await deps.client.ask('POST', '/v2/telephony/records', recordsAnswer, {
      body: { v: 2, person, from: there(from), to: there(now) },
      aside: true,
    });
    const open = deps.core();
    if (!answer.ok || open === null) return;
    const log = callsSince(open, from, person, liveLine).map((c) => ({ ...c, callId: c.id }));
    const { differences } = reconcile(log, answer.value.records, aheadMs);
    compared.set(person, {
      differing: new Set(differences.map((d) => d.callId)).size,
      at: deps.now(),
    });
    deps.changed();
  }
  return {
    /** A call ended: its record is looked at in a moment. */
    ended(person: string | null): void {
      if (person === null) return;
      cancel?.();
      cancel = deps.after(recordMs, () => void compare(person));
    },
    compare,
    read(person: string): MyNumbers {
      const now = deps.now();
      const { from, zone } = today(now);
      const db = deps.core();
      const interval = { from, to: now };
      const before = new Date(Date.parse(from) - beforeMs).toISOString();
      const calls = db === null ? [] : callsSince(db, before, person, liveLine);
      const events = Map.groupBy(db === null ? [] : eventsSince(db, before), (e) => e.callId);
      const cap = { seconds: db === null ? null : keptCap(db), now };
      const legs = calls.flatMap((c) => legsOf(c, events.get(c.id) ?? [], cap));
      const figures = handling(legs, interval);
      const last = compared.get(person);
      const spans = db === null ? [] : spansOf(db, person, from, calls);
      const out = outAfterMissed(spans, interval, now);
      return {
        ...interval,
        zone,
        handled: figures.handled,
        ahtSeconds: figures.ahtSeconds,
        acwSeconds: figures.acwSeconds,
        holdSeconds: figures.holdSeconds,
        occupancy: occupancy(spans, interval, now),
        missed: out.missed,
        declined: out.declined,
        outSeconds: out.seconds,
        transferRate: figures.transferRate,
        differing: last?.differing ?? null,
        comparedAt: last?.at ?? null,
      };
    },
    stop: (): void => cancel?.(),
  };
}
export type Numbers = ReturnType<typeof createNumbers>;
