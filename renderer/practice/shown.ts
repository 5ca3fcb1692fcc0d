// Which scenario, run and score the three columns talk about: one reading of the room's state for all of them. Pure.
import type { KeptRun } from '#shared/contract/practice.ts';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import type { Shown } from './store.ts';

export const scenarioIdOf = (shown: Shown | null, runs: readonly KeptRun[]): string | null =>
  shown === null
    ? null
    : shown.kind === 'run'
      ? (runs.find((r) => r.id === shown.runId)?.run.scenarioId ?? null)
      : shown.scenarioId;

/** A run goes on until it has ended, or its scenario has moved to another version: then it can only be read. */
export function phaseOf(scenario: Scenario, run: PracticeRun): 'going-on' | 'ended' | 'stale' {
  if (run.ended !== null) return 'ended';
  return run.scenarioVersion === scenario.version ? 'going-on' : 'stale';
}
