// What a trainer sees and says of a call: watching, events, comments, ratings that stand above the machine's, agreement.
import { score } from '#shared/domain/practice/score.ts';
import { kappaOf, pairsApart, type Pair } from '#shared/domain/training/agreement.ts';
import { answeredCues, corrected, inForce, readAgain } from '#shared/domain/training/overlay.ts';
import type { HumanRating } from '#shared/domain/training/records.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { PlayedRun } from '../practice/ports.ts';
import type { RoomHandlers } from '../router/context.ts';
import { attemptRowOf, attemptRows, createFinished, lineOf, secondsOf } from './attempts.ts';
import { trainerOf, type Training } from './deps.ts';
import { draftOf, keepDraft } from './rating-drafts.ts';
import { shippedPairs } from './shipped-pairs.ts';
import {
  addComment,
  addRating,
  commentsOf,
  correctionsOf,
  newestRatings,
  ratingsOf,
  removeComment,
} from './store.ts';

type Mine =
  | 'attempts'
  | 'watch'
  | 'inject'
  | 'review'
  | 'comment'
  | 'commentRemove'
  | 'rate'
  | 'rateDraft'
  | 'agreement'
  | 'scoreAgain';
interface RunPairs {
  run: PlayedRun;
  pairs: { cueIndex: number; human: number; machine: number; quote: string }[];
}

