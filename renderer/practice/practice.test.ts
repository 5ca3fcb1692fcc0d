// The room's pure parts on real runs of the shipped scenario: attempts, curve, pace, words.
import { describe, expect, it } from 'vitest';
import type { PracticeProgress, RunRow } from '#shared/contract/practice.ts';
import type { Assignment } from '#shared/domain/training/records.ts';
import { debrief } from '#shared/domain/practice/debrief.ts';
import { score } from '#shared/domain/practice/score.ts';
import {
  attemptsOf,
  levelFor,
  nextAfter,
  openAssignments,
  seedFrom,
  standingOf,
  suggestionOf,
} from './attempts.ts';
import { missedMarks, pathOf, trendSpots } from './curve.ts';
import { eventsSince, lastSaid } from './lines.ts';
import { seedTyped, turnClock } from './pace.ts';
import { scenarioIdOf } from './shown.ts';
import { brief } from './store.ts';
import { good, passedOver, play, playWeak, r2, rowOf } from './testing.ts';
import { chipText, chipTone, lengthOf, pointsOf, roundPoints, sumOf, toneOf, verdictText } from './words.ts';

const won = play(good, 1);
const lost = playWeak(1);
const passed = rowOf(3, won);
const failed = rowOf(2, lost);
const open = rowOf(4, play(['listen'], 2));

describe('attempts', () => {
  it('counts from the first and lists the newest first; a ring that nobody answered is none', () => {
    const missed = { ...rowOf(1, won), state: 'missed' as const };
    const attempts = attemptsOf('R2', [passed, open, failed, missed]);
    expect(attempts.map((a) => [a.number, a.state])).toEqual([
      [3, 'unfinished'],
      [2, 'passed'],
      [1, 'failed'],
    ]);
    expect(attempts[1]?.total).toBe(score(r2, won).total);
    expect(attemptsOf('R9', [passed])).toEqual([]);
  });
  it('stands by the highest pass, an open call first', () => {
    const of = (...rows: RunRow[]) => standingOf(attemptsOf('R2', rows));
    expect(of()).toEqual({ kind: 'none' });
    expect(of(failed)).toEqual({ kind: 'failed', level: 1 });
    // A later fail takes nothing away.
    expect(of(passed, rowOf(5, lost))).toEqual({ kind: 'passed', level: 1 });
    expect(of(passed, open)).toEqual({ kind: 'unfinished', level: 2 });
  });
  it('offers the level above the highest pass, and no level above 4', () => {
    const of = (...rows: RunRow[]) => levelFor(attemptsOf('R2', rows));
    expect(of()).toBe(1);
    expect(of(failed)).toBe(1);
    expect(of(passed)).toBe(2);
    expect(of({ ...passed, level: 4 })).toBe(4);
  });
  it('leads a pass on and a fail to the same level', () => {
    const two = [{ id: 'R2' }, { id: 'R4' }];
    expect(nextAfter([{ id: 'R2' }], [failed], 'R2', 1, false)).toMatchObject({
      why: 'same-level',
      level: 1,
    });
    expect(nextAfter([{ id: 'R2' }], [passed], 'R2', 1, true)).toMatchObject({ why: 'next-level', level: 2 });
    expect(nextAfter([{ id: 'R2' }], [passed], 'R2', 4, true)).toBeNull();
    expect(nextAfter(two, [passed], 'R2', 1, true)).toEqual({
      scenarioId: 'R4',
      level: 1,
      why: 'next-scenario',
    });
  });
  it('suggests what is assigned, else what is due, else what is new, else what is not passed', () => {
    const now = '2026-11-20T12:00:00.000Z';
    const two = [{ id: 'R2' }, { id: 'R4' }];
    const task = (id: string, state: Assignment['state'], due: string | null): Assignment => ({
      id,
      traineeId: 'mara',
      traineeName: 'Mara Kaplan',
      scenarioId: 'R4',
      level: 3,
      due,
      repeat: 'once',
      note: '',
      by: 'J. Ruiz',
      at: now,
      state,
      attempts: 0,
      lastAt: null,
    });
    const tasks = [task('b', 'open', '2026-11-22'), task('c', 'done', null), task('a', 'overdue', null)];
    expect(openAssignments(tasks).map((a) => a.id)).toEqual(['a', 'b']);
    expect(suggestionOf(two, [], tasks, null, now)).toMatchObject({
      why: 'assigned',
      assignmentId: 'a',
      level: 3,
    });
    const progress = (dueAt: string | null): PracticeProgress => ({
      trainee: passed.trainee,
      attempts: [],
      scenarios: [{ scenarioId: 'R2', attempts: 1, best: 80, last: 80, lastAt: now, passed: true, dueAt }],
    });
    expect(suggestionOf(two, [passed], [], progress(now), now)).toMatchObject({
      why: 'due',
      scenarioId: 'R2',
    });
    expect(suggestionOf(two, [passed], [], progress('2026-11-21T00:00:00.000Z'), now)).toMatchObject({
      why: 'new',
      scenarioId: 'R4',
    });
    const r4 = { ...failed, scenarioId: 'R4' };
    expect(suggestionOf(two, [passed, r4], [], null, now)).toMatchObject({ why: 'go-on', scenarioId: 'R4' });
    expect(suggestionOf([{ id: 'R2' }], [passed], [], null, now)).toMatchObject({ why: 'up', level: 2 });
    expect(suggestionOf([], [], tasks, null, now)).toBeNull();
  });
  it('draws seeds that can be told on the phone', () => {
    expect([0, 0.5, 0.99999].map(seedFrom)).toEqual([0, 5000, 9999]);
  });
});

