// Worker thread of the vault: the long jobs, each on a read-only connection of its own (architecture rule 5).
import { parentPort } from 'node:worker_threads';
import { fail } from '#shared/domain/result.ts';
import { verifyAudit } from '../audit/verify.ts';
import { verifiedCopy, verifyFile } from './copies.ts';
import { openReadOnly, sqliteFailure, type Db } from './open.ts';
import type { WorkerAnswer, WorkerJob, WorkerProgress } from './run-worker.ts';

async function withDatabase<T>(path: string, key: Buffer, work: (db: Db) => T | Promise<T>): Promise<T> {
  const db = openReadOnly(path, key);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const report = (done: number): void => parentPort?.postMessage({ done } satisfies WorkerProgress);

function run(job: WorkerJob, key: Buffer): Promise<unknown> {
  if (job.kind === 'copy') return withDatabase(job.path, key, (db) => verifiedCopy(db, key, job.target));
  if (job.kind === 'verify-audit')
    return withDatabase(job.path, key, (db) => verifyAudit(db, job.deviceKey, report));
  return verifyFile(job.path, key);
}

parentPort?.once('message', (message: { job: WorkerJob; key: Uint8Array }) => {
  const key = Buffer.from(message.key.buffer, message.key.byteOffset, message.key.length);
  run(message.job, key)
    .then((value): WorkerAnswer => ({ ok: true, value }))
    .catch((error: unknown): WorkerAnswer => sqliteFailure(error) ?? fail('unexpected', message.job.kind))
    .then((answer) => {
      key.fill(0);
      parentPort?.postMessage(answer);
    })
    .catch(() => process.exit(1));
});
