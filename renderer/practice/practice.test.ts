// The room's pure parts on real runs of the shipped scenario: attempts, curve, pace, words.
import { describe, expect, it } from 'vitest';
import { debrief } from '#shared/domain/practice/debrief.ts';
import { score } from '#shared/domain/practice/score.ts';
import {
  attemptsOf,
  empathyTrend,
  levelFor,
  nextAfter,
  runToResume,
  seedFrom,
  standingOf,
  withRun,
} from './attempts.ts';
import { missedMarks, pathOf, spotsOf, trendSpots } from './curve.ts';
import { callMs, seedTyped, turnClock } from './pace.ts';
import { phaseOf, scenarioIdOf } from './shown.ts';
import { good, kept, missedCue, play, playWeak, r2 } from './testing.ts';
import { chipText, chipTone, lengthOf, pointsOf, roundPoints, sumOf, toneOf, verdictText } from './words.ts';

const passed = kept(3, play(good, 1));
const failed = kept(2, playWeak(1));
const open = kept(4, play(['listen'], 2));

describe('attempts', () => {
  it('counts from the first and lists the newest first', () => {
    const attempts = attemptsOf(r2, [passed, open, failed]);
    expect(attempts.map((a) => [a.number, a.state])).toEqual([
      [3, 'unfinished'],
      [2, 'passed'],
      [1, 'failed'],
    ]);
    expect(attempts[1]?.total).toBe(score(r2, passed.run).total);
    expect(attemptsOf({ ...r2, id: 'R9' }, [passed])).toEqual([]);
  });
  it('stands by the highest pass, an open call first', () => {
    const of = (...runs: (typeof passed)[]) => standingOf(attemptsOf(r2, runs));
    expect(of()).toEqual({ kind: 'none' });
    expect(of(failed)).toEqual({ kind: 'failed', level: 1 });
    // A later fail takes nothing away.
    expect(of(passed, kept(5, failed.run))).toEqual({ kind: 'passed', level: 1 });
    expect(of(passed, open)).toEqual({ kind: 'unfinished', level: 2 });
  });
  it('offers the level above the highest pass, and no level above 4', () => {
    const of = (...runs: (typeof passed)[]) => levelFor(attemptsOf(r2, runs));
    expect(of()).toBe(1);
    expect(of(failed)).toBe(1);
    expect(of(passed)).toBe(2);
    expect(of(kept(6, play(good, 3)))).toBe(4);
  });
  it('draws the trend from finished calls with a cue only, the oldest first', () => {
    const trend = empathyTrend(attemptsOf(r2, [failed, passed, open]));
    expect(trend.map((p) => p.id)).toEqual([failed.id, passed.id]);
    const many = Array.from({ length: 12 }, (_, i) => kept(i + 1, passed.run));
    expect(empathyTrend(attemptsOf(r2, many)).map((p) => p.id)).toEqual(many.slice(4).map((k) => k.id));
    const silent = kept(7, { ...passed.run, lines: passed.run.lines.map((l) => ({ ...l, cueLevel: null })) });
    expect(empathyTrend(attemptsOf(r2, [silent]))).toEqual([]);
  });
  it('leads a pass on and a fail to the same level', () => {
    const other = { ...r2, id: 'R4', title: 'Surprise bill' };
    expect(nextAfter([r2], [failed], 'R2', 1, false)).toMatchObject({ why: 'same-level', level: 1 });
    expect(nextAfter([r2], [passed], 'R2', 1, true)).toMatchObject({ why: 'next-level', level: 2 });
    expect(nextAfter([r2], [passed], 'R2', 4, true)).toBeNull();
    expect(nextAfter([r2, other], [passed], 'R2', 1, true)).toEqual({
      scenarioId: 'R4',
      level: 1,
      why: 'next-scenario',
    });
  });
  it('goes on after a reload only with what was fresh', () => {
    const at = (iso: string) => runToResume([passed, open], new Date(iso));
    expect(runToResume([], new Date())).toBeNull();
    expect(at('2026-11-04T12:05:00.000Z')).toBe(open.id);
    expect(at('2026-11-04T13:05:00.000Z')).toBeNull();
    expect(at('2026-11-05T12:00:00.000Z')).toBeNull();
  });
  it('replaces a run by its id', () => {
    const later = { ...open, run: play(['listen', 'own'], 2) };
    expect(withRun([open, passed], later)).toEqual([later, passed]);
    expect(withRun([], later)).toEqual([later]);
  });
  it('draws seeds that can be told on the phone', () => {
    expect([0, 0.5, 0.99999].map(seedFrom)).toEqual([0, 5000, 9999]);
  });
});

