// What the kept runs say about a person's practice: attempts, passes, the trend of empathy, what to do next. Pure.
import type { KeptRun } from '#shared/contract/practice.ts';
import { practiceLevels, type PracticeLevel, type Scenario } from '#shared/domain/practice/scenario.ts';
import { score } from '#shared/domain/practice/score.ts';

export interface Attempt {
  id: string;
  startedAt: string;
  level: PracticeLevel;
  seed: number;
  /** 1 = the first time this scenario was played. */
  number: number;
  state: 'passed' | 'failed' | 'unfinished';
  total: number | null;
  /** Of 20; null = no cue was met, so nothing could be judged. */
  empathy: number | null;
}

/** Attempts at one scenario, the newest first, each scored by the scenario as it is now. */
export function attemptsOf(scenario: Scenario, runs: readonly KeptRun[]): Attempt[] {
  return runs
    .filter(({ run }) => run.scenarioId === scenario.id)
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt) || a.id.localeCompare(b.id))
    .map(({ id, startedAt, run }, i): Attempt => {
      const result = score(scenario, run);
      return {
        id,
        startedAt,
        level: run.level,
        seed: run.seed,
        number: i + 1,
        state: run.ended === null ? 'unfinished' : result.passed ? 'passed' : 'failed',
        total: result.total,
        empathy: result.categories.find((c) => c.category === 'empathy')?.points ?? null,
      };
    })
    .toReversed();
}

/** How a scenario stands in the list: the highest level passed, else the last try. */
export type Standing =
  | { kind: 'passed'; level: PracticeLevel }
  | { kind: 'failed'; level: PracticeLevel }
  | { kind: 'unfinished'; level: PracticeLevel }
  | { kind: 'none' };

export function standingOf(attempts: readonly Attempt[]): Standing {
  const passed = attempts.filter((a) => a.state === 'passed').map((a) => a.level);
  const newest = attempts[0];
  if (newest?.state === 'unfinished') return { kind: 'unfinished', level: newest.level };
  if (passed.length > 0) return { kind: 'passed', level: highest(passed) };
  return newest === undefined ? { kind: 'none' } : { kind: 'failed', level: newest.level };
}
const highest = (levels: readonly PracticeLevel[]): PracticeLevel =>
  practiceLevels.findLast((l) => levels.includes(l)) ?? 1;

/** The level to offer first: one above the highest passed, else the last one tried. */
export function levelFor(attempts: readonly Attempt[]): PracticeLevel {
  const passed = attempts.filter((a) => a.state === 'passed').map((a) => a.level);
  if (passed.length === 0) return attempts[0]?.level ?? 1;
  return practiceLevels.find((l) => l > highest(passed)) ?? 3;
}

/** Finished attempts with an empathy score, the oldest first, the last `most` of them. */
export function empathyTrend(attempts: readonly Attempt[], most = 8): { id: string; value: number }[] {
  return attempts
    .filter((a) => a.state !== 'unfinished')
    .flatMap((a) => (a.empathy === null ? [] : [{ id: a.id, value: a.empathy }]))
    .slice(0, most)
    .toReversed();
}

export interface Next {
  scenarioId: string;
  level: PracticeLevel;
  why: 'next-scenario' | 'next-level' | 'same-level';
}

/** After a run: a pass leads to a scenario not passed yet, else a level up; a fail to the same level again. */
export function nextAfter(
  scenarios: readonly Scenario[],
  runs: readonly KeptRun[],
  scenarioId: string,
  level: PracticeLevel,
  passed: boolean,
): Next | null {
  if (!passed) return { scenarioId, level, why: 'same-level' };
  const open = scenarios.find(
    (s) => s.id !== scenarioId && standingOf(attemptsOf(s, runs)).kind !== 'passed',
  );
  if (open !== undefined)
    return { scenarioId: open.id, level: levelFor(attemptsOf(open, runs)), why: 'next-scenario' };
  const up = practiceLevels.find((l) => l > level);
  return up === undefined ? null : { scenarioId, level: up, why: 'next-level' };
}

/** How long after its start a run still counts as what somebody was doing, ms. */
const stillWarm = 30 * 60_000;

/** After a reload: the newest run, when it is fresh; a call from yesterday doesn't ring on by itself. */
export function runToResume(runs: readonly KeptRun[], now: Date): string | null {
  const newest = runs.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0];
  if (newest === undefined) return null;
  const last = newest.run.lines.at(-1)?.atMs ?? 0;
  const age = now.getTime() - Date.parse(newest.startedAt) - last;
  return age <= stillWarm ? newest.id : null;
}

/** Runs with this one put in or replaced. */
export const withRun = (runs: readonly KeptRun[], kept: KeptRun): KeptRun[] => [
  kept,
  ...runs.filter((r) => r.id !== kept.id),
];

/** A seed short enough to be told to a colleague: 0 to 9999, from a random share of 1. */
export const seedFrom = (random: number): number => Math.floor(random * 10_000);
