// Whatever rows come in whatever order, the desk and the backend read the same out of them (issue 4.4).
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attemptResults, type Entry } from '../messages/entry.ts';
import { ladderOf } from './index.ts';
import { account, attempt, progress, skip } from './testing.ts';

const steps = ladderOf(account, 'urgent-clinical').map((s) => s.id);
const row = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom(...attemptResults),
        fc.option(fc.constantFrom(...steps)),
      )
      .map(([m, r, s]) => attempt(m, r, s)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom(...steps))
      .map(([m, s]) => skip(m, s)),
  },
);
const rows = fc.array(row, { maxLength: 10 });
const now = fc.integer({ min: 0, max: 60 });
const doneIn = (entries: readonly Entry[], at: number, by: 'desk' | 'backend'): string[] =>
  progress(at, entries, {}, by)
    .ladder.filter((r) => r.state === 'tried' || r.state === 'accepted' || r.state === 'skipped')
    .map((r) => r.stepId);
const runs = { numRuns: 40, seed: 4 };

it('the order in which rows arrived changes neither what was done nor what comes next', () => {
  fc.assert(
    fc.property(
      rows.chain((r) => fc.tuple(fc.constant(r), fc.shuffledSubarray(r, { minLength: r.length }))),
      now,
      ([a, b], at) => {
        expect(progress(at, b).state).toBe(progress(at, a).state);
        expect(doneIn(b, at, 'backend')).toEqual(doneIn(a, at, 'backend'));
        expect(progress(at, b).nextStep?.stepId).toBe(progress(at, a).nextStep?.stepId);
      },
    ),
    runs,
  );
});

it('one more row never undoes a step, and nothing after an acceptance opens it again', () => {
  fc.assert(
    fc.property(rows, row, now, (before, more, at) => {
      expect(doneIn([...before, more], at, 'backend')).toEqual(
        expect.arrayContaining(doneIn(before, at, 'backend')),
      );
      if (progress(at, before).state === 'accepted')
        expect(progress(at, [...before, more]).state).toBe('accepted');
    }),
    runs,
  );
});

it('the next step was never tried or skipped, and only an open ladder has one', () => {
  fc.assert(
    fc.property(rows, now, fc.constantFrom('desk' as const, 'backend' as const), (entries, at, by) => {
      const p = progress(at, entries, {}, by);
      expect(p.nextStep === null).toBe(p.state !== 'open');
      const touched = entries.flatMap((e) =>
        e.body.kind === 'skip' || (e.body.kind === 'attempt' && e.body.result !== 'dialling')
          ? [e.body.stepId]
          : [],
      );
      if (p.nextStep !== null) expect(touched).not.toContain(p.nextStep.stepId);
      expect(p.ladder.filter((r) => r.state === 'now').length).toBeLessThanOrEqual(1);
    }),
    runs,
  );
});

it('worked by hand and by the backend in turns, no step is done twice and somebody is always next until the end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('desk' as const, 'backend' as const), { minLength: 30, maxLength: 30 }),
      (turns) => {
        const log: Entry[] = [];
        turns.forEach((by, minute) => {
          const next = progress(minute * 3, log, {}, by).nextStep;
          if (next !== null && next.state === 'now') log.push(attempt(minute * 3, 'no-answer', next.stepId));
        });
        const done = log.flatMap((e) => (e.body.kind === 'attempt' ? [e.body.stepId] : []));
        expect(new Set(done).size).toBe(done.length);
        expect(progress(90, log).state).toBe('ended');
      },
    ),
    runs,
  );
});
