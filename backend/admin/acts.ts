// What an administrator changes: who and which device may go on, and as what. Each act, also a refused one, leaves a row.
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { AdminDone, revokeRequest, roleRequest } from '#shared/protocol/admin.ts';
import type { PersonRole } from '#shared/protocol/person.ts';
import { inTransaction } from '../db/transaction.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import { boundPerson, refused } from '../identity/bound.ts';
import type { Parts } from '../parts.ts';
import { changedPeople } from '../telephony/store.ts';

type Db = Pool | PoolClient;
/** Null: whoever runs the backend, by the command line. */
export type By = (Caller & { person: string }) | null;
interface Act {
  what: 'revoke-person' | 'allow-person' | 'revoke-device' | 'role' | 'policy' | 'subject';
  about: string;
  why: string;
}
export type Done = { ok: true; changed: boolean } | { ok: false; why: ErrorCode };
const no = (why: ErrorCode): Done => ({ ok: false, why });
const done = (changed: boolean): Done => ({ ok: true, changed });

export const noteAct = (
  db: Db,
  org: string,
  by: By,
  row: Act & { at: Date; outcome: string },
): Promise<unknown> =>
  db.query(
    `insert into admin_audit (org_id, at, device_id, person_id, what, about, why, outcome)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [org, row.at, by?.device ?? null, by?.person ?? null, row.what, row.about, row.why, row.outcome],
  );

/**
 * Acts of an organisation come one after another: two administrators who end each other's access are not both heard. By
 * their rows and not the organisation's, which a push holds at its end while it holds its device.
 */
const inTurn = (db: Db, org: string): Promise<unknown> =>
  db.query(
    `select 1 from person where org_id = $1 and role = 'administrator' order by id for no key update`,
    [org],
  );

/** Somebody else is an administrator, and allowed. */
async function hasAnother(db: Db, org: string, than: string): Promise<boolean> {
  const found = await db.query(
    `select 1 from person where org_id = $1 and id <> $2 and role = 'administrator' and revoked_at is null limit 1`,
    [org, than],
  );
  return (found.rowCount ?? 0) > 0;
}
const isAdministrator = async (db: Db, org: string, id: string): Promise<boolean> =>
  ((
    await db.query(
      `select 1 from person where org_id = $1 and id = $2 and role = 'administrator' and revoked_at is null`,
      [org, id],
    )
  ).rowCount ?? 0) > 0;

/** From the commit on nothing that takes a person believes this one, at any device. */
export async function setPerson(
  db: Db,
  org: string,
  by: By,
  id: string,
  to: { revoked: boolean; at: Date },
): Promise<Done> {
  if (by?.person === id) return no('admin-own');
  if (to.revoked && (await isAdministrator(db, org, id)) && !(await hasAnother(db, org, id)))
    return no('admin-last');
  const changed = await db.query(
    to.revoked
      ? 'update person set revoked_at = $3, revoked_by = $4 where org_id = $1 and id = $2 and revoked_at is null'
      : `update person set revoked_at = null, revoked_by = $4
         where org_id = $1 and id = $2 and revoked_at is not null and $3::timestamptz is not null`,
    [org, id, to.at, by?.person ?? null],
  );
  if (changed.rowCount === 0) {
    const there = await db.query('select 1 from person where org_id = $1 and id = $2', [org, id]);
    return there.rowCount === 1 ? done(false) : no('not-found');
  }
  if (to.revoked) {
    // No call is offered to them any more; a desk that waits for news is answered, and refused.
    await db.query('update voice_agent set phone_registered = false where org_id = $1 and person_id = $2', [
      org,
      id,
    ]);
    await changedPeople(db, org, [id]);
    // Each device has to be signed in at anew, also after the person is allowed again.
    await db.query(
      `update device_person set revoked_at = $3, revoked_by = $4, session_since = null
       where org_id = $1 and person_id = $2 and revoked_at is null`,
      [org, id, to.at, by?.person ?? null],
    );
  }
  return done(true);
}

/** For good: at its next contact its keys are destroyed, so a device that comes back is enrolled anew. */
export async function revokeDevice(db: Db, org: string, by: By, id: string, at: Date): Promise<Done> {
  if (by?.device === id) return no('admin-own');
  const changed = await db.query(
    'update device set revoked_at = $3, revoked_by = $4 where org_id = $1 and id = $2 and revoked_at is null',
    [org, id, at, by?.person ?? null],
  );
  if (changed.rowCount === 0) {
    const there = await db.query('select 1 from device where org_id = $1 and id = $2', [org, id]);
    return there.rowCount === 1 ? done(false) : no('not-found');
  }
  await db.query('update device_person set session_since = null where org_id = $1 and device_id = $2', [
    org,
    id,
  ]);
  return done(true);
}

export async function setRole(db: Db, org: string, by: By, id: string, role: PersonRole): Promise<Done> {
  if (by?.person === id) return no('admin-own');
  if (role !== 'administrator' && (await isAdministrator(db, org, id)) && !(await hasAnother(db, org, id)))
    return no('admin-last');
  const changed = await db.query('update person set role = $3 where org_id = $1 and id = $2 and role <> $3', [
    org,
    id,
    role,
  ]);
  if (changed.rowCount === 1) return done(true);
  const there = await db.query('select 1 from person where org_id = $1 and id = $2', [org, id]);
  return there.rowCount === 1 ? done(false) : no('not-found');
}

/** Runs an act in its turn and writes it down, whatever comes of it. */
export async function act(
  parts: Pick<Parts, 'pool' | 'clock'>,
  org: string,
  by: By,
  what: Act,
  run: (db: PoolClient, at: Date) => Promise<Done>,
): Promise<Done> {
  const at = parts.clock();
  return inTransaction(parts.pool, async (db) => {
    await inTurn(db, org);
    // Whoever waited for their turn may have lost it meanwhile.
    const still = by === null || (await isAdministrator(db, org, by.person));
    const result = still ? await run(db, at) : no('wrong-role');
    const outcome = result.ok ? (result.changed ? 'ok' : 'known') : result.why;
    await noteAct(db, org, by, { ...what, at, outcome });
    return result;
  });
}

/** A bound administrator with a fresh proof; who is not leaves a row as well. @throws Refusal */
async function administrator(parts: Parts, caller: Caller, person: string, what: Act): Promise<By> {
  try {
    await boundPerson(parts, caller, person, { roles: ['administrator'], proved: true, stepUp: true });
  } catch (error) {
    const outcome = error instanceof Refusal ? error.message : 'failed';
    if (error instanceof Refusal && error.code === 'refused')
      await noteAct(parts.pool, caller.org, { ...caller, person }, { ...what, at: parts.clock(), outcome });
    throw error;
  }
  return { ...caller, person };
}

async function answered(parts: Parts, by: By, what: Act, result: Done): Promise<AdminDone> {
  parts.log('administered', {
    ...(by ? { org: by.org, device: by.device } : {}),
    code: `${what.what} ${result.ok ? 'ok' : result.why}`,
  });
  if (!result.ok) throw refused(result.why);
  return { v: 2, changed: result.changed, serverTime: parts.clock().toISOString() };
}

/** POST /v2/admin/revoke. */
export async function revoke(
  parts: Parts,
  caller: Caller,
  { person, what, id, undo, why }: z.infer<typeof revokeRequest>,
): Promise<AdminDone> {
  const name = what === 'device' ? 'revoke-device' : undo ? 'allow-person' : 'revoke-person';
  const asked: Act = { what: name, about: id, why };
  const by = await administrator(parts, caller, person, asked);
  if (what === 'device' && undo) throw new Refusal('invalid', 'A revoked device is enrolled anew.');
  const result = await act(parts, caller.org, by, asked, (db, at) =>
    what === 'device'
      ? revokeDevice(db, caller.org, by, id, at)
      : setPerson(db, caller.org, by, id, { revoked: !undo, at }),
  );
  return answered(parts, by, asked, result);
}

/** POST /v2/admin/role. */
export async function changeRole(
  parts: Parts,
  caller: Caller,
  { person, id, role, why }: z.infer<typeof roleRequest>,
): Promise<AdminDone> {
  const asked: Act = { what: 'role', about: `${id} ${role}`, why };
  const by = await administrator(parts, caller, person, asked);
  const result = await act(parts, caller.org, by, asked, (db) => setRole(db, caller.org, by, id, role));
  return answered(parts, by, asked, result);
}
