// Which scenario and run the columns talk about: one reading of the room's state for all of them. Pure.
import type { RunRow } from '#shared/contract/practice.ts';
import type { Shown } from './store.ts';

export const scenarioIdOf = (
  shown: Shown | null,
  rows: readonly Pick<RunRow, 'id' | 'scenarioId'>[],
): string | null =>
  shown === null
    ? null
    : shown.kind === 'run'
      ? (rows.find((r) => r.id === shown.runId)?.scenarioId ?? null)
      : shown.scenarioId;
