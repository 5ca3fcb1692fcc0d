// Unusual look-ups of the log on this desk, read in short slices.
import { setImmediate } from 'node:timers/promises';
import { createUnusual, type UnusualFinding, type UnusualLimits } from '#shared/domain/audit/unusual.ts';
import type { AuditRow } from '#shared/domain/audit/row.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Db } from '../vault/open.ts';
import { prepared } from '../vault/prepared.ts';
import { auditHead } from './append.ts';

/** Rows of a slice: some 5 ms. */
const slice = 1000;
const mostFindings = 500;

export interface UnusualAnswer {
  findings: UnusualFinding[];
  rows: number;
  /** Of the oldest row that was looked at. */
  from: string | null;
}

/** Codes: `cancelled`, `interrupted`. */
export async function findUnusual(
  db: Db,
  limits: UnusualLimits,
  watch: { signal: AbortSignal; progress(done: number, total: number | null): void },
): Promise<Result<UnusualAnswer>> {
  const unusual = createUnusual(limits);
  const until = auditHead(db).seq;
  let from: string | null = null;
  let rows = 0;
  for (let after = 0; ;) {
    if (watch.signal.aborted) return fail('cancelled');
    if (!db.open) return fail('interrupted');
    const read = prepared<[number, number, number], AuditRow>(
      db,
      'select * from audit where seq > ? and seq <= ? order by seq limit ?',
    ).all(after, until, slice);
    const last = read.at(-1);
    if (last === undefined) break;
    from ??= read[0]?.at ?? null;
    for (const row of read) unusual.row(row);
    rows += read.length;
    after = last.seq;
    watch.progress(rows, null);
    await setImmediate();
  }
  return ok({ findings: unusual.end().slice(0, mostFindings), rows, from });
}
