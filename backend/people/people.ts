// Who works at an organisation. Where it has a provider the list proves nothing: a sign-in does (`backend/identity`).
import type { Pool } from 'pg';
import type { z } from 'zod';
import { peopleAnswer } from '#shared/protocol/enrol.ts';

export async function peopleOf(pool: Pool, org: string): Promise<z.infer<typeof peopleAnswer>> {
  const organisation = await pool.query<{ name: string }>('select name from organisation where id = $1', [
    org,
  ]);
  const people = await pool.query(
    'select id, name, initials, role from person where org_id = $1 and revoked_at is null order by name limit 500',
    [org],
  );
  return peopleAnswer.parse({
    v: 1,
    organisationName: organisation.rows[0]?.name ?? org,
    people: people.rows,
  });
}
