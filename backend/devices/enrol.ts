// Enrolment: a one-time code turns a desk's public key into a device of one organisation.
import { createHash } from 'node:crypto';
import type { EnrolAnswer, EnrolRequest } from '#shared/protocol/enrol.ts';
import type { Parts } from '../parts.ts';
import { inTransaction } from '../db/transaction.ts';
import { policyOf } from '../identity/policy.ts';
import { Refusal } from '../http/refusal.ts';
import { deviceIdFor, organisationOf } from './ids.ts';

const hashOf = (code: string): string => createHash('sha256').update(code, 'utf8').digest('hex');
/** A day: long enough to walk to the desk, short enough that a forgotten code is worth nothing. */
export const codeLifeMs = 24 * 60 * 60 * 1000;

/** Codes are `organisation.random`; the same code given twice stays one code. */
export async function addEnrolCode(parts: Pick<Parts, 'pool' | 'clock'>, code: string): Promise<void> {
  const org = organisationOf(code);
  if (org === null) throw new Error('an enrolment code starts with its organisation and a dot');
  const now = parts.clock();
  await parts.pool.query('delete from enrol_code where org_id = $1 and used_at is null and expires_at < $2', [
    org,
    now,
  ]);
  await parts.pool.query(
    'insert into enrol_code (org_id, code_hash, expires_at) values ($1, $2, $3) on conflict do nothing',
    [org, hashOf(code), new Date(now.getTime() + codeLifeMs)],
  );
}

interface CodeRow {
  expires_at: Date;
  used_key: string | null;
  device_id: string | null;
  organisation_name: string;
}

/** Refuses wrong, expired and used codes alike, so that trying codes teaches nothing. */
export async function enrol(parts: Parts, request: EnrolRequest): Promise<EnrolAnswer> {
  const refused = new Refusal('enrol-code', 'This code is wrong, used up or too old.');
  const org = organisationOf(request.code);
  if (org === null) throw refused;
  const now = parts.clock();
  return inTransaction(parts.pool, async (db) => {
    const key = [org, hashOf(request.code)];
    const found = await db.query<CodeRow>(
      `select c.expires_at, c.used_key, c.device_id, o.name as organisation_name
       from enrol_code c join organisation o on o.id = c.org_id
       where c.org_id = $1 and c.code_hash = $2 for update of c`,
      key,
    );
    const row = found.rows[0];
    if (!row) throw refused;
    let deviceId = row.device_id;
    if (deviceId === null) {
      if (row.expires_at <= now) throw refused;
      deviceId = deviceIdFor(org, parts.random.uuid());
      await db.query(
        'insert into device (org_id, id, name, public_key, enrolled_at) values ($1, $2, $3, $4, $5)',
        [org, deviceId, request.name.replaceAll('\u0000', ''), request.publicKey, now],
      );
      await db.query(
        'update enrol_code set used_at = $3, used_key = $4, device_id = $5 where org_id = $1 and code_hash = $2',
        [...key, now, request.publicKey, deviceId],
      );
      parts.log('enrolled', { org, device: deviceId });
    } else if (row.used_key !== request.publicKey) throw refused;
    // else: our first answer was lost and the same desk asks again.
    const { current } = parts.sealKeys;
    return {
      v: 1,
      organisation: org,
      organisationName: row.organisation_name,
      deviceId,
      sealKey: { id: current.id, publicKey: current.publicRaw.toString('base64') },
      serverTime: now.toISOString(),
      ...(request.knows?.includes('policy')
        ? {
            policy: {
              publicKey: parts.organisationKeys.publicKey,
              signed: (await policyOf(db, org))?.signed ?? null,
            },
          }
        : {}),
    };
  });
}
