// Rows of the voice tables (migration 006) and the few ways to touch them that every room shares. Whoever changes a call
// locks it first (`liveCallOf`), then says so (`changedCall`), in one transaction: locks go call before agents.
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import type { Agent, AgentState, BreakReason, Wanted } from '#shared/domain/telephony/agent.ts';
import {
  transfer,
  type Consent,
  type LiveCall,
  type Party,
  type Recording,
} from '#shared/domain/telephony/live.ts';
import type { Sealed } from '#shared/protocol/sync.ts';

export type Db = PoolClient | Pool;

export interface CallRow {
  org_id: string;
  id: string;
  direction: 'incoming' | 'outgoing';
  phase: 'path' | 'waiting' | 'dialling' | 'talking' | 'ended';
  call_sid: string | null;
  number: string;
  dnis: string;
  account_id: string;
  queue_id: string | null;
  /** Prompts; what was typed at them stands in `typed`. */
  path: LiveCall['path'];
  typed: Sealed | null;
  created_at: Date;
  wait_queue: string | null;
  wait_since: Date | null;
  wait_role: 'agent' | 'target' | null;
  queued_at: Date | null;
  answered_at: Date | null;
  ended_at: Date | null;
  ended_by: EndedBy | null;
  held_since: Date | null;
  held_kind: 'hold' | 'consult' | null;
  held_by: string | null;
  conference_sid: string | null;
  old_conferences: string[];
  transfer: StoredTransfer | null;
  handover: Sealed | null;
  handover_from: string | null;
  handover_seen_at: Date | null;
  recording: Recording;
  consent: Consent;
  stated_places: string[];
  callback_id: string | null;
  reserved_by: string | null;
  reserved_until: Date | null;
  checked_at: Date | null;
}
export type EndedBy = 'agent' | 'caller' | 'line' | 'transfer';
export const storedTransfer = transfer.extend({
  /** Party of the agent who asked. */
  by: z.string().max(40),
  toQueue: z.string().max(60).nullable(),
  /** The agent takes the caller back: the target is being taken out, and still hears what is said. */
  ending: z.boolean().optional(),
  /** Agent and target are about to talk with the caller: they count as with them from here on. */
  joining: z.boolean().optional(),
});
export type StoredTransfer = z.infer<typeof storedTransfer>;

export interface PartyRow {
  org_id: string;
  call_id: string;
  id: string;
  role: Party['role'];
  person_id: string | null;
  /** Of a colleague; of a number outside it is sealed. */
  label: string | null;
  sealed_label: Sealed | null;
  number: string | null;
  state: Party['state'];
  since: Date;
  why: Party['why'];
  leg_sid: string | null;
  seq: number;
  ring_at: Date;
  joined_at: Date | null;
  left_at: Date | null;
  ended_by: EndedBy | null;
  held_seconds: number;
  consult_seconds: number;
  transferred: 'blind' | 'warm' | null;
  leaving: boolean;
  wrapped_at: Date | null;
  disposition: string | null;
  reason_code: string | null;
}
export interface AgentRow {
  org_id: string;
  person_id: string;
  identity: string;
  /** bigint, as text */
  version: string;
  state: AgentState;
  reason: BreakReason | null;
  since: Date;
  next: Wanted | null;
  wrap_up_ends_at: Date | null;
  ready_at: Date | null;
  missed: Agent['missed'];
  phone_registered: boolean;
  phone_microphone: boolean;
  seen_at: Date | null;
}

/** `careline-<callId>`: names at the carrier say nothing about anybody. */
export const conferenceName = (callId: string): string => `careline-${callId}`;
export const isHere = (party: Pick<PartyRow, 'state'>): boolean =>
  party.state === 'connected' || party.state === 'held';
export const isThere = (party: Pick<PartyRow, 'state'>): boolean =>
  isHere(party) || party.state === 'ringing';

