// The list of runs must fit one answer of the bridge, however many calls somebody has played.
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { limits } from '#shared/contract/kinds.ts';
import { r2 } from '#shared/domain/practice/testing.ts';
import type { Context } from '../router/context.ts';
import { practiceHandlers, practiceSchema } from './handlers.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function room() {
  const db = new Database(':memory:');
  db.exec(practiceSchema);
  const told: string[] = [];
  const handlers = practiceHandlers({ core: () => db, scenarios: [r2] });
  const at = (now: string) =>
    ({ now, changed: (topic: string) => void told.push(topic) }) as unknown as Context;
  return { db, told, handlers, at };
}

it('starts once for one id, keeps what was said, and refuses what is not on offer', async () => {
  const { handlers, at, told } = room();
  const now = at('2026-11-22T10:00:00.000Z');
  const start = { id: uuid(1), scenarioId: 'R2', level: 1 as const, seed: 7 };
  const first = await handlers.start(start, now);
  expect(await handlers.start({ ...start, seed: 8 }, at('2026-11-22T11:00:00.000Z'))).toEqual(first);
  const reply = { choiceId: 'listen' };
  const said = await handlers.answer({ id: uuid(1), reply, atMs: 4000 }, now);
  expect(said).toMatchObject({ ok: true, value: { run: { seed: 7 } } });
  expect(await handlers.runs({}, now)).toMatchObject({
    ok: true,
    value: [{ id: uuid(1), run: { seed: 7 } }],
  });
  expect(await handlers.answer({ id: uuid(1), reply: { choiceId: 'no' }, atMs: 1 }, now)).toMatchObject({
    ok: false,
    code: 'not-found',
  });
  expect(await handlers.start({ ...start, id: uuid(2), scenarioId: 'R99' }, now)).toMatchObject({
    code: 'not-found',
  });
  expect(told).toEqual(['practice.changed', 'practice.changed']);
});

it('answers the newest runs that fit, never more than the bridge carries', async () => {
  const { db, handlers, at } = room();
  const now = at('2026-11-22T10:00:00.000Z');
  await handlers.start({ id: uuid(0), scenarioId: 'R2', level: 3, seed: 7 }, now);
  const { json } = db.prepare('SELECT json FROM practice_runs').get() as { json: string };
  const run = JSON.parse(json) as { lines: unknown[] };
  const long = JSON.stringify({ ...run, lines: Array.from({ length: 40 }, () => run.lines[0]) });
  const add = db.prepare('INSERT INTO practice_runs (id, started_at, json) VALUES (?, ?, ?)');
  for (let i = 1; i <= 199; i++) add.run(uuid(i), `2026-10-01T00:${String(i).padStart(3, '0')}`, long);
  const answer = await handlers.runs({}, now);
  if (!answer.ok) throw new Error(answer.code);
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(limits.messageBytes);
  expect(answer.value.length).toBeGreaterThan(20);
  expect(answer.value.length).toBeLessThan(200);
  expect(answer.value[0]?.id).toBe(uuid(0));
});
