// The trainer's desk without a screen: what is missing before something can be kept, and how numbers are written.
import '../text/late/trainer.ts';
import { expect, it } from 'vitest';
import { personId as schema } from '#shared/domain/training/records.ts';
import { kappaText, shareSame } from './agreement/kappa.ts';
import { attemptTone, machineText } from './attempts/words.ts';
import { effectOf } from './attempts/effect.ts';
import { runsOf, validUntil } from './certificates/runs.ts';
import { rulesFound, undone } from './corrections/rules.ts';
import { setUpProblem } from './entry/set-up.ts';
import { dueDate, typedDate } from './people/due.ts';
import { personId } from './people/person-id.ts';
import { lineOfTime } from './review/lines.ts';
import { askedMore, draftFrom, emptyDraft, fromKept, missingOf, ratingOf, toKept } from './review/draft.ts';
import { heatOf, meansOf, percent } from './team/heat.ts';

const at = '2026-11-22T03:00:00.000Z';

it('sets up nobody without a name, with a short passphrase or with two of them', () => {
  const good = {
    name: 'Ines Varga (synthetic)',
    passphrase: 'four calm words here',
    again: 'four calm words here',
  };
  expect(setUpProblem(good)).toBeNull();
  expect(setUpProblem({ ...good, name: '  ' })).toEqual({ field: 'name', what: 'needs-name' });
  expect(setUpProblem({ ...good, passphrase: 'elevenchars', again: 'elevenchars' })?.field).toBe(
    'passphrase',
  );
  // Twelve signs, not twelve bytes.
  expect(setUpProblem({ ...good, passphrase: '🙂🙂🙂🙂🙂🙂', again: '🙂🙂🙂🙂🙂🙂' })?.what).toBe('short');
  expect(setUpProblem({ ...good, again: `${good.again} ` })?.field).toBe('again');
});

it('takes the same ids for a person as the desk', () => {
  const tried = [
    'p-014',
    'A',
    'a.b_c-1',
    '',
    '-a',
    ' p',
    'p 1',
    'é',
    'a'.repeat(60),
    'a'.repeat(61),
    'a\n',
    '../x',
  ];
  for (const id of tried) expect(personId.test(id)).toBe(schema.safeParse(id).success);
});

it('counts days from the desk’s own day, over the end of a month, and takes a typed one only if it exists', () => {
  expect(dueDate(null, new Date(2026, 10, 28, 12))).toBeNull();
  expect(dueDate(3, new Date(2026, 10, 28, 23, 59))).toBe('2026-12-01');
  expect(typedDate(' 2026-12-01 ')).toBe('2026-12-01');
  for (const wrong of ['', '2026-02-30', '2026-13-01', '1.12.2026', '2026-1-1', '2026-12-01T00:00'])
    expect(typedDate(wrong)).toBeNull();
});

it('keeps a rating only when each cue, the criticals and the sum were given by the trainer', () => {
  expect(missingOf(emptyDraft, 2)).toEqual(['cues', 'overall', 'critical']);
  expect(missingOf({ ...emptyDraft, overall: '0', criticalMet: false }, 0)).toEqual([]);
  for (const overall of ['', '-1', '101', '70.5', '7e1', '070 1', 'x'])
    expect(missingOf({ ...emptyDraft, overall, criticalMet: true }, 0)).toEqual(['overall']);
  const draft = { ...emptyDraft, cues: { 0: 0, 1: 4 }, overall: '72', criticalMet: true, note: ' well led ' };
  expect(ratingOf({ ...draft, cues: { 1: 4 } }, 2)).toBeNull();
  expect(ratingOf(draft, 2)).toEqual({
    perCue: [
      { cueIndex: 0, level: 0 },
      { cueIndex: 1, level: 4 },
    ],
    items: [],
    overall: 72,
    criticalMet: true,
    note: 'well led',
  });
});

it('puts a comment under one line: the last that had begun', () => {
  const lines = [0, 0, 1500].map((atMs, index) => ({ index, atMs }));
  expect([0, 1499, 1500, 9000].map((atMs) => lineOfTime(lines, atMs))).toEqual([1, 1, 2, 2]);
  expect(lineOfTime([], 0)).toBeNull();
});

it('begins from the newest rating of a trainer, and never from the rules', () => {
  expect(draftFrom(undefined)).toBe(emptyDraft);
  const kept = {
    id: 'a',
    runId: 'b',
    perCue: [{ cueIndex: 1, level: 3 }],
    items: [{ ruleId: 'L1', met: false }],
    overall: 80,
    criticalMet: false,
    passed: false,
    note: '',
    by: 'Ines',
    keyId: 'k',
    at,
  };
  expect(draftFrom(kept)).toEqual({
    cues: { 1: 3 },
    items: { L1: false },
    overall: '80',
    criticalMet: false,
    note: '',
  });
});

