// Everything that one agent's desk is told, read in one view of the database, so that its version fits its contents.
import type { PoolClient } from 'pg';
import {
  handover as handoverShape,
  type LiveCall,
  type Notice,
  type Party,
  type Snapshot,
} from '#shared/domain/telephony/live.ts';
import { openSealed } from '../seal/open.ts';
import { agentNow, roleOf } from './agents.ts';
import { callbackCounts } from './callbacks.ts';
import { waitedBefore } from './gave-up.ts';
import type { VoiceParts } from './parts.ts';
import { queueStates } from './queues.ts';
import { labelFrom, pathOf } from './sealed-words.ts';
import { skillsOf } from './skills.ts';
import { isHere, isThere, type AgentRow, type CallRow, type PartyRow } from './store.ts';
import { voicemailCount } from './voicemail.ts';
import { waitsOf } from './waits.ts';
import { wentOf } from './went.ts';

/** Ended calls stay this long. */
const endedMs = 10 * 60_000;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export async function snapshotOf(parts: VoiceParts, org: string, person: string): Promise<Snapshot> {
  const db = await parts.pool.connect();
  let broken = false;
  try {
    await db.query('begin isolation level repeatable read read only');
    const made = await read(db, parts, org, person);
    await db.query('commit');
    return made;
  } catch (error) {
    await db.query('rollback').catch(() => (broken = true));
    throw error;
  } finally {
    db.release(broken);
  }
}

async function read(db: PoolClient, parts: VoiceParts, org: string, person: string): Promise<Snapshot> {
  const now = parts.clock();
  const found = await db.query<AgentRow>('select * from voice_agent where org_id = $1 and person_id = $2', [
    org,
    person,
  ]);
  const row = found.rows[0];
  if (!row) throw new Error('no such agent');
  const role = await roleOf(db, org, person);
  const skills = await skillsOf(db, org, now);
  return {
    version: Number(row.version),
    at: now.toISOString(),
    agent: { ...agentNow(row), skills: (skills.get(person) ?? []).slice(0, 40) },
    calls: await callsOf(db, parts, org, person, now),
    queues: await queueStates(db, parts, now),
    callbacks: await callbackCounts(db, org, now),
    voicemails: await voicemailCount(db, org),
    notices: await noticesOf(db, org, person, role === 'supervisor'),
    went: await wentOf(db, parts, person, { now, since: new Date(now.getTime() - endedMs) }),
  };
}

async function callsOf(
  db: PoolClient,
  parts: VoiceParts,
  org: string,
  person: string,
  now: Date,
): Promise<LiveCall[]> {
  // Offers that went by are not among them: `missed` tells of those.
  const found = await db.query<CallRow>(
    `select * from voice_call c where org_id = $1 and exists (
       select 1 from voice_party p where p.org_id = c.org_id and p.call_id = c.id and p.person_id = $2
         and (p.state in ('ringing', 'connected', 'held') or (p.left_at > $3 and (p.joined_at is not null or c.direction = 'outgoing'))))
     order by created_at desc limit 50`,
    [org, person, new Date(now.getTime() - endedMs)],
  );
  if (found.rows.length === 0) return [];
  const parties = await db.query<PartyRow>(
    'select * from voice_party where org_id = $1 and call_id = any($2::uuid[]) order by ring_at, id',
    [org, found.rows.map((call) => call.id)],
  );
  const before = await waitedBefore(
    db,
    org,
    found.rows.map((call) => call.id),
  );
  return found.rows
    .map((call) =>
      liveCallFor(
        parts,
        call,
        parties.rows.filter((party) => party.call_id === call.id),
        person,
        before.get(call.id) ?? 0,
      ),
    )
    .filter((call) => call !== null)
    .toReversed();
}

/**
 * As this person sees it: for an agent who left it is over, whatever the others do.
 * @param earlier seconds that the caller waited in vain before this call
 */
