// Search over all articles that ship, in a real encrypted file.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleSearchResult } from '#shared/domain/knowledge/article.ts';
import { plainPassage } from '#shared/domain/knowledge/highlight.ts';
import { type Db, openReadOnly, openWriter } from '../vault/open.ts';
import { knowledgeState, readArticle } from './read.ts';
import { knowledgeSchema } from './schema.ts';
import { engineSchema } from './schema-engine.ts';
import { knowledgeTrustSchema } from './schema-trust.ts';
import { articleSearch, type ArticleSearcher } from './search.ts';
import { buildAndStore } from './index-build.ts';
import { SearchClient } from './client.ts';
import { importStarter } from './starter.ts';

const now = '2026-11-22T03:00:00.000Z';
const today = '2026-11-22';
const pack = join(import.meta.dirname, '../../../data/knowledge');
const key = Buffer.alloc(32, 7);
let folder: string;
let file: string;
let db: Db;
/** Full text first; then the stored index, loaded. */
let searchers: Record<'full-text' | 'index', ArticleSearcher>;
let way: keyof typeof searchers = 'full-text';
const ask = (text: string, practice?: string, limit = 10) =>
  searchers[way].search({ text, practice, limit }, 'agent', today);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'careline-search-'));
  file = join(folder, 'core.db');
  db = openWriter(file, key, { fresh: true });
  db.exec(knowledgeSchema + knowledgeTrustSchema + engineSchema);
  const result = await importStarter(db, pack, { now });
  expect(result).toMatchObject({ ok: true, value: { refused: [] } });
  const fullText = articleSearch(db);
  const reader = openReadOnly(file, key);
  buildAndStore(db);
  const said: string[] = [];
  const index = articleSearch(reader, (says) => said.push(says));
  index.loadNow();
  expect(said).toEqual(['loading', 'ready']);
  searchers = { 'full-text': fullText, index };
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

describe('the starter pack', () => {
  it('is in whole, once, and is not read again', async () => {
    const state = knowledgeState(db);
    expect(state.samples).toBeGreaterThanOrEqual(2000);
    expect(state.articles - state.samples).toBeGreaterThanOrEqual(60);
    expect(state.asOf).toBe(now);
    expect(await importStarter(db, pack, { now })).toEqual({ ok: true, value: null });
  });
  it('says so when the folder is not there', async () => {
    expect(await importStarter(db, join(folder, 'nowhere'), { now })).toMatchObject({
      ok: false,
      code: 'disk-error',
    });
  });
});

describe('a starter pack that is damaged', () => {
  it.each([
    ['not packed', 'plain text'],
    ['cut off', gzipSync('{"id":"x"}\n'.repeat(999)).subarray(0, 20)],
    ['not JSON', gzipSync('{"id":')],
  ])('%s: a named failure, and what was good stays', async (_, bytes) => {
    const broken = mkdtempSync(join(folder, 'pack-'));
    cpSync(join(pack, 'articles'), join(broken, 'articles'), { recursive: true });
    writeFileSync(join(broken, 'imported.jsonl.gz'), bytes);
    const before = knowledgeState(db).articles;
    expect(await importStarter(db, broken, { now })).toMatchObject({ ok: false, code: 'disk-error' });
    expect(knowledgeState(db).articles).toBe(before);
  });
});

