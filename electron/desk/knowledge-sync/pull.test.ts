// The feed reaches a desk whole or not at all, whatever is lost, killed or set back in between.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { FeedBody } from '#shared/protocol/knowledge.ts';
import { articleTarget as delivery } from '../knowledge/delivered.ts';
import { createPull, type PullParts } from './pull.ts';
import { countAhead, countAside, readFeed } from './feed-store.ts';
import { articleFor } from '#shared/domain/knowledge/testing.ts';
import { makeSyncDesk, memoryFeed, now, type MemoryFeed } from './testing.ts';

let desk: Awaited<ReturnType<typeof makeSyncDesk>>;
let feed: MemoryFeed;
beforeAll(async () => {
  desk = await makeSyncDesk(null, delivery);
  desk.enrol();
});
afterAll(() => desk.end());

const own = [
  'knowledge_feed',
  'knowledge_aside',
  'knowledge_taken',
  'article_prepared',
  'article_superseded',
  'article_changes',
  'article_standing',
  'article_call_types',
  'article_heads',
  'announcements',
  'article_terms',
];
function empty(): void {
  const db = desk.vault.core;
  for (const table of own) db.prepare(`delete from ${table}`).run();
  db.exec("insert into article_index (article_index) values ('delete-all')");
  db.prepare('delete from articles').run();
}
beforeEach(() => {
  empty();
  feed = memoryFeed();
});

/** What counts at this desk, by id. */
const counts = (): Record<string, number> =>
  Object.fromEntries(
    desk.vault.core
      .prepare<[], { id: string; version: number }>('select id, version from article_heads order by id')
      .all()
      .map(({ id, version }) => [id, version]),
  );
/** What a desk has that took everything up to a number. */
function after(upto: number): Record<string, number> {
  const heads: Record<string, number> = {};
  for (const item of feed.items.slice(0, upto)) {
    const body = JSON.parse(item.json) as FeedBody;
    if (body.kind === 'article')
      heads[body.article.id] = Math.max(heads[body.article.id] ?? 0, body.article.version);
  }
  return Object.fromEntries(Object.entries(heads).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
const logged: string[] = [];
class Killed extends Error {}
/** A desk process that is killed at its n-th step; -1 = never. */
function puller(killAt = -1, change: Partial<PullParts> = {}) {
  let steps = 0;
  const step = (): void => {
    if (steps++ === killAt) throw new Killed();
  };
  return createPull({
    core: () => desk.vault.core,
    client: {
      ask: async (...asked) => {
        step();
        const answer = await feed.client.ask(...asked);
        step();
        return answer;
      },
    },
    target: delivery,
    now: () => now,
    monotonic: () => performance.now(),
    soon: async () => step(),
    applied: () => undefined,
    answered: () => undefined,
    stateChanged: () => undefined,
    log: (event, of) => void logged.push(`${event} ${of.reason ?? ''}`.trim()),
    reached: step,
    ...change,
  });
}
const pull = (killAt = -1, change: Partial<PullParts> = {}): Promise<boolean> =>
  puller(killAt, change)
    .run()
    .catch((error: unknown) => {
      if (error instanceof Killed) return false;
      throw error;
    });

describe('a delta', () => {
  it('counts all at once, over several pages, and is not asked for again', async () => {
    for (let n = 0; n < 8; n++) feed.publishArticle(`a-${n}`, 1);
    feed.publishArticle('a-0', 2);
    let seen = 0;
    const done = pull(-1, {
      soon: async () => {
        seen = Math.max(seen, Object.keys(counts()).length);
      },
    });
    expect(await done).toBe(true);
    expect(counts()).toEqual(after(9));
    // Between any two turns of it: nothing, or all of it.
    expect([0, 8]).toContain(seen);
    feed.asked.length = 0;
    await pull();
    expect(feed.asked.map((a) => a.body['after'])).toEqual([9]);
    expect(readFeed(desk.vault.core)?.asOf).toBe(now);
  });
  it('has no state in between, killed at whichever step', async () => {
    for (let killAt = 0; ; killAt++) {
      empty();
      feed = memoryFeed();
      for (const id of ['a', 'b', 'c', 'd']) feed.publishArticle(id, 1);
      await pull();
      for (const id of ['a', 'b', 'c', 'e']) feed.publishArticle(id, 2);
      const done = await pull(killAt);
      expect([after(4), after(8)]).toContainEqual(counts());
      while (!(await pull()));
      expect(counts()).toEqual(after(8));
      if (!done) continue;
      expect(killAt).toBeGreaterThan(8);
      return;
    }
  });
  it('that lies here whole counts at the next start, also without the backend', async () => {
    for (let n = 0; n < 4; n++) feed.publishArticle(`a-${n}`, 1);
    await pull(-1, {
      reached: (point) => {
        if (point === 'flipping') throw new Killed();
      },
    });
    expect(counts()).toEqual({});
    feed.mood = 'away';
    expect(await pull()).toBe(false);
    expect(counts()).toEqual(after(4));
  });
});

const ids = ['a', 'b', 'c'] as const;
type Step =
  | { do: 'publish'; id: string }
  | { do: 'pull'; killAt: number }
  | { do: 'lost'; killAt: number }
  | { do: 'away' }
  | { do: 'restore'; by: number };
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('publish' as const), id: fc.constantFrom(...ids) }) },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('pull' as const), killAt: fc.integer({ min: -1, max: 14 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('lost' as const), killAt: fc.integer({ min: -1, max: 14 }) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('away' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('restore' as const), by: fc.integer({ min: 1, max: 4 }) }),
    },
  ),
  { maxLength: 24 },
);

