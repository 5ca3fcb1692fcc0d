// One thread for the whole check of a scenario's text, started when it is first asked and ended with the trainer's session. One
// text at a time, each with a limit: a text that never comes to an end must not keep the next one waiting.
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { ScenarioBase } from '#shared/domain/practice/base.ts';
import type { LintLine } from '#shared/domain/practice/lint.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { LintAnswer, LintJob } from './lint-worker.ts';

/** Beside this file while it runs from source, beside the desk's bundle once built. */
const file = new URL(
  import.meta.url.endsWith('.ts') ? './lint-worker.ts' : './lint-worker.mjs',
  import.meta.url,
);
type Findings = Result<LintLine[]>;
interface Job {
  text: string;
  settle: (answer: Findings) => void;
}
const mostWaiting = 20;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `limitMs`: longest time for one text, from its turn; a thread that has to be started starts within it. */
export function createLintThread(bases: () => readonly ScenarioBase[], limitMs = 10_000) {
  let worker: Worker | null = null;
  let asked = 0;
  let now: (Job & { n: number; stop: () => void }) | null = null;
  let waiting: Job[] = [];
  /** What was said of the text before: publishing asks about what was just checked. */
  let last: { hash: string; answer: Findings } | null = null;

  function settle(answer: Findings): void {
    const done = now;
    now = null;
    done?.stop();
    done?.settle(answer);
    next();
  }
  /** The thread is gone, or stopped: whatever it was at gets this answer. */
  function stop(answer: Findings): void {
    const gone = worker;
    worker = null;
    void gone?.terminate();
    settle(answer);
  }
  function started(): Worker {
    const made = new Worker(file);
    // A desk that ends does not wait for it.
    made.unref();
    made.on('message', ({ n, findings }: LintAnswer) => {
      if (now?.n !== n) return;
      last = { hash: hashOf(now.text), answer: ok(findings) };
      settle(ok(findings));
    });
    const lost = (): void => {
      if (made === worker) stop(fail('interrupted', 'lint'));
    };
    made.on('error', lost);
    made.on('exit', lost);
    return made;
  }
  function next(): void {
    const job = now === null ? waiting.shift() : undefined;
    if (job === undefined) return;
    const timer = setTimeout(() => stop(fail('scenario-too-slow')), limitMs);
    timer.unref();
    now = { ...job, n: ++asked, stop: () => clearTimeout(timer) };
    worker ??= started();
    worker.postMessage({ n: now.n, text: job.text, bases: bases() } satisfies LintJob);
  }
  return {
    /**
     * `interrupted` when the thread ends before it has answered, `scenario-too-slow` after the limit, `busy` while too many
     * wait. The same text again is answered from memory.
     */
    lint(text: string): Promise<Findings> {
      if (last?.hash === hashOf(text)) return Promise.resolve(last.answer);
      if (waiting.length >= mostWaiting) return Promise.resolve(fail('busy', 'lint'));
      return new Promise((resolve) => {
        waiting.push({ text, settle: resolve });
        next();
      });
    },
    close(): void {
      const left = waiting;
      waiting = [];
      last = null;
      stop(fail('interrupted', 'lint'));
      for (const job of left) job.settle(fail('interrupted', 'lint'));
    },
  };
}
export type LintThread = ReturnType<typeof createLintThread>;
