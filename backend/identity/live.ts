// Who sits where now (C1): a person's second live session is told to them and can be ended; the device that it was at learns
// it at its next handshake.
import type { Pool, PoolClient } from 'pg';
import type { LiveAnswer } from '#shared/protocol/identity.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';
import { boundPerson } from './bound.ts';
import { logSignIn } from './log.ts';

type Db = Pool | PoolClient;
/** A device that was silent for longer has nobody sitting at it: it was switched off, or signed its person out. */
export const silentMs = 60 * 60_000;

export async function othersOf(
  db: Db,
  caller: Caller,
  person: string,
  now: Date,
): Promise<LiveAnswer['others']> {
  const found = await db.query<{ id: string; name: string; since: Date }>(
    `select d.id, d.name, b.session_since as since from device_person b
     join device d on d.org_id = b.org_id and d.id = b.device_id
     where b.org_id = $1 and b.person_id = $2 and b.device_id <> $3 and b.session_since is not null
       and b.revoked_at is null and d.revoked_at is null and d.last_seen_at > $4
     order by b.session_since desc limit 20`,
    [caller.org, person, caller.device, new Date(now.getTime() - silentMs)],
  );
  return found.rows.map(({ id, name, since }) => ({ device: id, name, since: since.toISOString() }));
}

/** How many were ended. */
export async function endOthers(db: Db, caller: Caller, person: string, now: Date): Promise<number> {
  const ended = await db.query(
    `update device_person set session_since = null, ended_at = $4
     where org_id = $1 and person_id = $2 and device_id <> $3 and session_since is not null`,
    [caller.org, person, caller.device, now],
  );
  return ended.rowCount ?? 0;
}

const answer = async (parts: Parts, db: Db, caller: Caller, person: string): Promise<LiveAnswer> => ({
  v: 2,
  others: await othersOf(db, caller, person, parts.clock()),
  serverTime: parts.clock().toISOString(),
});

/** POST /v2/session/seat: by their secret. No proof for the backend: the one that bound them stands. */
export async function seat(
  parts: Parts,
  caller: Caller,
  { person, endOther }: { person: string; endOther: boolean },
): Promise<LiveAnswer> {
  await boundPerson(parts, caller, person);
  const now = parts.clock();
  return inTransaction(parts.pool, async (db) => {
    const began = await db.query(
      `update device_person set session_since = $4
       where org_id = $1 and device_id = $2 and person_id = $3 and session_since is null`,
      [caller.org, caller.device, person, now],
    );
    if (began.rowCount === 1)
      await logSignIn(db, caller, { at: now, person, what: 'seat', mfa: false, outcome: 'ok' });
    if (endOther) await endOthers(db, caller, person, now);
    return answer(parts, db, caller, person);
  });
}

/** POST /v2/session/leave. Also for whom this device may speak no longer: who gets up is not asked for a proof. */
export async function leave(parts: Parts, caller: Caller, person: string): Promise<LiveAnswer> {
  const now = parts.clock();
  const left = await parts.pool.query(
    `update device_person set session_since = null
     where org_id = $1 and device_id = $2 and person_id = $3 and session_since is not null`,
    [caller.org, caller.device, person],
  );
  if (left.rowCount === 1)
    await logSignIn(parts.pool, caller, { at: now, person, what: 'leave', mfa: false, outcome: 'ok' });
  return { v: 2, others: [], serverTime: now.toISOString() };
}

/** POST /v2/session/end. */
export async function endOther(parts: Parts, caller: Caller, person: string): Promise<LiveAnswer> {
  await boundPerson(parts, caller, person);
  const now = parts.clock();
  return inTransaction(parts.pool, async (db) => {
    if ((await endOthers(db, caller, person, now)) > 0)
      await logSignIn(db, caller, { at: now, person, what: 'end', mfa: false, outcome: 'ok' });
    return answer(parts, db, caller, person);
  });
}
