// What a supervisor may do with trainers' keys and certificates. The same function that the live desk asked is asked again: what it
// refuses grants no skill, whatever a desk let through; every act and every refusal leaves a row.
import { errorCodes, type ErrorCode } from '#shared/domain/errors.ts';
import {
  certificateSet,
  readTrainerKey,
  usedBefore,
  verifyCertificate,
  type CertificateBody,
} from '#shared/domain/training/certificate.ts';
import type { CertificatesAnswer } from '#shared/protocol/certificates.ts';
import crisis from '../../data/certificates/crisis.json' with { type: 'json' };
import { inTransaction } from '../db/transaction.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import { boundPerson } from '../identity/bound.ts';
import type { Parts } from '../parts.ts';
import { changedPeople } from '../telephony/store.ts';
import { ed25519 } from './ed25519.ts';
import { audit, earlierCalls, keysOf, listOf, seenAt, trustKey, type Db } from './store.ts';

const set = certificateSet.parse(crisis);
export interface Supervisor extends Caller {
  person: string;
}
type Act = (db: Db, now: Date) => Promise<{ about: string | null; outcome: ErrorCode | 'ok' | 'known' }>;

/** Only a supervisor of the device's organisation, bound to it; what changes something wants a fresh proof. @throws Refusal */
async function allowed(parts: Parts, who: Supervisor, stepUp: boolean): Promise<void> {
  await boundPerson(parts, who, who.person, { roles: ['supervisor'], stepUp });
}

/** A refusal is written down too, outside what it undid. @throws Refusal `certificate`, whose message is the code of why. */
async function done(parts: Parts, who: Supervisor, what: string, act: Act): Promise<CertificatesAnswer> {
  await allowed(parts, who, true);
  const now = parts.clock();
  const { outcome } = await inTransaction(parts.pool, async (db) => {
    const result = await act(db, now);
    await audit(db, who, { at: now, what, ...result });
    return result;
  });
  parts.log('certificate', { org: who.org, device: who.device, code: `${what} ${outcome}` });
  if (outcome in errorCodes) throw new Refusal('certificate', outcome);
  return listOf(parts.pool, who.org, now);
}

export async function list(parts: Parts, who: Supervisor): Promise<CertificatesAnswer> {
  await allowed(parts, who, false);
  return listOf(parts.pool, who.org, parts.clock());
}

export const trust = (parts: Parts, who: Supervisor, text: string): Promise<CertificatesAnswer> =>
  done(parts, who, 'trust', async (db, at) => {
    const key = readTrainerKey(text, ed25519);
    if (!key.ok) return { about: null, outcome: key.code };
    const { keyId } = key.value;
    const made = await trustKey(db, who.org, key.value, { person: who.person, at });
    if (made === 'revoked') return { about: keyId, outcome: 'certificate-revoked-key' };
    return { about: keyId, outcome: made === 'known' ? 'known' : 'ok' };
  });

/** Whatever was signed with it grants nothing from now on. */
export const revoke = (parts: Parts, who: Supervisor, keyId: string): Promise<CertificatesAnswer> =>
  done(parts, who, 'revoke', async (db, at) => {
    const gone = await db.query(
      `update trainer_key set revoked_at = coalesce(revoked_at, $3), revoked_by = coalesce(revoked_by, $4)
       where org_id = $1 and key_id = $2`,
      [who.org, keyId, at, who.person],
    );
    if (gone.rowCount === 0) return { about: null, outcome: 'not-found' };
    const held = await db.query<{ person_id: string }>(
      'select distinct person_id from practice_certificate where org_id = $1 and key_id = $2',
      [who.org, keyId],
    );
    await changedPeople(
      db,
      who.org,
      held.rows.map((row) => row.person_id),
    );
    return { about: keyId, outcome: 'ok' };
  });

export const add = (
  parts: Parts,
  who: Supervisor,
  given: { text: string; personId: string },
): Promise<CertificatesAnswer> =>
  done(parts, who, 'add', async (db, at) => {
    const facts = {
      now: at.toISOString(),
      seen: await seenAt(db, who.org),
      set,
      personId: given.personId,
    };
    const found = verifyCertificate(given.text, await keysOf(db, who.org), facts, ed25519);
    if (!found.ok) return { about: given.personId, outcome: found.code };
    return keep(db, who, found.value, given.text, at);
  });

async function keep(
  db: Db,
  who: Supervisor,
  body: CertificateBody,
  text: string,
  at: Date,
): Promise<{ about: string | null; outcome: ErrorCode | 'ok' | 'known' }> {
  const { id, subject, skill, trainer, issuedAt, expiresAt } = body;
  // One after another for a person: two certificates with the same calls must not both be the first.
  const person = await db.query('select 1 from person where org_id = $1 and id = $2 for no key update', [
    who.org,
    subject.id,
  ]);
  if (person.rowCount === 0) return { about: null, outcome: 'not-found' };
  const others = await earlierCalls(db, who.org, body);
  if (usedBefore(body.scenarios, others)) return { about: id, outcome: 'certificate-used-calls' };
  const added = await db.query(
    `insert into practice_certificate
       (org_id, id, person_id, name, skill, key_id, issued_at, expires_at, added_at, added_by, text)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [who.org, id, subject.id, subject.name, skill, trainer.keyId, issuedAt, expiresAt, at, who.person, text],
  );
  if (added.rowCount === 0) return { about: id, outcome: await again(db, who.org, body) };
  // The supervisor's newest word: what was ended by hand before stands no longer against it. What was given by hand stays.
  await db.query(
    `delete from voice_skill where org_id = $1 and person_id = $2 and skill = $3 and by_hand
       and valid_until < set_on`,
    [who.org, subject.id, skill],
  );
  await changedPeople(db, who.org, [subject.id]);
  return { about: id, outcome: 'ok' };
}

/** The same certificate twice is one; another one of the same id is none. */
async function again(db: Db, org: string, body: CertificateBody): Promise<ErrorCode | 'known'> {
  const found = await db.query<{ ended_at: Date | null; same: boolean }>(
    `select ended_at, person_id = $3 and key_id = $4 and issued_at = $5 and expires_at = $6 as same
     from practice_certificate where org_id = $1 and id = $2`,
    [org, body.id, body.subject.id, body.trainer.keyId, body.issuedAt, body.expiresAt],
  );
  const row = found.rows[0];
  if (row?.same !== true) return 'conflict';
  return row.ended_at === null ? 'known' : 'certificate-ended';
}

/** One person's alone; it can't be added again. */
export const end = (parts: Parts, who: Supervisor, id: string): Promise<CertificatesAnswer> =>
  done(parts, who, 'end', async (db, at) => {
    const ended = await db.query<{ person_id: string }>(
      `update practice_certificate set ended_at = coalesce(ended_at, $3), ended_by = coalesce(ended_by, $4)
       where org_id = $1 and id = $2 returning person_id`,
      [who.org, id, at, who.person],
    );
    const row = ended.rows[0];
    if (!row) return { about: null, outcome: 'not-found' };
    await changedPeople(db, who.org, [row.person_id]);
    return { about: id, outcome: 'ok' };
  });
