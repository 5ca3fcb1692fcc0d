// Who may sit at an organisation's desks. A later issue replaces the list by a real sign-in.
import type { Pool } from 'pg';
import type { z } from 'zod';
import { peopleAnswer } from '#shared/protocol/enrol.ts';

export async function peopleOf(pool: Pool, org: string): Promise<z.infer<typeof peopleAnswer>> {
  const organisation = await pool.query<{ name: string }>('select name from organisation where id = $1', [
    org,
  ]);
  const people = await pool.query(
    'select id, name, initials, role from person where org_id = $1 order by name limit 500',
    [org],
  );
  return peopleAnswer.parse({
    v: 1,
    organisationName: organisation.rows[0]?.name ?? org,
    people: people.rows,
  });
}
