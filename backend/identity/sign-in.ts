// A sign-in at the backend: the desk's ID token is checked anew, used up, and binds its person to the device.
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { SessionAnswer, SignInProblem, sessionRequest } from '#shared/protocol/identity.ts';
import { stepUpMs } from '#shared/protocol/identity.ts';
import type { Person } from '#shared/protocol/person.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';
import { refused } from './bound.ts';
import { endOthers, othersOf } from './live.ts';
import { failedSince, logSignIn, notTooMany, type SignInAct } from './log.ts';
import { policyOf } from './policy.ts';
import { verifyIdToken, type Proved, type Verified } from './verify.ts';

type Db = Pool | PoolClient;
export type Who =
  | { ok: true; person: Person; proved: Proved }
  | { ok: false; why: SignInProblem; person: string | null };

/** Whom a subject names: by `person.subject`, else by the person's own id. */
async function personOf(
  db: Db,
  org: string,
  subject: string,
): Promise<(Person & { revoked: boolean }) | null> {
  const found = await db.query<Person & { revoked: boolean }>(
    `select id, name, initials, role, revoked_at is not null as revoked from person
     where org_id = $1 and (subject = $2 or (subject is null and id = $2))
     order by (subject = $2) desc nulls last limit 1`,
    [org, subject],
  );
  return found.rows[0] ?? null;
}

/** Asks the provider's keys, so never inside a transaction: others would wait for a provider that is slow. */
export async function checkToken(
  parts: Parts,
  org: string,
  token: { idToken: string; nonce: string },
): Promise<Verified> {
  const found = await parts.pool.query<{ subject_claim: string }>(
    'select subject_claim from organisation where id = $1',
    [org],
  );
  const inForce = await policyOf(parts.pool, org);
  const policy = inForce?.policy.signIn ?? null;
  if (policy === null) return { ok: false, why: 'sign-in-none' };
  const subjectClaim = found.rows[0]?.subject_claim ?? 'sub';
  return verifyIdToken(
    token.idToken,
    { policy, subjectClaim, nonce: token.nonce },
    parts.provider,
    parts.clock(),
  );
}

/** Uses a token up with this transaction, so that of two that bring it at once one is refused; and says who it is of. */
export async function whoSignedIn(parts: Parts, db: Db, org: string, checked: Verified): Promise<Who> {
  if (!checked.ok) return { ...checked, person: null };
  const { proved } = checked;
  const now = parts.clock();
  const found = await personOf(db, org, proved.subject);
  const person = found?.id ?? null;
  await db.query('delete from used_token where org_id = $1 and until < $2', [org, now]);
  const first = await db.query(
    'insert into used_token (org_id, hash, until) values ($1, $2, $3) on conflict do nothing',
    [org, proved.once.hash, proved.once.until],
  );
  if (first.rowCount !== 1) return { ok: false, why: 'sign-in-replayed', person };
  if (found === null) return { ok: false, why: 'sign-in-unknown', person };
  if (found.revoked) return { ok: false, why: 'person-revoked', person };
  const { id, name, initials, role } = found;
  return { ok: true, person: { id, name, initials, role }, proved };
}

/** A sign-in that fails leaves its row too, and the token stays used up. @throws Refusal `refused`. */
export async function orRefused(
  parts: Parts,
  db: Db,
  caller: Caller,
  what: SignInAct,
  who: Who,
): Promise<Extract<Who, { ok: true }> | { refusal: ReturnType<typeof refused> }> {
  if (who.ok) return who;
  await logSignIn(db, caller, { at: parts.clock(), person: who.person, what, mfa: false, outcome: who.why });
  parts.log('sign-in', { org: caller.org, device: caller.device, code: who.why });
  return { refusal: refused(who.why) };
}

/** POST /v2/session. */
export async function signIn(
  parts: Parts,
  caller: Caller,
  asked: z.infer<typeof sessionRequest>,
): Promise<SessionAnswer> {
  const now = parts.clock();
  const what = asked.for;
  await notTooMany(parts.pool, caller, now);
  const checked = await checkToken(parts, caller.org, asked);
  const done = await inTransaction(parts.pool, async (db) => {
    let who = await whoSignedIn(parts, db, caller.org, checked);
    if (who.ok && what === 'step-up') {
      if (who.person.id !== asked.person)
        who = { ok: false, why: 'sign-in-other-person', person: who.person.id };
      else if (!who.proved.mfa) who = { ok: false, why: 'sign-in-factor', person: who.person.id };
      else if (!who.proved.fresh) who = { ok: false, why: 'sign-in-stale', person: who.person.id };
    }
    const result = await orRefused(parts, db, caller, what, who);
    if ('refusal' in result) return result;
    const { person, proved } = result;
    const before = await db.query<{ at: Date; device_id: string }>(
      `select at, device_id from sign_in_log
       where org_id = $1 and person_id = $2 and outcome = 'ok' and what = 'sit' order by n desc limit 1`,
      [caller.org, person.id],
    );
    const failed = await failedSince(db, caller.org, person.id);
    const bound = await db.query<{ step_up_at: Date | null }>(
      // A revoked binding stands again: whoever revokes a person for good does so at the person.
      `insert into device_person as b
         (org_id, device_id, person_id, bound_at, last_sign_in, acr, amr, mfa, step_up_at, session_since)
       values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $4)
       on conflict (org_id, device_id, person_id) do update set last_sign_in = $4, acr = $5, amr = $6, mfa = $7,
         step_up_at = coalesce($8, b.step_up_at), session_since = coalesce(b.session_since, $4),
         bound_at = case when b.revoked_at is null then b.bound_at else $4 end, revoked_at = null, revoked_by = null
       returning step_up_at`,
      [
        caller.org,
        caller.device,
        person.id,
        now,
        proved.acr,
        proved.amr,
        proved.mfa,
        proved.fresh ? now : null,
      ],
    );
    await logSignIn(db, caller, { at: now, person: person.id, what, mfa: proved.mfa, outcome: 'ok' });
    if (asked.endOther) await endOthers(db, caller, person.id, now);
    const stepUp = bound.rows[0]?.step_up_at ?? null;
    const until = stepUp === null ? 0 : stepUp.getTime() + stepUpMs;
    const last = before.rows[0];
    return {
      answer: {
        v: 2 as const,
        person,
        mfa: proved.mfa,
        stepUpUntil: until > now.getTime() ? new Date(until).toISOString() : null,
        lastSignIn: last ? { at: last.at.toISOString(), device: last.device_id } : null,
        failedSince: failed,
        others: await othersOf(db, caller, person.id, now),
        serverTime: now.toISOString(),
      },
    };
  });
  if ('refusal' in done) throw done.refusal;
  parts.log('sign-in', { org: caller.org, device: caller.device, code: 'ok' });
  return done.answer;
}
