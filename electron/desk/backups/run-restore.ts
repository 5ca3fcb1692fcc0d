// Hands a restore to its thread. The keys' memory moves there and the thread wipes it.
import { Worker } from 'node:worker_threads';
import { fail, type Result } from '#shared/domain/result.ts';
import type { Backup } from './manifest.ts';
import type { Restored } from './restore.ts';

export interface RestoreJob {
  profile: string;
  from: Backup | null;
  generation: number;
  /** Instant of the restore. */
  at: string;
  person: { id: string; role: string } | null;
  core: Uint8Array;
  patients: Uint8Array | null;
}
export type RestoreAnswer =
  | { t: 'progress'; done: number; total: number }
  | { t: 'done'; result: Result<Restored> };

/** Beside this file while it runs from source, beside the desk's bundle once built. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './restore-worker.mjs',
  import.meta.url,
);

/** `keys` are wiped here. */
export function runRestore(
  job: Omit<RestoreJob, 'core' | 'patients'>,
  keys: { core: Buffer; patients: Buffer | null },
  progress: (done: number, total: number) => void,
): Promise<Result<Restored>> {
  const core = new Uint8Array(keys.core);
  const patients = keys.patients === null ? null : new Uint8Array(keys.patients);
  keys.core.fill(0);
  keys.patients?.fill(0);
  const worker = new Worker(workerFile);
  return new Promise((resolve) => {
    const end = (result: Result<Restored>): void => {
      resolve(result);
      void worker.terminate();
    };
    worker.on('message', (answer: RestoreAnswer) => {
      if (answer.t === 'progress') progress(answer.done, answer.total);
      else end(answer.result);
    });
    worker.once('error', () => end(fail('unexpected', 'restore')));
    worker.once('exit', () => end(fail('interrupted', 'restore')));
    worker.postMessage({ ...job, core, patients } satisfies RestoreJob, [
      core.buffer,
      ...(patients === null ? [] : [patients.buffer]),
    ]);
  });
}
