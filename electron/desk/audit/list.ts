// Pages of the audit log, newest first. A page looks at so many rows and no more, so that a filter that fits nothing holds the
// desk no longer than one that fits everything; the next page goes on from there.
import type { AuditFilter, AuditRowView } from '#shared/contract/audit.ts';
import type { PageResult } from '#shared/contract/kinds.ts';
import { eventsOf } from '#shared/domain/audit/events.ts';
import type { Db } from '../vault/open.ts';
import { prepared } from '../vault/prepared.ts';
import { auditHead } from './append.ts';

/** Rows that a page looks at: some 10 ms. */
const reach = 20_000;

export function auditPage(
  db: Db,
  filter: AuditFilter,
  after: string | null,
  limit: number,
  looksAt = reach,
): PageResult<AuditRowView> {
  const below = after === null ? auditHead(db).seq + 1 : Math.floor(Number(after));
  if (!Number.isSafeInteger(below) || below < 1) return { rows: [], next: null };
  const floor = Math.max(0, below - 1 - looksAt);
  const { sql, values } = conditions(filter);
  const rows = prepared<unknown[], AuditRowView>(
    db,
    `select * from audit where seq < ? and seq > ?${sql} order by seq desc limit ?`,
  ).all(below, floor, ...values, limit);
  const oldest = prepared<[], { seq: number | null }>(db, 'select min(seq) seq from audit').get()?.seq ?? 0;
  // A full page goes on below its last row, one that is not below what it looked at.
  const from = rows.length === limit ? (rows.at(-1)?.seq ?? 0) : floor + 1;
  return { rows, next: from > oldest ? String(from) : null };
}

function conditions(filter: AuditFilter): { sql: string; values: (string | number)[] } {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const add = (sql: string, ...of: string[]): void => {
    parts.push(sql);
    values.push(...of);
  };
  if (filter.person !== null) add('person = ?', filter.person);
  if (filter.role !== null) add('role = ?', filter.role);
  if (filter.group !== null) {
    const events = eventsOf(filter.group);
    add(`event in (${events.map(() => '?').join(', ')})`, ...events);
  }
  if (filter.outcome === 'done') add("outcome in ('ok', 'asked', 'answered')");
  if (filter.outcome === 'refused') add("outcome not in ('ok', 'asked', 'answered')");
  if (filter.from !== null) add('at >= ?', filter.from);
  if (filter.to !== null) add('at < ?', filter.to);
  // Ids need no escape in JSON; the quotes keep `m-1` from fitting `m-12`.
  if (filter.subject !== null) {
    const whole = 'instr(subjects, ?) > 0';
    // As people say it to each other: the last six letters of an id, its hyphens left out (renderer/incidents/ref.ts).
    if (/^[0-9a-z]{6}$/i.test(filter.subject))
      add(
        `(${whole} or instr(upper(replace(replace(subjects, '-', ''), '.', '')), ?) > 0)`,
        `"${filter.subject}"`,
        `${filter.subject.toUpperCase()}"`,
      );
    else add(whole, `"${filter.subject}"`);
  }
  return { sql: parts.map((part) => ` and ${part}`).join(''), values };
}
