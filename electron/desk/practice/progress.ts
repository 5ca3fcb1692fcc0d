// How somebody gets on: attempts in order, and which scenario is worth playing again when (shared/domain/practice/progress.ts).
import type { PracticeProgress, PracticeTrainee, RunRow } from '#shared/contract/practice.ts';
import { dueAt } from '#shared/domain/practice/progress.ts';
import type { SkillShares } from './store.ts';

export interface DoneRun {
  row: RunRow;
  skills: SkillShares;
}
/** Somebody known by an id at the live desk is that person under any spelling; who only typed a name is that name. */
export const sameTrainee = (a: PracticeTrainee, b: PracticeTrainee): boolean =>
  a.id !== null || b.id !== null
    ? a.id === b.id
    : a.name.trim().toLowerCase() === b.name.trim().toLowerCase();

/** A trend needs no more of them; totals count all. */
const mostShown = 200;

/** `runs`: newest first, as they are kept. `known`: scenarios in force; those never played stand last. */
export function progressOf(
  trainee: PracticeTrainee,
  runs: readonly DoneRun[],
  known: readonly string[],
): PracticeProgress {
  const mine = runs
    .filter(({ row }) => row.state === 'finished' && !row.old && sameTrainee(row.trainee, trainee))
    .toReversed();
  const ids = [...new Set([...known, ...mine.map(({ row }) => row.scenarioId)])];
  const scenarios = ids.map((scenarioId) => {
    const tries = mine.map((m) => m.row).filter((row) => row.scenarioId === scenarioId);
    const last = tries.at(-1);
    const lastAt = last?.endedAt ?? last?.startedAt ?? null;
    const scores = tries.flatMap((t) => t.score ?? []);
    return {
      scenarioId,
      attempts: tries.length,
      best: scores.length === 0 ? null : Math.max(...scores),
      last: last?.score ?? null,
      lastAt,
      passed: tries.some((t) => t.passed === true),
      dueAt: dueAt(
        tries.map((t) => t.passed === true),
        lastAt,
      ),
    };
  });
  return {
    trainee,
    attempts: mine.slice(-mostShown).map(({ row, skills }) => ({
      runId: row.id,
      scenarioId: row.scenarioId,
      level: row.level,
      at: row.endedAt ?? row.startedAt,
      score: row.score,
      passed: row.passed,
      skills,
    })),
    scenarios: scenarios.toSorted((a, b) => (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999')),
  };
}
