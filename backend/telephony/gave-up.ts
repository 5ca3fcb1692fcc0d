// Callers who gave up in the queue: a row beside the callbacks that everyone sees, so that none goes without a trace. Nobody
// was promised anything: the rules for calling out hold. Whoever is talked to, by whichever call, needs no call back.
import { changedPeople, type CallRow, type Db } from './store.ts';
import type { Turn } from './turn.ts';
import { waitsOf } from './waits.ts';

/** One that nobody took is listed so long; one whose number was withheld, whom nobody can call, less. */
export const gaveUpMs = 3 * 86_400_000;
export const withheldMs = 86_400_000;
/** Earlier waits of a caller count so long, for what an agent is told of them. */
const rememberedMs = 2 * 3_600_000;

/**
 * The caller stopped waiting: in the transaction that ends the call, before its wait is cleared. Told twice it is one; who
 * keeps the place is called back anyway, and who has left a message is heard.
 */
export async function gaveUp(turn: Turn): Promise<void> {
  const { call, db, org, now } = turn;
  const waits = waitsOf(call, turn.parties, now);
  const queueId = call.wait_queue ?? call.queue_id;
  if (waits === null || queueId === null) return;
  const listed = await db.query(
    `select 1 from voice_callback where org_id = $1 and call_id = $2 and queue_id is not null
     union all select 1 from voice_mail where org_id = $1 and call_id = $2 limit 1`,
    [org, call.id],
  );
  if ((listed.rowCount ?? 0) > 0) return;
  const waited = [Math.round(waits.now), Math.round(waits.inAll)];
  // One row only: two calls of this number may have been given up at once.
  const again = await db.query(
    `update voice_callback set call_id = $4, queue_id = $5, due_at = $6, gave_up_seconds = $7,
       gave_up_total = gave_up_total + $8, gave_up_times = gave_up_times + 1
     where org_id = $1 and id = (
       select id from voice_callback where org_id = $1 and number = $2 and number <> '' and account_id = $3
         and gave_up_seconds is not null and ended_at is null order by due_at desc limit 1 for update)`,
    [org, call.number, call.account_id, call.id, queueId, now, ...waited],
  );
  if ((again.rowCount ?? 0) > 0) return;
  await db.query(
    `insert into voice_callback (org_id, id, call_id, number, account_id, due_at, queue_id, asked_at, gave_up_seconds,
       gave_up_total, gave_up_times)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)`,
    [
      org,
      turn.parts.voice.newId(),
      call.id,
      call.number,
      call.account_id,
      now,
      queueId,
      call.queued_at,
      ...waited,
    ],
  );
}

/** What this caller gave up before, or this call was made for, is over. True when something was, and every desk was told. */
export async function noLongerInVain(
  db: Db,
  call: Pick<CallRow, 'org_id' | 'id' | 'number' | 'account_id' | 'callback_id'>,
  outcome: 'reached' | 'cancelled',
  now: Date,
): Promise<boolean> {
  const ended = await db.query(
    `update voice_callback set ended_at = $6, outcome = $7
     where org_id = $1 and gave_up_seconds is not null and ended_at is null
       and ((number = $2 and number <> '' and account_id = $3) or id = $4 or call_id = $5)`,
    [call.org_id, call.number, call.account_id, call.callback_id, call.id, now, outcome],
  );
  if ((ended.rowCount ?? 0) === 0) return false;
  await changedPeople(db, call.org_id, null);
  return true;
}

/** The caller is being talked to, whoever called whom. */
export const servedNow = ({ call, db, now }: Turn): Promise<boolean> =>
  noLongerInVain(db, call, 'reached', now);

/** Seconds that callers of these calls waited in vain before, by call. */
export async function waitedBefore(
  db: Db,
  org: string,
  callIds: readonly string[],
): Promise<Map<string, number>> {
  const found = await db.query<{ id: string; total: number }>(
    `select c.id, sum(b.gave_up_total)::int as total from voice_call c
     join voice_callback b on b.org_id = c.org_id and b.number = c.number and b.account_id = c.account_id
       and b.gave_up_seconds is not null and b.call_id <> c.id
       and b.due_at between c.created_at - $3 * interval '1 millisecond' and c.created_at
     where c.org_id = $1 and c.id = any($2::uuid[]) and c.direction = 'incoming' and c.number <> '' group by c.id`,
    [org, callIds, rememberedMs],
  );
  return new Map(found.rows.map((row) => [row.id, row.total]));
}
