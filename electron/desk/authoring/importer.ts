// One thread, one file at a time, with a limit in time and memory. A file that makes it hang, grow or break is refused by name, the
// thread is ended, and the next file gets a fresh one; the desk goes on meanwhile.
import { Worker } from 'node:worker_threads';
import type { ImportReason } from '#shared/domain/knowledge/import-shapes.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Conversion } from './convert/convert.ts';
import { Notes } from './convert/notes.ts';
import type { ImportAnswer, ImportJob } from './import-worker.ts';

/** Beside this file while it runs from source, beside the desk's bundle once built. */
const file = new URL(
  import.meta.url.endsWith('.ts') ? './import-worker.ts' : './import-worker.mjs',
  import.meta.url,
);
export interface ImporterOptions {
  /** Longest time for one file, from its turn. */
  limitMs?: number;
  mostMb?: number;
  worker?: URL;
}
/** A thread that nobody needs any more gives its memory back, ms. */
const restMs = 30_000;

export function createImporter({ limitMs = 20_000, mostMb = 384, worker = file }: ImporterOptions = {}) {
  let asked = 0;
  let thread: Worker | null = null;
  let resting: NodeJS.Timeout | undefined;
  let running: { n: number; heard(answer: ImportAnswer): void; lost(): void } | null = null;

  function end(): void {
    const gone = thread;
    thread = null;
    void gone?.terminate();
  }
  function started(): Worker {
    const made = new Worker(worker, {
      name: 'article-import',
      stdin: false,
      resourceLimits: { maxOldGenerationSizeMb: mostMb, stackSizeMb: 4 },
    });
    // A desk that ends does not wait for it.
    made.unref();
    made.on('message', (answer: ImportAnswer) => {
      if (made === thread && answer.n === running?.n) running.heard(answer);
    });
    const lost = (): void => {
      if (made !== thread) return;
      thread = null;
      running?.lost();
    };
    // Out of memory, or a parser that ended its thread.
    made.on('error', lost);
    made.on('exit', lost);
    return made;
  }

  return {
    /** `cancelled` by the signal, `busy` while another file is read; everything that is wrong with the file is in the answer. */
    convert(
      job: Omit<ImportJob, 'n'>,
      signal: AbortSignal,
      progress: (done: number, total: number) => void,
    ): Promise<Result<Conversion>> {
      if (running !== null) return Promise.resolve(fail('busy', 'import'));
      if (signal.aborted) return Promise.resolve(fail('cancelled'));
      clearTimeout(resting);
      return new Promise((resolve) => {
        const n = ++asked;
        const settle = (answer: Result<Conversion>): void => {
          running = null;
          clearTimeout(limit);
          signal.removeEventListener('abort', cancelled);
          resting = setTimeout(end, restMs);
          resting.unref();
          resolve(answer);
        };
        const refused = (why: ImportReason): void => {
          const notes = new Notes(job.name);
          notes.add(why, null);
          settle(ok({ articles: [], refused: notes.list, refusedTotal: 1 }));
        };
        const cancelled = (): void => {
          end();
          settle(fail('cancelled'));
        };
        const limit = setTimeout(() => {
          end();
          refused('too-slow');
        }, limitMs);
        limit.unref();
        signal.addEventListener('abort', cancelled, { once: true });
        running = {
          n,
          heard(answer) {
            if (answer.kind === 'progress') progress(answer.done, answer.total);
            else if (answer.kind === 'done') settle(ok(answer.value));
            else refused('damaged');
          },
          lost: () => refused('damaged'),
        };
        thread ??= started();
        thread.postMessage({ n, ...job } satisfies ImportJob);
      });
    },
  };
}
export type Importer = ReturnType<typeof createImporter>;
