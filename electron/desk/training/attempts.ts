// Runs as trainers see them: the machine's score, above it the newest human one, and what counts from them.
import type { AttemptRow } from '#shared/contract/training-shapes.ts';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import { score, type Score } from '#shared/domain/practice/score.ts';
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

/** Of a call that goes on, from the answer; 0 while it rings. */
const secondsSince = (from: string | null, now: string): number =>
  from === null ? 0 : Math.max(0, Math.round((Date.parse(now) - Date.parse(from)) / 1000));
/** From the answer to the last line, as the debrief counts it. */
export const secondsOf = (run: Pick<PracticeRun, 'lines'>): number =>
  Math.floor((run.lines.at(-1)?.atMs ?? 0) / 1000);

export function attemptRowOf(
  kept: AttemptKept,
  beside: {
    human: HumanRating | null;
    comments: number;
    now: string;
    answeredAt: string | null;
    machine?: Line | null;
    seconds?: number;
  },
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
    seconds: beside.seconds ?? (row.state === 'running' ? secondsSince(beside.answeredAt, beside.now) : 0),
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
      answeredAt: kept.row.state === 'running' ? deps.answeredAt(kept.row.id) : null,
    }),
  );
}

/** What a list says of a finished call beyond its row; read once, for it never changes again. */
export function createFinished(deps: Pick<Training, 'practice' | 'soon'>) {
  const known = new Map<string, { criticalMissed: boolean; seconds: number }>();
  function factsOf(runId: string) {
    const found = known.get(runId);
    if (found !== undefined) return found;
    const played = deps.practice().playedOf(runId);
    if (played === null) return null;
    const { criticalMissed } = score(played.scenario, played.run);
    const made = { criticalMissed, seconds: secondsOf(played.run) };
    known.set(runId, made);
    return made;
  }
  return async (rows: readonly AttemptRow[]): Promise<AttemptRow[]> => {
    const out: AttemptRow[] = [];
    for (const [i, row] of rows.entries()) {
      if (i % 10 === 9) await deps.soon();
      const facts = row.state === 'finished' ? factsOf(row.runId) : null;
      const machine = row.machine && facts && { ...row.machine, criticalMissed: facts.criticalMissed };
      out.push(facts === null ? row : { ...row, machine: machine ?? row.machine, seconds: facts.seconds });
    }
    return out;
  };
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
