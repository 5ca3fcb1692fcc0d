// What stands beside the words of a debrief, on real runs of the shipped scenario.
import { expect, it } from 'vitest';
import type { PracticeProgress } from '#shared/contract/practice.ts';
import { debrief } from '#shared/domain/practice/debrief.ts';
import {
  againOn,
  bookmarked,
  curveOf,
  humanLevels,
  labelOf,
  marksOf,
  missedCues,
  ratingOf,
  rowsOf,
  skillTrends,
} from './moments.ts';
import { missedCue, play, r2 } from './testing.ts';

const run = play(missedCue);
const told = debrief(r2, run);
const rating = (at: string, overall: number) => ({
  id: at,
  runId: at,
  perCue: [{ cueIndex: 0, level: 4 }],
  items: [],
  overall,
  criticalMet: true,
  passed: true,
  note: '',
  by: 'J. Ruiz',
  keyId: 'k',
  at,
});
const comment = (atMs: number) => ({
  id: String(atMs),
  runId: 'r',
  atMs,
  text: 'You came back well.',
  by: 'J. Ruiz',
  at: '2026-11-23T01:00:00.000Z',
});

it('takes the newest rating, and puts its levels beside the answers to cues, in their order', () => {
  expect(ratingOf([])).toBeNull();
  const two = [rating('2026-11-22T01:00:00.000Z', 60), rating('2026-11-23T01:00:00.000Z', 70)];
  expect(ratingOf(two)?.overall).toBe(70);
  const answers = run.lines.flatMap((l, i) => (l.cueLevel === null ? [] : [i]));
  const levels = humanLevels(run, {
    perCue: [
      { cueIndex: 1, level: 3 },
      { cueIndex: 99, level: 0 },
    ],
  });
  expect([...levels]).toEqual([[answers[1], 3]]);
  expect(humanLevels(run, null).size).toBe(0);
});

it('puts comments after the line of their time, and a bookmark of its own where no line is', () => {
  const at = told.transcript[3]?.atMs ?? 0;
  const rows = rowsOf(told.transcript, [comment(at), comment(86_000_000)], [{ atMs: at + 1, label: 'here' }]);
  expect(rows).toHaveLength(told.transcript.length + 3);
  expect(rows.at(-1)?.kind).toBe('comment');
  const of = rows.findIndex((r) => r.kind === 'comment');
  const before = rows[of - 1];
  expect(before?.kind === 'line' && before.line.atMs).toBe(at);
  expect(rows[of + 1]?.kind).toBe('bookmark');
  // One that stands at a line is drawn on it.
  expect(rowsOf(told.transcript, [], [{ atMs: at, label: 'x' }])).toHaveLength(told.transcript.length);
});

it('finds the line of a bookmark by its words where several stand at one time', () => {
  const [first, second] = told.transcript;
  const lines = [
    { ...first!, atMs: 5, text: 'One.' },
    { ...second!, atMs: 5, text: ' Two. ' },
  ];
  expect([...bookmarked(lines, [{ atMs: 5, label: labelOf(lines[1]!) }])]).toEqual([1]);
  expect([...bookmarked(lines, [{ atMs: 5, label: 'gone' }])]).toEqual([0]);
  expect([...bookmarked(lines, [{ atMs: 6, label: 'Two.' }])]).toEqual([]);
});

it('lists each cue passed over with the caller’s words and a better line', () => {
  const missed = missedCues(told.transcript);
  expect(missed).toHaveLength(told.series.filter((p) => p.missedCue).length);
  for (const m of missed) {
    expect(m.cue).not.toBe('');
    expect(m.better).not.toBeNull();
    expect(told.transcript[m.at]?.text).toBe(m.said);
  }
});

it('marks what happened and what met a rule; acts that met none are no mark', () => {
  const [line] = told.transcript;
  const act = { ...line!, who: 'desk' as const, text: '', atMs: 4 };
  const counted = { ...act, text: 'opens the card', atMs: 3 };
  const event = { ...act, who: 'event' as const, atMs: 2 };
  expect(marksOf([act, counted, event], [{ atMs: 9 }], [{ atMs: 1, label: '' }]).map((m) => m.kind)).toEqual([
    'bookmark',
    'event',
    'act',
    'comment',
  ]);
});

it('draws the last of what stands at one time', () => {
  const point = (atMs: number, emotion: number) => ({ atMs, emotion, trust: 1, missedCue: false });
  expect(curveOf([point(0, 5), point(1000, 6), point(1000, 7)])).toEqual([
    { at: 0, emotion: 5, trust: 1 },
    { at: 1, emotion: 7, trust: 1 },
  ]);
});

it('tells each skill over attempts of one scenario, and when it comes back', () => {
  const attempt = (n: number, empathy: number | null, scenarioId = 'R2') => ({
    runId: String(n),
    scenarioId,
    level: 1 as const,
    at: '2026-11-20T12:00:00.000Z',
    score: 80,
    passed: true,
    skills: { empathy, accuracy: 0.5 },
  });
  const trends = skillTrends(
    [attempt(1, 0.5), attempt(2, null), attempt(3, 0.9, 'R4'), attempt(4, 0.75)],
    'R2',
  );
  expect(trends.find((x) => x.skill === 'empathy')).toEqual({
    skill: 'empathy',
    values: [50, 75],
    change: 25,
  });
  expect(trends.find((x) => x.skill === 'accuracy')?.change).toBe(0);
  expect(trends.find((x) => x.skill === 'listening')).toEqual({
    skill: 'listening',
    values: [],
    change: null,
  });
  const progress: PracticeProgress = {
    trainee: { id: null, name: 'Mara Kaplan' },
    attempts: [],
    scenarios: [
      {
        scenarioId: 'R2',
        attempts: 1,
        best: 1,
        last: 1,
        lastAt: null,
        passed: false,
        dueAt: '2026-11-25T00:00:00.000Z',
      },
    ],
  };
  expect(againOn(progress, 'R2')).toBe('2026-11-25T00:00:00.000Z');
  expect(againOn(progress, 'R4')).toBeNull();
  expect(againOn(null, 'R2')).toBeNull();
});
