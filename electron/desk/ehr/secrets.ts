// What this desk signs in to the record with, in the vault: sealed as a message's body is, so that it can be written while
// locked (a renewed token must not be lost) and read only while the vault is open. What the disk doesn't take (it is full)
// waits in memory, sealed too, and is written when there is room: nothing here throws for the disk's sake.
import type Database from 'better-sqlite3';
import type { Sealer } from '../messages/sealer.ts';
import { prepared } from '../vault/prepared.ts';

export interface EhrSecrets {
  /** Also while locked. What can't be written counts all the same, until the desk ends. */
  put(name: string, value: unknown): void;
  /** Null: there is none, or it can't be read now (`readable`). */
  get(name: string): unknown;
  forget(name: string): void;
  /** The vault is open: "none" is then an answer. */
  readable(): boolean;
  /** Nothing waits for room on the disk. */
  stored(): boolean;
  /** Tries what waits once more; true when the disk took it now. */
  retry(): boolean;
}

interface Row {
  body: Buffer;
  wrapped: Buffer;
}
const itemOf = (name: string): string => `ehr-secret:${name}`;

/** `failed` is told once of a disk that takes nothing, not with every try. */
export function ehrSecrets(
  core: () => Database.Database | null,
  sealer: Sealer,
  failed: (error: unknown) => void,
): EhrSecrets {
  /** Null: to be deleted. */
  const waiting = new Map<string, Row | null>();
  let told = false;

  function write(db: Database.Database, name: string, row: Row | null): void {
    if (row === null) prepared(db, 'DELETE FROM ehr_secrets WHERE name = ?').run(name);
    else
      prepared(db, 'INSERT OR REPLACE INTO ehr_secrets (name, body, wrapped) VALUES (?, ?, ?)').run(
        name,
        row.body,
        row.wrapped,
      );
  }
  function flush(db: Database.Database): void {
    try {
      for (const [name, row] of waiting) {
        write(db, name, row);
        waiting.delete(name);
      }
      told = false;
    } catch (error) {
      if (!told) failed(error);
      told = true;
    }
  }
  const stored = (): boolean => waiting.size === 0;

  return {
    readable: () => core() !== null && sealer.readable(),
    put(name, value) {
      const db = core();
      if (db === null) return;
      const { body, forReader } = sealer.seal(itemOf(name), Buffer.from(JSON.stringify(value)));
      waiting.set(name, { body, wrapped: forReader });
      flush(db);
    },
    get(name) {
      const db = core();
      if (db === null || !sealer.readable()) return null;
      const row = waiting.has(name)
        ? waiting.get(name)
        : prepared<[string], Row>(db, 'SELECT body, wrapped FROM ehr_secrets WHERE name = ?').get(name);
      const clear =
        row === undefined || row === null ? null : sealer.open(itemOf(name), row.body, row.wrapped);
      return clear === null ? null : (JSON.parse(clear.toString('utf8')) as unknown);
    },
    forget(name) {
      const db = core();
      if (db === null) return;
      waiting.set(name, null);
      flush(db);
    },
    stored,
    retry() {
      const db = core();
      if (db === null || stored()) return false;
      flush(db);
      return stored();
    },
  };
}