describe('curve', () => {
  const box = { width: 640, height: 90 };
  const { series } = debrief(r2, play(missedCue));
  it('goes from edge to edge and stays inside', () => {
    const spots = spotsOf(series, 'emotion', box);
    expect(spots[0]?.x).toBe(0);
    expect(spots.at(-1)?.x).toBe(640);
    expect(spots.every((s) => s.y >= 0 && s.y <= 90)).toBe(true);
    // Level 3 begins at anger 8 of 10: 18 of 90 from the top.
    expect(spots[0]?.y).toBe(18);
    expect(pathOf(spots)).toMatch(/^M0 18( L[\d.]+ [\d.]+)+$/);
  });
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
    expect(spotsOf([{ atMs: 0, emotion: 10, trust: 0, missedCue: true }], 'trust', box)).toEqual([
      { x: 0, y: 90 },
    ]);
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
  it('counts on from where the call was, never back', () => {
    expect(callMs({ base: 0, at: 5000 }, 6500.4)).toBe(1500);
    expect(callMs({ base: 61_000, at: 5000 }, 5000)).toBe(61_000);
    expect(callMs({ base: 61_000, at: 5000 }, 4000)).toBe(61_000);
  });
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
    const fine = score(r2, passed.run);
    expect(verdictText(fine, true)).toBe('passed at 75 · no critical miss');
    expect(verdictText(fine, false)).toBe('not finished');
    expect(verdictText(score(r2, failed.run), true)).toContain('2 critical misses');
    const low = { ...fine, passed: false, total: 60 };
    expect(verdictText(low, true)).toBe('not passed · needs 75');
    expect(verdictText({ ...low, total: null }, true)).toBe('nothing could be judged');
  });
  it('gives every chip of a real debrief words and a tone', () => {
    const chips = [...debrief(r2, play(missedCue)).transcript, ...debrief(r2, failed.run).transcript].flatMap(
      (l) => l.chips,
    );
    expect(new Set(chips.map((c) => c.kind)).has('missed')).toBe(true);
    for (const chip of chips) expect(chipText(chip)).not.toContain('practice.');
    expect(chipTone({ kind: 'missed', points: null, of: null })).toBe('amber');
    expect(chipTone({ kind: 'empathy', points: 3, of: 4 })).toBe('green');
    expect(chipTone({ kind: 'empathy', points: 2, of: 4 })).toBe('neutral');
    expect(chipTone({ kind: 'compliance', points: 0, of: 4 })).toBe('amber');
  });
});

it('knows what the columns talk about, also when the run is gone', () => {
  expect(scenarioIdOf(null, [])).toBeNull();
  expect(scenarioIdOf({ kind: 'run', runId: open.id }, [open])).toBe('R2');
  expect(scenarioIdOf({ kind: 'run', runId: 'gone' }, [open])).toBeNull();
  expect(scenarioIdOf({ kind: 'brief', scenarioId: 'R2', level: null, seed: null }, [])).toBe('R2');
  expect(phaseOf(r2, open.run)).toBe('going-on');
  expect(phaseOf(r2, passed.run)).toBe('ended');
  expect(phaseOf({ ...r2, version: r2.version + 1 }, open.run)).toBe('stale');
  expect(phaseOf({ ...r2, version: r2.version + 1 }, passed.run)).toBe('ended');
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
