// Writes audit rows, each carrying the hash of the one before (C7). Always inside the caller's transaction: a write and
// its audit row stand or fall together (architecture rule 2).
import { createHash } from 'node:crypto';
import {
  chainStart,
  hashedText,
  subjectText,
  type AuditOutcome,
  type AuditRow,
  type AuditSubject,
} from '#shared/domain/audit/row.ts';
import { fail, FailureError } from '#shared/domain/result.ts';
import type { Db } from '../vault/open.ts';

export interface AuditEntry {
  event: string;
  outcome: AuditOutcome;
  /** Null before anyone sits at the desk. */
  person: { id: string; role: string } | null;
  surface: string;
  subject: AuditSubject;
  /** ISO instant. */
  at: string;
}
/** Where the chain stands; what sync signs and anchors at the backend. */
export interface AuditHead {
  seq: number;
  hash: string;
}

const statements = new WeakMap<Db, ReturnType<typeof prepare>>();
function prepare(db: Db) {
  return {
    head: db.prepare<[], AuditHead>('select seq, hash from audit_head where id = 1'),
    add: db.prepare<AuditRow>(
      `insert into audit (seq, at, person, role, surface, event, outcome, subjects, prev, hash)
       values (@seq, @at, @person, @role, @surface, @event, @outcome, @subjects, @prev, @hash)`,
    ),
    move: db.prepare<[number, string]>(
      `insert into audit_head (id, seq, hash) values (1, ?, ?)
       on conflict (id) do update set seq = excluded.seq, hash = excluded.hash`,
    ),
  };
}
function statementsOf(db: Db) {
  let found = statements.get(db);
  if (!found) statements.set(db, (found = prepare(db)));
  return found;
}

export const auditHead = (db: Db): AuditHead => statementsOf(db).head.get() ?? { seq: 0, hash: chainStart };

export const rowHash = (row: Omit<AuditRow, 'hash'>): string =>
  createHash('sha256').update(hashedText(row)).digest('hex');

/** Adds one row and returns the new head. Throws outside a transaction: such a row could be lost alone. */
export function appendAudit(db: Db, entry: AuditEntry): AuditHead {
  if (!db.inTransaction) throw new FailureError(fail('unexpected', 'audit row outside a transaction'));
  const head = auditHead(db);
  const row = {
    seq: head.seq + 1,
    at: entry.at,
    person: entry.person?.id ?? '',
    role: entry.person?.role ?? '',
    surface: entry.surface,
    event: entry.event,
    outcome: entry.outcome,
    subjects: subjectText(entry.subject),
    prev: head.hash,
  };
  const hash = rowHash(row);
  const { add, move } = statementsOf(db);
  add.run({ ...row, hash });
  move.run(row.seq, hash);
  return { seq: row.seq, hash };
}

export interface RefusalAudit {
  /** Audits a refusal, unless its code had its share of this minute; those are counted on the next row of that code. */
  refuse(db: Db, entry: AuditEntry): void;
}

/** A page gone wild must not fill the log: at most `perMinute` rows a code, the rest as a number (`suppressed`). */
export function createRefusalAudit(perMinute = 10): RefusalAudit {
  const windows = new Map<string, { from: number; rows: number; suppressed: number }>();
  return {
    refuse(db, entry) {
      const at = Date.parse(entry.at);
      const window = windows.get(entry.outcome) ?? { from: at, rows: 0, suppressed: 0 };
      windows.set(entry.outcome, window);
      // A clock set back starts a new minute too.
      if (at - window.from >= 60_000 || at < window.from) {
        window.from = at;
        window.rows = 0;
      }
      if (window.rows >= perMinute) {
        window.suppressed++;
        return;
      }
      const { suppressed } = window;
      appendAudit(db, suppressed > 0 ? { ...entry, subject: { ...entry.subject, suppressed } } : entry);
      window.rows++;
      window.suppressed = 0;
    },
  };
}
