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
  author_unbound: boolean;
  own_device: boolean;
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
  followed_by: string | null;
  followed_by_name: string | null;
  followed_at: Date | null;
  followed_note_id: string | null;
  followed_note: Sealed | null;
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

/**
 * Of a report `r`: its author is not proved, and person `$n` ever used the device that sent it, so that it may be theirs
 * under another name. An incident that a locked screen reported names nobody, and is anybody's to look into.
 */
export const ownDevice = (
  n: number,
): string => `r.author_unbound and (r.kind, r.author) <> ('incident', 'nobody') and exists (
  select 1 from device_person u where u.org_id = r.org_id and u.device_id = r.device_id and u.person_id = $${n})`;

export async function listRows(
  pool: Pool,
  org: string,
  { person, kind, open }: { person: string; kind: ReportKind; open: boolean },
): Promise<Row[]> {
  const found = await pool.query<Row>(
    `select r.*, a.name as author_name, a.role as author_role, b.name as decided_by_name,
       d.last_seen_at, d.revoked_at, d.wiped_at, ${ownDevice(4)} as own_device,
       f.decided_by as followed_by, c.name as followed_by_name, f.decided_at as followed_at,
       f.note_id as followed_note_id, f.note as followed_note
     from report r join device d on d.org_id = r.org_id and d.id = r.device_id
     left join person a on a.org_id = r.org_id and a.id = r.author
     left join person b on b.org_id = r.org_id and b.id = r.decided_by
     left join report_decision f on f.org_id = r.org_id and f.report_id = r.id and f.n = 1
       and f.decision = 'follow-up' and r.decision <> 'follow-up'
     left join person c on c.org_id = r.org_id and c.id = f.decided_by
     where r.org_id = $1 and r.kind = $2 and (not $3 or r.decided_at is null)
     order by r.received_at desc, r.id limit ${most}`,
    [org, kind, open, person],
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
  const decided = (
    decision: Decision | null,
    by: string | null,
    byName: string | null,
    when: Date | null,
    note: { id: string | null; sealed: Sealed | null },
  ): ReviewItem['decision'] =>
    decision === null || by === null || when === null
      ? null
      : {
          decision,
          by,
          byName: (byName ?? by).slice(0, 120),
          at: when.toISOString(),
          noteId: note.id,
          note: note.id === null ? null : wrapped(note.id, note.sealed),
        };
  const common = {
    id: row.id,
    at: row.at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    author: row.author,
    authorName: (row.author_name ?? row.author).slice(0, 120),
    authorRole: row.author_role ?? '',
    deviceId: row.device_id,
    authorUnbound: row.author_unbound,
    ownDevice: row.own_device,
    dueAt: row.due_at.toISOString(),
    decision: decided(row.decision, row.decided_by, row.decided_by_name, row.decided_at, {
      id: row.note_id,
      sealed: row.note,
    }),
    followUp: decided('follow-up', row.followed_by, row.followed_by_name, row.followed_at, {
      id: row.followed_note_id,
      sealed: row.followed_note,
    }),
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
