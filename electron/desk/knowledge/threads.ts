// What both threads of this room have in common: where their file lies, how they get the key, how they end.
import type { Worker } from 'node:worker_threads';
import type { FromWorker, Mode, ToWorker } from './protocol.ts';

/** Beside this file while it runs from source, beside the desk's bundle once built. */
export const workerFile = (instead?: URL): URL =>
  instead ??
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './knowledge-worker.mjs', import.meta.url);

/** Transferred, not copied; what is left here is wiped. `flag` is set to 1 to stop a build at its next article. */
export function handKey(
  worker: Worker,
  mode: Mode,
  file: string,
  key: Buffer,
  flag = new SharedArrayBuffer(4),
): void {
  const bytes = new Uint8Array(key.length);
  bytes.set(key);
  key.fill(0);
  worker.postMessage({ kind: 'open', mode, file, key: bytes.buffer, flag } satisfies ToWorker, [
    bytes.buffer,
  ]);
}

/** Milliseconds that a thread has to wipe its arrays before it is ended from outside, which frees them unwiped. */
const graceMs = 500;

/** Asks the thread to wipe what it holds and ends it. */
export function endThread(worker: Worker): Promise<void> {
  // Gone already.
  if (worker.threadId < 0) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      worker.off('message', heard);
      void worker.terminate().then(() => resolve());
    };
    const heard = (message: FromWorker): void => {
      if (message.kind === 'wiped') end();
    };
    const timer = setTimeout(end, graceMs);
    worker.ref();
    worker.on('message', heard);
    worker.once('exit', end);
    worker.postMessage({ kind: 'close' } satisfies ToWorker);
  });
}
