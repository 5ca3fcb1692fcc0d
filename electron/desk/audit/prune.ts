// Old rows go from this desk once the backend has them (C17): it keeps them for six years. The last one that goes stays as a
// signed checkpoint, so that the chain verifies from there.
import { checkpointText } from '#shared/domain/audit/signed.ts';
import type { Db } from '../vault/open.ts';
import { prepared } from '../vault/prepared.ts';
import { appendAudit } from './append.ts';
import type { KeptReceipt } from './anchors.ts';

/** Rows of one transaction: some 5 ms. */
const batch = 1000;
const dayMs = 24 * 60 * 60 * 1000;

export interface PruneParts {
  db: Db;
  /** The newest receipt: its row may go, none after it. */
  receipt: KeptReceipt;
  /** The organisation's policy. */
  keepDays: number;
  /** This desk's clock. */
  now: string;
  /** Ed25519, raw 32 bytes, base64. */
  deviceKey: string;
  /** By the device's key over the UTF-8 of a text, base64. */
  sign(text: string): string;
}

/**
 * Takes one batch of rows that are confirmed and old. The age counts from the backend's time, or the desk's if that is
 * earlier: a desk clock set ahead prunes nothing early. Returns how many rows went.
 */
export function pruneAudit({ db, receipt, keepDays, now, deviceKey, sign }: PruneParts): number {
  const until = Math.min(Date.parse(now), Date.parse(receipt.at)) - keepDays * dayMs;
  const rows = prepared<[number, number], { seq: number; at: string; hash: string }>(
    db,
    'select seq, at, hash from audit where seq <= ? order by seq limit ?',
  ).all(receipt.seq, batch);
  // A clock that was wrong for a while: what stands after a young row stays too.
  const young = rows.findIndex((row) => !(Date.parse(row.at) < until));
  const last = rows.at(young < 0 ? -1 : young - 1);
  if (last === undefined || young === 0) return 0;
  const of = { deviceKey, seq: last.seq, hash: last.hash, at: now };
  const signature = sign(checkpointText(of));
  const count = young < 0 ? rows.length : young;
  db.transaction(() => {
    prepared(db, 'insert into audit_checkpoints (seq, hash, at, signature) values (?, ?, ?, ?)').run(
      of.seq,
      of.hash,
      of.at,
      signature,
    );
    prepared(db, 'delete from audit where seq <= ?').run(of.seq);
    prepared(db, 'delete from audit_checkpoints where seq < ?').run(of.seq);
    const entry = { event: 'audit.prune', outcome: 'ok', person: null, surface: 'desk', at: now } as const;
    appendAudit(db, { ...entry, subject: { count } });
  }).immediate();
  return count;
}