describe.each(['full-text', 'index'] as const)('what agents type (%s)', (by) => {
  beforeAll(() => void (way = by));
  it.each([
    ['hours saturday', 'riverside', 'riverside-hours'],
    ['where do I park', 'harbor', 'harbor-directions'],
    ['patient ran out of insulin', 'riverside', 'riverside-refill'],
    ['rx refill', 'harbor', 'harbor-refill'],
    ['waiting for biopsy results', 'harbor', 'harbor-test-results'],
    ['portal password reset', 'riverside', 'riverside-portal'],
    ['what is a deductible', 'riverside', 'insurance-words'],
    ['pay by credit card', 'riverside', 'card-payments'],
    ['can not afford the bill', 'riverside', 'riverside-payment-help'],
    ['copy of medical records', 'riverside', 'riverside-records'],
    ['nurse is late', 'ivy-lane', 'ivy-visits'],
    ['mother passed away at home', 'ivy-lane', 'ivy-death-at-home'],
    ['chemo fever', 'harbor', 'harbor-fever-on-treatment'],
    ['doctor on call does not answer', 'riverside', 'on-call-does-not-answer'],
    ['caller speaks portuguese', 'harbor', 'interpreter'],
    ['relay operator', 'ivy-lane', 'relay-calls-711'],
    ['cancel appointment', 'riverside', 'riverside-reschedule-cancel'],
    ['accepting new patients', 'riverside', 'riverside-new-patient'],
    ['fasting before blood test', 'riverside', 'riverside-before-your-visit'],
    ['wants to kill herself suicide', 'riverside', 'crisis-caller-988'],
    ['got a text from you', 'harbor', 'automated-contacts'],
    ['oxygen not working', 'ivy-lane', 'ivy-equipment'],
    ['pharmacist question', 'riverside', 'calls-from-pharmacies'],
    ['do you take blue harbor', 'riverside', 'plan-list'],
  ])('%s (%s) → %s among the first three', (text, practice, expected) => {
    expect(ask(text, practice, 3).hits.map((h) => h.id)).toContain(expected);
  });

  it.each([
    ['fever child', 'riverside', 'symptom-call-by-day'],
    ['my child has a fever and is vomiting', 'riverside', 'symptom-call-by-day'],
    ['chest pain', 'riverside', 'chest-pain-on-the-call'],
    ['chest tihgt', 'riverside', 'chest-pain-on-the-call'],
    ['chest tihgt ', 'ivy-lane', 'chest-pain-on-the-call'],
    ['trouble breathing', 'riverside', 'chest-pain-on-the-call'],
  ])('%s (%s): %s comes before every sample', (text, practice, expected) => {
    const { hits, corrected } = ask(text, practice, 20);
    const at = hits.findIndex((h) => h.id === expected);
    const firstSample = hits.findIndex((h) => h.state === 'sample');
    expect(at).toBeGreaterThanOrEqual(0);
    expect(at).toBeLessThan(3);
    if (firstSample >= 0) expect(at).toBeLessThan(firstSample);
    if (text.includes('tihgt')) expect(corrected).toEqual([{ from: 'tihgt', to: 'tight' }]);
  });
  it('offers own articles before samples, word for word', () => {
    for (const text of ['refill', 'billing', 'fever child', 'pain', 'test results', 'referral'])
      for (const practice of ['riverside', 'harbor', 'ivy-lane']) {
        const states = ask(text, practice, 50).hits.map((h) => h.state === 'sample');
        expect(states, text).toEqual(states.toSorted((a, b) => Number(a) - Number(b)));
      }
  });
  it('finds a sample by its own words, and marks it so', () => {
    const [hit] = ask('CHAMPVA benefits family caregiver').hits;
    expect(hit).toMatchObject({ state: 'sample', source: { date: '2019-04' } });
  });
  it('marks overdue articles', () => {
    const hit = ask('prior authorization status', 'riverside').hits.find(
      (h) => h.id === 'prior-authorization-status',
    );
    expect(hit).toMatchObject({ state: 'overdue', reviewBy: '2026-09-11' });
  });
  it('shows no other practice’s articles', () => {
    for (const text of ['hours', 'refill', 'parking', 'after hours'])
      for (const hit of ask(text, 'harbor', 50).hits) expect(['harbor', 'all']).toContain(hit.practice);
  });
  it('keeps finding at each letter of a word that the stemmer cuts', () => {
    for (const typed of ['bill', 'billi', 'billin', 'billing'])
      expect(
        ask(typed, 'riverside', 5).hits.map((h) => h.id),
        typed,
      ).toContain('riverside-billing');
  });
  it('repairs one slip and says so', () => {
    const result = ask('perscription refil ', 'riverside', 3);
    expect(result.corrected).toEqual([
      { from: 'perscription', to: 'prescription' },
      // One stem with "refill": found without a repair.
      ...(by === 'index' ? [] : [{ from: 'refil', to: 'refill' }]),
    ]);
    expect(result.hits.map((h) => h.id)).toContain('riverside-refill');
  });
  it('honours an exact phrase', () => {
    const { hits } = ask('"neither confirm nor deny"');
    expect(hits.map((h) => h.id)).toContain('sensitive-records');
    expect(ask('"deny nor confirm neither"').hits).toEqual([]);
  });
  it('shows each hit’s own title and passage, with what matched marked', () => {
    for (const text of ['hours', 'refill', 'insurance card', 'after hours'])
      for (const hit of ask(text, 'riverside').hits) {
        const stored = readArticle(db, hit.id);
        expect(stored).toMatchObject({ ok: true, value: { title: hit.title } });
        const body = stored.ok ? stored.value.body : '';
        const firstWords = hit.snippet.replace(/^…/, '').split(' ').slice(0, 3).join(' ');
        expect(plainPassage(body)).toContain(firstWords);
        for (const [start, end] of hit.snippetRanges) {
          expect(end).toBeLessThanOrEqual(hit.snippet.length);
          expect(hit.snippet.slice(start, end)).toMatch(/^(after|hour|refill|insur|card)/i);
        }
      }
    const [first] = ask('deductible ', 'riverside').hits;
    const marks = [
      ...(first?.titleRanges.map(([s, e]) => first.title.slice(s, e)) ?? []),
      ...(first?.snippetRanges.map(([s, e]) => first.snippet.slice(s, e)) ?? []),
    ];
    expect(marks.map((mark) => mark.toLowerCase())).toContain('deductible');
  });
});

