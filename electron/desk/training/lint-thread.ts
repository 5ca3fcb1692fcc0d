// One thread for the whole check of a scenario's text, started when it is first asked and ended with the trainer's session.
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

export function createLintThread(bases: () => readonly ScenarioBase[]) {
  let worker: Worker | null = null;
  let asked = 0;
  const waiting = new Map<number, (answer: Result<LintLine[]>) => void>();

  function gone(): void {
    worker = null;
    for (const settle of waiting.values()) settle(fail('interrupted', 'lint'));
    waiting.clear();
  }
  function started(): Worker {
    const made = new Worker(file);
    // A desk that ends does not wait for it.
    made.unref();
    made.on('message', ({ n, findings }: LintAnswer) => {
      waiting.get(n)?.(ok(findings));
      waiting.delete(n);
    });
    made.on('error', gone);
    made.on('exit', () => made === worker && gone());
    return made;
  }
  return {
    /** `interrupted` when the thread ends before it has answered. */
    lint(text: string): Promise<Result<LintLine[]>> {
      worker ??= started();
      const n = ++asked;
      const answer = new Promise<Result<LintLine[]>>((resolve) => void waiting.set(n, resolve));
      worker.postMessage({ n, text, bases: bases() } satisfies LintJob);
      return answer;
    },
    close(): void {
      void worker?.terminate();
      gone();
    },
  };
}
export type LintThread = ReturnType<typeof createLintThread>;
