// Puts an organisation and its people in at the start, when the process's configuration brings some (the demo, tests).
// What is there already stays: a restart changes nothing.
import type { Pool } from 'pg';
import { z } from 'zod';
import { person } from '#shared/protocol/enrol.ts';

export const seed = z.strictObject({
  organisation: z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]{1,23}$/), name: z.string().max(120) }),
  /** Made-up people only; marked so in the table. */
  people: z.array(person).max(500),
});
export type Seed = z.infer<typeof seed>;

export async function applySeed(pool: Pool, { organisation, people }: Seed): Promise<void> {
  await pool.query('insert into organisation (id, name) values ($1, $2) on conflict (id) do nothing', [
    organisation.id,
    organisation.name,
  ]);
  for (const one of people)
    await pool.query(
      `insert into person (org_id, id, name, initials, role, synthetic) values ($1, $2, $3, $4, $5, true)
       on conflict (org_id, id) do nothing`,
      [organisation.id, one.id, one.name, one.initials, one.role],
    );
}
