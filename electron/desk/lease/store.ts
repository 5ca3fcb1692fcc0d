// Where the read-lease stands, in core.db: encrypted and authenticated, so that nobody without the vault's key changes it.
import type Database from 'better-sqlite3';
import type { LeaseKept } from '#shared/domain/access/lease.ts';
import { prepared } from '../vault/prepared.ts';

export interface LeaseRow {
  /** Of the organisation's policy; null = no lease. */
  minutes: number | null;
  /** ISO instant of the last contact, by the desk's shown clock. */
  seenAt: string;
  /** Since when nothing may be read; null while the lease runs. */
  endedAt: string | null;
  kept: LeaseKept;
}

export function readLease(db: Database.Database): LeaseRow | null {
  const row = prepared<
    [],
    {
      minutes: number | null;
      seen_at: string;
      ended_at: string | null;
      contact_wall: number;
      high_wall: number;
      elapsed_ms: number;
      boot_ms: number;
    }
  >(db, 'SELECT * FROM read_lease WHERE id = 1').get();
  return row === undefined
    ? null
    : {
        minutes: row.minutes,
        seenAt: row.seen_at,
        endedAt: row.ended_at,
        kept: {
          contactWall: row.contact_wall,
          highWall: row.high_wall,
          elapsedMs: row.elapsed_ms,
          boot: row.boot_ms,
        },
      };
}

export function writeLease(db: Database.Database, row: LeaseRow): void {
  const { kept } = row;
  prepared(
    db,
    `INSERT INTO read_lease (id, minutes, seen_at, ended_at, contact_wall, high_wall, elapsed_ms, boot_ms)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET minutes = excluded.minutes, seen_at = excluded.seen_at, ended_at = excluded.ended_at,
       contact_wall = excluded.contact_wall, high_wall = excluded.high_wall, elapsed_ms = excluded.elapsed_ms,
       boot_ms = excluded.boot_ms`,
  ).run(
    row.minutes,
    row.seenAt,
    row.endedAt,
    BigInt(Math.floor(kept.contactWall)),
    BigInt(Math.ceil(kept.highWall)),
    BigInt(Math.ceil(kept.elapsedMs)),
    BigInt(Math.floor(kept.boot)),
  );
}
