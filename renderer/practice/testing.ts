// The shipped scenario and runs of it, for the unit tests of this room.
import type { RunRow } from '#shared/contract/practice.ts';
import { answer, createRun, type PracticeReply, type PracticeRun } from '#shared/domain/practice/run.ts';
import { score } from '#shared/domain/practice/score.ts';
import { r2 } from '#shared/domain/practice/testing.ts';

export { r2 };

/** Plays choices (by id) or whole replies; each answer comes 12 s after the one before. */
export function play(
  replies: readonly (string | PracticeReply)[],
  level: PracticeRun['level'] = 3,
  seed = 7,
): PracticeRun {
  let run = createRun(r2, { seed, level });
  replies.forEach((reply, i) => {
    const done = answer(r2, run, typeof reply === 'string' ? { choiceId: reply } : reply, (i + 1) * 12_000);
    if (!done.ok) throw new Error(`${done.code} at ${run.nodeId}`);
    run = done.value;
  });
  return run;
}
export const good = [
  'listen',
  'relief',
  'hand_back',
  'sum_up',
  'name',
  'open',
  'read_back',
  'time',
  'net',
  'sum_up',
];
export const missedCue = [
  'listen',
  'own',
  'birth',
  'sum_up',
  'name',
  'open',
  'read_back',
  'time',
  'net',
  'sum_up',
];

/** A cue met with a word that every rater counts as passing over it. */
export const passedOver: readonly (string | PracticeReply)[] = [
  'listen',
  { text: 'You need to calm down.', by: 'typed' },
];

/** Somebody who says the same word until the call is over. */
export function playWeak(level: PracticeRun['level']): PracticeRun {
  let run = createRun(r2, { seed: 7, level });
  for (let i = 0; i < 60 && run.ended === null; i++) {
    const done = answer(r2, run, { text: 'Okay.' });
    if (!done.ok) throw new Error(done.code);
    run = done.value;
  }
  return run;
}

/** The row of a run of the n-th day of November 2026, at noon. */
export function rowOf(day: number, run: PracticeRun, scenarioId = 'R2'): RunRow {
  const judged = score(r2, run);
  return {
    id: `00000000-0000-4000-8000-0000000000${String(day).padStart(2, '0')}`,
    scenarioId,
    scenarioVersion: run.scenarioVersion,
    title: r2.title,
    level: run.level,
    seed: run.seed,
    trainee: { id: null, name: 'Mara Kaplan' },
    assignmentId: null,
    startedAt: `2026-11-${String(day).padStart(2, '0')}T12:00:00.000Z`,
    endedAt: null,
    state: run.ended === null ? 'running' : 'finished',
    ending: run.ended,
    score: run.ended === null ? null : judged.total,
    passed: run.ended === null ? null : judged.passed,
    bookmarks: 0,
    old: false,
    interrupted: false,
  };
}