export function liveCallFor(
  parts: VoiceParts,
  call: CallRow,
  parties: readonly PartyRow[],
  person: string,
  earlier = 0,
): LiveCall | null {
  const own = parties.findLast((party) => party.person_id === person);
  if (!own) return null;
  const queue = parts.voice.config.queues.find((one) => one.id === call.queue_id);
  const over = call.phase === 'ended' || !isThere(own);
  const handover = handoverFor(parts, call, own);
  const waits = waitedFor(call, parties, own);
  const total = (waits?.inAll ?? 0) + earlier;
  // Whoever dialled it was offered nothing; whoever it was handed to was, whichever way it went.
  const dialled =
    call.direction === 'outgoing' && parties.find((one) => one.person_id !== null)?.id === own.id;
  return {
    callId: call.id,
    direction: call.direction,
    phase: over
      ? 'ended'
      : own.state === 'ringing' && !dialled
        ? 'offered'
        : call.phase === 'dialling'
          ? 'dialling'
          : 'connected',
    queue: queue ? { id: queue.id, label: queue.label } : null,
    skill: queue?.skill ?? null,
    number: call.number,
    dnis: call.dnis,
    accountId: call.account_id,
    waitedSeconds: waits === null ? null : waits.now,
    waitedInAllSeconds: waits === null || total - waits.now < 1 ? null : total,
    offeredAt: dialled ? null : iso(own.ring_at),
    answeredAt: iso(dialled ? call.answered_at : own.joined_at),
    endedAt: over ? (iso(own.left_at) ?? iso(call.ended_at)) : null,
    endedBy: over ? (own.ended_by ?? call.ended_by ?? 'line') : null,
    heldSince: over ? null : iso(call.held_since),
    // Closed stretches; the open one counts from heldSince.
    heldSeconds: own.held_seconds,
    consultSeconds: own.consult_seconds,
    parties: worthShowing(parties, own, parts.clock()).map((party): Party => shown(parts, party, person)),
    recording: call.recording,
    consent: call.consent,
    path: pathOf(parts, call),
    transfer: transferFor(parts, call, parties, own),
    handover,
    callbackId: call.callback_id,
  };
}

/** The wait before this ring: who was with an agent and came back has not waited since they first called. */
function waitedFor(
  call: CallRow,
  parties: readonly PartyRow[],
  own: PartyRow,
): { now: number; inAll: number } | null {
  const back = parties.some(
    (one) =>
      one.id !== 'caller' && one.joined_at !== null && one.left_at !== null && one.left_at <= own.ring_at,
  );
  return waitsOf(call, parties, back ? own.ring_at : (call.answered_at ?? own.ring_at));
}

/** Whoever could not be reached is named so long, and not beside the next one. */
const failedMs = 60_000;
/** Who was only rung in vain for a queue's call is nobody's business; the caller always is. */
function worthShowing(parties: readonly PartyRow[], own: PartyRow, now: Date): PartyRow[] {
  const newest = parties.findLast((one) => one.id !== 'caller' && one.id !== own.id);
  const inVain = (one: PartyRow): boolean =>
    one.joined_at === null &&
    one.state === 'failed' &&
    one.id !== own.id &&
    (one.role === 'agent' || one.id !== newest?.id || now.getTime() - one.since.getTime() > failedMs);
  const [lead, ...rest] = parties
    .filter((one) => one.id === 'caller')
    .concat(parties.filter((one) => one.id !== 'caller' && !inVain(one)));
  return lead === undefined ? [] : [lead, ...rest.slice(-11)];
}

function shown(parts: VoiceParts, party: PartyRow, person: string): Party {
  return {
    id: party.id,
    role: party.role,
    self: party.person_id === person,
    label: party.label ?? labelFrom(parts, party.call_id, party.sealed_label),
    number: party.number,
    state: party.state,
    since: party.since.toISOString(),
    why: party.why,
  };
}

/** Only who transfers sees the transfer's controls; the others see legs. */
function transferFor(
  parts: VoiceParts,
  call: CallRow,
  parties: readonly PartyRow[],
  own: PartyRow,
): LiveCall['transfer'] {
  if (call.transfer === null || call.transfer.by !== own.id) return null;
  const { kind, state, partyId, since, why } = call.transfer;
  const target = parties.find((one) => one.id === partyId);
  const label = (target && labelFrom(parts, call.id, target.sealed_label)) ?? call.transfer.label;
  return { kind, label, state, partyId, since, why };
}

function handoverFor(parts: VoiceParts, call: CallRow, own: PartyRow): LiveCall['handover'] {
  // Whoever was in the call before knows already; a leg that is over is told nothing more.
  if (call.handover === null || call.transfer?.by === own.id || !(isHere(own) || own.state === 'ringing'))
    return null;
  const opened = openSealed(parts.sealKeys, call.id, call.handover);
  if (!opened.ok) return null;
  const parsed = handoverShape.safeParse(JSON.parse(opened.text.toString('utf8')));
  return parsed.success ? { ...parsed.data, acceptedAt: iso(call.handover_seen_at) } : null;
}

async function noticesOf(
  db: PoolClient,
  org: string,
  person: string,
  supervisor: boolean,
): Promise<Notice[]> {
  const found = await db.query<{
    id: string;
    kind: Notice['kind'];
    at: Date;
    call_id: string | null;
    queue_id: string | null;
  }>(
    `select id, kind, at, call_id, queue_id from voice_notice
     where org_id = $1 and seen_at is null and (person_id = $2 or (person_id is null and $3)) order by at desc limit 100`,
    [org, person, supervisor],
  );
  return found.rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    callId: row.call_id,
    queueId: row.queue_id,
  }));
}
