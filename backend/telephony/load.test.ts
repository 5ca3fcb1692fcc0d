// Many that ring at once: none is refused, each has its row, and an agent's desk is answered meanwhile.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { line, startCentre, wait, type Centre } from '../testing/centre.ts';

const many = 60;
let centre: Centre;
beforeAll(async () => {
  centre = await startCentre(freshDatabase);
});
afterAll(() => centre?.close());

it('takes many that ring together', async () => {
  const ann = await centre.seat('ann');
  await ann.ready();
  const rung = Promise.all(
    Array.from({ length: many }, (_, i) => centre.carrier.callIn(`+1212${5_550_000 + i}`, line)),
  );
  const shown = await wait(async () => {
    const now = await ann.now();
    return now.calls.some((call) => call.phase === 'offered') ? now : null;
  }, 30_000);
  expect(shown.agent.state).toBe('available');
  await rung;
  await centre.settled();
  const rows = await centre.pool.query<{ phase: string; count: number }>(
    'select phase, count(*)::int as count from voice_call group by phase',
  );
  expect(rows.rows).toEqual([{ phase: 'waiting', count: many }]);
  expect(centre.logged.filter((one) => one.includes('503'))).toEqual([]);
  expect((await ann.now()).queues[0]?.waiting).toBe(many);
}, 60_000);
