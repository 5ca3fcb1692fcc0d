// The one question about a person that a body names: may this device speak for them, and as what? Every address that takes
// `person` asks here (C11: the backend never trusts the desktop).
import type { Pool, PoolClient } from 'pg';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { stepUpMs } from '#shared/protocol/identity.ts';
import type { PersonRole } from '#shared/protocol/person.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';

export interface Bound {
  id: string;
  name: string;
  role: PersonRole;
  /** By a sign-in; false = the organisation has no provider, and the name was believed. */
  proved: boolean;
}
export interface Wanted {
  /** Absent: any. */
  roles?: readonly PersonRole[];
  /** A proof with a second factor that is not older than five minutes. Without a provider there is none to ask for. */
  stepUp?: boolean;
  /** Not even a believed name will do: an organisation without a provider does this by its command line. */
  proved?: boolean;
}

export const refused = (code: ErrorCode): Refusal => new Refusal('refused', code);

interface Row {
  name: string;
  role: PersonRole;
  revoked: boolean;
  proves: boolean;
  bound: boolean;
  step_up_at: Date | null;
}

/**
 * @throws Refusal `invalid` 403 (nobody of this organisation), else `refused` with `person-revoked`, `sign-in-needed` (not bound to
 * this device), `wrong-role`, `sign-in-none`, `step-up-needed`.
 */
export async function boundPerson(
  parts: Pick<Parts, 'clock'> & { pool: Pool | PoolClient },
  caller: Caller,
  personId: string,
  wanted: Wanted = {},
): Promise<Bound> {
  const found = await parts.pool.query<Row>(
    `select p.name, p.role, p.revoked_at is not null as revoked, o.proves, b.step_up_at,
       b.person_id is not null and b.revoked_at is null as bound
     from person p join organisation o on o.id = p.org_id
     left join device_person b on b.org_id = p.org_id and b.person_id = p.id and b.device_id = $3
     where p.org_id = $1 and p.id = $2`,
    [caller.org, personId, caller.device],
  );
  const row = found.rows[0];
  if (!row) throw new Refusal('invalid', 'No such person here.', null, 403);
  if (row.revoked) throw refused('person-revoked');
  if (row.proves && !row.bound) throw refused('sign-in-needed');
  if (wanted.roles && !wanted.roles.includes(row.role)) throw refused('wrong-role');
  if (wanted.proved && !row.proves) throw refused('sign-in-none');
  if (wanted.stepUp && row.proves) {
    const age = row.step_up_at === null ? Infinity : parts.clock().getTime() - row.step_up_at.getTime();
    if (age > stepUpMs) throw refused('step-up-needed');
  }
  return { id: personId, name: row.name, role: row.role, proved: row.proves };
}
