// Checks the whole audit chain. Streams, so that a log of any length takes the same memory; a long one is checked in a
// worker on a read-only connection (architecture rule 5).
import { chainStart, type AuditRow, type ChainReport } from '#shared/domain/audit/row.ts';
import { checkpointText } from '#shared/domain/audit/signed.ts';
import type { Db } from '../vault/open.ts';
import { runWorker, type WorkerWatch } from '../vault/run-worker.ts';
import type { Vault } from '../vault/vault.ts';
import { auditHead, rowHash } from './append.ts';
import { checkpointOf } from './anchors.ts';
import { verifyText } from './crypto.ts';

/** Rows between two reports. */
const step = 2000;

/**
 * Names the first row that was changed, is missing, or stands out of place. After a pruning the chain begins at the
 * checkpoint, whose signature is checked with `deviceKey` (base64); null leaves that out.
 */
export function verifyAudit(
  db: Db,
  deviceKey: string | null = null,
  progress: (done: number) => void = () => undefined,
): ChainReport {
  const report: ChainReport = { rows: 0, linked: 0, firstBroken: null };
  const checkpoint = checkpointOf(db);
  let prev = checkpoint?.hash ?? chainStart;
  let seq = checkpoint?.seq ?? 0;
  if (checkpoint !== null && deviceKey !== null) {
    const text = checkpointText({ deviceKey, ...checkpoint });
    if (!verifyText(deviceKey, text, checkpoint.signature)) report.firstBroken = checkpoint.seq;
  }
  for (const row of db.prepare<[], AuditRow>('select * from audit order by seq').iterate()) {
    report.rows++;
    if (report.rows % step === 0) progress(report.rows);
    if (report.firstBroken !== null) continue;
    const whole = row.seq === seq + 1 && row.prev === prev && row.hash === rowHash(row);
    if (!whole) {
      report.firstBroken = seq + 1;
      continue;
    }
    report.linked++;
    seq = row.seq;
    prev = row.hash;
  }
  if (report.firstBroken === null) {
    const head = auditHead(db);
    // The end was cut off, or the last row was replaced together with its own hash.
    if (head.seq !== seq) report.firstBroken = Math.min(head.seq, seq) + 1;
    else if (head.hash !== prev) report.firstBroken = seq;
  }
  return report;
}

/** The same in a worker thread. Throws FailureError; `cancelled` when it was ended. */
export function verifyAuditInWorker(vault: Vault, watch?: WorkerWatch): Promise<ChainReport> {
  const key = vault.readOnlyKeyFor('core') ?? Buffer.alloc(0);
  const deviceKey = vault.devicePublicKey.toString('base64');
  return runWorker<ChainReport>({ kind: 'verify-audit', path: vault.pathOf('core'), deviceKey }, key, watch);
}
