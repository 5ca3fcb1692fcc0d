// The stored index: built in a thread, put in force at once, followed in memory, and made good after every kind of damage.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleSearch } from '#shared/domain/knowledge/article.ts';
import { openReadOnly } from '../vault/open.ts';
import { startBuilding } from './builder.ts';
import { SearchClient } from './client.ts';
import { buildAndStore, buildParts } from './index-build.ts';
import { dropOnePart, readHead, sumOf, writerFor } from './index-store.ts';
import type { IndexSays } from './protocol.ts';
import { articleSearch } from './search.ts';
import { testArticle, testKey, testNow, testToday, testVault, type TestVault } from './testing-articles.ts';
import { wipeArrays } from './wipe.ts';

let vault: TestVault;
const key = () => Buffer.from(testKey);
const make = (id: string, body: string, version = 1) => testArticle(id, { body, version });
const partsStored = () =>
  vault.db
    .prepare<[], { generation: number; n: number }>(
      'select generation, count(*) as n from article_engine group by generation',
    )
    .all();

/** A searcher with its index loaded, and what it said meanwhile. */
function loaded() {
  const said: IndexSays[] = [];
  const db = openReadOnly(vault.file, key());
  const searcher = articleSearch(db, (says) => said.push(says));
  searcher.loadNow();
  const ask = (text: string) => {
    const { hits, engine } = searcher.search({ text, limit: 10 }, 'agent', testToday);
    return { engine, ids: hits.map((h) => h.id) };
  };
  return { said, ask, searcher };
}

beforeAll(async () => {
  vault = testVault();
  await vault.add(
    make('parking', 'The garage opens at six.'),
    make('copay', 'A copay is what the caller pays at the desk.'),
    ...Array.from({ length: 40 }, (_, i) => make(`filler-${i}`, `Nothing of note in number ${i}.`)),
  );
});
afterAll(() => vault.remove());

describe('building', () => {
  it('in a thread: pieces are written one a turn, the head at the end, and the next generation replaces the last', async () => {
    for (const generation of [1, 2]) {
      const heard: number[] = [];
      let given: Buffer | null = null;
      const building = startBuilding({
        file: vault.file,
        key: () => (given = key()),
        db: vault.db,
        onProgress: (done) => heard.push(done),
      });
      expect(await building.done).toMatchObject({ ok: true, value: { articles: 42 } });
      expect(given).toEqual(Buffer.alloc(32));
      expect(readHead(vault.db)).toMatchObject({ generation, articles: 42 });
      expect(partsStored()).toEqual([{ generation, n: readHead(vault.db)?.parts }]);
      expect(heard).toEqual(heard.toSorted((a, b) => a - b));
      expect(heard.at(-1)).toBeLessThanOrEqual(100);
    }
    expect(loaded().ask('garage ')).toEqual({ engine: 'index', ids: ['parking'] });
  });
  it('stopped half-way, by a lock: the generation before stays in force', async () => {
    const before = readHead(vault.db);
    const building = startBuilding({
      file: vault.file,
      key,
      db: vault.db,
      onProgress: () => void building.stop(),
    });
    expect(await building.done).toMatchObject({ ok: false, code: 'cancelled' });
    expect(readHead(vault.db)).toEqual(before);
  });
  it.each([
    ['dies', 'process.exit(1)', 'interrupted', 60_000],
    ['hangs', 'setInterval(() => {}, 1000)', 'timed-out', 150],
  ])('a thread that %s is named, and nothing changes', async (_, script, code, timeoutMs) => {
    const before = readHead(vault.db);
    const building = startBuilding({
      file: vault.file,
      key,
      db: vault.db,
      timeoutMs,
      workerUrl: new URL(`data:text/javascript,${script}`),
    });
    expect(await building.done).toMatchObject({ ok: false, code });
    expect(readHead(vault.db)).toEqual(before);
  });
  it('names a wrong key, a missing key, and a vault that was closed in the middle', async () => {
    const start = (given: () => Buffer | null) =>
      startBuilding({ file: vault.file, key: given, db: vault.db }).done;
    expect(await start(() => Buffer.alloc(32, 9))).toMatchObject({ code: 'vault-wrong-key' });
    expect(await start(() => null)).toMatchObject({ code: 'locked' });
    const other = testVault();
    await other.add(make('one', 'Words.'));
    const building = startBuilding({
      file: other.file,
      key,
      db: other.db,
      onProgress: () => other.db.close(),
    });
    expect(await building.done).toMatchObject({ ok: false, code: 'vault-closed' });
    other.remove();
  });
  it('a desk killed between the pieces and the head: the old one counts, the next build takes the rest away', async () => {
    const before = readHead(vault.db);
    const writer = writerFor(vault.db);
    for (const part of [0, 1]) writer.put(part, Buffer.from('half'), sumOf(Buffer.from('half')));
    expect(() => writer.flip({ format: 1, parts: 3, articles: 1 })).toThrow();
    expect(readHead(vault.db)).toEqual(before);
    expect(loaded().ask('copay ').engine).toBe('index');
    await startBuilding({ file: vault.file, key, db: vault.db }).done;
    expect(partsStored()).toEqual([{ generation: readHead(vault.db)?.generation, n: 1 }]);
  });
  it('never takes away what counts', () => {
    expect(dropOnePart(vault.db, 999)).toBe(false);
  });
});

