// Where somebody stands: assignments by what was played of them, the heat map of a team, and what still lacks for a certificate.
import type { PracticeRun } from '../practice/run-data.ts';
import type { Scenario } from '../practice/scenario.ts';
import { tokensOf } from '../practice/words.ts';
import { setId, youngEnough, type CertificateSet } from './certificate.ts';
import { answeredCues } from './overlay.ts';
import { heatSkills, type Assignment, type HeatSkill, type HumanRating, type Level } from './records.ts';

/** A run as trainers count it. */
export interface Played {
  runId: string;
  traineeId: string | null;
  scenarioId: string;
  scenarioVersion: number;
  seed: number;
  level: Level;
  assignmentId: string | null;
  at: string;
  state: 'running' | 'finished' | 'missed' | 'declined';
  /** By the machine, of a hundred. */
  score: number | null;
  passed: boolean;
  /** The desk was killed in the middle of it: its times are not to be relied on. */
  interrupted: boolean;
  skills: Partial<Record<HeatSkill, number | null>>;
  /** The newest; it stands above the machine's score. */
  human: HumanRating | null;
}
/** Human above machine. */
export const scoreOf = (p: Played): number | null => p.human?.overall ?? p.score;
export const passedOf = (p: Played): boolean => p.human?.passed ?? p.passed;

const weekMs = 7 * 86_400_000;
export type AssignmentGiven = Omit<Assignment, 'state' | 'attempts' | 'lastAt'> & {
  withdrawnAt: string | null;
};

/** Runs as assignments and rows ask for them, found without looking through all of them each time. */
export interface RunsBy {
  ofTrainee(id: string): readonly Played[];
  ofAssignment(id: string): readonly Played[];
}
export function runsBy(runs: readonly Played[]): RunsBy {
  const trainees = Map.groupBy(runs, (r) => r.traineeId);
  const started = Map.groupBy(runs, (r) => r.assignmentId);
  return {
    ofTrainee: (id) => trainees.get(id) ?? [],
    ofAssignment: (id) => started.get(id) ?? [],
  };
}

/** A call counts for it when it was started from it, or is the same scenario at that level or a higher one, since it was given. */
export function assignmentNow(given: AssignmentGiven, runs: RunsBy, now: string): Assignment {
  const { withdrawnAt, ...rest } = given;
  const same = runs
    .ofTrainee(given.traineeId)
    .filter(
      (r) =>
        r.assignmentId !== given.id &&
        r.scenarioId === given.scenarioId &&
        r.level >= given.level &&
        r.at >= given.at,
    );
  const done = [...runs.ofAssignment(given.id), ...same]
    .filter((r) => r.state === 'finished')
    .toSorted((a, b) => a.at.localeCompare(b.at));
  const last = done.at(-1) ?? null;
  const enough =
    last !== null &&
    (given.repeat === 'once' ||
      (given.repeat === 'until-passed' && done.some(passedOf)) ||
      (given.repeat === 'weekly' && Date.parse(now) - Date.parse(last.at) < weekMs));
  const late = given.due !== null && now.slice(0, 10) > given.due;
  const state = withdrawnAt !== null ? 'withdrawn' : enough ? 'done' : late ? 'overdue' : 'open';
  return { ...rest, state, attempts: done.length, lastAt: last?.at ?? null };
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
/** Of how many calls a field of the heat map is the mean. */
const recent = 3;

export interface HeatRow {
  skills: { skill: HeatSkill; value: number | null; n: number }[];
  scenarios: { id: string; value: number | null; n: number; passed: boolean }[];
}
/** One trainee's row: the last three judged calls, by skill and by scenario. `runs`: that trainee's. */
export function heatRow(runs: readonly Played[], scenarioIds: readonly string[]): HeatRow {
  const done = runs.filter((r) => r.state === 'finished').toSorted((a, b) => b.at.localeCompare(a.at));
  const skills = heatSkills.map((skill) => {
    const judged = done.flatMap((r) => r.skills[skill] ?? []);
    return { skill, value: mean(judged.slice(0, recent)), n: judged.length };
  });
  const scenarios = scenarioIds.map((id) => {
    const mine = done.filter((r) => r.scenarioId === id);
    const scores = mine.flatMap((r) => scoreOf(r) ?? []);
    const value = mean(scores.slice(0, recent));
    return { id, value: value === null ? null : value / 100, n: mine.length, passed: mine.some(passedOf) };
  });
  return { skills, scenarios };
}

/** Why a call does not count for a certificate. `used`: it stands in an earlier one. */
export const lacks = [
  'none-yet',
  'level',
  'interrupted',
  'not-passed',
  'critical',
  'old',
  'used',
  'own-words',
  'no-human-score',
  'human-failed',
  'low-score',
] as const;
export type Lack = (typeof lacks)[number];

/** What a run does not say of itself. The functions are asked only of calls that nothing else speaks against. */
export interface CertificateAsks {
  set: CertificateSet;
  now: string;
  used(p: Played): boolean;
  /** `ownWordsOf` its lines. */
  ownWords(p: Played): number;
}

/** Why a finished call does not count for a certificate; null = it counts. Machine and trainer must both have passed it. */
export function lackOf(p: Played, asks: CertificateAsks): Exclude<Lack, 'none-yet'> | null {
  const { set } = asks;
  if (p.level < set.level) return 'level';
  if (p.interrupted) return 'interrupted';
  if (p.human !== null && !p.human.criticalMet) return 'critical';
  if (!p.passed) return 'not-passed';
  if (!youngEnough(p.at, asks.now, set)) return 'old';
  if (asks.used(p)) return 'used';
  if (asks.ownWords(p) < set.ownWords) return 'own-words';
  if (p.human === null) return 'no-human-score';
  if (!p.human.passed) return 'human-failed';
  return p.human.overall < set.score ? 'low-score' : null;
}

/**
 * Of a hundred replies to cues: how many were typed or spoken in own words, rounded down. A picked line, one of the script, and a
 * typed copy of a line that the scenario offers are none. 0 when no cue was answered.
 */
export function ownWordsOf(scenario: Pick<Scenario, 'nodes'>, run: PracticeRun): number {
  const offered = new Set(scenario.nodes.flatMap((n) => n.choices.map((c) => bare(c.text))));
  const replies = answeredCues(run);
  const own = replies.filter(
    (line) =>
      line.choiceId === null &&
      (line.by === 'typed' || line.by === 'spoken') &&
      !offered.has(bare(line.text)),
  );
  return replies.length === 0 ? 0 : Math.floor((own.length / replies.length) * 100);
}
const bare = (text: string): string =>
  tokensOf(text)
    .map((token) => token.word)
    .join(' ');

/** For each scenario of the set: the calls that count, best first, and why the newest one doesn't. `runs`: that trainee's. */
export function certificateNeeds(
  runs: readonly Played[],
  asks: CertificateAsks,
): { scenarioId: string; counting: Played[]; lacks: Lack | null; newest: Played | null }[] {
  return asks.set.scenarios.map((scenarioId) => {
    const tries = runs
      .filter((r) => setId(r.scenarioId) === scenarioId && r.state === 'finished')
      .toSorted((a, b) => b.at.localeCompare(a.at));
    const counting = tries
      .filter((r) => lackOf(r, asks) === null)
      .toSorted((a, b) => (scoreOf(b) ?? 0) - (scoreOf(a) ?? 0));
    const [newest] = tries;
    const lacking = counting.length > 0 ? null : newest === undefined ? 'none-yet' : lackOf(newest, asks);
    return { scenarioId, counting, lacks: lacking, newest: newest ?? null };
  });
}
