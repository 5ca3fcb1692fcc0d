// Callbacks (row 59): promised by an agent for a time, or asked for by a caller who gives up waiting and keeps the place in
// the queue. They live in the database, so a restart loses none; one that is claimed and not carried out comes back.
import type { PoolClient } from 'pg';
import { toE164 } from '#shared/domain/phone/phone.ts';
import type { Act } from '#shared/domain/telephony/acts.ts';
import type { Snapshot } from '#shared/domain/telephony/live.ts';
import type { ActRefusal, Callback } from '#shared/protocol/telephony.ts';
import { inTransaction } from '../db/transaction.ts';
import { gaveUpMs, noLongerInVain, withheldMs } from './gave-up.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { raise } from './raise.ts';
import { changedPeople, type CallRow, type Db } from './store.ts';

type ActOf<K extends Act['kind']> = Extract<Act, { kind: K }>;
/** A claim that led to nothing is given up after this. */
export const claimMs = 10 * 60_000;
/** Nobody was reached: due again after this. */
export const againMs = 15 * 60_000;
/** Due for this long and nobody took it: supervisors are told. */
export const lateMs = 10 * 60_000;
/** How far ahead one may be promised. */
const furthestMs = 31 * 86_400_000;

interface CallbackRow {
  id: string;
  number: string;
  account_id: string;
  reason_code: string | null;
  due_at: Date;
  queue_id: string | null;
  asked_at: Date;
  claimed_by: string | null;
  claimed_until: Date | null;
  tries: number;
  gave_up_seconds: number | null;
  gave_up_total: number | null;
  gave_up_times: number | null;
}
const openOf = 'from voice_callback where org_id = $1 and ended_at is null';

/** For the snapshot. */
export async function callbackCounts(db: Db, org: string, now: Date): Promise<Snapshot['callbacks']> {
  const found = await db.query<{ due: number; waiting: number; next_at: Date | null; gave_up: number }>(
    `select count(*) filter (where asked and due_at <= $2)::int as due,
       count(*) filter (where asked and due_at > $2)::int as waiting,
       min(due_at) filter (where asked and due_at > $2) as next_at, count(*) filter (where not asked)::int as gave_up
     from (select due_at, gave_up_seconds is null as asked ${openOf}) b`,
    [org, now],
  );
  const row = found.rows[0];
  return {
    due: row?.due ?? 0,
    waiting: row?.waiting ?? 0,
    nextAt: row?.next_at?.toISOString() ?? null,
    gaveUp: row?.gave_up ?? 0,
  };
}

/** Of each kind so many: however many gave up waiting, they hide nobody who was promised a call. */
const listedMost = { promised: 400, gaveUp: 100 } as const;

/**
 * Promised ones: due first, who asked first before others; then by their time. After them the latest who gave up waiting, in
 * the order in which they came, those whom nobody can call last.
 */
export async function callbacksFor(parts: VoiceParts): Promise<Callback[]> {
  const now = parts.clock();
  const read = async (which: string, order: string, most: number) => {
    const found = await parts.pool.query<CallbackRow & { name: string | null }>(
      `select b.*, p.name from voice_callback b
       left join person p on p.org_id = b.org_id and p.id = b.claimed_by and b.claimed_until > $2
       where b.org_id = $1 and b.ended_at is null and b.gave_up_seconds ${which} order by ${order}, b.id limit $3`,
      [orgOf(parts), now, most],
    );
    return found.rows;
  };
  const promised = await read(
    'is null',
    '(b.due_at > $2), case when b.due_at <= $2 then b.asked_at else b.due_at end',
    listedMost.promised,
  );
  const inVain = await read('is not null', `(b.number = ''), b.due_at desc`, listedMost.gaveUp);
  inVain.sort(
    (a, b) =>
      Number(a.number === '') - Number(b.number === '') || a.asked_at.getTime() - b.asked_at.getTime(),
  );
  return [...promised, ...inVain].map((row) => ({
    id: row.id,
    number: row.number,
    accountId: row.account_id,
    reasonCode: row.reason_code,
    dueAt: row.due_at.toISOString(),
    queueId: row.queue_id,
    askedAt: row.asked_at.toISOString(),
    claimedBy: row.name?.slice(0, 160) ?? null,
    tries: row.tries,
    gaveUp: gaveUpOf(row),
  }));
}

