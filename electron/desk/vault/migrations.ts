// The numbered steps that bring each database to this version, gathered from the rooms into one list. A step never
// changes once it shipped; a correction is a new step with a higher number.
import { coreTables } from './tables-core.ts';
import { patientTables } from './tables-patients.ts';
import { fail, FailureError } from '#shared/domain/result.ts';
import { sqliteFailure, type Db } from './open.ts';

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

const ownTrouble = ['disk-full', 'disk-error', 'vault-damaged'];

/**
 * Runs what is missing, each step in a transaction of its own; earlier steps stay when one fails. Throws FailureError:
 * the disk's or the file's own trouble by its code, anything else as `vault-migration-failed` with the step's name.
 */
export function migrate(db: Db, name: DbName, list: readonly Migration[]): number {
  const from = versionOf(db);
  const steps = list.filter((m) => m.db === name && m.id > from).sort((a, b) => a.id - b.id);
  for (const step of steps) {
    try {
      db.transaction(() => {
        if (typeof step.sql === 'string') db.exec(step.sql);
        else step.sql(db);
        db.pragma(`user_version=${step.id}`);
      }).immediate();
    } catch (error) {
      const known = sqliteFailure(error);
      if (known && ownTrouble.includes(known.code)) throw new FailureError(known);
      throw new FailureError(
        fail('vault-migration-failed', `${name} ${step.id} ${step.name} ${known?.message ?? ''}`),
      );
    }
  }
  return steps.length;
}
