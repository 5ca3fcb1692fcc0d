// What a handshake tells a desk about who may sit there (C10, C36), and what the desk says of itself (C13).
import type { DeskSays, GuardSays } from '#shared/protocol/identity.ts';
import type { PersonRole } from '#shared/protocol/person.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';
import { policyOf } from './policy.ts';

/** No PostgreSQL text holds a NUL. */
const plain = (text: string): string => text.replaceAll('\u0000', '');

async function noteDesk(parts: Parts, caller: Caller, desk: DeskSays): Promise<void> {
  // A vault is the device's that named it first, or of one with the same key: a desk that enrolled anew. Nobody else can
  // have what it sealed opened by naming it.
  await parts.pool.query(
    `update device d set app = $3, os = $4, stores_phi = $5, policy_version = $6,
       vault_id = case when exists (
         select 1 from device x where x.org_id = d.org_id and x.vault_id = $7 and x.public_key <> d.public_key
       ) then d.vault_id else $7 end
     where org_id = $1 and id = $2`,
    [
      caller.org,
      caller.device,
      plain(desk.app),
      plain(desk.os),
      desk.storesPhi,
      desk.policyVersion,
      desk.vaultId,
    ],
  );
}

interface Row {
  person_id: string;
  role: PersonRole;
  gone: boolean;
  ended_at: Date | null;
}

export async function guardFor(parts: Parts, caller: Caller, desk: DeskSays): Promise<GuardSays> {
  await noteDesk(parts, caller, desk);
  const inForce = await policyOf(parts.pool, caller.org);
  // With a provider: whoever was bound here. Without one: anybody of the organisation may have sat here.
  const found = await parts.pool.query<Row>(
    `select p.id as person_id, p.role, p.revoked_at is not null or b.revoked_at is not null as gone,
       case when b.session_since is null then b.ended_at end as ended_at
     from person p left join device_person b on b.org_id = p.org_id and b.person_id = p.id and b.device_id = $2
     where p.org_id = $1 and (b.person_id is not null or p.revoked_at is not null)
     order by coalesce(b.revoked_at, p.revoked_at) desc nulls last, p.id limit 500`,
    [caller.org, caller.device],
  );
  const here = found.rows.filter((row) => !row.gone);
  return {
    publicKey: parts.organisationKeys.publicKey,
    policy: inForce && inForce.policy.version > desk.policyVersion ? inForce.signed : null,
    leaseMinutes: inForce?.policy.leaseMinutes ?? null,
    revoked: found.rows.filter((row) => row.gone).map((row) => row.person_id),
    ended: here.flatMap(({ person_id, ended_at }) =>
      ended_at === null ? [] : [{ person: person_id, at: ended_at.toISOString() }],
    ),
    roles: here.map(({ person_id, role }) => ({ person: person_id, role })),
  };
}
