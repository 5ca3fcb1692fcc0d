// Whose calls count, what a trainer may list, and what a rating that stands against the rules must say.
import { beforeEach, expect, it } from 'vitest';
import { apply } from '#shared/domain/practice/run.ts';
import { ask, bench, play, r2, rating, reset, setUp, uuid, value } from './testing.ts';

/** One line, and the trainee hangs up: the rules miss what had to be done. */
function hungUp(change: Parameters<typeof play>[2] = {}): string {
  const runId = play(20, ['I understand.'], change);
  const kept = bench.kept[0]!;
  const run = apply(r2, kept.run!, { kind: 'act', act: 'hang_up' }, 60_000);
  if (!run.ok) throw new Error(run.code);
  kept.run = run.value;
  return runId;
}

beforeEach(reset);

it('joins calls without an id to their person, lists no declined one, and takes no past day', async () => {
  await setUp();
  await value('traineeSave', { id: 'mara-keller', name: 'Mara Keller' });
  const runId = hungUp({ trainee: { id: null, name: 'Mara Keller' } });
  bench.kept.unshift({ ...bench.kept[0]!, row: { ...bench.kept[0]!.row, id: uuid(21), state: 'declined' } });
  const all = { traineeId: null, scenarioId: null, state: 'any' };
  expect(await ask('attempts', all)).toMatchObject({ value: [{ runId, machine: { criticalMissed: true } }] });
  bench.kept.shift();
  expect(await ask('trainees')).toMatchObject({ value: [{ nameless: 1, attempts: 0 }] });
  expect(await ask('traineeJoin', { id: 'nobody' })).toMatchObject({ code: 'not-found' });
  expect(await ask('traineeJoin', { id: 'mara-keller' })).toMatchObject({ value: { joined: 1 } });
  expect(await ask('trainees')).toMatchObject({ value: [{ nameless: 0, attempts: 1 }] });
  const given = { id: uuid(3), traineeId: 'mara-keller', scenarioId: 'R2', level: 1, repeat: 'once' };
  expect(await ask('assign', { ...given, due: '2020-01-01' })).toMatchObject({ code: 'invalid-input' });
});

it('keeps half a rating for its trainer, and asks why where all is said to be met against the rules', async () => {
  await setUp();
  const runId = hungUp();
  const draft = { since: null, cues: [], items: [], overall: '9', criticalMet: null, note: 'half' };
  expect(await ask('rateDraft', { runId, draft })).toMatchObject({ ok: true });
  expect(await ask('review', { runId })).toMatchObject({ value: { draft } });
  expect(await ask('rate', rating(runId, 30))).toMatchObject({ code: 'invalid-input' });
  expect(await ask('rate', rating(runId, 31, { note: 'He said it before the call.' }))).toMatchObject({
    value: { passed: true },
  });
  expect(await ask('review', { runId })).toMatchObject({ value: { draft: null } });
});