test('any interleaving of publications, kills, lost answers and restores ends with the newest, and never goes back', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all: Step[]) => {
      empty();
      feed = memoryFeed();
      let restored = false;
      let highest: Record<string, number> = {};
      const never = (): void => {
        const here = counts();
        for (const [id, version] of Object.entries(highest))
          expect(here[id] ?? 0).toBeGreaterThanOrEqual(version);
        highest = here;
        // While nothing was set back, what counts is what the feed was at one of its numbers.
        if (!restored) expect(here).toEqual(after(readFeed(desk.vault.core)?.upto ?? 0));
      };
      for (const step of all) {
        if (step.do === 'publish')
          feed.publishArticle(step.id, feed.newest(step.id) + 1, { body: `n ${feed.items.length}` });
        else if (step.do === 'restore') {
          feed.restore(feed.items.length - step.by);
          restored = true;
        } else {
          feed.mood = step.do === 'pull' ? 'there' : step.do;
          await pull(step.do === 'away' ? -1 : step.killAt);
          feed.mood = 'there';
        }
        never();
      }
      while (!(await pull()));
      never();
      const want = after(feed.items.length);
      for (const id of ids) expect(Math.max(counts()[id] ?? 0, want[id] ?? 0)).toBe(counts()[id] ?? 0);
      if (!restored) expect(counts()).toEqual(want);
      // What the backend lacks is told, and nothing else.
      const ahead = ids.filter((id) => (counts()[id] ?? 0) > (want[id] ?? 0)).length;
      expect(countAhead(desk.vault.core)).toBe(ahead);
      if (ahead > 0) expect(readFeed(desk.vault.core)?.setBackAt).not.toBeNull();
      for (const table of ['article_prepared', 'article_superseded'])
        expect(desk.vault.core.prepare(`select count(*) from ${table}`).pluck().get()).toBe(0);
    }),
    { numRuns: 40 },
  );
});

describe('a backend that was set back', () => {
  it('is noticed and told; nothing here goes back, and the same number with other words is set aside', async () => {
    for (const version of [1, 2, 3]) feed.publishArticle('a', version);
    await pull();
    feed.restore(1);
    feed.publishArticle('b', 1);
    logged.length = 0;
    await pull();
    expect(logged).toContain('set-back');
    expect(counts()).toEqual({ a: 3, b: 1 });
    expect([readFeed(desk.vault.core)?.setBackAt, countAhead(desk.vault.core)]).toEqual([now, 1]);
    // Published anew, with other words: this desk keeps what notes quote, and says so.
    feed.publishArticle('a', 3, { body: 'Other words.' });
    await pull();
    expect(logged).toContain('aside other-words');
    expect(counts()).toEqual({ a: 3, b: 1 });
    feed.publishArticle('a', 4);
    await pull();
    expect(counts()).toEqual({ a: 4, b: 1 });
    expect([readFeed(desk.vault.core)?.setBackAt, countAhead(desk.vault.core)]).toEqual([null, 0]);
  });
});

test('several versions of one article in one delta: the highest counts, the others stay for who quotes them', async () => {
  feed = memoryFeed(20);
  for (const version of [1, 2, 3]) feed.publishArticle('a', version);
  feed.publishArticle('b', 1, { sample: true, owner: null, reviewedOn: null, reviewBy: null });
  await pull();
  const db = desk.vault.core;
  const rows = (sql: string): unknown[] => db.prepare(sql).raw().all();
  expect(rows('select id, version, sample, by_feed from article_heads order by id')).toEqual([
    ['a', 3, 0, 1],
    ['b', 1, 1, 1],
  ]);
  expect(rows('select id, version, current from articles order by id, version')).toEqual([
    ['a', 1, 0],
    ['a', 2, 0],
    ['a', 3, 1],
    ['b', 1, 1],
  ]);
  expect(rows('select what, version from article_changes order by n')).toEqual([
    ['new', 1],
    ['changed', 2],
    ['changed', 3],
    ['new', 1],
  ]);
});

