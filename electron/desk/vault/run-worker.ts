// Hands one job to the vault's worker thread. The key's memory moves there (it is transferred, not copied) and the worker
// wipes it. Failures come back as failures.
import { Worker } from 'node:worker_threads';
import { fail, FailureError, type Failure } from '#shared/domain/result.ts';

export type WorkerJob =
  | { kind: 'copy'; path: string; target: string }
  /** `deviceKey`: the device's public key, base64. */
  | { kind: 'verify-audit'; path: string; deviceKey: string }
  /** Every page and the structure of a file that nobody writes to. */
  | { kind: 'verify-file'; path: string };
export type WorkerAnswer = { ok: true; value: unknown } | Failure;
/** On the way, as often as the job reports. */
export interface WorkerProgress {
  done: number;
}
export interface WorkerWatch {
  progress(done: number): void;
  /** Ends the job: `cancelled`. */
  signal: AbortSignal;
}

/** Beside this file while it runs from source, beside the desk's bundle once built. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './vault-worker.mjs',
  import.meta.url,
);

/** `key` is wiped here. Throws FailureError. */
export function runWorker<T>(job: WorkerJob, key: Buffer, watch?: WorkerWatch): Promise<T> {
  const worker = new Worker(workerFile);
  return new Promise<T>((resolve, reject) => {
    watch?.signal.addEventListener('abort', () => {
      reject(new FailureError(fail('cancelled', job.kind)));
      void worker.terminate();
    });
    worker.on('message', (answer: WorkerAnswer | WorkerProgress) => {
      if ('done' in answer) return watch?.progress(answer.done);
      if (answer.ok) resolve(answer.value as T);
      else reject(new FailureError(answer));
      void worker.terminate();
    });
    worker.once('error', () => reject(new FailureError(fail('unexpected', job.kind))));
    worker.once('exit', () => reject(new FailureError(fail('interrupted', job.kind))));
    const moved = new Uint8Array(key);
    key.fill(0);
    worker.postMessage({ job, key: moved }, [moved.buffer]);
  });
}
