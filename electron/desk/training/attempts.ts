// Runs as trainers see them: the machine's score, above it the newest human one, and what counts from them.
import type { AttemptRow } from '#shared/contract/training-shapes.ts';
import type { Score } from '#shared/domain/practice/score.ts';
import type { HumanRating } from '#shared/domain/training/records.ts';
import type { Played } from '#shared/domain/training/standing.ts';
import type { AttemptKept, Training } from './deps.ts';
import { commentCounts, newestRatings } from './store.ts';

type Line = NonNullable<AttemptRow['machine']>;
export const lineOf = (made: Score): Line => ({
  total: made.total,
  criticalMissed: made.criticalMissed,
  passed: made.passed,
  skills: Object.fromEntries(
    made.categories.map((c) => [c.category, c.points === null || c.of === 0 ? null : share(c.points / c.of)]),
  ),
});
const share = (value: number): number => Math.min(1, Math.max(0, value));

const secondsOf = ({ row }: AttemptKept, now: string): number =>
  Math.max(0, Math.round((Date.parse(row.endedAt ?? now) - Date.parse(row.startedAt)) / 1000));

export function attemptRowOf(
  kept: AttemptKept,
  beside: { human: HumanRating | null; comments: number; now: string; machine?: Line | null },
): AttemptRow {
  const { row, skills } = kept;
  const { human } = beside;
  const listed: Line | null =
    row.state !== 'finished' || row.old
      ? null
      : { total: row.score, criticalMissed: null, passed: row.passed === true, skills };
  return {
    runId: row.id,
    trainee: row.trainee,
    scenarioId: row.scenarioId,
    scenarioVersion: row.scenarioVersion,
    title: row.title,
    lang: row.scenarioId.endsWith('-es') ? 'es' : 'en',
    level: row.level,
    seed: row.seed,
    startedAt: row.startedAt,
    state: row.state,
    ending: row.ending,
    seconds: row.state === 'running' || row.endedAt !== null ? secondsOf(kept, beside.now) : 0,
    machine: beside.machine ?? listed,
    human: human === null ? null : { total: human.overall, passed: human.passed, by: human.by, at: human.at },
    comments: beside.comments,
    assignmentId: row.assignmentId,
  };
}

export function attemptRows(deps: Training): AttemptRow[] {
  const ratings = newestRatings(deps.core());
  const comments = commentCounts(deps.core());
  return deps.attempts().map((kept) =>
    attemptRowOf(kept, {
      human: ratings.get(kept.row.id) ?? null,
      comments: comments.get(kept.row.id) ?? 0,
      now: deps.now(),
    }),
  );
}

export function playedRuns(deps: Pick<Training, 'core' | 'attempts'>): Played[] {
  const ratings = newestRatings(deps.core());
  return deps
    .attempts()
    .filter(({ row }) => !row.old)
    .map(({ row, skills }) => ({
      runId: row.id,
      traineeId: row.trainee.id,
      scenarioId: row.scenarioId,
      scenarioVersion: row.scenarioVersion,
      seed: row.seed,
      level: row.level,
      assignmentId: row.assignmentId,
      at: row.endedAt ?? row.startedAt,
      state: row.state,
      score: row.score,
      passed: row.passed === true,
      interrupted: 'interrupted' in row && row.interrupted === true,
      skills,
      human: ratings.get(row.id) ?? null,
    }));
}