/** The call, locked until the transaction ends; ended ones too. Null = none of this organisation. */
export async function liveCallOf(db: PoolClient, org: string, callId: string): Promise<CallRow | null> {
  const found = await db.query<CallRow>('select * from voice_call where org_id = $1 and id = $2 for update', [
    org,
    callId,
  ]);
  return found.rows[0] ?? null;
}
/** Without a lock. */
export async function callOf(db: Db, org: string, callId: string): Promise<CallRow | null> {
  const found = await db.query<CallRow>('select * from voice_call where org_id = $1 and id = $2', [
    org,
    callId,
  ]);
  return found.rows[0] ?? null;
}
export async function partiesOf(db: Db, org: string, callId: string): Promise<PartyRow[]> {
  const found = await db.query<PartyRow>(
    'select * from voice_party where org_id = $1 and call_id = $2 order by ring_at, id',
    [org, callId],
  );
  return found.rows;
}
export async function partyOf(db: Db, org: string, callId: string, id: string): Promise<PartyRow | null> {
  const found = await db.query<PartyRow>(
    'select * from voice_party where org_id = $1 and call_id = $2 and id = $3',
    [org, callId, id],
  );
  return found.rows[0] ?? null;
}
/** This person's newest leg of a call; null = has none and never had. */
export async function ownParty(
  db: Db,
  org: string,
  callId: string,
  person: string,
): Promise<PartyRow | null> {
  const found = await db.query<PartyRow>(
    `select * from voice_party where org_id = $1 and call_id = $2 and person_id = $3 order by ring_at desc limit 1`,
    [org, callId, person],
  );
  return found.rows[0] ?? null;
}

type Column<T> = Exclude<keyof T, 'org_id' | 'id' | 'call_id' | 'person_id'> & string;
const jsonColumns = new Set(
  'path typed transfer handover recording consent sealed_label next missed'.split(' '),
);
const asValue = (column: string, value: unknown): unknown =>
  value !== null && jsonColumns.has(column) ? JSON.stringify(value) : value;

/** Column names are keys of the row's type, never anything from outside. */
const assignments = (change: object, from: number): { text: string; values: unknown[] } => {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return {
    text: given.map(([column], index) => `${column} = $${index + from}`).join(', '),
    values: given.map(([column, value]) => asValue(column, value)),
  };
};
export async function setCall(
  db: Db,
  call: Pick<CallRow, 'org_id' | 'id'>,
  change: Partial<Pick<CallRow, Column<CallRow>>>,
): Promise<void> {
  const { text, values } = assignments(change, 3);
  if (values.length === 0) return;
  await db.query(`update voice_call set ${text} where org_id = $1 and id = $2`, [
    call.org_id,
    call.id,
    ...values,
  ]);
}
export async function setParty(
  db: Db,
  party: Pick<PartyRow, 'org_id' | 'call_id' | 'id'>,
  change: Partial<Pick<PartyRow, Column<PartyRow>>>,
): Promise<void> {
  const { text, values } = assignments(change, 4);
  if (values.length === 0) return;
  await db.query(`update voice_party set ${text} where org_id = $1 and call_id = $2 and id = $3`, [
    party.org_id,
    party.call_id,
    party.id,
    ...values,
  ]);
}
export async function setAgent(
  db: Db,
  agent: Pick<AgentRow, 'org_id' | 'person_id'>,
  change: Partial<Pick<AgentRow, Column<AgentRow>>>,
): Promise<void> {
  const { text, values } = assignments(change, 3);
  if (values.length === 0) return;
  await db.query(`update voice_agent set ${text} where org_id = $1 and person_id = $2`, [
    agent.org_id,
    agent.person_id,
    ...values,
  ]);
}
/** The agent, locked until the transaction ends; null = never had a phone here. */
export async function agentOf(db: PoolClient, org: string, person: string): Promise<AgentRow | null> {
  const found = await db.query<AgentRow>(
    'select * from voice_agent where org_id = $1 and person_id = $2 for update',
    [org, person],
  );
  return found.rows[0] ?? null;
}

/**
 * Raises the version of these people (all agents that are not offline when null) and tells every process with the commit
 * (NOTIFY 'voice', payload `org person`).
 */
export async function changedPeople(db: Db, org: string, people: readonly string[] | null): Promise<void> {
  if (people?.length === 0) return;
  // Sorted, so that two transactions that concern the same people lock them in one order.
  const locked = await db.query<{ person_id: string }>(
    `select person_id from voice_agent where org_id = $1
       and (person_id = any($2::text[]) or ($2::text[] is null and state <> 'offline'))
     order by person_id for update`,
    [org, people],
  );
  const found = locked.rows.map((row) => row.person_id);
  if (found.length === 0) return;
  await db.query(
    'update voice_agent set version = version + 1 where org_id = $1 and person_id = any($2::text[])',
    [org, found],
  );
  await db.query(`select pg_notify('voice', $1 || ' ' || p) from unnest($2::text[]) p`, [org, found]);
}

/** Something about this call is different: everyone who has, or had, a leg of it is told. */
export async function changedCall(db: Db, org: string, callId: string): Promise<void> {
  const found = await db.query<{ person_id: string }>(
    'select distinct person_id from voice_party where org_id = $1 and call_id = $2 and person_id is not null',
    [org, callId],
  );
  await changedPeople(
    db,
    org,
    found.rows.map((row) => row.person_id),
  );
}
