// Rows of reports as reviews, their sealed words wrapped for the desk that asks.
import type { Pool } from 'pg';
import {
  breakGlassFacts,
  incidentFacts,
  type Decision,
  type ReportKind,
  type ReviewItem,
} from '#shared/protocol/reports.ts';
import type { Sealed } from '#shared/protocol/sync.ts';
import type { Caller } from '../http/signed.ts';
import type { SealKeys } from '../seal/keys.ts';
import { readerFrom, rewrap, type Reader } from '../seal/reader.ts';

const most = 100;
/** Base64 letters; a reason or a note is a tenth of it. What is larger is no such thing, and stays where it is. */
const mostSealed = 20_000;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

interface Row {
  id: string;
  kind: ReportKind;
  at: Date;
  received_at: Date;
  due_at: Date;
  author: string;
  author_name: string | null;
  author_role: string | null;
  device_id: string;
  facts: unknown;
  payload: Sealed | null;
  decision: Decision | null;
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: Date | null;
  note_id: string | null;
  note: Sealed | null;
  last_seen_at: Date | null;
  revoked_at: Date | null;
  wiped_at: Date | null;
}

/** Null: this device brought no reader key yet; it gets no sealed words. */
export async function readerOf(pool: Pool, who: Caller): Promise<Reader | null> {
  const found = await pool.query<{ reader_key: string | null }>(
    'select reader_key from device where org_id = $1 and id = $2',
    [who.org, who.device],
  );
  const key = found.rows[0]?.reader_key;
  return key ? readerFrom(key) : null;
}

export async function listRows(pool: Pool, org: string, kind: ReportKind, open: boolean): Promise<Row[]> {
  const found = await pool.query<Row>(
    `select r.*, a.name as author_name, a.role as author_role, b.name as decided_by_name,
       d.last_seen_at, d.revoked_at, d.wiped_at
     from report r join device d on d.org_id = r.org_id and d.id = r.device_id
     left join person a on a.org_id = r.org_id and a.id = r.author
     left join person b on b.org_id = r.org_id and b.id = r.decided_by
     where r.org_id = $1 and r.kind = $2 and (not $3 or r.decided_at is null)
     order by r.received_at desc, r.id limit ${most}`,
    [org, kind, open],
  );
  return found.rows;
}

export async function countsOf(
  pool: Pool,
  org: string,
  kind: ReportKind,
  now: Date,
): Promise<{ open: number; overdue: number }> {
  const found = await pool.query<{ open: number; overdue: number }>(
    `select count(*)::int as open, (count(*) filter (where due_at < $3))::int as overdue
     from report where org_id = $1 and kind = $2 and decided_at is null`,
    [org, kind, now],
  );
  return found.rows[0] ?? { open: 0, overdue: 0 };
}

export function reviewOf(row: Row, reader: Reader | null, keys: SealKeys): ReviewItem {
  const wrapped = (id: string, sealed: Sealed | null): Sealed | null =>
    reader === null || sealed === null || sealed.body.length > mostSealed
      ? null
      : rewrap(reader, keys, id, sealed);
  const common = {
    id: row.id,
    at: row.at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    author: row.author,
    authorName: (row.author_name ?? row.author).slice(0, 120),
    authorRole: row.author_role ?? '',
    deviceId: row.device_id,
    dueAt: row.due_at.toISOString(),
    decision:
      row.decision === null || row.decided_by === null || row.decided_at === null
        ? null
        : {
            decision: row.decision,
            by: row.decided_by,
            byName: (row.decided_by_name ?? row.decided_by).slice(0, 120),
            at: row.decided_at.toISOString(),
            noteId: row.note_id,
            note: row.note_id === null ? null : wrapped(row.note_id, row.note),
          },
  };
  if (row.kind === 'break-glass')
    return {
      ...common,
      kind: 'break-glass',
      facts: breakGlassFacts.parse(row.facts),
      payload: wrapped(row.id, row.payload),
    };
  return {
    ...common,
    kind: 'incident',
    facts: incidentFacts.parse(row.facts),
    device: {
      lastSeenAt: iso(row.last_seen_at),
      revokedAt: iso(row.revoked_at),
      wipedAt: iso(row.wiped_at),
    },
  };
}
