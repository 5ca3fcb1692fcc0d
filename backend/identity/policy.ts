// An organisation's policy: versions that are signed once and never changed; the highest one is in force.
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { defaultPolicy, policy, policyText, readPolicy, type Policy } from '#shared/domain/access/policy.ts';
import type { SignedPolicy } from '#shared/protocol/identity.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Parts } from '../parts.ts';
import { isProviderAddress } from './provider.ts';

/** What is set by hand; the rest is `defaultPolicy`. Version and recovery key are the backend's to fill in. */
export const policySettings = policy
  .omit({ version: true, recoveryKey: true })
  .partial()
  .extend({
    /** Which claim of an ID token names the person: `sub`, or what the provider calls its people by. */
    subjectClaim: z
      .string()
      .regex(/^[\w.:/-]{1,100}$/)
      .default('sub'),
    /** Vaults are sealed to the organisation. False: a forgotten secret loses what was not sent. */
    recovery: z.boolean().default(true),
  })
  .refine((set) => !set.signIn || isProviderAddress(set.signIn.issuer), 'the issuer must be https');
export type PolicySettings = z.infer<typeof policySettings>;

export interface InForce {
  policy: Policy;
  signed: SignedPolicy;
}

/** Null = none was ever published: `defaultPolicy`. */
export async function policyOf(db: Pool | PoolClient, org: string): Promise<InForce | null> {
  const found = await db.query<{ text: string; signature: string }>(
    'select text, signature from policy where org_id = $1 order by version desc limit 1',
    [org],
  );
  const signed = found.rows[0];
  const read = signed && readPolicy(signed.text);
  return read ? { policy: read, signed } : null;
}

/** Signs and publishes what is set, as the next version; nothing when it says what is in force. @throws no organisation. */
export async function publishPolicy(
  parts: Pick<Parts, 'pool' | 'clock' | 'organisationKeys'>,
  org: string,
  settings: PolicySettings,
): Promise<{ version: number; changed: boolean }> {
  const { subjectClaim, recovery, ...set } = settings;
  return inTransaction(parts.pool, async (db) => {
    const there = await db.query('update organisation set subject_claim = $2, proves = $3 where id = $1', [
      org,
      subjectClaim,
      (set.signIn ?? null) !== null,
    ]);
    if (there.rowCount !== 1) throw new Error('no such organisation');
    const before = await policyOf(db, org);
    // The minute counts: a database that was set back or emptied never gives a number again that desks have seen.
    const now = parts.clock();
    const last = before?.policy.version ?? 0;
    const version = Math.max(last + 1, Math.floor(now.getTime() / 60_000));
    const wanted: Policy = policy.parse({
      version,
      ...defaultPolicy,
      ...set,
      recoveryKey: recovery ? parts.organisationKeys.recoveryKey : null,
    });
    const same = JSON.stringify({ ...wanted, version: last });
    // Ed25519 gives the same signature again: another one is of a key that desks which enrol now do not get.
    const own =
      before && parts.organisationKeys.sign(policyText(org, before.signed.text)) === before.signed.signature;
    if (before && own && same === JSON.stringify(before.policy)) return { version: last, changed: false };
    const text = JSON.stringify(wanted);
    await db.query(
      'insert into policy (org_id, version, text, signature, published_at) values ($1, $2, $3, $4, $5)',
      [org, version, text, parts.organisationKeys.sign(policyText(org, text)), now],
    );
    return { version, changed: true };
  });
}