describe('a question that nothing fits', () => {
  it('is told as such, but never where articles for a red flag come first', () => {
    const { searcher } = loaded();
    const weak = (text: string, first: string[] = []): boolean =>
      searcher.search({ text, limit: 10, first }, 'agent', testToday).weak === true;
    expect(weak('hovercraft garage quetzal ')).toBe(true);
    expect(weak('hovercraft garage quetzal ', ['copay'])).toBe(false);
    expect(weak('hovercraft garage ')).toBe(false);
    // Without a hit there is nothing that could be the closest.
    expect(weak('hovercraft quetzal ')).toBe(false);
  });
});

describe('a stored index that is damaged', () => {
  beforeEach(() => {
    buildAndStore(vault.db);
    while (dropOnePart(vault.db, 0));
  });
  const change = (sql: string) => vault.db.exec(sql);
  const replaced = (bytes: Buffer) =>
    vault.db.prepare('update article_engine set bytes = ?, sum = ?').run(bytes, sumOf(bytes));

  it.each<[string, () => void, IndexSays]>([
    ['a flipped byte', () => change(`update article_engine set bytes = zeroblob(length(bytes))`), 'damaged'],
    ['a missing piece', () => change('delete from article_engine'), 'damaged'],
    ['another format', () => change('update article_engine_head set format = 99'), 'damaged'],
    [
      'pieces that prove themselves and are no index',
      () => void replaced(Buffer.from('nonsense')),
      'damaged',
    ],
    ['no head', () => change('delete from article_engine_head'), 'none'],
  ])('%s: it says so, full text answers, a new one puts it right', (_, harm, says) => {
    harm();
    const s = loaded();
    expect(s.said).toEqual(['loading', says]);
    expect(s.ask('garage ')).toEqual({ engine: 'full-text', ids: ['parking'] });
    buildAndStore(vault.db);
    s.searcher.loadNow();
    expect(s.said.slice(2)).toEqual(['loading', 'ready']);
    expect(s.ask('garage ')).toEqual({ engine: 'index', ids: ['parking'] });
  });
  it('on a page of the file that cannot be read any more: full text answers', async () => {
    const own = testVault();
    await own.add(make('parking', 'The garage opens at six.'));
    own.db.pragma('wal_checkpoint(truncate)');
    const before = statSync(own.file).size;
    const writer = writerFor(own.db);
    const large = Buffer.alloc(60_000, 7);
    writer.put(0, large, sumOf(large));
    writer.flip({ format: 1, parts: 1, articles: 1 });
    own.db.pragma('wal_checkpoint(truncate)');
    // What the file grew by is the piece.
    const bytes = readFileSync(own.file);
    expect(bytes.length).toBeGreaterThan(before + 50_000);
    const at = bytes.length - 20_000;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(own.file, bytes);
    const said: IndexSays[] = [];
    const searcher = articleSearch(openReadOnly(own.file, key()), (says) => said.push(says));
    searcher.loadNow();
    expect(said).toEqual(['loading', 'damaged']);
    expect(searcher.search({ text: 'garage ', limit: 5 }, 'agent', testToday)).toMatchObject({
      engine: 'full-text',
      hits: [{ id: 'parking' }],
    });
    own.remove();
  });
  it('replaced while it was being read: the next generation is read instead', () => {
    const db = openReadOnly(vault.file, key());
    const said: IndexSays[] = [];
    const parts = buildParts(vault.db);
    if (parts === null) throw new Error('not stopped');
    // Many small pieces, so that reading takes several steps.
    const writer = writerFor(vault.db);
    for (let i = 0; i < 9; i++) writer.put(i, Buffer.from([i]), sumOf(Buffer.from([i])));
    writer.flip({ ...parts.head, parts: 9 });
    const steps = articleSearch(db, (says) => said.push(says)).load();
    steps.next();
    buildAndStore(vault.db);
    while (dropOnePart(vault.db, 0));
    while (!steps.next().done);
    expect(said).toEqual(['loading', 'ready']);
  });
});