describe('curve', () => {
  const box = { width: 640, height: 90 };
  const { series } = debrief(r2, play(passedOver));
  it('marks each missed cue, and labels none over another', () => {
    const marks = missedMarks(series, box);
    expect(marks).toHaveLength(series.filter((p) => p.missedCue).length);
    expect(marks.length).toBeGreaterThan(0);
    const near = [10_000, 100_000, 104_000, 198_000, 200_000].map((atMs, i) => ({
      atMs,
      emotion: 5,
      trust: 5,
      missedCue: i < 4,
    }));
    expect(missedMarks(near, box).map((m) => m.labelled)).toEqual([false, true, false, false]);
  });
  it('draws a call without length and a single attempt without dividing by nothing', () => {
    expect(missedMarks([{ atMs: 0, emotion: 10, trust: 0, missedCue: true }], box)[0]?.x).toBe(0);
    expect(trendSpots([20], 20, box)).toEqual([{ x: 320, y: 0 }]);
    expect(trendSpots([], 20, box)).toEqual([]);
    expect(pathOf([])).toBe('');
    expect(trendSpots([0, 40, -3], 20, box)).toEqual([
      { x: 0, y: 90 },
      { x: 320, y: 0 },
      { x: 640, y: 90 },
    ]);
  });
});

describe('pace', () => {
  it('turns amber when the time is over, and there is none without a limit', () => {
    expect(turnClock(null, 0, 99_000)).toBeNull();
    expect(turnClock(20, 1000, 1000)).toEqual({ left: 20, late: false });
    expect(turnClock(20, 1000, 20_500)).toEqual({ left: 1, late: false });
    expect(turnClock(20, 1000, 21_000)).toEqual({ left: 0, late: true });
    expect(turnClock(20, 1000, 26_000)).toEqual({ left: -5, late: true });
  });
  it.each([
    ['7', 7],
    [' 42 ', 42],
    ['4294967295', 4294967295],
    ['4294967296', null],
    ['', null],
    ['-1', null],
    ['1.5', null],
    ['seven', null],
  ])('reads the seed %j', (typed, seed) => {
    expect(seedTyped(typed)).toBe(seed);
  });
});

describe('words', () => {
  it('writes a length, and points that could not be judged as a dash', () => {
    expect(lengthOf(48_900)).toBe('48 s');
    expect(lengthOf(372_000)).toBe('6 min 12 s');
    expect(pointsOf({ points: 14, of: 20 })).toBe('14/20');
    expect(pointsOf({ points: null, of: 20 })).toBe('–');
    expect(pointsOf({ points: 0, of: 20 })).toBe('0/20');
    expect(roundPoints(20 / 3)).toBe('6.7');
    expect(toneOf({ points: 18, of: 20 })).toBe('green');
    expect(toneOf({ points: null, of: 0 })).toBe('accent');
  });
  it('says a critical miss before anything else, and never passes an open call', () => {
    const fine = score(r2, won);
    expect(verdictText(fine, true)).toBe('passed at 75 · no critical miss');
    expect(verdictText(fine, false)).toBe('not finished');
    expect(verdictText(score(r2, lost), true)).toContain('2 critical misses');
    const low = { ...fine, passed: false, total: 60 };
    expect(verdictText(low, true)).toBe('not passed · needs 75');
    expect(verdictText({ ...low, total: null }, true)).toBe('nothing could be judged');
  });
  it('gives every chip of a real debrief words and a tone', () => {
    const chips = [...debrief(r2, play(passedOver)).transcript, ...debrief(r2, lost).transcript].flatMap(
      (l) => l.chips,
    );
    expect(new Set(chips.map((c) => c.kind)).has('missed')).toBe(true);
    for (const chip of chips) expect(chipText(chip)).not.toContain('practice.');
    expect(chipTone({ kind: 'missed', points: null, of: null, good: true })).toBe('amber');
    expect(chipTone({ kind: 'empathy', points: 3, of: 4, good: true })).toBe('green');
    expect(chipTone({ kind: 'empathy', points: 2, of: 4, good: true })).toBe('neutral');
    expect(chipTone({ kind: 'compliance', points: 0, of: 4, good: true })).toBe('amber');
  });
});

it('knows what the columns talk about, also when the run is gone', () => {
  expect(scenarioIdOf(null, [])).toBeNull();
  expect(scenarioIdOf({ kind: 'run', runId: open.id }, [open])).toBe('R2');
  expect(scenarioIdOf({ kind: 'run', runId: 'gone' }, [open])).toBeNull();
  expect(scenarioIdOf(brief('R2'), [])).toBe('R2');
});

it('shows what was said last, and what happened since', () => {
  const run = play(['listen'], 2);
  expect(lastSaid(run)).toBe(run.lines.find((l) => l.who === 'agent')?.text);
  expect(lastSaid({ lines: run.lines.slice(0, 1) })).toBeNull();
  const event = (text: string) => ({ ...run.lines[0]!, who: 'event' as const, text });
  const lines = [event('a baby cries'), ...run.lines, event('a second phone rings')];
  expect(eventsSince({ lines }).map((l) => l.text)).toEqual(['a second phone rings']);
});

it('the points behind the number of 100 leave out what could not be judged', () => {
  const category = (points: number | null, of: number) => ({
    category: 'empathy' as const,
    points,
    of,
    evidence: [],
  });
  expect(sumOf({ categories: [category(null, 20), category(6.64, 20), category(4.4, 60)] })).toEqual({
    points: '11',
    of: '80',
  });
});
