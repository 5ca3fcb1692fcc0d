// Scenarios of a trainer's own: kept whatever is wrong with them, played only when nothing is.
import { beforeEach, expect, it } from 'vitest';
import r2file from '../../../data/scenarios/R2.json' with { type: 'json' };
import { ask, r2, reset, setUp, shipped, theRoom, uuid } from './testing.ts';

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
  const cut = lint(JSON.stringify(r2file));
  theRoom().locked();
  expect(await cut).toMatchObject({ code: 'interrupted' });
  expect(await lint('{}')).toMatchObject({ code: 'training-signed-out' });
});