const gaveUpOf = (row: CallbackRow): Callback['gaveUp'] =>
  row.gave_up_seconds === null
    ? null
    : {
        seconds: row.gave_up_seconds,
        inAll: row.gave_up_total ?? row.gave_up_seconds,
        times: row.gave_up_times ?? 1,
      };

const told = (db: Db, org: string): Promise<void> => changedPeople(db, org, null);

export async function planCallback(
  parts: VoiceParts,
  person: string,
  asked: ActOf<'callback-plan'>,
): Promise<ActRefusal | null> {
  const now = parts.clock();
  const number = toE164(asked.number);
  const due = Date.parse(asked.dueAt);
  if (number === null || due > now.getTime() + furthestMs || due < now.getTime() - 86_400_000)
    return 'invalid';
  const org = orgOf(parts);
  return inTransaction(parts.pool, async (db) => {
    const made = await db.query(
      `insert into voice_callback (org_id, id, call_id, number, account_id, reason_code, due_at, asked_at, planned_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (org_id, id) do nothing`,
      [
        org,
        asked.callbackId,
        asked.callId,
        number,
        asked.accountId,
        asked.reasonCode,
        new Date(due),
        now,
        person,
      ],
    );
    if ((made.rowCount ?? 0) > 0) await told(db, org);
    return null;
  });
}

/** Locked; null = there is none that is open. */
async function lockOpen(db: PoolClient, org: string, id: string): Promise<CallbackRow | null> {
  const found = await db.query<CallbackRow>(`select * ${openOf} and id = $2 for update`, [org, id]);
  return found.rows[0] ?? null;
}
const takenByOther = (row: CallbackRow, person: string, now: Date): boolean =>
  row.claimed_by !== null &&
  row.claimed_by !== person &&
  row.claimed_until !== null &&
  row.claimed_until > now;

export async function claimCallback(
  parts: VoiceParts,
  person: string,
  { callbackId }: ActOf<'callback-claim'>,
): Promise<ActRefusal | null> {
  const org = orgOf(parts);
  const now = parts.clock();
  return inTransaction(parts.pool, async (db) => {
    const row = await lockOpen(db, org, callbackId);
    if (row === null || takenByOther(row, person, now)) return 'already-taken';
    await db.query(
      'update voice_callback set claimed_by = $3, claimed_until = $4 where org_id = $1 and id = $2',
      [org, callbackId, person, new Date(now.getTime() + claimMs)],
    );
    await told(db, org);
    return null;
  });
}

/**
 * In the transaction that reserves the call: the callback is this person's now, and one more try. `already-taken` also when
 * it is over; `invalid` when the number is another than the caller left.
 */
export async function dialCallback(
  db: PoolClient,
  parts: VoiceParts,
  person: string,
  callbackId: string,
  number: string,
): Promise<ActRefusal | null> {
  const org = orgOf(parts);
  const now = parts.clock();
  const row = await lockOpen(db, org, callbackId);
  if (row === null || takenByOther(row, person, now)) return 'already-taken';
  if (row.number !== number) return 'invalid';
  await db.query(
    `update voice_callback set claimed_by = $3, claimed_until = $4, tries = tries + 1 where org_id = $1 and id = $2`,
    [org, callbackId, person, new Date(now.getTime() + claimMs)],
  );
  await told(db, org);
  return null;
}

/** Somebody expects to be called so long before the time that was promised, and so long after it. */
const expectedMs = { before: 30 * 60_000, after: 2 * 3_600_000 } as const;
/**
 * Whether this number waits for this callback now: it was asked for by a caller who kept the place, or promised in a call
 * that its planner had, and its time is near. One that an agent thinks up alone passes no rule.
 */
export async function isExpected(
  db: Db,
  org: string,
  callbackId: string,
  number: string,
  now: Date,
): Promise<boolean> {
  const found = await db.query(
    `select 1 from voice_callback b where b.org_id = $1 and b.id = $2 and b.number = $3 and b.ended_at is null
       and b.gave_up_seconds is null
       and b.due_at between $4 and $5 and (b.queue_id is not null or exists (
         select 1 from voice_party p where p.org_id = b.org_id and p.call_id = b.call_id
           and p.person_id = b.planned_by and p.joined_at is not null))`,
    [
      org,
      callbackId,
      number,
      new Date(now.getTime() - expectedMs.after),
      new Date(now.getTime() + expectedMs.before),
    ],
  );
  return (found.rowCount ?? 0) > 0;
}

