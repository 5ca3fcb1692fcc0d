// What is kept around the rows: the backend's receipts and the checkpoint of what was pruned.
import type { FileCheckpoint, FileReceipt } from '#shared/domain/audit/file.ts';
import type { Db } from '../vault/open.ts';
import { prepared } from '../vault/prepared.ts';

/** `key`: the organisation's, that the signature was checked with. */
export interface KeptReceipt extends FileReceipt {
  key: string;
}
/** Whose receipts: an organisation, this device there, and the key that was pinned. */
export interface Anchorage {
  organisation: string;
  device: string;
  publicKey: string;
}

/** The newest first row of the chain here is the one after this. */
export const checkpointOf = (db: Db): FileCheckpoint | null => {
  // A copy from before there were any has no table for them.
  const sql = "select 1 from sqlite_master where type = 'table' and name = 'audit_checkpoints'";
  return prepared(db, sql).get() === undefined ? null : readCheckpoint(db);
};
const readCheckpoint = (db: Db): FileCheckpoint | null =>
  prepared<[], FileCheckpoint>(
    db,
    'select seq, hash, at, signature from audit_checkpoints order by seq desc limit 1',
  ).get() ?? null;

const columns = 'organisation, device, seq, hash, at, signature, key';
/** Only what the pinned key signed counts: after a change of the key the backend confirms anew. */
export const newestReceipt = (db: Db, of: Anchorage): KeptReceipt | null =>
  prepared<[string, string, string], KeptReceipt>(
    db,
    `select ${columns} from audit_receipts where organisation = ? and device = ? and key = ?
     order by seq desc limit 1`,
  ).get(of.organisation, of.device, of.publicKey) ?? null;

/** Rising; the last one of each day from the checkpoint on, the newest `most`. */
export const receiptsFrom = (db: Db, of: Anchorage, seq: number, most: number): KeptReceipt[] =>
  prepared<[string, string, string, number, number], KeptReceipt>(
    db,
    `select ${columns} from audit_receipts where organisation = ? and device = ? and key = ? and seq >= ?
     order by seq desc limit ?`,
  )
    .all(of.organisation, of.device, of.publicKey, seq, most)
    .toReversed();

/** Keeps it; of the same day (UTC) the newest alone stays. Inside the caller's transaction. */
export function keepReceipt(db: Db, r: KeptReceipt): void {
  prepared(
    db,
    `insert into audit_receipts (${columns}) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (organisation, device, seq) do nothing`,
  ).run(r.organisation, r.device, r.seq, r.hash, r.at, r.signature, r.key);
  prepared(
    db,
    `delete from audit_receipts
     where organisation = ? and device = ? and seq < ? and substr(at, 1, 10) = ?`,
  ).run(r.organisation, r.device, r.seq, r.at.slice(0, 10));
}
