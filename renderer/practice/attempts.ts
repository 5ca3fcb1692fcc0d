// What the kept runs say about a person's practice: attempts, passes, what to play next. Pure.
import type { PracticeProgress, RunRow, ScenarioSummary } from '#shared/contract/practice.ts';
import { practiceLevels, type PracticeLevel } from '#shared/domain/practice/scenario.ts';
import type { Assignment } from '#shared/domain/training/records.ts';

export interface Attempt {
  id: string;
  startedAt: string;
  /** When it was over; of one that goes on, when it began. */
  at: string;
  level: PracticeLevel;
  seed: number;
  /** 1 = the first time this scenario was played. */
  number: number;
  state: 'passed' | 'failed' | 'unfinished';
  total: number | null;
}

/** Attempts at one scenario, the newest first. A ring that nobody answered, or that was declined, is none. */
export function attemptsOf(scenarioId: string, rows: readonly RunRow[]): Attempt[] {
  return rows
    .filter((r) => r.scenarioId === scenarioId && (r.state === 'running' || r.state === 'finished'))
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt) || a.id.localeCompare(b.id))
    .map(({ id, startedAt, endedAt, level, seed, state, passed, score }, i): Attempt => ({
      id,
      startedAt,
      at: endedAt ?? startedAt,
      level,
      seed,
      number: i + 1,
      state: state === 'running' ? 'unfinished' : passed === true ? 'passed' : 'failed',
      total: score,
    }))
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
const top = practiceLevels.at(-1) ?? 1;

/** The level to offer first: one above the highest passed, else the last one tried. */
export function levelFor(attempts: readonly Attempt[]): PracticeLevel {
  const passed = attempts.filter((a) => a.state === 'passed').map((a) => a.level);
  if (passed.length === 0) return attempts[0]?.level ?? 1;
  return practiceLevels.find((l) => l > highest(passed)) ?? top;
}

export interface Next {
  scenarioId: string;
  level: PracticeLevel;
  why: 'next-scenario' | 'next-level' | 'same-level';
}

type Listed = Pick<ScenarioSummary, 'id'>;
/** After a run: a pass leads to a scenario not passed yet, else a level up; a fail to the same level again. */
export function nextAfter(
  scenarios: readonly Listed[],
  rows: readonly RunRow[],
  scenarioId: string,
  level: PracticeLevel,
  passed: boolean,
): Next | null {
  if (!passed) return { scenarioId, level, why: 'same-level' };
  const open = scenarios.find(
    (s) => s.id !== scenarioId && standingOf(attemptsOf(s.id, rows)).kind !== 'passed',
  );
  if (open !== undefined)
    return { scenarioId: open.id, level: levelFor(attemptsOf(open.id, rows)), why: 'next-scenario' };
  const up = practiceLevels.find((l) => l > level);
  return up === undefined ? null : { scenarioId, level: up, why: 'next-level' };
}

export interface Suggestion {
  scenarioId: string;
  level: PracticeLevel;
  /** `due`: spaced repetition; `new`: never played; `go-on`: not passed yet; `up`: all passed, a level above. */
  why: 'assigned' | 'due' | 'new' | 'go-on' | 'up';
  assignmentId: string | null;
}

/** What to play next: what a trainer assigned, then what is due again, then what is new, then what is not passed. */
export function suggestionOf(
  scenarios: readonly Listed[],
  rows: readonly RunRow[],
  assignments: readonly Assignment[],
  progress: PracticeProgress | null,
  now: string,
): Suggestion | null {
  const known = (id: string): boolean => scenarios.some((s) => s.id === id);
  const at = (scenarioId: string, why: Suggestion['why']): Suggestion => ({
    scenarioId,
    level: levelFor(attemptsOf(scenarioId, rows)),
    why,
    assignmentId: null,
  });
  const assigned = openAssignments(assignments).find((a) => known(a.scenarioId));
  if (assigned !== undefined)
    return {
      scenarioId: assigned.scenarioId,
      level: assigned.level,
      why: 'assigned',
      assignmentId: assigned.id,
    };
  const due = (progress?.scenarios ?? []).find(
    (s) => s.dueAt !== null && s.dueAt <= now && known(s.scenarioId),
  );
  if (due !== undefined) return at(due.scenarioId, 'due');
  const standing = (id: string): Standing['kind'] => standingOf(attemptsOf(id, rows)).kind;
  const fresh = scenarios.find((s) => standing(s.id) === 'none');
  if (fresh !== undefined) return at(fresh.id, 'new');
  const open = scenarios.find((s) => standing(s.id) !== 'passed');
  if (open !== undefined) return at(open.id, 'go-on');
  const first = scenarios[0];
  return first === undefined ? null : at(first.id, 'up');
}

/** Those to be done still, overdue ones first, then by their day. */
export const openAssignments = (assignments: readonly Assignment[]): Assignment[] =>
  assignments
    .filter((a) => a.state === 'open' || a.state === 'overdue')
    .toSorted(
      (a, b) =>
        Number(b.state === 'overdue') - Number(a.state === 'overdue') ||
        (a.due ?? '9999').localeCompare(b.due ?? '9999'),
    );

/** A seed short enough to be told to a colleague: 0 to 9999, from a random share of 1. */
export const seedFrom = (random: number): number => Math.floor(random * 10_000);
