// One task in a worker thread with a database key. The key's memory moves to the worker (it is transferred, not copied)
// and the worker wipes it after opening. Failures come back as failures.
import { Worker, parentPort } from 'node:worker_threads';
import { fail, FailureError, type Failure } from '#shared/domain/result.ts';
import { sqliteFailure } from './open.ts';

type Answer = { ok: true; value: unknown } | Failure;

/**
 * Starts `<name>.ts` beside the calling module (`<name>.js` once built) and sends it one job. `beside` is the caller's
 * `import.meta.url`. Throws FailureError.
 */
export function runWorker<T>(
  beside: string,
  name: string,
  job: { key: Buffer } & Record<string, unknown>,
): Promise<T> {
  const extension = beside.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./${name}.${extension}`, beside));
  return new Promise<T>((resolve, reject) => {
    worker.once('message', (answer: Answer) => {
      if (answer.ok) resolve(answer.value as T);
      else reject(new FailureError(answer));
      void worker.terminate();
    });
    worker.once('error', () => reject(new FailureError(fail('unexpected', name))));
    worker.once('exit', () => reject(new FailureError(fail('interrupted', name))));
    const key = new Uint8Array(job.key);
    job.key.fill(0);
    worker.postMessage({ ...job, key }, [key.buffer]);
  });
}

/** The worker's side: one job, one answer. */
export function answerWorker<J>(work: (job: J & { key: Buffer }) => unknown): void {
  parentPort?.once('message', (job: J & { key: Uint8Array }) => {
    void (async () => {
      let answer: Answer;
      try {
        const key = Buffer.from(job.key.buffer, job.key.byteOffset, job.key.length);
        answer = { ok: true, value: await work({ ...job, key }) };
      } catch (error) {
        answer = sqliteFailure(error) ?? fail('unexpected', 'worker');
      }
      parentPort?.postMessage(answer);
    })();
  });
}
