// Gives back keys that a vault sealed to the organisation: a reader's key after a lease, a master key for a forgotten secret. Each
// use and each refusal leaves a row.
import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { EscrowKind } from '#shared/protocol/escrow-format.ts';
import {
  recoverAad,
  recoverNonceText,
  type RecoverAnswer,
  type RecoverRequest,
  type RenewAnswer,
  type renewRequest,
} from '#shared/protocol/keys.ts';
import { inTransaction } from '../db/transaction.ts';
import { organisationOf } from '../devices/ids.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import { refused } from '../identity/bound.ts';
import { logUnproved } from '../identity/log.ts';
import { checkToken, orRefused, whoSignedIn } from '../identity/sign-in.ts';
import type { Parts } from '../parts.ts';
import { openEscrow, sealFor } from './open.ts';

type Db = Pool | PoolClient;
/** Recoveries of one device, good or not, within an hour. */
const most = 5;
const hourMs = 60 * 60_000;

interface Use {
  at: Date;
  vaultId: string;
  kind: EscrowKind;
  person: string | null;
  outcome: 'ok' | ErrorCode;
}
const note = (db: Db, who: Caller, use: Use): Promise<unknown> =>
  db.query(
    `insert into key_use (org_id, at, device_id, vault_id, kind, person_id, outcome)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [who.org, use.at, who.device, use.vaultId, use.kind, use.person, use.outcome],
  );

/** Null = sound. A recovery key that is kept elsewhere opens nothing here. */
function open(
  parts: Parts,
  kind: EscrowKind,
  asked: Pick<RecoverRequest, 'vaultId' | 'escrow'>,
): Buffer | null {
  const keys = parts.organisationKeys.recovery;
  const opened = keys === null ? null : openEscrow(keys, kind, asked.vaultId, asked.escrow);
  return opened?.ok ? opened.plain : null;
}

/** POST /v2/keys/renew. Whoever can sign for the device may have it: a lease says only that the backend was met. */
export async function renew(
  parts: Parts,
  caller: Caller,
  asked: z.infer<typeof renewRequest>,
): Promise<RenewAnswer> {
  const at = parts.clock();
  const found = await parts.pool.query<{ own: boolean; allowed: boolean }>(
    `select d.vault_id = $3 as own, not o.proves or exists (
       select 1 from device_person b join person p on p.org_id = b.org_id and p.id = b.person_id
       where b.org_id = d.org_id and b.device_id = d.id and b.revoked_at is null and p.revoked_at is null
     ) as allowed
     from device d join organisation o on o.id = d.org_id where d.org_id = $1 and d.id = $2`,
    [caller.org, caller.device, asked.vaultId],
  );
  const row = found.rows[0];
  const plain = row?.own && row.allowed ? open(parts, 'reader', asked) : null;
  const outcome = plain ? 'ok' : row?.own && !row.allowed ? 'sign-in-needed' : 'escrow-missing';
  await note(parts.pool, caller, { at, vaultId: asked.vaultId, kind: 'reader', person: null, outcome });
  parts.log('key', { org: caller.org, device: caller.device, code: `renew ${outcome}` });
  if (plain === null) throw refused(outcome as ErrorCode);
  return { v: 2, reader: plain.toString('base64'), serverTime: at.toISOString() };
}

async function notTooOften(db: Db, who: Caller, at: Date): Promise<void> {
  const found = await db.query<{ n: string }>(
    `select count(*) as n from key_use where org_id = $1 and device_id = $2 and kind = 'master' and at > $3`,
    [who.org, who.device, new Date(at.getTime() - hourMs)],
  );
  if (Number(found.rows[0]?.n ?? 0) >= most) throw new Refusal('refused', 'busy', null, 429);
}

/** POST /v2/keys/recover. Nothing is signed by the device; all that is believed comes from the token. */
export async function recover(parts: Parts, asked: RecoverRequest): Promise<RecoverAnswer> {
  const org = organisationOf(asked.device);
  const unknown = new Refusal('unknown-device', 'No such device.');
  if (org === null) throw unknown;
  const caller = { org, device: asked.device };
  const at = parts.clock();
  const nonce = createHash('sha256').update(recoverNonceText(asked), 'utf8').digest('base64url');
  const checked = await checkToken(parts, org, { idToken: asked.idToken, nonce });
  if (!checked.ok) {
    const known = await parts.pool.query('select 1 from device where org_id = $1 and id = $2', [
      org,
      asked.device,
    ]);
    if (known.rowCount !== 1) throw unknown;
    await logUnproved(parts.pool, caller, at, checked.why);
    throw refused(checked.why);
  }
  const done = await inTransaction(parts.pool, async (db) => {
    // The row is held: of many tries at once each sees the ones before it.
    const device = await db.query<{ vault_id: string | null; revoked: boolean }>(
      'select vault_id, revoked_at is not null as revoked from device where org_id = $1 and id = $2 for update',
      [org, asked.device],
    );
    const row = device.rows[0];
    if (!row) throw unknown;
    await notTooOften(db, caller, at);
    let who = await whoSignedIn(parts, db, org, checked);
    if (who.ok && !who.proved.mfa) who = { ok: false, why: 'sign-in-factor', person: who.person.id };
    else if (who.ok && !who.proved.fresh) who = { ok: false, why: 'sign-in-stale', person: who.person.id };
    const result = await orRefused(parts, db, caller, 'recover', who);
    const use = { at, vaultId: asked.vaultId, kind: 'master' as const };
    if ('refusal' in result) {
      await note(db, caller, { ...use, person: null, outcome: result.refusal.message as ErrorCode });
      return result;
    }
    const person = result.person.id;
    const bound = await db.query(
      `select 1 from device_person
       where org_id = $1 and device_id = $2 and person_id = $3 and revoked_at is null`,
      [org, asked.device, person],
    );
    const may = !row.revoked && row.vault_id === asked.vaultId && bound.rowCount === 1;
    const plain = may ? open(parts, 'master', asked) : null;
    const to = Buffer.from(asked.ephemeralKey, 'base64');
    const sealed = plain && sealFor(to, plain, recoverAad(asked.vaultId, asked.salt));
    plain?.fill(0);
    // Only whoever proved to be bound here learns that the device was revoked.
    const why: ErrorCode = bound.rowCount !== 1 ? 'sign-in-needed' : 'escrow-missing';
    await note(db, caller, { ...use, person, outcome: sealed ? 'ok' : why });
    if (!sealed)
      return {
        refusal:
          row.revoked && bound.rowCount === 1
            ? new Refusal('revoked', 'This device was revoked.')
            : refused(why),
      };
    return { answer: { v: 2 as const, sealed, person, serverTime: at.toISOString() } };
  });
  if ('refusal' in done) throw done.refusal;
  parts.log('key', { org, device: asked.device, code: 'recover ok' });
  return done.answer;
}