it('writes a score that could not be judged as none, and a critical miss before the sum', () => {
  const machine = { total: 81.6, criticalMissed: false, passed: true, skills: {} };
  expect(machineText({ state: 'finished', machine })).toBe('82 · passed');
  expect(machineText({ state: 'finished', machine: { ...machine, total: null } })).toBe('–');
  expect(machineText({ state: 'finished', machine: null })).toBe('–');
  const missed = { ...machine, criticalMissed: true, passed: false };
  expect(machineText({ state: 'finished', machine: missed })).toBe('critical item missed · 82');
  expect(attemptTone({ state: 'finished', machine: missed })).toBe('amber');
  expect(attemptTone({ state: 'missed', machine })).toBe('neutral');
  expect(kappaText(null)).toBe('–');
  expect(kappaText(-0.084)).toBe('−0.08');
  expect(shareSame({ n: 0, same: 0 })).toBe(0);
  expect(shareSame({ n: 3, same: 2 })).toBe(67);
});

it('says what an event does before it is made to happen', () => {
  expect(effectOf({ emotion: 2, trust: -1, to: null })).toBe(
    'The caller’s feeling moves by +2. Trust moves by −1.',
  );
  expect(effectOf({ emotion: 0, trust: 0, to: null })).toContain('neither');
});

it('certifies on the best counting call of each scenario, and only when the desk says that all are there', () => {
  const need = (id: string, runs: string[]) => ({
    scenarioId: id,
    title: id,
    counting: runs.map((runId) => ({ runId, at, level: 3 as const, score: 80 })),
    lacks: null,
    newest: null,
  });
  expect(runsOf({ ready: true, needs: [need('R1', ['a', 'b']), need('R9', ['c'])] })).toEqual(['a', 'c']);
  expect(runsOf({ ready: true, needs: [need('R1', ['a']), need('R9', [])] })).toBeNull();
  expect(runsOf({ ready: false, needs: [need('R1', ['a'])] })).toBeNull();
  expect(runsOf({ ready: true, needs: [] })).toBeNull();
});

it('knows until when somebody is certified, whoever else is', () => {
  const row = (id: string, expiresAt: string) => ({ subject: { id, name: id }, expiresAt });
  const rows = [row('a', '2027-01-01T00:00:00.000Z'), row('a', '2026-01-01T00:00:00.000Z'), row('b', at)];
  expect(validUntil(rows, 'a', new Date(at))).toBe('2027-01-01T00:00:00.000Z');
  // The moment it ends is not valid any more.
  expect(validUntil(rows, 'b', new Date(at))).toBeNull();
  expect(validUntil([], 'a', new Date(at))).toBeNull();
});

it('finds rules by their phrases, changed ones first, and knows what was taken back', () => {
  const rule = (ruleId: string, any: string[], added: string[] = []) => ({
    ruleId,
    title: ruleId,
    any,
    added,
    removed: [],
  });
  const rules = [rule('L1', ['tell me more']), rule('G1', ['sorry to hear'], ['sorry to hear'])];
  expect(rulesFound(rules, '').map((one) => one.ruleId)).toEqual(['G1', 'L1']);
  expect(rulesFound(rules, ' MORE').map((one) => one.ruleId)).toEqual(['L1']);
  const change = { scenarioId: 'R2', ruleId: 'L1', add: ['x'], remove: [], by: 'Ines', at };
  const history = [
    { ...change, version: 1, undoes: null },
    { ...change, version: 2, undoes: 1 },
  ];
  expect(undone(history, 1)).toBe(true);
  expect(undone(history, 2)).toBe(false);
});

it('draws never judged apart from weak, and takes the mean of those who were judged', () => {
  expect([null, 0, 0.25, 0.42, 0.74, 0.75, 1].map(heatOf)).toEqual(['none', '0', '1', '1', '2', '3', '4']);
  expect([null, 0, 0.666].map(percent)).toEqual(['–', '0', '67']);
  const row = (value: number | null) => ({
    trainee: { id: 'a', name: 'A' },
    skills: [{ skill: 'empathy' as const, value, n: value === null ? 0 : 2 }],
    scenarios: [],
  });
  expect(meansOf({ skills: ['empathy', 'accuracy'], rows: [row(1), row(null), row(0.5)] })).toEqual([
    { skill: 'empathy', value: 0.75, n: 2 },
    { skill: 'accuracy', value: null, n: 0 },
  ]);
});

it('asks which and why where a word stands against the rules, and which where one was missed', () => {
  const critical = [
    { ruleId: 'K1', title: 'Asked', missed: true },
    { ruleId: 'K2', title: 'Stayed', missed: false },
  ];
  const met = { ...emptyDraft, criticalMet: true };
  expect(askedMore(met, critical)).toEqual(['which', 'note']);
  expect(askedMore({ ...met, items: { K1: true }, note: 'In the room.' }, critical)).toEqual([]);
  expect(askedMore(met, critical.slice(1))).toEqual([]);
  const missed = { ...emptyDraft, criticalMet: false };
  expect(askedMore(missed, critical)).toEqual(['which']);
  expect(askedMore({ ...missed, items: { K2: false } }, critical)).toEqual([]);
  const draft = { ...met, cues: { 0: 3 }, items: { K1: false }, overall: '8', note: 'half' };
  expect(fromKept(toKept(draft, null))).toEqual(draft);
});
