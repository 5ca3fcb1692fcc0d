// Whatever is typed or pasted: no text is an error, none is syntax, and what an answer may cost is bounded by what is read of it.
// Asked through the real thread, by full text and by the index.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleSearchResult } from '#shared/domain/knowledge/article.ts';
import { startBuilding } from './builder.ts';
import { SearchClient } from './client.ts';
import { testArticle, testKey, testToday, testVault, type TestVault } from './testing-articles.ts';

const key = () => Buffer.from(testKey);
const most = 4000;
const hostile: [name: string, text: string][] = [
  ['ten thousand characters, cut to what the request takes', 'copay refill '.repeat(800)],
  ['four thousand different words', Array.from({ length: 4000 }, (_, i) => `w${i.toString(36)}`).join(' ')],
  ['punctuation alone', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'.repeat(100)],
  ['nothing', ''],
  ['white space', ' \t\n\u00a0\u3000\u2028'.repeat(50)],
  ['the end of a statement', `copay'; drop table articles; --`],
  ['a union', `" union select json from article_terms --`],
  [
    'operators of full text',
    'copay NOT refill AND ( OR NEAR(copay refill, 2) ^copay title:copay {title body}: x* + -y',
  ],
  ['operators alone', 'AND OR NOT NEAR'],
  ['an open quote', '"copay'],
  ['four thousand quotes', '"'.repeat(most)],
  ['two thousand phrases', '"a b" '.repeat(700)],
  ['typographic quotes, nested', '“„«copay»”“'.repeat(300)],
  ['NUL', 'copay\u0000refill\u0000'],
  ['control characters', Array.from({ length: 32 }, (_, i) => String.fromCharCode(i)).join('copay')],
  ['lone surrogates', '\ud800copay\udc00 \udfff\ud83d'],
  ['half a character at the cut', `${'x '.repeat(1999)}a\ud83d\ude00`],
  ['marks that turn the direction', '\u202ecopay\u202c \u200frefill\u200e\u2067x\u2069'],
  ['letters of no width', 'co\u200bpay \ufeffrefill \u2060'],
  ['one mark upon another', `copay${'\u0301'.repeat(2000)}`],
  ['a letter that unfolds to eighteen', '\ufdfa'.repeat(200)],
  ['one very long word', 'a'.repeat(most)],
  ['very long words', `${'pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(40)} `.repeat(2)],
  ['letters that are all one slip apart', 'copya cpoay copey copai ocpay copaay cop copays'],
  ['wild cards', '% _ * ? copay* %copay% *'],
  ['a pattern that grows', '(a+)+$'.repeat(200)],
  ['another script', 'копия копей 処方箋 الوصفة הקצבה'.repeat(20)],
  ['numbers', '0 -1 1e309 NaN 9007199254740993 0x10 '.repeat(50)],
  ['names of what every object has', '__proto__ constructor toString hasOwnProperty'],
  ['the marks of passages', '\u0002copay\u0003'],
  ['tags', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['an address', 'https://example.org/?q=copay&x=%00'],
];

let vault: TestVault;
let client: SearchClient | null = null;
const ask = async (text: string, options: { practice?: string; limit?: number } = {}) => {
  const { limit = 50, ...rest } = options;
  const result = await client?.search({ text: text.slice(0, most), limit, ...rest }, testToday, {
    role: 'agent',
  });
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result.value;
};

beforeAll(async () => {
  vault = testVault();
  await vault.add(
    testArticle('copay', {
      title: 'Copays',
      body: 'A copay is what the caller pays at the desk.',
      keywords: ['co-pay'],
    }),
    testArticle('refill', { title: 'Refills', body: 'A refill is asked for by the pharmacy.' }),
    // Also those words that name what every object has.
    testArticle('odd', { title: 'constructor', body: 'toString __proto__ AND OR NOT NEAR null undefined' }),
    ...Array.from({ length: 30 }, (_, i) =>
      testArticle(`filler-${i}`, { body: `Nothing of note in number ${i}.` }),
    ),
  );
});
afterAll(async () => {
  await client?.close();
  vault.remove();
});

describe.each(['full-text', 'index'] as const)('answered by %s', (engine) => {
  beforeAll(async () => {
    await client?.close();
    if (engine === 'index')
      expect(await startBuilding({ file: vault.file, key, db: vault.db }).done).toMatchObject({ ok: true });
    const { promise: settled, resolve } = Promise.withResolvers<void>();
    client = new SearchClient({
      file: vault.file,
      key,
      onIndex: (says) => {
        if (says === (engine === 'index' ? 'ready' : 'none')) resolve();
      },
    });
    client.warm();
    await settled;
  });

  it.each(hostile)('%s', async (_, text) => {
    const answer = await ask(text);
    expect(articleSearchResult.safeParse(answer).error).toBeUndefined();
    expect(answer.engine).toBe(engine);
    expect(new Set(answer.hits.map((h) => h.id)).size).toBe(answer.hits.length);
    for (const hit of answer.hits)
      for (const [from, to] of [...hit.titleRanges, ...hit.snippetRanges]) expect(to).toBeGreaterThan(from);
  });
  it('the words among the operators are still found', async () => {
    for (const text of [
      'copay AND (',
      '"copay',
      `copay'; drop table articles; --`,
      '\u202ecopay\u202c ',
      'title:copay ',
    ])
      expect(
        (await ask(text)).hits.map((h) => h.id),
        text,
      ).toContain('copay');
    expect((await ask('constructor ')).hits[0]?.id).toBe('odd');
  });
  it('an account that nobody has finds what is for all, and no more', async () => {
    expect((await ask('copay', { practice: 'constructor' })).hits.map((h) => h.id)).toContain('copay');
  });
  it('afterwards the same thread answers as before, and nothing was changed', async () => {
    expect((await ask('copay', { limit: 1 })).hits.map((h) => h.id)).toEqual(['copay']);
    expect(vault.db.prepare('select count(*) as n from articles').get()).toEqual({ n: 33 });
  });
});

it('a question of the longest kind is read up to a bound: what lies behind it finds nothing', async () => {
  const { hits } = await ask(`${'nothingsuch '.repeat(330)}copay `);
  expect(hits.map((h) => h.id)).not.toContain('copay');
});