describe('what comes after it was built', () => {
  it('is found at once; what it replaces, and what is retired, is not', async () => {
    const own = testVault();
    const before = vault;
    vault = own;
    await own.add(make('fee', 'An oldword here.'), make('door', 'The door code.'));
    buildAndStore(own.db);
    const s = loaded();
    expect(s.ask('oldword ')).toEqual({ engine: 'index', ids: ['fee'] });
    await own.add(make('fee', 'A newword here.', 2), make('late', 'A newword too.'));
    expect(s.ask('newword ').ids.toSorted()).toEqual(['fee', 'late']);
    expect(s.ask('oldword ')).toEqual({ engine: 'index', ids: [] });
    own.db.exec(`insert into article_standing (id, version, retired_by, retired_at)
      values ('late', 1, 'D. W.', '${testNow}')`);
    expect(s.ask('newword ')).toEqual({ engine: 'index', ids: ['fee'] });
    expect(s.said).toEqual(['loading', 'ready']);
    await own.add(...Array.from({ length: 201 }, (_, i) => make(`more-${i}`, `Another one, number${i}.`)));
    expect(s.ask('number7 ')).toEqual({ engine: 'index', ids: ['more-7'] });
    expect(s.said).toEqual(['loading', 'ready', 'stale']);
    vault = before;
    own.remove();
  });
});

describe('account, site and language', () => {
  it('decide alike in both ways of searching', async () => {
    const own = testVault();
    await own.add(
      make('copay', 'The copay desk.'),
      testArticle('copay-riverside', { body: 'The copay desk.', practice: 'riverside', variantOf: 'copay' }),
      testArticle('copay-lab', {
        body: 'The copay desk.',
        practice: 'riverside',
        site: 'lab',
        variantOf: 'copay',
      }),
      testArticle('copay-es', { body: 'El copay.', lang: 'es', translationOf: { id: 'copay', version: 1 } }),
      testArticle('harbor-copay', { body: 'A copay too.', practice: 'harbor' }),
      testArticle('overdue', { body: 'The copay desk.', reviewBy: '2026-02-01' }),
    );
    buildAndStore(own.db);
    const ways = [articleSearch(own.db), articleSearch(openReadOnly(own.file, key()))];
    ways[1]?.loadNow();
    const asked: [Partial<ArticleSearch>, string[]][] = [
      [{}, ['copay', 'harbor-copay', 'overdue']],
      [{ practice: 'riverside' }, ['copay-lab', 'copay-riverside', 'overdue']],
      [{ practice: 'riverside', site: 'lab' }, ['copay-lab', 'overdue']],
      [{ practice: 'harbor', lang: 'es' }, ['copay-es', 'harbor-copay', 'overdue']],
    ];
    for (const [i, way] of ways.entries())
      for (const [more, expected] of asked) {
        const { hits, engine } = way.search({ text: 'copay ', limit: 9, ...more }, 'agent', testToday);
        expect(engine).toBe(['full-text', 'index'][i]);
        expect(hits.map((h) => h.id).toSorted()).toEqual(expected);
        expect(hits.find((h) => h.id === 'overdue')?.state).toBe('overdue');
        if (more.lang === 'es') expect(hits[0]?.id).toBe('copay-es');
      }
    own.remove();
  });
});

describe('the search thread and its index', () => {
  it('closed while it loads, and killed while it loads: no silence, and the next thread loads again', async () => {
    buildAndStore(vault.db);
    const closing = new SearchClient({ file: vault.file, key });
    closing.warm();
    await closing.close();
    expect(await closing.search({ text: 'copay ', limit: 3 }, testToday)).toMatchObject({
      code: 'vault-closed',
    });

    const said: IndexSays[] = [];
    const dying = `import { parentPort } from 'node:worker_threads';
      parentPort.on('message', () => { parentPort.postMessage({ kind: 'ready' });
        parentPort.postMessage({ kind: 'index', says: 'loading' }); process.exit(1); });`;
    const ready = Promise.withResolvers<void>();
    const options = {
      file: vault.file,
      key,
      workerUrl: new URL(`data:text/javascript,${encodeURIComponent(dying)}`) as URL | undefined,
      onIndex(says: IndexSays) {
        said.push(says);
        if (says === 'ready') ready.resolve();
      },
    };
    const client = new SearchClient(options);
    expect((await client.search({ text: 'copay ', limit: 3 }, testToday)).ok).toBe(false);
    options.workerUrl = undefined;
    expect(await client.search({ text: 'copay ', limit: 3 }, testToday)).toMatchObject({ ok: true });
    await ready.promise;
    expect(said).toEqual(['loading', 'gone', 'loading', 'ready']);
    await client.close();
  });
});

it('wipes every array that can be reached', () => {
  const inner = new Uint8Array([1, 2]);
  const held = { a: [inner], m: new Map([['k', new Int32Array([3])]]), words: ['x'], again: null as unknown };
  held.again = held;
  wipeArrays(held);
  expect(inner).toEqual(new Uint8Array(2));
  expect(held.m.get('k')).toEqual(new Int32Array(1));
});
