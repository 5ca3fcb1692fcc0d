// A page asks some lists again by a timer and at every change. The same answer to the same person, minutes after the row that
// says so, is no new look-up: written each time it hides those that are. Something new in it always has a row of its own (C6).
import type { Db } from '../vault/open.ts';
import { prepared } from '../vault/prepared.ts';
import { type AuditEntry, auditHead } from './append.ts';
import { subjectText } from '#shared/domain/audit/row.ts';

/** Their handlers name in `what` what was shown. */
const polled = ['dispatch.list'];
/** A row stands for so long, ms. */
const within = 10 * 60_000;
/** Rows that are looked at; further back counts as new. */
const reach = 200;

interface Before {
  seq: number;
  at: string;
  role: string;
  outcome: string;
  subjects: string;
}

/** By what is on disk: a row that was taken back stands for nothing. A lock or another seat in between begins anew. */
export function isAgain(db: Db, entry: AuditEntry): boolean {
  if (!polled.includes(entry.event) || entry.outcome !== 'ok' || entry.person === null) return false;
  if (entry.subject.what === undefined) return false;
  const floor = auditHead(db).seq - reach;
  const before = prepared<[number, string, string, string], Before>(
    db,
    `select seq, at, role, outcome, subjects from audit
     where seq > ? and event = ? and surface = ? and person = ? order by seq desc limit 1`,
  ).get(floor, entry.event, entry.surface, entry.person.id);
  if (before === undefined || before.outcome !== 'ok' || before.role !== entry.person.role) return false;
  const passed = Date.parse(entry.at) - Date.parse(before.at);
  if (before.subjects !== subjectText(entry.subject) || passed < 0 || passed > within) return false;
  const seat = prepared<[number], { n: number }>(
    db,
    `select count(*) n from audit where seq > ? and event glob 'session.*'`,
  ).get(before.seq);
  return seat?.n === 0;
}
