// Starts the process of a job and waits for its answer; ends it with the run.
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { Unusable } from './files.ts';
import type { Job, Told } from './protocol.ts';

/** lunr's index of 50,000 articles takes most of a gigabyte. */
const heapMB = 4096;

const running = new Set<ChildProcess>();
export function endJobs(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Throws Unusable when the job failed or its process died. `Done` is what the job's function answers. */
export function runJob<Done>(job: Job, name: string, say: (text: string) => void): Promise<Done> {
  const child = fork(join(import.meta.dirname, 'child.ts'), {
    execArgv: ['--expose-gc', `--max-old-space-size=${heapMB}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // V8's own encoding: rankings are some megabytes.
    serialization: 'advanced',
  });
  running.add(child);
  return new Promise<Done>((resolve, reject) => {
    const failed = (why: string): void => reject(new Unusable(`${name}: ${why}`));
    child.on('message', (told: Told) => {
      if ('say' in told) say(`${name}: ${told.say}`);
      else if ('failed' in told) failed(told.failed);
      else resolve(told.done as Done);
    });
    child.once('error', (error) => failed(error.message));
    child.once('exit', (code, signal) => {
      running.delete(child);
      failed(`its process ended with ${code ?? signal}`);
    });
    child.send(job);
  });
}
