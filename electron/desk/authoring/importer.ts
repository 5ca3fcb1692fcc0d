// One thread for one file at a time, with a limit in time and memory, ended when its file was read: the next file finds nothing of the
// one before. A file that makes it hang, grow or break is refused by name; the desk goes on.
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
}

export function createImporter({ limitMs = 20_000, mostMb = 384 }: ImporterOptions = {}) {
  let asked = 0;
  let running: { end(answer: Result<Conversion>): void } | null = null;

  return {
    /** `cancelled` by the signal, `busy` while another file is read; everything that is wrong with the file is in the answer. */
    convert(
      job: Omit<ImportJob, 'n'>,
      signal: AbortSignal,
      progress: (done: number, total: number) => void,
    ): Promise<Result<Conversion>> {
      if (running !== null) return Promise.resolve(fail('busy', 'import'));
      if (signal.aborted) return Promise.resolve(fail('cancelled'));
      return new Promise((resolve) => {
        const n = ++asked;
        const worker = new Worker(file, {
          name: 'article-import',
          stdin: false,
          resourceLimits: { maxOldGenerationSizeMb: mostMb, stackSizeMb: 4 },
        });
        // A desk that ends does not wait for it.
        worker.unref();
        const end = (answer: Result<Conversion>): void => {
          if (running !== mine) return;
          running = null;
          clearTimeout(timer);
          signal.removeEventListener('abort', cancelled);
          void worker.terminate();
          resolve(answer);
        };
        const refused = (why: ImportReason): void => {
          const notes = new Notes(job.name);
          notes.add(why, null);
          end(ok({ articles: [], refused: notes.list, refusedTotal: 1 }));
        };
        const mine = { end };
        running = mine;
        const cancelled = (): void => end(fail('cancelled'));
        const timer = setTimeout(() => refused('too-slow'), limitMs);
        timer.unref();
        signal.addEventListener('abort', cancelled, { once: true });
        worker.on('message', (answer: ImportAnswer) => {
          if (answer.n !== n) return;
          if (answer.kind === 'progress') progress(answer.done, answer.total);
          else if (answer.kind === 'done') end(ok(answer.value));
          else refused('damaged');
        });
        // Out of memory, or a parser that ended its thread.
        worker.on('error', () => refused('damaged'));
        worker.on('exit', () => refused('damaged'));
        worker.postMessage({ n, ...job } satisfies ImportJob);
      });
    },
  };
}
export type Importer = ReturnType<typeof createImporter>;
