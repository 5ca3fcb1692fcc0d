// Scenarios of a trainer's own: kept whatever is wrong with them, played only when nothing is.
import { beforeEach, expect, it } from 'vitest';
import r2file from '../../../data/scenarios/R2.json' with { type: 'json' };
import { mostDrafts } from './drafts.ts';
import { createLintThread } from './lint-thread.ts';
import { ask, bench, r2, reset, setUp, shipped, start, theRoom, uuid, value } from './testing.ts';

beforeEach(reset);

it('publishes a scenario only when it is clean and newer, and what shipped comes back', async () => {
  await setUp();
  const save = (text: string, revision: number | null, id = uuid(50)) =>
    ask('draftSave', { id, revision, text });
  expect(await save('{"id": "R2",', null)).toMatchObject({ value: { revision: 1, published: null } });
  expect(await ask('draftPublish', { id: uuid(50), revision: 1 })).toMatchObject({
    code: 'scenario-not-clean',
  });
  const own = { ...r2file, version: r2.version + 1, title: 'Our own wait' };
  expect(await save(JSON.stringify(own), null)).toMatchObject({ code: 'conflict' });
  expect(await save(JSON.stringify({ ...own, version: r2.version }), 1)).toMatchObject({
    value: { revision: 2 },
  });
  expect(await ask('draftPublish', { id: uuid(50), revision: 2 })).toMatchObject({
    code: 'scenario-not-clean',
  });
  expect(await save(JSON.stringify(own), 2)).toMatchObject({ value: { revision: 3, title: 'Our own wait' } });
  expect(await ask('draftPublish', { id: uuid(50), revision: 3 })).toMatchObject({
    value: { published: own.version },
  });
  expect(theRoom().port?.scenariosOf(shipped)).toMatchObject([{ title: 'Our own wait' }]);
  expect(await ask('draftWithdraw', { id: uuid(50) })).toMatchObject({
    value: { published: null, withdrawn: true },
  });
  expect(theRoom().port?.scenariosOf(shipped)).toMatchObject([{ title: r2.title }]);
});

it('names what is wrong by line in a thread of its own, and starts another one after a lock', async () => {
  await setUp();
  const lint = (text: string) => ask('draftLint', { text });
  expect(await lint('{\n"id": 7\n}')).toMatchObject({
    value: { findings: expect.arrayContaining([expect.objectContaining({ line: 2, code: 'wrong-type' })]) },
  });
  expect(await lint(JSON.stringify(r2file))).toMatchObject({ ok: true, value: { findings: [], total: 0 } });
  const cut = lint(JSON.stringify(r2file, null, 1));
  theRoom().locked();
  expect(await cut).toMatchObject({ code: 'interrupted' });
  expect(await lint('{}')).toMatchObject({ code: 'training-signed-out' });
});

it('ends the check of a text that takes too long, and answers the next one', async () => {
  const text = JSON.stringify(r2file);
  const hasty = createLintThread(() => [], 1);
  const both = Promise.all([hasty.lint(text), hasty.lint('{}')]);
  expect((await both).map((a) => (a.ok ? 'ok' : a.code))).toEqual(['scenario-too-slow', 'scenario-too-slow']);
  hasty.close();
  const calm = createLintThread(() => []);
  expect(await Promise.all([calm.lint('{'), calm.lint(text)])).toMatchObject([{ ok: true }, { ok: true }]);
  calm.close();
});

it('publishes by the thread’s answer for that very text', async () => {
  await setUp();
  const own = JSON.stringify({ ...r2file, version: r2.version + 1 });
  await value('draftSave', { id: uuid(50), revision: null, text: own });
  const publishing = ask('draftPublish', { id: uuid(50), revision: 1 });
  await value('draftSave', { id: uuid(50), revision: 1, text: '{}' });
  expect(await publishing).toMatchObject({ code: 'conflict' });
  await value('draftSave', { id: uuid(50), revision: 2, text: own });
  const cut = ask('draftPublish', { id: uuid(50), revision: 3 });
  theRoom().locked();
  expect(await cut).toMatchObject({ code: expect.stringMatching(/^(interrupted|training-signed-out)$/) });
  expect(theRoom().port?.scenariosOf(shipped)).toMatchObject([{ version: r2.version }]);
});

it('keeps two hundred drafts and says when there is room for no other; publishing withdraws what was published before', async () => {
  await setUp();
  const put = bench.db.prepare(
    `INSERT INTO training_drafts (id, text, revision, changed_at, changed_by, findings, published_text, published_version, published_id)
     VALUES (?, '{}', 1, ?, 'P', 0, ?, 1, ?)`,
  );
  // In force, and older than all that a list shows.
  put.run(uuid(1000), '2020-01-01T00:00:00.000Z', JSON.stringify(r2file), 'R2');
  for (let i = 1; i < mostDrafts - 1; i++) put.run(uuid(1000 + i), start, null, null);
  const text = JSON.stringify({ ...r2file, version: r2.version + 1, title: 'Ours' });
  await value('draftSave', { id: uuid(50), revision: null, text });
  expect(await ask('draftSave', { id: uuid(51), revision: null, text })).toMatchObject({
    code: 'drafts-full',
  });
  expect(await ask('draftImport', { id: uuid(51), text })).toMatchObject({ code: 'drafts-full' });
  expect(await ask('draftSave', { id: uuid(50), revision: 1, text })).toMatchObject({ ok: true });
  expect(await value<object[]>('drafts')).toHaveLength(mostDrafts);
  expect(await value<object[]>('drafts')).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: uuid(50), scenarioId: 'R2', title: 'Ours' })]),
  );
  await value('draftPublish', { id: uuid(50), revision: 2 });
  expect(bench.db.prepare('SELECT withdrawn FROM training_drafts WHERE id = ?').get(uuid(1000))).toEqual({
    withdrawn: 1,
  });
});
