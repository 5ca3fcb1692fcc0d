// The demo's organisation and its made-up people. All synthetic; used only when the backend is started with `seedDemo`.
import type { Pool } from 'pg';
import type { Person } from '#shared/protocol/enrol.ts';

export const demoOrganisation = { id: 'careline-demo', name: 'Harbor Line Answering Service (sample)' };

export const demoPeople: readonly Person[] = [
  { id: 'mara-keller', name: 'Mara Keller', initials: 'MK', role: 'agent' },
  { id: 'tomas-reyes', name: 'Tomas Reyes', initials: 'TR', role: 'after-hours' },
  { id: 'joan-abara', name: 'Joan Abara', initials: 'JA', role: 'nurse' },
  { id: 'julia-ruiz', name: 'Julia Ruiz', initials: 'JR', role: 'trainer' },
  { id: 'priya-nair', name: 'Priya Nair', initials: 'PN', role: 'supervisor' },
];

export async function seedPeople(
  pool: Pool,
  organisation: { id: string; name: string },
  people: readonly Person[],
): Promise<void> {
  await pool.query('insert into organisation (id, name) values ($1, $2) on conflict (id) do nothing', [
    organisation.id,
    organisation.name,
  ]);
  for (const person of people)
    await pool.query(
      `insert into person (org_id, id, name, initials, role, synthetic) values ($1, $2, $3, $4, $5, true)
       on conflict (org_id, id) do nothing`,
      [organisation.id, person.id, person.name, person.initials, person.role],
    );
}
