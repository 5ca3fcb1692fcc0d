// The numbered steps that bring each database to this version, gathered from the rooms into one list. A step never
// changes once it shipped; a correction is a new step with a higher number.
import { coreTables } from './tables-core.ts';
import { patientTables } from './tables-patients.ts';
import type { Db } from './open.ts';

export type DbName = 'core' | 'patients';
export interface Migration {
  /** Rises by file; becomes that file's `user_version`. */
  id: number;
  name: string;
  db: DbName;
  sql: string | ((db: Db) => void);
}

export const migrations: readonly Migration[] = [
  { id: 1, name: 'core-tables', db: 'core', sql: coreTables },
  { id: 1, name: 'patient-cache', db: 'patients', sql: patientTables },
];

export const versionOf = (db: Db): number => Number(db.pragma('user_version', { simple: true }));
export const latest = (list: readonly Migration[], name: DbName): number =>
  Math.max(0, ...list.filter((m) => m.db === name).map((m) => m.id));

/** Runs what is missing, each step in a transaction of its own. Throws what the step threw; earlier steps stay. */
export function migrate(db: Db, name: DbName, list: readonly Migration[]): number {
  const from = versionOf(db);
  const steps = list.filter((m) => m.db === name && m.id > from).sort((a, b) => a.id - b.id);
  for (const step of steps) {
    db.transaction(() => {
      if (typeof step.sql === 'string') db.exec(step.sql);
      else step.sql(db);
      db.pragma(`user_version=${step.id}`);
    }).immediate();
  }
  return steps.length;
}
