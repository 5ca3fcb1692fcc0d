// One change of one call: locked, read whole, written with the tasks that it needs, told to everyone concerned, in one
// transaction. The carrier is never asked in here.
import type { PoolClient } from 'pg';
import type { AgentEvent } from '#shared/domain/telephony/agent-step.ts';
import type { Notice } from '#shared/domain/telephony/live.ts';
import { inTransaction } from '../db/transaction.ts';
import { agentEvent } from './agents.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import {
  changedCall,
  changedPeople,
  isThere,
  liveCallOf,
  partiesOf,
  setCall,
  setParty,
  type CallRow,
  type PartyRow,
} from './store.ts';
import type { TaskKind } from './tasks.ts';

export interface Turn {
  parts: VoiceParts;
  db: PoolClient;
  org: string;
  now: Date;
  /** As it is now: `set` changes it too. */
  call: CallRow;
  parties: PartyRow[];
  set: (change: Partial<CallRow>) => Promise<void>;
  setParty: (party: PartyRow, change: Partial<PartyRow>) => Promise<void>;
  addParty: (party: Pick<PartyRow, 'id' | 'role' | 'person_id' | 'label' | 'number'>) => Promise<PartyRow>;
  /** Done after the commit; the id. */
  task: (kind: TaskKind, data: Record<string, unknown>) => Promise<string>;
  /** Left for the runner, a second from now. */
  later: (kind: TaskKind, data: Record<string, unknown>) => Promise<void>;
  agent: (person: string, event: AgentEvent) => Promise<void>;
  notice: (kind: Notice['kind'], person: string | null) => Promise<void>;
  /** Says it to everyone concerned; `changeCall` does it by itself. */
  tell: () => Promise<void>;
  /** Tasks written so far. */
  tasks: string[];
  /** Somebody may be free, or somebody waits: look who can be offered what. */
  assign: boolean;
  touched: boolean;
}

export const caller = (turn: Turn): PartyRow | null =>
  turn.parties.findLast((party) => party.id === 'caller') ?? null;
export const partyById = (turn: Turn, id: string | null): PartyRow | null =>
  turn.parties.find((party) => party.id === id) ?? null;
/** This person's leg that is ringing or open. */
export const legOfPerson = (turn: Turn, person: string): PartyRow | null =>
  turn.parties.findLast((party) => party.person_id === person && isThere(party)) ?? null;
export const others = (turn: Turn, party: PartyRow): PartyRow[] =>
  turn.parties.filter((one) => one.id !== party.id && isThere(one));

export type Turned<T> = { value: T; tasks: string[]; assign: boolean };

/** Null = no such call. Whoever calls this runs the tasks then (`work.ts` does both). */
export async function changeCall<T>(
  parts: VoiceParts,
  callId: string,
  work: (turn: Turn) => Promise<T>,
  before?: (db: PoolClient) => Promise<boolean>,
): Promise<Turned<T> | null> {
  if (callId === '') return null;
  for (let left = 3; ; left -= 1) {
    try {
      return await inTransaction(parts.pool, async (db) => {
        const call = await liveCallOf(db, orgOf(parts), callId);
        if (call === null) return null;
        if (before && !(await before(db))) return null;
        const turn = await makeTurn(parts, db, call);
        const value = await work(turn);
        await turn.tell();
        return { value, tasks: turn.tasks, assign: turn.assign };
      });
    } catch (error) {
      // Two calls of the same two agents changed at once: PostgreSQL ended one of them, which goes again.
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
      if (left <= 1 || (code !== '40P01' && code !== '40001')) throw error;
    }
  }
}

/** On a call that is locked in this transaction already, or was just made in it. */
export async function makeTurn(parts: VoiceParts, db: PoolClient, call: CallRow): Promise<Turn> {
  const org = call.org_id;
  const now = parts.clock();
  const write = async (kind: TaskKind, data: Record<string, unknown>): Promise<string> => {
    const id = parts.voice.newId();
    await db.query(
      'insert into voice_task (org_id, id, call_id, kind, data, due_at) values ($1, $2, $3, $4, $5, $6)',
      [org, id, call.id, kind, JSON.stringify(data), now],
    );
    return id;
  };
  const turn: Turn = {
    parts,
    db,
    org,
    now,
    call,
    parties: await partiesOf(db, org, call.id),
    tasks: [],
    assign: false,
    touched: false,
    async set(change) {
      turn.touched = true;
      Object.assign(turn.call, change);
      await setCall(db, turn.call, change);
    },
    async setParty(party, change) {
      turn.touched = true;
      Object.assign(party, change);
      await setParty(db, party, change);
    },
    async addParty(party) {
      turn.touched = true;
      const made = await db.query<PartyRow>(
        `insert into voice_party (org_id, call_id, id, role, person_id, label, number, state, since, ring_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'ringing', $8, $8) returning *`,
        [org, call.id, party.id, party.role, party.person_id, party.label, party.number, now],
      );
      const row = made.rows[0];
      if (!row) throw new Error('the party was not made');
      turn.parties.push(row);
      return row;
    },
    async task(kind, data) {
      const id = await write(kind, data);
      turn.tasks.push(id);
      return id;
    },
    async later(kind, data) {
      await write(kind, data);
    },
    async tell() {
      if (turn.touched) await changedCall(db, org, call.id);
    },
    async agent(person, event) {
      await agentEvent(db, parts, { org, person }, event, now);
    },
    async notice(kind, person) {
      const made = await db.query(
        `insert into voice_notice (org_id, id, kind, at, call_id, queue_id, person_id)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
        [org, parts.voice.newId(), kind, now, call.id, turn.call.wait_queue ?? turn.call.queue_id, person],
      );
      if (made.rowCount === 0) return;
      const people = person === null ? await supervisorsOf(db, org) : [person];
      await changedPeople(db, org, people);
    },
  };
  return turn;
}

export async function supervisorsOf(db: PoolClient, org: string): Promise<string[]> {
  const found = await db.query<{ id: string }>(
    `select id from person where org_id = $1 and role = 'supervisor' order by id`,
    [org],
  );
  return found.rows.map((row) => row.id);
}
