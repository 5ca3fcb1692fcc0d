// Checks the whole audit chain. Streams, so that a log of any length takes the same memory; a long one is checked in a
// worker on a read-only connection (architecture rule 5).
import { chainStart, type AuditRow, type ChainReport } from '#shared/domain/audit/row.ts';
import type { Db } from '../vault/open.ts';
import { runWorker } from '../vault/run-worker.ts';
import type { Vault } from '../vault/vault.ts';
import { auditHead, rowHash } from './append.ts';

/** Names the first row that was changed, is missing, or stands out of place. */
export function verifyAudit(db: Db): ChainReport {
  const rows = db.prepare<[], AuditRow>('select * from audit order by seq');
  const report: ChainReport = { rows: 0, linked: 0, firstBroken: null };
  let prev = chainStart;
  for (const row of rows.iterate()) {
    report.rows++;
    if (report.firstBroken !== null) continue;
    const expected = report.linked + 1;
    const whole = row.seq === expected && row.prev === prev && row.hash === rowHash(row);
    if (!whole) {
      report.firstBroken = expected;
      continue;
    }
    report.linked = expected;
    prev = row.hash;
  }
  if (report.firstBroken === null) {
    const head = auditHead(db);
    // The end was cut off, or the last row was replaced together with its own hash.
    if (head.seq !== report.linked) report.firstBroken = Math.min(head.seq, report.linked) + 1;
    else if (head.hash !== prev) report.firstBroken = report.linked;
  }
  return report;
}

/** The same in a worker thread. Throws FailureError. */
export function verifyAuditInWorker(vault: Vault): Promise<ChainReport> {
  const key = vault.readOnlyKeyFor('core') ?? Buffer.alloc(0);
  return runWorker<ChainReport>({ kind: 'verify-audit', path: vault.pathOf('core') }, key);
}
