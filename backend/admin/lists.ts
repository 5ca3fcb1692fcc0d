// People and devices as administrators and auditors see them (C13: each install says id, version, system, last seen, patient data).
import type { AdminDevicesAnswer, AdminPeopleAnswer } from '#shared/protocol/admin.ts';
import type { PersonRole } from '#shared/protocol/person.ts';
import type { Caller } from '../http/signed.ts';
import { boundPerson } from '../identity/bound.ts';
import { silentMs } from '../identity/live.ts';
import type { Parts } from '../parts.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const mayRead = { roles: ['administrator', 'auditor'], proved: true } as const;

interface PersonRow {
  id: string;
  name: string;
  initials: string;
  role: PersonRole;
  revoked_at: Date | null;
  last_sign_in: Date | null;
  failed: number;
  devices: string[];
  sitting: string[];
}

/** POST /v2/admin/people. */
export async function people(parts: Parts, caller: Caller, person: string): Promise<AdminPeopleAnswer> {
  await boundPerson(parts, caller, person, mayRead);
  const now = parts.clock();
  const found = await parts.pool.query<PersonRow>(
    `with good as (
       select person_id, max(n) as n, max(at) as at from sign_in_log
       where org_id = $1 and outcome = 'ok' and what in ('sit', 'step-up') and person_id is not null group by person_id
     ), failed as (
       select l.person_id, count(*)::int as n from sign_in_log l left join good g on g.person_id = l.person_id
       where l.org_id = $1 and l.outcome <> 'ok' and l.person_id is not null and l.n > coalesce(g.n, 0)
       group by l.person_id
     ), bound as (
       select b.person_id, array_agg(b.device_id order by b.last_sign_in desc) as devices,
         array_agg(b.device_id) filter (where b.session_since is not null and d.last_seen_at > $2) as sitting
       from device_person b join device d on d.org_id = b.org_id and d.id = b.device_id
       where b.org_id = $1 and b.revoked_at is null and d.revoked_at is null group by b.person_id
     )
     select p.id, p.name, p.initials, p.role, p.revoked_at, g.at as last_sign_in, coalesce(f.n, 0) as failed,
       coalesce(b.devices, '{}') as devices, coalesce(b.sitting, '{}') as sitting
     from person p left join good g on g.person_id = p.id left join failed f on f.person_id = p.id
     left join bound b on b.person_id = p.id
     where p.org_id = $1 order by p.name, p.id limit 500`,
    [caller.org, new Date(now.getTime() - silentMs)],
  );
  return {
    v: 2,
    people: found.rows.map(({ id, name, initials, role, ...row }) => ({
      id,
      name,
      initials,
      role,
      revokedAt: iso(row.revoked_at),
      lastSignIn: iso(row.last_sign_in),
      failedSince: row.failed,
      devices: row.devices.slice(0, 100),
      sittingAt: row.sitting.slice(0, 20),
    })),
    serverTime: now.toISOString(),
  };
}

interface DeviceRow {
  id: string;
  name: string;
  enrolled_at: Date;
  last_seen_at: Date | null;
  app: string | null;
  os: string | null;
  stores_phi: boolean | null;
  policy_version: number | null;
  revoked_at: Date | null;
  wiped_at: Date | null;
  people: string[];
  unbound: number;
  refused: number;
}

/** POST /v2/admin/devices. */
export async function devices(parts: Parts, caller: Caller, person: string): Promise<AdminDevicesAnswer> {
  await boundPerson(parts, caller, person, mayRead);
  const found = await parts.pool.query<DeviceRow>(
    `select d.*, coalesce(b.people, '{}') as people, coalesce(m.n, 0) as unbound, coalesce(a.n, 0) as refused
     from device d
     left join (select device_id, array_agg(person_id order by last_sign_in desc) as people from device_person
       where org_id = $1 and revoked_at is null group by device_id) b on b.device_id = d.id
     left join (select device_id, count(*)::int as n from message
       where org_id = $1 and author_unbound group by device_id) m on m.device_id = d.id
     left join (select device_id, count(*)::int as n from audit_refused
       where org_id = $1 group by device_id) a on a.device_id = d.id
     where d.org_id = $1 order by d.revoked_at nulls first, d.last_seen_at desc nulls last, d.id limit 1000`,
    [caller.org],
  );
  return {
    v: 2,
    devices: found.rows.map((row) => ({
      id: row.id,
      name: row.name,
      enrolledAt: row.enrolled_at.toISOString(),
      lastSeenAt: iso(row.last_seen_at),
      app: row.app,
      os: row.os,
      storesPhi: row.stores_phi,
      policyVersion: row.policy_version,
      revokedAt: iso(row.revoked_at),
      wipedAt: iso(row.wiped_at),
      people: row.people.slice(0, 100),
      unboundItems: row.unbound,
      auditRefused: row.refused,
    })),
    serverTime: parts.clock().toISOString(),
  };
}
