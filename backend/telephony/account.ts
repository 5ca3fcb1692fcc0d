// The little that telephony needs of an account as it was published: where it is and its numbers for danger.
import { account as accountShape } from '#shared/domain/accounts/account.ts';
import type { Db } from './store.ts';

export interface AccountFacts {
  zone: string;
  /** `US-MA` */
  region: string;
  /** Numbers that nobody dials from a softphone. */
  emergency: readonly string[];
}

/** Null when none was published, or it cannot be read: callers then take the strictest. */
export async function accountOf(db: Db, org: string, accountId: string): Promise<AccountFacts | null> {
  const found = await db.query<{ json: string }>(
    `select json from document where org_id = $1 and kind = 'account' and id = $2 order by version desc limit 1`,
    [org, accountId],
  );
  const row = found.rows[0];
  if (!row) return null;
  const read = accountShape.safeParse(JSON.parse(row.json));
  if (!read.success) return null;
  const { zone, region, emergencyNumbersByRegion } = read.data;
  const own = emergencyNumbersByRegion[region];
  return { zone, region, emergency: own === undefined ? [] : [own.ambulance, own.crisis] };
}
