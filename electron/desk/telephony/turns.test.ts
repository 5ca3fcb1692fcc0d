// Keys on a live call and the sync share one counter: a push that hangs doesn't keep a caller waiting, and the feed, which may
// wait, keeps nobody waiting.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { json, startBackend, startDesk, type Handler } from '../sync/testing.ts';

type Backend = Awaited<ReturnType<typeof startBackend>>;
let backend: Backend;
let desk: Awaited<ReturnType<typeof startDesk>>;
beforeEach(async () => {
  backend = await startBackend();
  desk = await startDesk(backend.url);
});
afterEach(async () => {
  desk.close();
  await backend.close();
});
const any = z.object({ v: z.literal(2) });
const hangs: Handler = (path, response) =>
  path === '/v2/slow' ? 'handled-later' : json(response, 200, { v: 2 });
const ask = (path: string, more: object) =>
  desk.client.ask('POST', path, any, { body: { id: randomUUID() }, ...more });

it('an urgent one goes past what hangs after a moment; what is not urgent waits for its turn', async () => {
  backend.misbehave(hangs);
  const order: string[] = [];
  const slow = ask('/v2/slow', { deadlineMs: 3000 }).then((answer) => {
    order.push('slow');
    return answer;
  });
  const patient = ask('/v2/patient', { aside: true }).then(() => order.push('patient'));
  const urgent = await ask('/v2/urgent', { aside: true, urgent: true });
  order.push('urgent');
  expect(urgent.ok).toBe(true);
  expect((await slow).ok).toBe(false);
  await patient;
  expect(order).toEqual(['urgent', 'slow', 'patient']);
});

it('one that waits long keeps the next only until it was taken, and is sent again when it was overtaken', async () => {
  let refusals = 2;
  backend.misbehave((path, response) => {
    if (path === '/v2/feed' && refusals-- > 0)
      return json(response, 401, { v: 1, error: 'replayed', expected: 5, message: '' });
    if (path === '/v2/feed') {
      setTimeout(() => json(response, 200, { v: 2 }), 700);
      return 'handled-later';
    }
    return json(response, 200, { v: 2 });
  });
  let fed = false;
  const feed = ask('/v2/feed', { aside: true }).then((answer) => {
    fed = true;
    return answer;
  });
  expect((await ask('/v2/push', {})).ok).toBe(true);
  expect((await ask('/v2/push', {})).ok).toBe(true);
  expect(fed).toBe(false);
  expect((await feed).ok).toBe(true);
  expect(backend.asked.filter((a) => a === '/v2/feed')).toHaveLength(3);
});
