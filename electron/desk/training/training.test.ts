// What a trainer does: assigns, rates above the machine, corrects phrases.
import { beforeEach, expect, it } from 'vitest';
import { answeredCues } from '#shared/domain/training/overlay.ts';
import { fail } from '#shared/domain/result.ts';
import { cheapScrypt } from '../vault/testing.ts';
import { practiceName, saveFile } from './files.ts';
import { assignmentsText, readAssignments } from './people.ts';
import {
  ask,
  bench,
  pass,
  passphrase,
  play,
  r2,
  rating,
  reset,
  setUp,
  shipped,
  start,
  theRoom,
  uuid,
  value,
} from './testing.ts';
import { makeTrainerKey } from './trainer-key.ts';

beforeEach(reset);

it('assigns, counts what was played of it, and carries it to another computer as a signed file', async () => {
  await setUp();
  await value('traineeSave', { id: 'ann', name: 'Ann Agent' });
  const one = {
    id: uuid(10),
    traineeId: 'ann',
    scenarioId: 'R2',
    level: 3,
    due: '2026-11-25',
    repeat: 'until-passed',
  };
  expect(await ask('assign', { ...one, scenarioId: 'R99' })).toMatchObject({ code: 'not-found' });
  expect(await ask('assign', one)).toMatchObject({
    value: { state: 'open', attempts: 0, by: 'Priya Trainer' },
  });
  expect(await ask('assign', one)).toMatchObject({ ok: true });
  expect(theRoom().port?.assignmentsOf({ id: 'ann', name: '' })).toHaveLength(1);
  expect(theRoom().port?.assignmentsOf({ id: null, name: 'ann agent ' })).toHaveLength(1);
  expect(theRoom().port?.assignmentsOf({ id: 'ben', name: 'Ann Agent' })).toEqual([]);
  pass(4 * 86_400_000);
  await value('signIn', { trainerId: uuid(1), passphrase });
  expect(await ask('assignments', { traineeId: 'ann' })).toMatchObject({ value: [{ state: 'overdue' }] });
  play(20, ['hello'], { passed: false, score: 30 });
  expect(await ask('assignments', { traineeId: null })).toMatchObject({
    value: [{ state: 'overdue', attempts: 1 }],
  });
  play(21, ['hello']);
  expect(await ask('assignments', { traineeId: null })).toMatchObject({
    value: [{ state: 'done', attempts: 2 }],
  });
  expect(await ask('team')).toMatchObject({
    value: { rows: [{ trainee: { id: 'ann' }, scenarios: [{ id: 'R2', n: 2, passed: true, value: 0.56 }] }] },
  });
  const made = await makeTrainerKey(
    { id: uuid(9), name: 'Far', passphrase },
    (n) => Buffer.alloc(n, 7),
    cheapScrypt,
  );
  if (!made.ok) throw new Error(made.code);
  const list = [
    {
      ...one,
      id: uuid(11),
      level: 3 as const,
      repeat: 'once' as const,
      traineeId: 'ben',
      traineeName: 'Ben',
      note: '',
      by: 'Far',
      at: start,
    },
  ];
  const { publicKey } = made.value.key;
  const text = assignmentsText({ by: 'Far', publicKey, at: start, list }, made.value.privateKey);
  // Anybody can sign a file and write a name into it: nothing is added before the key was named.
  const { keyId } = made.value.key;
  for (const given of [{ text }, { text, keyId: '0123456789abcdef' }])
    expect(await ask('assignmentsOpen', given)).toMatchObject({
      value: { added: 0, known: 0, asks: { by: 'Far', keyId, count: 1, text } },
    });
  expect(await ask('assignments', { traineeId: 'ben' })).toMatchObject({ value: [] });
  expect(await ask('assignmentsOpen', { text, keyId })).toMatchObject({
    value: { added: 1, known: 0, asks: null },
  });
  expect(await ask('assignmentsOpen', { text, keyId })).toMatchObject({ value: { added: 0, known: 1 } });
  expect(readAssignments(text.replace('"level": 3', '"level": 1'))).toMatchObject({
    code: 'assignments-refused',
  });
  expect(readAssignments('{}')).toMatchObject({ code: 'assignments-refused' });
});

