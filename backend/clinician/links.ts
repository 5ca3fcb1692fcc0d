// Secure links: one message for one person, 24 hours. The token is a secret of the person who got it; here lies its hash.
import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { AttemptMethod } from '#shared/domain/messages/entry.ts';
import type { Parts } from '../parts.ts';

export const linkLifeMs = 24 * 60 * 60 * 1000;

export interface Link {
  org: string;
  messageId: string;
  attemptId: string;
  stepId: string | null;
  contact: { personId: string; name: string; role: string };
  method: AttemptMethod;
  to: string;
}

const hashOf = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');
/** 64 hex digits from two random UUIDs: 244 random bits. */
export const newToken = (parts: Pick<Parts, 'random'>): string =>
  `${parts.random.uuid()}${parts.random.uuid()}`.replaceAll('-', '');
const tokenShape = /^[0-9a-f]{64}$/;

export async function keepLink(db: PoolClient, token: string, link: Link, now: Date): Promise<void> {
  await db.query(
    `insert into clinician_link (token_hash, org_id, message_id, attempt_id, step_id, person_id, person_name,
       person_role, method, sent_to, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      hashOf(token),
      link.org,
      link.messageId,
      link.attemptId,
      link.stepId,
      link.contact.personId,
      link.contact.name,
      link.contact.role,
      link.method,
      link.to,
      now,
      new Date(now.getTime() + linkLifeMs),
    ],
  );
}

interface Row {
  org_id: string;
  message_id: string;
  attempt_id: string;
  step_id: string | null;
  person_id: string;
  person_name: string;
  person_role: string;
  method: AttemptMethod;
  sent_to: string;
}
/** Null for a wrong, odd or expired token alike. */
export async function findLink(pool: Pool, token: string, now: Date): Promise<Link | null> {
  if (!tokenShape.test(token)) return null;
  const found = await pool.query<Row>(
    `select org_id, message_id, attempt_id, step_id, person_id, person_name, person_role, method, sent_to
     from clinician_link where token_hash = $1 and expires_at > $2`,
    [hashOf(token), now],
  );
  const row = found.rows[0];
  if (!row) return null;
  return {
    org: row.org_id,
    messageId: row.message_id,
    attemptId: row.attempt_id,
    stepId: row.step_id,
    contact: { personId: row.person_id, name: row.person_name, role: row.person_role },
    method: row.method,
    to: row.sent_to,
  };
}

/** Expired ones teach nothing any more. */
export async function forgetOld(pool: Pool, now: Date): Promise<void> {
  await pool.query('delete from clinician_link where expires_at < $1', [now]);
}
