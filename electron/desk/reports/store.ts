// What is to be reported, kept until the backend has said that it has it. Ids and codes in clear; typed words sealed.
import type Database from 'better-sqlite3';
import { reportItem, type ReportItem } from '#shared/protocol/reports.ts';
import type { SealedFor } from '../messages/sealer.ts';
import type { WrapForBackend } from '../sync/outbox.ts';

type Db = Database.Database;
type Facts = ReportItem['facts'];
export interface Queued {
  id: string;
  kind: ReportItem['kind'];
  author: string;
  at: string;
  facts: Facts;
}
interface Row {
  id: string;
  kind: string;
  author: string;
  at: string;
  facts: string;
  body: Buffer | null;
  reader_key: Buffer | null;
  backend_key_id: string | null;
  backend_key: Buffer | null;
}

export const putReport = (db: Db, q: Queued, sealed: SealedFor | null): void =>
  void db
    .prepare(
      `insert into reports (id, kind, author, at, facts, body, reader_key, backend_key_id, backend_key)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      q.id,
      q.kind,
      q.author,
      q.at,
      JSON.stringify(q.facts),
      sealed?.body ?? null,
      sealed?.forReader ?? null,
      sealed?.forBackend?.keyId ?? null,
      sealed?.forBackend?.key ?? null,
    );

export const untold = (db: Db): number =>
  Number(db.prepare('select count(*) from reports where told_at is null').pluck().get());

/** Oldest first. One that was sealed before this device was enrolled waits until its key can be wrapped (unlocked). */
export function waiting(db: Db, most: number, wrap: WrapForBackend): ReportItem[] {
  const rows = db
    .prepare<[], Row>('select * from reports where told_at is null order by at, id limit 200')
    .all();
  const out: ReportItem[] = [];
  for (const row of rows) {
    if (out.length === most) break;
    const payload = payloadOf(row, wrap);
    if (payload === undefined) continue;
    const { id, kind, author, at } = row;
    const item = reportItem.safeParse({
      id,
      kind,
      author,
      at,
      facts: JSON.parse(row.facts) as unknown,
      ...(payload === null ? {} : { payload }),
    });
    if (item.success) out.push(item.data);
  }
  return out;
}
/** Null = it has none; undefined = it has one that can't be told yet. */
function payloadOf(row: Row, wrap: WrapForBackend) {
  if (row.body === null || row.reader_key === null) return null;
  const wrapped =
    row.backend_key === null || row.backend_key_id === null
      ? wrap(row.id, row.reader_key)
      : { keyId: row.backend_key_id, key: row.backend_key };
  if (wrapped === null) return undefined;
  return {
    body: row.body.toString('base64'),
    keyForBackend: wrapped.key.toString('base64'),
    keyId: wrapped.keyId,
  };
}

/** The backend has them: the words need not lie here any longer. */
export function putTold(db: Db, ids: readonly string[], at: string): void {
  const told = db.prepare(
    `update reports set told_at = ?, body = null, reader_key = null, backend_key = null
     where id = ? and told_at is null`,
  );
  db.transaction(() => ids.forEach((id) => told.run(at, id))).immediate();
}
