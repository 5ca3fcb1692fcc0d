// The little that telephony needs of an account as it was published: where it is, its numbers for danger, and those of its
// clinicians on call.
import { account as accountShape } from '#shared/domain/accounts/account.ts';
import { schedule as scheduleShape } from '#shared/domain/oncall/index.ts';
import { toE164 } from '#shared/domain/phone/phone.ts';
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

/** Whether a clinician of the account's published on-call schedule has this number (E.164): it is there to be called. */
export async function isOnCallNumber(
  db: Db,
  org: string,
  accountId: string,
  number: string,
): Promise<boolean> {
  const found = await db.query<{ json: string }>(
    `select json from document where org_id = $1 and kind = 'on-call' and id = $2 order by version desc limit 1`,
    [org, accountId],
  );
  const row = found.rows[0];
  const read = row ? scheduleShape.safeParse(JSON.parse(row.json)) : null;
  if (!read?.success) return false;
  const phones = read.data.people
    .flatMap((person) => person.contacts)
    .filter((contact) => contact.methods.some((method) => method === 'voice' || method === 'sms'));
  return phones.some((contact) => toE164(contact.to) === number);
}
