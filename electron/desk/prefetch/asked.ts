// What was asked of the record ahead of calls, in the audit log: a row before, a row after, as for any read of another
// system (C6). Ids and codes alone.
import type Database from 'better-sqlite3';
import type { AuditOutcome, AuditSubject } from '#shared/domain/audit/row.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import { appendAudit } from '../audit/append.ts';

export interface AskedParts {
  core(): Database.Database | null;
  /** ISO instant. */
  now(): string;
}
export type Asked = <V>(subject: AuditSubject, ask: () => Promise<Result<V>>) => Promise<Result<V>>;

/** Without a row before it nothing is asked; what comes after the lock has none and is not kept either. */
export function createAsked(parts: AskedParts): Asked {
  const row = (subject: AuditSubject, outcome: AuditOutcome): boolean => {
    const db = parts.core();
    if (db === null) return false;
    // The desk's own act, whoever sits at it: nobody asked for it or saw it.
    const entry = { event: 'kept.ahead', outcome, person: null, surface: 'desk', subject, at: parts.now() };
    db.transaction(() => appendAudit(db, entry)).immediate();
    return true;
  };
  return async (subject, ask) => {
    if (!row(subject, 'asked')) return fail('cancelled', 'locked');
    const answer = await ask();
    row(subject, answer.ok ? 'answered' : answer.code);
    return answer;
  };
}
