// Agents: who may be one, their opaque name at the carrier, and the one way to change their state (the pure step).
import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { stepAgent, type AgentEvent, type AgentNow } from '#shared/domain/telephony/agent-step.ts';
import { Refusal } from '../http/refusal.ts';
import type { VoiceParts } from './parts.ts';
import { changedPeople, setAgent, type AgentRow, type Db } from './store.ts';

/** A desk whose feed was silent for longer is offered nothing. */
export const seenMs = 60_000;

/** @throws Refusal 403: nobody of this organisation. A desk can only ever speak for people of its own. */
export async function roleOf(db: Db, org: string, person: string): Promise<string> {
  const found = await db.query<{ role: string }>('select role from person where org_id = $1 and id = $2', [
    org,
    person,
  ]);
  const row = found.rows[0];
  if (!row) throw new Refusal('invalid', 'No such person here.', null, 403);
  return row.role;
}

/** Makes the agent when this person never was one. @throws as `roleOf`. */
export async function ensureAgent(db: Db, org: string, person: string, now: Date): Promise<AgentRow> {
  await roleOf(db, org, person);
  await db.query(
    `insert into voice_agent (org_id, person_id, identity, since) values ($1, $2, $3, $4)
     on conflict (org_id, person_id) do nothing`,
    [org, person, `a_${randomBytes(10).toString('hex')}`, now],
  );
  const found = await db.query<AgentRow>('select * from voice_agent where org_id = $1 and person_id = $2', [
    org,
    person,
  ]);
  const row = found.rows[0];
  if (!row) throw new Error('the agent was not made');
  return row;
}

export const agentNow = (row: AgentRow): AgentNow => ({
  state: row.state,
  reason: row.reason,
  since: row.since.toISOString(),
  next: row.next,
  wrapUpEndsAt: row.wrap_up_ends_at?.toISOString() ?? null,
  readyAt: row.ready_at?.toISOString() ?? null,
  missed: row.missed,
});

/** Locks the agent, applies the event, tells the desk. False = nothing changed. */
export async function agentEvent(
  db: PoolClient,
  parts: VoiceParts,
  who: { org: string; person: string },
  event: AgentEvent,
  now: Date,
): Promise<boolean> {
  const found = await db.query<AgentRow>(
    'select * from voice_agent where org_id = $1 and person_id = $2 for update',
    [who.org, who.person],
  );
  const row = found.rows[0];
  if (!row) return false;
  const before = agentNow(row);
  const { wrapUpSeconds, breathSeconds } = parts.voice.config;
  const after = stepAgent(before, event, now.toISOString(), wrapUpSeconds, breathSeconds);
  if (after === before) return false;
  await setAgent(db, row, {
    state: after.state,
    reason: after.reason,
    since: new Date(after.since),
    next: after.next,
    wrap_up_ends_at: after.wrapUpEndsAt === null ? null : new Date(after.wrapUpEndsAt),
    ready_at: after.readyAt === null ? null : new Date(after.readyAt),
    missed: after.missed,
  });
  await changedPeople(db, who.org, [who.person]);
  return true;
}