it('keeps ratings above the machine’s score, and works kappa out anew from all of them', async () => {
  await setUp();
  const runId = play(20, ['Forty minutes is a long wait, I am sorry about that.', 'I understand.'], {
    score: 40,
    passed: false,
  });
  const run = bench.kept[0]!.run!;
  const cues = answeredCues(run);
  expect(cues.length).toBeGreaterThan(0);
  const before = JSON.stringify(bench.kept[0]);
  const perCue = cues.map((_, cueIndex) => ({ cueIndex, level: 4 }));
  expect(
    await ask('rate', rating(runId, 30, { perCue: [{ cueIndex: cues.length, level: 1 }] })),
  ).toMatchObject({
    code: 'invalid-input',
  });
  expect(await ask('rate', rating(runId, 31, { perCue, overall: 20 }))).toMatchObject({
    value: { passed: false },
  });
  expect(await ask('rate', rating(runId, 32, { perCue, overall: 90 }))).toMatchObject({
    value: { passed: true },
  });
  expect(await ask('attempts', { traineeId: 'ann', scenarioId: null, state: 'finished' })).toMatchObject({
    value: [{ machine: { total: 40, passed: false }, human: { total: 90, passed: true } }],
  });
  expect(
    await ask('comment', { id: uuid(40), runId, atMs: 3000, text: 'Good that you owned it.' }),
  ).toMatchObject({ ok: true });
  const reviewed = await value<{ ratings: { overall: number }[]; comments: object[] }>('review', { runId });
  expect(reviewed.ratings.map((r) => r.overall)).toEqual([90, 20]);
  expect(reviewed.comments).toHaveLength(1);
  expect(theRoom().port?.reviewOf(runId)).toMatchObject({
    ratings: [{ overall: 90 }, {}],
    comments: [{ atMs: 3000 }],
  });
  expect(JSON.stringify(bench.kept[0])).toBe(before);
  const found = await value<{
    here: { n: number; table: number[][] };
    shipped: { machine: { n: number } };
    together: { n: number };
  }>('agreement');
  // The newest rating of a run counts once.
  expect(found.here.n).toBe(cues.length);
  expect(found.here.table[4]!.reduce((a, b) => a + b)).toBe(cues.length);
  expect(found.together.n).toBe(found.here.n + found.shipped.machine.n);
  expect(() => bench.db.prepare('DELETE FROM training_ratings').run()).toThrow('immutable');
});

it('corrects phrases for runs to come, shows both scores on ask, and takes it back', async () => {
  await setUp();
  const runId = play(20, ['That waiting stinks, so it does.']);
  const rule = r2.rules.find((r) => r.tag.startsWith('feeling')) ?? r2.rules[0]!;
  const change = { scenarioId: 'R2', version: 0, ruleId: rule.id, add: ['waiting stinks'], remove: [] };
  for (const bad of [{ add: ['<b>'] }, { add: ['@no_such_group'] }, { add: [] }])
    expect(await ask('correct', { ...change, ...bad })).toMatchObject({ code: 'correction-refused' });
  expect(await ask('correct', { ...change, add: [], remove: [...rule.any] })).toMatchObject({
    code: expect.stringMatching(/correction-refused|invalid/),
  });
  expect(await ask('correct', change)).toMatchObject({ value: { version: 1 } });
  expect(await ask('correct', change)).toMatchObject({ code: 'conflict' });
  const inForce = () =>
    theRoom()
      .port?.scenariosOf(shipped)[0]
      ?.rules.find((r) => r.id === rule.id)?.any ?? [];
  expect(inForce()).toContain('waiting stinks');
  const both = await value<{ before: object; after: object; cues: object[] }>('scoreAgain', { runId });
  expect(both).toHaveProperty('after.total');
  expect(await ask('correctUndo', { scenarioId: 'R2', version: 1 })).toMatchObject({ value: { version: 2 } });
  expect(inForce()).not.toContain('waiting stinks');
  expect(await ask('correctUndo', { scenarioId: 'R2', version: 2 })).toMatchObject({ code: 'not-found' });
  expect(r2.rules.find((r) => r.id === rule.id)?.any).not.toContain('waiting stinks');
});

it('reads what was played once, however many people there are', async () => {
  await setUp();
  for (let i = 0; i < 50; i++) await value('traineeSave', { id: `t${i}`, name: `T ${i}` });
  for (let i = 0; i < 100; i++) play(1000 + i, ['hello'], { trainee: { id: `t${i % 50}`, name: 'T' } });
  let read = 0;
  const plain = bench.kept;
  bench.kept = new Proxy(plain, {
    get(list, key) {
      if (key === 'filter') read++;
      return Reflect.get(list, key) as unknown;
    },
  });
  const rows = await value<{ id: string; attempts: number; passed: number }[]>('trainees');
  expect(rows).toHaveLength(50);
  expect(rows.every((r) => r.attempts === 2 && r.passed === 2)).toBe(true);
  // This bench looks for namesakes once a person; the runs themselves are read once.
  expect(read - rows.length).toBeLessThan(5);
});

it('writes no file whose name does not say PRACTICE', async () => {
  const written = (name: string) =>
    saveFile(
      {
        fileDialog: async () => ({ ok: true, value: { handle: 'h', name } }),
        redeemHandle: async () => fail('handle-spent'),
      },
      { title: 'x', suggested: practiceName('assignments', 'json'), text: '' },
    );
  expect(await written('tuesday.json')).toMatchObject({ code: 'practice-file-name' });
  expect(await written('my-practice.json')).toMatchObject({ code: 'handle-spent' });
});
