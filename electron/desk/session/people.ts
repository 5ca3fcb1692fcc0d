// Who may sit at this desk: told by the backend, kept in the vault so that a night without network can begin.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Person } from '../router/context.ts';

/** With no backend configured at all the desk still takes messages; nobody else can be named. */
export const localPerson: Person = { id: 'local', name: 'This desk', initials: 'TD', role: 'after-hours' };
/** The only person of a practice vault: no staff list is ever copied into it. */
export const trainee: Person = { id: 'trainee', name: 'Trainee', initials: 'TR', role: 'trainer' };

export const keptPeople = (db: Database.Database): Person[] =>
  db.prepare<[], Person>('SELECT id, name, initials, role FROM people ORDER BY name').all();

export function keepPeople(db: Database.Database, people: readonly Person[]): void {
  db.transaction(() => {
    db.prepare('DELETE FROM people').run();
    const add = db.prepare('INSERT INTO people (id, name, initials, role) VALUES (?, ?, ?, ?)');
    for (const p of people) add.run(p.id, p.name, p.initials, p.role);
  }).immediate();
}

/** One of them, as the backend told just now. */
export const keepPerson = (db: Database.Database, { id, name, initials, role }: Person): void =>
  void db
    .prepare(
      `INSERT INTO people (id, name, initials, role) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, initials = excluded.initials, role = excluded.role`,
    )
    .run(id, name, initials, role);

const put = (db: Database.Database, key: string, value: string): void =>
  void db
    .prepare(
      'INSERT INTO settings_core (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(key, value);

/** Who sat here when the desk crashed; forgotten when that person leaves. */
export const keepSitting = (db: Database.Database, personId: string | null): void =>
  void (personId === null
    ? db.prepare("DELETE FROM settings_core WHERE key IN ('sitting', 'sitting-proof')").run()
    : put(db, 'sitting', personId));

const keptProofShape = z.strictObject({
  person: z.string(),
  by: z.enum(['oidc', 'secret', 'names']),
  at: z.string(),
  mfa: z.boolean(),
});
type KeptProof = z.infer<typeof keptProofShape>;
/** How it was proved that they are who they are; lives as long as the seat. */
export const keepProof = (db: Database.Database, proof: KeptProof): void =>
  put(db, 'sitting-proof', JSON.stringify(proof));
/** Null: that person's seat was proved by nothing. */
export function keptProof(db: Database.Database, personId: string): Omit<KeptProof, 'person'> | null {
  const row = db
    .prepare<[], { value: string }>("SELECT value FROM settings_core WHERE key = 'sitting-proof'")
    .get();
  if (row === undefined) return null;
  const { person, ...proof } = keptProofShape.parse(JSON.parse(row.value));
  return person === personId ? proof : null;
}

/** Who sat here when the desk ended; null when nobody did, or that person works here no longer. */
export function satHere(db: Database.Database, fixed: readonly Person[] | null): Person | null {
  const id = db.prepare<[], { value: string }>("SELECT value FROM settings_core WHERE key = 'sitting'").get();
  return [...keptPeople(db), ...(fixed ?? [])].find((p) => p.id === id?.value) ?? null;
}
