// The second wall: a practice vault that was opened and enrolled as a live desk by mistake. What was practised stays where it is.
import { afterEach, expect, it } from 'vitest';
import { until } from '#tests/support/until.ts';
import { practiceAuthor } from '#shared/domain/training/wall.ts';
import { json, refusal, startBackend, startDesk } from './testing.ts';

let backend: Awaited<ReturnType<typeof startBackend>>;
let desk: Awaited<ReturnType<typeof startDesk>>;
afterEach(async () => {
  desk.close();
  await backend.close();
});
const reached = (what: string, test: () => boolean): Promise<number> => until(what, 5000, test, 5);

it('sends what came before it, nothing of it or after it in its lane, and says why', async () => {
  backend = await startBackend();
  desk = await startDesk(backend.url);
  const real = desk.save('urgent');
  desk.save('urgent', 'x', practiceAuthor);
  desk.save('urgent');
  desk.save('normal', 'x', practiceAuthor);
  desk.sync.start();
  await reached('both lanes stand', () => desk.sync.pausedLane('urgent') === 'practice-data');
  await reached('both lanes stand', () => desk.sync.pausedLane('normal') === 'practice-data');
  expect(backend.ids('urgent')).toEqual([real]);
  expect(backend.ids('normal')).toEqual([]);
  desk.fire();
  desk.sync.wake();
  await reached('tried again', () => desk.sync.connection().state === 'online');
  expect(backend.pushes.flatMap((p) => p.items.map((i) => i.author))).toEqual(['p']);
  expect(desk.states().filter((s) => s === 'waiting')).toHaveLength(3);
});

it('is told by name when a backend refuses it', async () => {
  backend = await startBackend();
  desk = await startDesk(backend.url);
  desk.save('urgent');
  backend.misbehave((path, r) => path === '/v2/push' && json(r, 422, refusal('practice-data')));
  desk.sync.start();
  await reached('refused', () => desk.sync.pausedLane('urgent') === 'practice-data');
  expect(desk.states()).toEqual(['waiting']);
});
