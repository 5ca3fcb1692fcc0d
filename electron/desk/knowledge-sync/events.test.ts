// What people say of articles: kept in the transaction that makes it, told once, whatever the network does; answers come back.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, test } from 'vitest';
import type { KnowledgeEvent } from '#shared/protocol/knowledge.ts';
import { seal } from '../vault/seal.ts';
import type { DeliveryTarget } from './apply.ts';
import { makeSyncDesk, memoryFeed, now, type MemoryFeed } from './testing.ts';

const nothing: DeliveryTarget = {
  prepare: () => 'ready',
  flip: () => undefined,
  tidy: () => 0,
  drop: () => undefined,
};
let feed: MemoryFeed;
let desk: Awaited<ReturnType<typeof makeSyncDesk>>;
beforeAll(async () => {
  desk = await makeSyncDesk({ ask: (...asked) => feed.client.ask(...asked) }, nothing);
});
afterAll(() => desk.end());
beforeEach(() => {
  feed = memoryFeed();
  desk.reset();
});

const about = { articleId: 'hours', version: 2 };
const flag = (id: string = randomUUID(), author = 'gus'): KnowledgeEvent => ({
  id,
  kind: 'flag',
  author,
  at: now,
  facts: { ...about, range: [0, 12], why: 'wrong' },
});
const helpful = (id: string = randomUUID()): KnowledgeEvent => ({
  id,
  kind: 'helpful',
  author: 'gus',
  at: now,
  facts: { ...about, helpful: true },
});
const queue = (event: KnowledgeEvent, words: string | null = null): void =>
  void desk.vault.core.transaction(() => desk.sync.queue(desk.vault.core, event, words)).immediate();
const states = (): string[] => desk.sync.own('gus').map((e) => `${e.state} ${e.words}`);
const secret = 'Mrs Brandt says the clinic moved.';

it('is told once it can be, sealed, however often an answer is lost', async () => {
  desk.enrol();
  feed.mood = 'away';
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  queue(flag(ids[0]), secret);
  queue(helpful(ids[1]));
  await desk.sync.now();
  expect(states()).toEqual([`unsent ${secret}`]);
  expect(desk.sync.feed()).toMatchObject({ asOf: null, unsent: 2 });
  feed.mood = 'lost';
  await desk.sync.now();
  await desk.sync.now();
  expect(states()).toEqual([`unsent ${secret}`]);
  feed.mood = 'there';
  queue(flag(ids[2]), null);
  await desk.sync.now();
  expect([...feed.taken.keys()].toSorted()).toEqual(ids.toSorted());
  expect(JSON.stringify([...feed.taken.values()])).not.toContain('Brandt');
  expect(feed.opened(feed.taken.get(ids[0]!)!)).toBe(secret);
  expect(states().toSorted()).toEqual([`waiting ${secret}`, 'waiting null']);
  feed.asked.length = 0;
  await desk.sync.now();
  expect(feed.asked.map((a) => a.path)).toEqual(['/v2/knowledge/feed']);
  expect(desk.sync.feed()).toMatchObject({ unsent: 0, aside: 0, setBack: null });
});

it('goes with its transaction: what is undone was never said', () => {
  desk.enrol();
  const db = desk.vault.core;
  expect(() =>
    db.transaction(() => {
      desk.sync.queue(db, flag(), 'x');
      throw new Error('undone');
    })(),
  ).toThrow('undone');
  expect(desk.sync.own('gus')).toEqual([]);
  const wrong = { ...flag(), facts: { ...about, range: null, why: 'because' } } as unknown as KnowledgeEvent;
  expect(() => queue(wrong)).toThrow();
});

test('before the enrolment sealed words wait for the backend’s key, and hold up nothing', async () => {
  const early = randomUUID();
  queue(flag(early), secret);
  await desk.sync.now();
  expect(feed.asked).toEqual([]);
  desk.enrol();
  await desk.sync.now();
  expect(feed.opened(feed.taken.get(early)!)).toBe(secret);
});

test('one that this backend does not understand stays, and holds up no other', async () => {
  desk.enrol();
  const [odd, ...others] = Array.from({ length: 4 }, () => randomUUID());
  queue(flag(odd));
  for (const id of others) queue(helpful(id));
  const { ask } = feed.client;
  feed.client.ask = async (method, path, schema, options = {}) => {
    const events = (options.body as { events?: { id: string }[] }).events;
    if (!events?.some((e) => e.id === odd)) return ask(method, path, schema, options);
    options.refused?.({ error: 'invalid', retryAfterMs: null, status: 400 });
    return { ok: false, code: 'backend-error', message: 'invalid', retryable: true };
  };
  await desk.sync.now();
  expect([...feed.taken.keys()].toSorted()).toEqual(others.toSorted());
  expect(desk.sync.own('gus').map((e) => e.state)).toEqual(['unsent']);
});

test('an answer stands beside its question, for who asked it', async () => {
  desk.enrol();
  const id = randomUUID();
  queue(flag(id), secret);
  await desk.sync.now();
  const wordsId = randomUUID();
  const words = 'Mended in version 3.';
  const sealed = seal(wordsId, Buffer.from(words), { reader: desk.vault.readerPublicKey }, randomBytes, true);
  feed.answers.push({
    n: 1,
    id,
    by: 'Sam',
    at: now,
    wordsId,
    words: {
      body: sealed.body.toString('base64'),
      keyForBackend: sealed.keys.reader!.toString('base64'),
      keyId: 'reader',
    },
  });
  desk.changed.length = 0;
  await desk.sync.now();
  expect(desk.changed).toContain('knowledge.changed');
  expect(desk.sync.own('gus')).toMatchObject([{ state: 'answered', answer: { by: 'Sam', at: now, words } }]);
  expect(desk.sync.own('nat')).toEqual([]);
});

test('a practice desk keeps nothing and asks nobody; a desk without a backend keeps what is said', async () => {
  const practice = desk.make(true);
  const db = desk.vault.core;
  db.transaction(() => practice.queue(db, flag(), secret))();
  await practice.now();
  expect(desk.sync.own('gus')).toEqual([]);
  expect([feed.asked, practice.feed()]).toEqual([[], null]);
  expect(await practice.client.inbox('sam', { open: true })).toMatchObject({ ok: false, code: 'offline' });
});

it('looks every ten seconds while the backend answers, more seldom while it is away, at once after a contact', async () => {
  desk.enrol();
  const wait = (): number => desk.timers.at(-1)?.ms ?? -1;
  await desk.sync.now();
  expect(wait()).toBe(10_000);
  feed.mood = 'away';
  const waits = [];
  for (let n = 0; n < 6; n++) {
    await desk.sync.now();
    waits.push(wait());
  }
  expect(waits).toEqual([10_000, 20_000, 60_000, 120_000, 300_000, 300_000]);
  desk.sync.room.contact?.({} as never);
  expect(wait()).toBe(0);
  await desk.sync.now();
  desk.sync.room.revoked?.();
  expect(wait()).toBe(0);
  desk.sync.room.stop?.();
  await desk.sync.now();
  expect(desk.timers).toEqual([]);
});