/** Reached or cancelled ends it; not reached makes it due again later, at the place that it has. */
export async function endCallback(
  parts: VoiceParts,
  person: string,
  { callbackId, outcome }: ActOf<'callback-end'>,
): Promise<ActRefusal | null> {
  const org = orgOf(parts);
  const now = parts.clock();
  return inTransaction(parts.pool, async (db) => {
    const row = await lockOpen(db, org, callbackId);
    // Over already: said twice.
    if (row === null) return null;
    if (takenByOther(row, person, now)) return 'already-taken';
    await db.query(
      outcome === 'not-reached'
        ? `update voice_callback set due_at = case when gave_up_seconds is null then $3 else due_at end, claimed_by = null, claimed_until = null, late_told = false,
             due_told = false where org_id = $1 and id = $2 and $4::text is not null`
        : 'update voice_callback set ended_at = $3, outcome = $4 where org_id = $1 and id = $2',
      [org, callbackId, outcome === 'not-reached' ? new Date(now.getTime() + againMs) : now, outcome],
    );
    await told(db, org);
    return null;
  });
}

/**
 * A caller who waits gives up the line and keeps the place: in the transaction that holds the call. False when there is no
 * number to call, or no queue; a second press makes no second callback.
 * @param dueAt when the place will probably come to the front
 */
export async function keepPlace(
  db: PoolClient,
  parts: VoiceParts,
  call: CallRow,
  dueAt: Date,
): Promise<boolean> {
  const queueId = call.wait_queue ?? call.queue_id;
  const number = toE164(call.number);
  if (number === null || queueId === null) return false;
  await db.query(
    `insert into voice_callback (org_id, id, call_id, number, account_id, due_at, queue_id, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (org_id, call_id) where call_id is not null and queue_id is not null do nothing`,
    [
      call.org_id,
      parts.voice.newId(),
      call.id,
      number,
      call.account_id,
      dueAt,
      queueId,
      call.queued_at ?? parts.clock(),
    ],
  );
  // Promised now: nobody else is to call them besides.
  if (!(await noLongerInVain(db, call, 'cancelled', parts.clock()))) await told(db, call.org_id);
  return true;
}

/** Tells desks when one becomes due, and supervisors when nobody takes one that has been due for ten minutes. */
export async function lookAtCallbacks(parts: VoiceParts): Promise<void> {
  const org = orgOf(parts);
  const now = parts.clock();
  await inTransaction(parts.pool, async (db) => {
    const due = await db.query(
      `update voice_callback set due_told = true
       where org_id = $1 and ended_at is null and not due_told and due_at <= $2 and gave_up_seconds is null`,
      [org, now],
    );
    const lapsed = await db.query(
      `update voice_callback set claimed_by = null, claimed_until = null
       where org_id = $1 and ended_at is null and claimed_until <= $2`,
      [org, now],
    );
    const expired = await db.query(
      `update voice_callback set ended_at = $2, outcome = 'cancelled'
       where org_id = $1 and ended_at is null and gave_up_seconds is not null
         and due_at <= case when number = '' then $4::timestamptz else $3 end`,
      [org, now, new Date(now.getTime() - gaveUpMs), new Date(now.getTime() - withheldMs)],
    );
    const changed = [due, lapsed, expired].some((one) => (one.rowCount ?? 0) > 0);
    if (changed) await told(db, org);
    const late = await db.query<{ call_id: string | null; queue_id: string | null }>(
      `update voice_callback set late_told = true
       where org_id = $1 and ended_at is null and not late_told and claimed_by is null and due_at <= $2
         and gave_up_seconds is null
       returning call_id, queue_id`,
      [org, new Date(now.getTime() - lateMs)],
    );
    for (const { call_id: callId, queue_id: queueId } of late.rows)
      await raise(db, parts, { kind: 'callback-due', callId, queueId, personId: null });
  });
}
