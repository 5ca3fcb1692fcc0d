// Who may sit at this desk: told by the backend, kept in the vault so that a night without network can begin.
import { createHmac } from 'node:crypto';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { readKept } from '../policy/store.ts';
import type { Person } from '../router/context.ts';
import { findEnrolment } from '../sync/device.ts';
import type { Vault } from '../vault/vault.ts';

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

/** The role that the backend says counts now; true if they were known here in another one. */
export const keepRole = (db: Database.Database, personId: string, role: string): boolean =>
  db.prepare('UPDATE people SET role = @role WHERE id = @personId AND role <> @role').run({ personId, role })
    .changes > 0;

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
  role: z.string(),
  by: z.enum(['oidc', 'secret', 'names']),
  at: z.string(),
  mfa: z.boolean(),
  mac: z.string(),
});
type KeptProof = Omit<z.infer<typeof keptProofShape>, 'mac'>;
/** Under the vault's master key, which only an open desk and its parent have; null while locked. */
export type ProofMac = (text: string) => string | null;
export const proofMac =
  (session: { vault(): Pick<Vault, 'keepForReopen'> | null }): ProofMac =>
  (text) => {
    const key = session.vault()?.keepForReopen() ?? null;
    if (key === null) return null;
    try {
      return createHmac('sha256', key).update(text).digest('base64');
    } finally {
      key.fill(0);
    }
  };
const macText = ({ person, role, by, at, mfa }: KeptProof): string =>
  JSON.stringify(['careline-sitting-1', person, role, by, at, mfa]);

/** How it was proved that they are who they are; lives as long as the seat. */
export function keepProof(db: Database.Database, proof: KeptProof, macOf: ProofMac): void {
  const mac = macOf(macText(proof));
  if (mac === null) db.prepare("DELETE FROM settings_core WHERE key = 'sitting-proof'").run();
  else put(db, 'sitting-proof', JSON.stringify({ ...proof, mac }));
}
/** Null: that person's seat was proved by nothing, in another role, or the row was not written by this vault's owner. */
export function keptProof(
  db: Database.Database,
  who: Person,
  macOf: ProofMac,
): Pick<KeptProof, 'by' | 'at' | 'mfa'> | null {
  const row = db
    .prepare<[], { value: string }>("SELECT value FROM settings_core WHERE key = 'sitting-proof'")
    .get();
  const found = row === undefined ? null : readProof(row.value);
  if (found === null || found.person !== who.id || found.role !== who.role) return null;
  const mac = macOf(macText(found));
  return mac !== null && mac === found.mac ? { by: found.by, at: found.at, mfa: found.mfa } : null;
}
function readProof(text: string): z.infer<typeof keptProofShape> | null {
  try {
    return keptProofShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const lastHereShape = z.record(z.string().max(60), z.string().max(40));
/** More people than one computer has; the longest away go first. */
const mostRemembered = 200;
/** When each person last sat down here, by their id: ISO instants. One that can't be read is no reason not to open. */
export function lastHere(db: Database.Database): Record<string, string> {
  const row = db
    .prepare<[], { value: string }>("SELECT value FROM settings_core WHERE key = 'last-here'")
    .get();
  try {
    return lastHereShape.parse(JSON.parse(row?.value ?? '{}'));
  } catch {
    return {};
  }
}
/** Answers when they sat down here before. */
export function keepLastHere(db: Database.Database, personId: string, at: string): string | null {
  const { [personId]: before = null, ...others } = lastHere(db);
  const newest = Object.entries(others).toSorted(([, a], [, b]) => b.localeCompare(a));
  put(
    db,
    'last-here',
    JSON.stringify(Object.fromEntries([[personId, at], ...newest.slice(0, mostRemembered - 1)])),
  );
  return before;
}

/** Who sat here when the desk ended; null when nobody did, or that person works here no longer. */
export function satHere(db: Database.Database, fixed: readonly Person[] | null): Person | null {
  const id = db.prepare<[], { value: string }>("SELECT value FROM settings_core WHERE key = 'sitting'").get();
  return [...keptPeople(db), ...(fixed ?? [])].find((p) => p.id === id?.value) ?? null;
}

const revokedShape = z.array(z.string());
/** Whom the organisation no longer allows here, as told last: their secret seats nobody, also where their slot would not go. */
export function keptRevoked(db: Database.Database | null): readonly string[] {
  const row = db
    ?.prepare<[], { value: string }>("SELECT value FROM settings_core WHERE key = 'revoked-people'")
    .get();
  return row === undefined ? [] : revokedShape.parse(JSON.parse(row.value));
}
export function keepRevoked(db: Database.Database, personIds: readonly string[]): void {
  const text = JSON.stringify(personIds);
  if (text === JSON.stringify(keptRevoked(db))) return;
  db.transaction(() => {
    put(db, 'revoked-people', text);
    const gone = db.prepare('DELETE FROM people WHERE id = ?');
    for (const id of personIds) gone.run(id);
  }).immediate();
}
/** The only people there can be: a practice desk's one, and the desk itself in a vault that was never enrolled anywhere. */
export const onlyHere = (
  db: Database.Database | null,
  of: { practice: Person | null; backend: boolean },
): readonly Person[] | null => {
  if (of.practice !== null) return [of.practice];
  if (of.backend) return null;
  return db !== null && (findEnrolment(db) !== null || readKept(db) !== null) ? null : [localPerson];
};
