// What this desk signs in to the record with, in the vault: sealed as a message's body is, so that it can be written while
// locked (a renewed token must not be lost) and read only while the vault is open.
import type Database from 'better-sqlite3';
import type { Sealer } from '../messages/sealer.ts';
import { prepared } from '../vault/prepared.ts';

export interface EhrSecrets {
  /** Also while locked. */
  put(name: string, value: unknown): void;
  /** Null: there is none, or it can't be read now (`readable`). */
  get(name: string): unknown;
  forget(name: string): void;
  /** The vault is open: "none" is then an answer. */
  readable(): boolean;
}

interface Row {
  body: Buffer;
  wrapped: Buffer;
}
const itemOf = (name: string): string => `ehr-secret:${name}`;

export function ehrSecrets(core: () => Database.Database | null, sealer: Sealer): EhrSecrets {
  return {
    readable: () => core() !== null && sealer.readable(),
    put(name, value) {
      const db = core();
      if (db === null) return;
      const { body, forReader } = sealer.seal(itemOf(name), Buffer.from(JSON.stringify(value)));
      prepared(db, 'INSERT OR REPLACE INTO ehr_secrets (name, body, wrapped) VALUES (?, ?, ?)').run(
        name,
        body,
        forReader,
      );
    },
    get(name) {
      const db = core();
      if (db === null || !sealer.readable()) return null;
      const row = prepared<[string], Row>(db, 'SELECT body, wrapped FROM ehr_secrets WHERE name = ?').get(
        name,
      );
      const clear = row === undefined ? null : sealer.open(itemOf(name), row.body, row.wrapped);
      return clear === null ? null : (JSON.parse(clear.toString('utf8')) as unknown);
    },
    forget(name) {
      const db = core();
      if (db !== null) prepared(db, 'DELETE FROM ehr_secrets WHERE name = ?').run(name);
    },
  };
}
