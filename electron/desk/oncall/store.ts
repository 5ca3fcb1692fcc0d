// Accounts and schedules as the backend delivered them, in core.db. A file counts only when it is sound and not older than
// the one that is here; what is refused leaves the old one in force.
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import { account, type Account } from '#shared/domain/accounts/account.ts';
import { schedule, type Schedule } from '#shared/domain/oncall/index.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Delivered, DocumentKind, documentRef } from '#shared/protocol/lanes.ts';
import { readDevice, writeDevice } from '../sync/device.ts';
import { prepared } from '../vault/prepared.ts';

export interface Stored<T> {
  value: T;
  receivedAt: string;
}
export interface DeliveredFiles {
  accounts: Stored<Account>[];
  schedules: Stored<Schedule>[];
  /** When the backend last said that nothing newer is there; null = never. */
  checkedAt: string | null;
}
interface Row {
  kind: DocumentKind;
  id: string;
  version: number;
  json: string;
  received_at: string;
}
const checkedKey = 'documents-checked';

/** Why a file doesn't count: no JSON, breaks its schema, or says another id or version than its envelope. */
function read<T extends Account | Schedule>(
  json: string,
  schema: z.ZodType<T>,
  is: (value: T) => { id: string; version: number },
  ref: { id: string; version: number },
): Result<T> {
  const parsed = ((): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      return undefined;
    }
  })();
  const checked = schema.safeParse(parsed);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return fail('document-refused', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 200));
  }
  const own = is(checked.data);
  return own.id === ref.id && own.version === ref.version
    ? ok(checked.data)
    : fail('document-refused', 'id or version differ from the envelope');
}
const readAccount = (json: string, ref: { id: string; version: number }): Result<Account> =>
  read(json, account, (a) => a, ref);
const readSchedule = (json: string, ref: { id: string; version: number }): Result<Schedule> =>
  read(json, schedule, (s) => ({ id: s.accountId, version: s.version }), ref);

/**
 * Keeps a delivered file. `changed: false` = the same version was here already. Refuses a lower version (`document-older`)
 * and a file that isn't sound (`document-refused`, with the reason as its message); the kept one stays in force.
 */
export function putDelivered(
  db: Database.Database,
  delivered: Delivered,
  now: string,
): Result<{ changed: boolean }> {
  const { kind, id, version, publishedAt, json } = delivered;
  const kept = prepared<[string, string], Row>(db, 'SELECT * FROM documents WHERE kind = ? AND id = ?').get(
    kind,
    id,
  );
  const sound = kind === 'account' ? readAccount(json, { id, version }) : readSchedule(json, { id, version });
  if (!sound.ok) return sound;
  if (kept !== undefined && kept.version > version) return fail('document-older', `${kind} ${id}`);
  if (kept !== undefined && kept.version === version) {
    // One version is one text: another one under the same number is somebody's mistake.
    return kept.json === json
      ? ok({ changed: false })
      : fail('document-refused', 'another text, same version');
  }
  prepared(
    db,
    `INSERT INTO documents (kind, id, version, published_at, received_at, json) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, published_at = excluded.published_at,
       received_at = excluded.received_at, json = excluded.json`,
  ).run(kind, id, version, publishedAt, now, json);
  return ok({ changed: true });
}

/** What to tell the backend that is here already. */
export const deliveredRefs = (db: Database.Database): z.infer<typeof documentRef>[] =>
  prepared<[], Pick<Row, 'kind' | 'id' | 'version'>>(
    db,
    'SELECT kind, id, version FROM documents ORDER BY kind, id',
  ).all();

/** The backend answered what is newer: what is here is as young as this (4d.7). */
export const putChecked = (db: Database.Database, now: string): void => writeDevice(db, checkedKey, now);

/** Rows that can no longer be read are left out: what shipped counts again. */
export function readDelivered(db: Database.Database): DeliveredFiles {
  const rows = prepared<[], Row>(db, 'SELECT * FROM documents ORDER BY kind, id').all();
  const files: DeliveredFiles = { accounts: [], schedules: [], checkedAt: readDevice(db, checkedKey) };
  for (const row of rows) {
    const receivedAt = row.received_at;
    if (row.kind === 'account') {
      const found = readAccount(row.json, row);
      if (found.ok) files.accounts.push({ value: found.value, receivedAt });
    } else {
      const found = readSchedule(row.json, row);
      if (found.ok) files.schedules.push({ value: found.value, receivedAt });
    }
  }
  return files;
}
