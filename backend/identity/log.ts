// The log of sign-ins, failures too (164.308(a)(5)(ii)(C)); it never holds a token or a claim.
import type { Pool, PoolClient } from 'pg';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';

export type SignInAct = 'sit' | 'step-up' | 'seat' | 'leave' | 'end' | 'recover' | 'renew';
type Db = Pool | PoolClient;

export const logSignIn = (
  db: Db,
  who: Caller,
  row: { at: Date; person: string | null; what: SignInAct; mfa: boolean; outcome: string },
): Promise<unknown> =>
  db.query(
    `insert into sign_in_log (org_id, at, device_id, person_id, what, mfa, outcome)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [who.org, row.at, who.device, row.person, row.what, row.mfa, row.outcome],
  );

/** Failures of one device within this many minutes before it has to wait. */
export const tries = { most: 20, minutes: 10 } as const;

async function failures(db: Db, who: Caller, now: Date, recover: boolean): Promise<number> {
  const found = await db.query<{ n: string }>(
    `select count(*) as n from sign_in_log where org_id = $1 and device_id = $2 and at > $3
       and outcome not in ('ok', 'sign-in-offline') and (what = 'recover') = $4`,
    [who.org, who.device, new Date(now.getTime() - tries.minutes * 60_000), recover],
  );
  return Number(found.rows[0]?.n ?? 0);
}

/** @throws Refusal `refused`, `busy`: too many sign-ins of this device failed a moment ago. */
export async function notTooMany(db: Db, who: Caller, now: Date): Promise<void> {
  if ((await failures(db, who, now, false)) >= tries.most) throw new Refusal('refused', 'busy', null, 429);
}

/**
 * Anybody may send a recovery that proves nothing: it is written down up to a measure, and neither fills the table nor
 * keeps out whoever comes with a good one.
 */
export async function logUnproved(db: Db, who: Caller, now: Date, outcome: string): Promise<void> {
  if ((await failures(db, who, now, true)) < tries.most)
    await logSignIn(db, who, { at: now, person: null, what: 'recover', mfa: false, outcome });
}

/** Failed sign-ins as this person since the last one that was good. */
export async function failedSince(db: Db, org: string, person: string): Promise<number> {
  const found = await db.query<{ n: string }>(
    `select count(*) as n from sign_in_log
     where org_id = $1 and person_id = $2 and outcome <> 'ok' and n > coalesce((
       select max(n) from sign_in_log
       where org_id = $1 and person_id = $2 and outcome = 'ok' and what in ('sit', 'step-up')), 0)`,
    [org, person],
  );
  return Number(found.rows[0]?.n ?? 0);
}