export function reviewHandlers(deps: Training): Pick<RoomHandlers<'training'>, Mine> {
  /** By rating: a rating and its run never change. */
  const paired = new Map<string, RunPairs>();
  const finished = createFinished(deps);

  const played = (runId: string): Result<PlayedRun> => {
    const found = deps.practice().playedOf(runId);
    return found === null ? fail('not-found', 'run') : ok(found);
  };
  function watchedOf(found: PlayedRun) {
    const { row, run, scenario } = found;
    const db = deps.core();
    const attempt = attemptRowOf(
      { row, skills: {} },
      {
        human: ratingsOf(db, row.id)[0] ?? null,
        comments: commentsOf(db, row.id).length,
        now: deps.now(),
        answeredAt: deps.answeredAt(row.id),
        machine: lineOf(score(scenario, run)),
        ...(row.state === 'running' ? {} : { seconds: secondsOf(run) }),
      },
    );
    const events =
      row.state === 'running'
        ? scenario.events.map(({ id, title }) => ({ id, title: title.slice(0, 120) }))
        : [];
    return { attempt, answeredAt: deps.answeredAt(row.id), run, scenario, events };
  }
  function pairsOf(rating: HumanRating): RunPairs | null {
    const known = paired.get(rating.id);
    if (known !== undefined) return known;
    const found = deps.practice().playedOf(rating.runId);
    if (found === null) return null;
    const cues = answeredCues(found.run);
    const pairs = rating.perCue.flatMap(({ cueIndex, level }) => {
      const line = cues[cueIndex];
      const machine = line?.cueLevel ?? null;
      return line === undefined || machine === null
        ? []
        : [{ cueIndex, human: level, machine, quote: line.text }];
    });
    const made = { run: found, pairs };
    paired.set(rating.id, made);
    return made;
  }

  return {
    async attempts({ traineeId, scenarioId, state }) {
      const rows = attemptRows(deps).filter(
        (a) =>
          (traineeId === null || a.trainee.id === traineeId) &&
          (scenarioId === null || a.scenarioId === scenarioId) &&
          (state === 'any' || a.state === state),
      );
      return ok(await finished(rows.slice(0, 200)));
    },
    watch({ runId }, context) {
      context.about({ callId: runId });
      const found = deps.practice().liveOf(runId) ?? deps.practice().playedOf(runId);
      return found === null ? fail('not-found', 'run') : ok(watchedOf(found));
    },
    inject({ runId, eventId }, context) {
      context.about({ callId: runId, what: eventId });
      const done = deps.practice().inject(runId, eventId);
      if (!done.ok) return done;
      context.changed('practice.changed', [runId]);
      return ok({});
    },
    review({ runId }, context) {
      context.about({ callId: runId });
      const found = played(runId);
      if (!found.ok) return found;
      const { scenario, row } = found.value;
      const history = correctionsOf(deps.core(), scenario.id);
      const before = history.filter((c) => c.at <= row.startedAt);
      return ok({
        ...watchedOf(found.value),
        comments: commentsOf(deps.core(), runId),
        ratings: ratingsOf(deps.core(), runId),
        draft: draftOf(deps.core(), trainerOf(deps).keyId, runId),
        corrections: { played: before.at(-1)?.version ?? 0, now: history.at(-1)?.version ?? 0 },
      });
    },
    comment({ id, runId, atMs, text }, context) {
      context.about({ callId: runId });
      const found = played(runId);
      if (!found.ok) return found;
      const made = { id, runId, atMs, text, by: trainerOf(deps).name, at: context.now };
      addComment(deps.core(), made);
      context.changed('training.changed', [runId]);
      context.changed('practice.changed', [runId]);
      return ok(made);
    },
    commentRemove({ id }, context) {
      if (!removeComment(deps.core(), id, context.now)) return fail('not-found', 'comment');
      context.changed('training.changed');
      context.changed('practice.changed');
      return ok({});
    },
    rateDraft({ runId, draft }) {
      const found = played(runId);
      if (!found.ok) return found;
      keepDraft(deps.core(), trainerOf(deps).keyId, runId, draft);
      return ok({});
    },
    rate({ id, runId, perCue, items, overall, criticalMet, note }, context) {
      context.about({ callId: runId });
      const found = played(runId);
      if (!found.ok) return found;
      const { row, run, scenario } = found.value;
      if (row.state !== 'finished') return fail('run-not-judged');
      const cues = answeredCues(run).length;
      const indexes = new Set(perCue.map((c) => c.cueIndex));
      if (indexes.size !== perCue.length || perCue.some((c) => c.cueIndex >= cues))
        return fail('invalid-input', 'cueIndex');
      if (criticalMet && note === '' && score(scenario, run).criticalMissed)
        return fail('invalid-input', 'note');
      const { name: by, keyId } = trainerOf(deps);
      const passed = criticalMet && overall >= scenario.passMark;
      const scored = { perCue, items, overall, criticalMet, passed, note };
      const made: HumanRating = { id, runId, ...scored, by, keyId, at: context.now };
      addRating(deps.core(), made);
      keepDraft(deps.core(), keyId, runId, null);
      context.changed('training.changed', [runId]);
      context.changed('practice.changed', [runId]);
      return ok(made);
    },
    async agreement() {
      const shipped = await shippedPairs(deps);
      const here: (Pair & { from: RunPairs; cueIndex: number; quote: string })[] = [];
      for (const [i, rating] of [...newestRatings(deps.core()).values()].entries()) {
        if (i % 20 === 19) await deps.soon();
        const found = pairsOf(rating);
        for (const p of found?.pairs ?? [])
          if (found !== null) here.push({ a: p.human, b: p.machine, from: found, ...p });
      }
      return ok({
        shipped: { raters: kappaOf(shipped.raters), machine: kappaOf(shipped.machine) },
        here: kappaOf(here),
        together: kappaOf([...shipped.machine, ...here]),
        apart: pairsApart(here)
          .slice(0, 100)
          .map(({ a, b, from, cueIndex, quote }) => ({
            runId: from.run.row.id,
            scenarioId: from.run.scenario.id,
            cueIndex,
            human: a,
            machine: b,
            quote,
          })),
      });
    },
    scoreAgain({ runId }) {
      const found = played(runId);
      if (!found.ok) return found;
      const { scenario, run, row } = found.value;
      if (row.state !== 'finished') return fail('run-not-judged');
      const now = deps
        .practice()
        .scenarios()
        .find((s) => s.id === scenario.id);
      const next =
        now?.version === scenario.version
          ? now
          : corrected(scenario, inForce(correctionsOf(deps.core(), scenario.id)));
      const again = readAgain(next, run);
      const before = answeredCues(run);
      const cues = answeredCues(again).flatMap((line, cueIndex) => {
        const was = before[cueIndex]?.cueLevel ?? null;
        return was === null || line.cueLevel === null || was === line.cueLevel
          ? []
          : [{ cueIndex, before: was, after: line.cueLevel }];
      });
      return ok({ before: lineOf(score(scenario, run)), after: lineOf(score(next, again)), cues });
    },
  };
}