describe.each(['full-text', 'index'] as const)('hostile questions (%s)', (by) => {
  beforeAll(() => void (way = by));
  it.each([
    '"',
    '""""',
    "'; drop table articles; --",
    'title:x OR body:*',
    'NEAR(a b, 5)',
    '^a',
    'a AND',
    'NOT',
    '{title}: x',
    '\0',
    'a\0b',
    '*',
    '-refill',
    '(((((',
    '%',
    '\ud800\udfff\ud800',
    '🙂🙂',
    'x'.repeat(4000),
    '" '.repeat(2000),
    'a b c d e f g h i j k l m n o p q r s t u v w x y z',
    'ﬁ',
    'İ',
    '\u202e refill',
  ])('%j', (text) => {
    const result = ask(text);
    expect(articleSearchResult.safeParse(result).error).toBeUndefined();
    expect(knowledgeState(db).articles).toBeGreaterThan(2000);
  });
});

describe('the search thread', () => {
  beforeAll(() => void (way = 'index'));
  const clients: SearchClient[] = [];
  const client = (options: Partial<ConstructorParameters<typeof SearchClient>[0]> = {}) => {
    const made = new SearchClient({ file, key: () => Buffer.from(key), ...options });
    clients.push(made);
    return made;
  };
  afterAll(() => Promise.all(clients.map((c) => c.close())));
  const refill = { text: 'refill', practice: 'riverside', limit: 3 };

  it('answers by full text, then by the index as the search itself does, and wipes the key it was given', async () => {
    let given: Buffer | null = null;
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    const c = client({
      key: () => (given = Buffer.from(key)),
      onIndex: (says) => says === 'ready' && resolve(),
    });
    expect(await c.search(refill, today, { role: 'agent' })).toMatchObject({
      value: { engine: 'full-text' },
    });
    await ready;
    const result = await c.search(refill, today, { role: 'agent' });
    expect(result).toMatchObject({ ok: true, value: { engine: 'index' } });
    expect(result.ok && result.value.hits.map((h) => h.id)).toEqual(
      ask('refill', 'riverside', 3).hits.map((h) => h.id),
    );
    expect(given).toEqual(Buffer.alloc(32));
  });
  it('lets the newest question of a lane win and leaves other lanes alone', async () => {
    const c = client();
    const [first, second, third, other] = await Promise.all([
      c.search({ text: 'r', limit: 3 }, today),
      c.search({ text: 're', limit: 3 }, today),
      c.search(refill, today),
      c.search({ text: 'hours', limit: 3 }, today, { lane: 'palette' }),
    ]);
    expect([first, second].map((r) => !r.ok && r.code)).toEqual(['cancelled', 'cancelled']);
    expect([third.ok, other.ok]).toEqual([true, true]);
  });
  it('takes a question back', async () => {
    const stop = new AbortController();
    const c = client();
    const asked = c.search(refill, today, { signal: stop.signal });
    stop.abort();
    expect(await asked).toMatchObject({ ok: false, code: 'cancelled' });
    expect(await c.search(refill, today)).toMatchObject({ ok: true });
  });
  it('says that it ended when the thread dies, and starts again', async () => {
    const dying = new URL(
      `data:text/javascript,${encodeURIComponent(
        `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', (m) => m.kind === 'open' ? parentPort.postMessage({ kind: 'ready' }) : process.exit(1));`,
      )}`,
    );
    const options = { file, key: () => Buffer.from(key), workerUrl: dying as URL | undefined };
    const c = new SearchClient(options);
    clients.push(c);
    expect(await c.search(refill, today)).toMatchObject({ ok: false, code: 'interrupted', retryable: true });
    options.workerUrl = undefined;
    expect(await c.search(refill, today)).toMatchObject({ ok: true });
  });
  it('ends a thread that hangs', async () => {
    const hanging = new URL('data:text/javascript,setInterval(() => {}, 1000)');
    const c = client({ workerUrl: hanging, timeoutMs: 100 });
    expect(await c.search(refill, today)).toMatchObject({ ok: false, code: 'timed-out' });
  });
  it('names a wrong key and a missing file', async () => {
    expect(await client({ key: () => Buffer.alloc(32, 9) }).search(refill, today)).toMatchObject({
      code: 'vault-wrong-key',
    });
    expect(await client({ file: join(folder, 'none.db') }).search(refill, today)).toMatchObject({
      code: 'vault-damaged',
    });
    expect(await client({ key: () => null }).search(refill, today)).toMatchObject({ code: 'locked' });
  });
  it('answers nothing once closed', async () => {
    const c = client();
    const asked = c.search(refill, today);
    await c.close();
    expect(await asked).toMatchObject({ ok: false, code: 'vault-closed' });
    expect(await c.search(refill, today)).toMatchObject({ ok: false, code: 'vault-closed' });
  });
  it('cannot write', () => {
    const reader = openReadOnly(file, Buffer.from(key));
    expect(() => reader.prepare('delete from articles').run()).toThrow(/readonly/);
    reader.close();
  });
});
