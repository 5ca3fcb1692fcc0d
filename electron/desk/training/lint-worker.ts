// The thread that walks every way through a scenario: some tenths of a second, while somebody may be on a practice call.
import { parentPort } from 'node:worker_threads';
import type { ScenarioBase } from '#shared/domain/practice/base.ts';
import { lintSource, type LintLine } from '#shared/domain/practice/lint.ts';

export interface LintJob {
  n: number;
  text: string;
  bases: readonly ScenarioBase[];
}
export interface LintAnswer {
  n: number;
  findings: LintLine[];
}

parentPort?.on('message', ({ n, text, bases }: LintJob) => {
  parentPort?.postMessage({ n, findings: lintSource(text, bases) } satisfies LintAnswer);
});
