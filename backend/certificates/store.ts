// Rows of trusted keys, certificates and what was done with them.
import type { Pool, PoolClient } from 'pg';
import {
  readCertificate,
  type CertificateBody,
  type TrainerKey,
  type TrustedKey,
} from '#shared/domain/training/certificate.ts';
import type { CertificatesAnswer } from '#shared/protocol/certificates.ts';

export type Db = Pool | PoolClient;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

interface KeyRow {
  key_id: string;
  name: string;
  public_key: string;
  trusted_at: Date;
  trusted_by: string;
  revoked_at: Date | null;
  revoked_by: string | null;
}
const keyRows = async (db: Db, org: string): Promise<KeyRow[]> =>
  (
    await db.query<KeyRow>(
      'select * from trainer_key where org_id = $1 order by trusted_at desc, key_id limit 200',
      [org],
    )
  ).rows;

export async function keysOf(db: Db, org: string): Promise<TrustedKey[]> {
  return (await keyRows(db, org)).map((row) => ({
    kind: 'careline-trainer-key',
    v: 1,
    keyId: row.key_id,
    name: row.name,
    publicKey: row.public_key,
    revokedAt: iso(row.revoked_at),
  }));
}

/** A key that was taken back stays so: trust again means a new key. */
export async function trustKey(
  db: Db,
  org: string,
  key: TrainerKey,
  by: { person: string; at: Date },
): Promise<'trusted' | 'known' | 'revoked'> {
  const added = await db.query(
    `insert into trainer_key (org_id, key_id, name, public_key, trusted_at, trusted_by)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [org, key.keyId, key.name, key.publicKey, by.at, by.person],
  );
  if (added.rowCount === 1) return 'trusted';
  const found = (await keyRows(db, org)).find((row) => row.key_id === key.keyId);
  return found?.revoked_at === null ? 'known' : 'revoked';
}

/** Calls of this person's other certificates for the same skill; ended ones too. */
export async function earlierCalls(
  db: Db,
  org: string,
  of: Pick<CertificateBody, 'id' | 'subject' | 'skill'>,
): Promise<CertificateBody['scenarios']> {
  const found = await db.query<{ text: string }>(
    'select text from practice_certificate where org_id = $1 and person_id = $2 and skill = $3 and id <> $4',
    [org, of.subject.id, of.skill, of.id],
  );
  return found.rows.flatMap(({ text }) => {
    const read = readCertificate(text);
    return read.ok ? read.value.certificate.scenarios : [];
  });
}

/** Latest instant that is written down of certificates: a clock behind it was set back. */
export async function seenAt(db: Db, org: string): Promise<string | null> {
  const found = await db.query<{ at: Date | null }>(
    'select max(at) as at from certificate_audit where org_id = $1',
    [org],
  );
  return iso(found.rows[0]?.at ?? null);
}

export const audit = (
  db: Db,
  who: { org: string; device: string; person: string },
  row: { at: Date; what: string; about: string | null; outcome: string },
): Promise<unknown> =>
  db.query(
    `insert into certificate_audit (org_id, at, device_id, person_id, what, about, outcome)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [who.org, row.at, who.device, who.person, row.what, row.about, row.outcome],
  );

export async function listOf(db: Db, org: string, now: Date): Promise<CertificatesAnswer> {
  const keys = await keyRows(db, org);
  const found = await db.query<{
    id: string;
    person_id: string;
    name: string;
    skill: 'crisis';
    key_id: string;
    trainer: string;
    issued_at: Date;
    expires_at: Date;
    added_at: Date;
    added_by: string;
    ended_at: Date | null;
    key_revoked: boolean;
  }>(
    `select c.*, k.name as trainer, k.revoked_at is not null as key_revoked from practice_certificate c
     join trainer_key k on k.org_id = c.org_id and k.key_id = c.key_id
     where c.org_id = $1 order by c.added_at desc, c.id limit 1000`,
    [org],
  );
  return {
    v: 2,
    keys: keys.map((row) => ({
      keyId: row.key_id,
      name: row.name,
      publicKey: row.public_key,
      trustedAt: row.trusted_at.toISOString(),
      trustedBy: row.trusted_by,
      revokedAt: iso(row.revoked_at),
      revokedBy: row.revoked_by,
    })),
    certificates: found.rows.map((row) => ({
      id: row.id,
      personId: row.person_id,
      name: row.name,
      skill: row.skill,
      keyId: row.key_id,
      trainer: row.trainer,
      issuedAt: row.issued_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      addedAt: row.added_at.toISOString(),
      addedBy: row.added_by,
      state:
        row.ended_at !== null
          ? 'ended'
          : row.key_revoked
            ? 'key-revoked'
            : row.expires_at <= now
              ? 'expired'
              : 'counts',
    })),
    serverTime: now.toISOString(),
  };
}