test('a backend that contradicts itself is asked later, not in a circle', async () => {
  for (let n = 0; n < 9; n++) feed.publishArticle(`a-${n}`, 1);
  let asked = 0;
  const contradicts: PullParts['client']['ask'] = async (method, path, schema, options = {}) => {
    asked++;
    const body = options.body as { after: number };
    if (body.after === 0) return feed.client.ask(method, path, schema, options);
    options.refused?.({ error: 'gap', retryAfterMs: null, status: 409 });
    return { ok: false, code: 'backend-error', message: 'gap', retryable: true };
  };
  expect(await pull(-1, { client: { ask: contradicts } })).toBe(false);
  expect(asked).toBeLessThan(6);
  expect(counts()).toEqual({});
});

describe('what cannot be read', () => {
  it('is set aside by its number, named without its text, and holds up nothing', async () => {
    feed.publishArticle('a', 1);
    feed.publish(
      { kind: 'article', article: articleFor('secret-words', 1) },
      '{"kind":"article","article":{"id":"secret-words"}}',
    );
    feed.publish(
      { kind: 'article', article: articleFor('x', 1) },
      '{"kind":"of-next-year","secret-words":1}',
    );
    feed.publish({ kind: 'article', article: articleFor('x', 1) }, '}{');
    feed.publishArticle('b', 1);
    logged.length = 0;
    expect(await pull()).toBe(true);
    expect(counts()).toEqual({ a: 1, b: 1 });
    expect(countAside(desk.vault.core)).toBe(3);
    expect(logged.filter((line) => line.startsWith('aside'))).toEqual(Array(3).fill('aside unreadable'));
    expect(logged.join()).not.toContain('secret');
    await pull();
    expect(logged.filter((line) => line.startsWith('aside'))).toHaveLength(3);
  });
  test.each([
    ['numbers with a gap', { seq: 9 }],
    ['numbers that fall', { seq: 1 }],
  ])('%s are taken for no answer at all', async (_name, change) => {
    for (const id of ['a', 'b', 'c']) feed.publishArticle(id, 1);
    feed.altered = (item) => (item.seq === 2 ? { ...item, ...change } : item);
    expect(await pull()).toBe(false);
    expect(counts()).toEqual({});
    feed.altered = (item) => item;
    expect(await pull()).toBe(true);
    expect(counts()).toEqual({ a: 1, b: 1, c: 1 });
  });
});

test('another organisation’s feed begins anew; a lower version than the desk’s is not taken', async () => {
  feed.publishArticle('a', 5);
  await pull();
  desk.enrol({ organisation: 'p', deviceId: 'p.d' });
  feed = memoryFeed();
  feed.publishArticle('a', 2);
  feed.publishArticle('b', 1);
  await pull();
  expect(counts()).toEqual({ a: 5, b: 1 });
  desk.enrol();
});

/** Work of this thread, ms: another program's share of the processor counts for nothing. */
const worked = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

test('the first pull of 2,000 articles holds the desk for a few milliseconds at a time', async () => {
  const body = 'What the caller may be told, and what is for you only. '.repeat(40);
  feed = memoryFeed(200);
  for (let n = 0; n < 2000; n++) feed.publishArticle(`many-${n}`, 1, { body: `${n} ${body}` });
  const turns: number[] = [];
  let began = worked();
  let flip = 0;
  const turn = (): void => {
    turns.push(worked() - began);
    began = worked();
  };
  await pull(-1, {
    soon: async () => turn(),
    // The other side's work is not this desk's.
    client: {
      ask: async (...asked) => {
        const answer = await feed.client.ask(...asked);
        began = worked();
        return answer;
      },
    },
    reached(point) {
      if (point === 'flipped') flip = worked() - began;
    },
  });
  expect(Object.keys(counts())).toHaveLength(2000);
  turns.sort((a, b) => a - b);
  // A quarter of these on a quiet machine: 4 ms the middle one, 11 ms the moment in which all of it begins to count.
  expect(turns[Math.floor(turns.length / 2)]).toBeLessThan(16);
  expect(flip).toBeLessThan(45);
});
