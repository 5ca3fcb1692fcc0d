// What the lint of an article finds, and where; and that it says little of what ships.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, articleOf, type DraftFields } from './draft.ts';
import { articleFinding, mostFindings, type ArticleFindingCode } from './lint-codes.ts';
import { lintArticle, longestBody, type LintKnown } from './lint.ts';
import { parseArticleFile } from './parse.ts';

const known: LintKnown = {
  today: '2026-11-23',
  articleId: 'a',
  article: (id) =>
    ({ original: { version: 3, lang: 'en' }, general: { version: 1, lang: 'en' } } as const)[id] ?? null,
  body: (id) => (id === 'original' ? 'Refills take two days.\n' : null),
  titled: (f) => (f.title === 'Taken' ? 'b' : null),
  sites: (id) => (id === 'riverside' ? ['billing'] : null),
  numbers: new Set(['6175550101']),
};
const clean: DraftFields = {
  ...emptyDraft({
    kind: 'article',
    lang: 'en',
    practice: 'all',
    site: null,
    sourceName: 'Own',
    today: '2026-11-23',
    owner: 'Joel Invented',
    ownerId: 'joel',
  }),
  title: 'Refills',
  keywords: ['refill'],
  body: 'Refills take two days.\n\n## Say to the caller\n\nI will pass this on to the team today.\n\n## For you only\n\nThe team looks at four.\n',
};
const lint = (more: Partial<DraftFields>) => lintArticle({ ...clean, ...more }, known);
const codes = (more: Partial<DraftFields>) => lint(more).map((f) => f.code);
const said = (words: string) => `Facts.\n\n## Say to the caller\n\n${words}\n`;

describe('an article', () => {
  it('that is good has nothing found, and can be handed in', () => {
    expect(lint({})).toEqual([]);
    expect(articleOf(clean, { id: 'a', version: 1, today: known.today }).ok).toBe(true);
  });
  it.each<[ArticleFindingCode, Partial<DraftFields>]>([
    ['no-title', { title: ' ' }],
    ['long-title', { title: 'x'.repeat(301) }],
    ['title-taken', { title: 'Taken' }],
    ['no-words', { body: ' ' }],
    ['no-address', { kind: 'link', body: '' }],
    ['link-without-https', { source: { ...clean.source, url: 'http://a.example' } }],
    ['no-owner', { owner: null }],
    ['no-keywords', { keywords: [' '] }],
    ['no-review-date', { reviewBy: null }],
    ['no-review-date', { reviewBy: '2027-02-31x' }],
    ['review-date-past', { reviewBy: '2026-11-22' }],
    ['review-date-far', { reviewBy: '2028-01-01' }],
    ['too-long', { body: 'word '.repeat(longestBody / 4) }],
    ['long', { body: 'word '.repeat(1300) }],
    ['original-gone', { lang: 'es', translationOf: { id: 'gone', version: 1 } }],
    ['original-moved-on', { lang: 'es', translationOf: { id: 'original', version: 2 } }],
    ['original-same-language', { translationOf: { id: 'original', version: 3 } }],
    [
      'original-words',
      { lang: 'es', body: 'Refills take two days.', translationOf: { id: 'original', version: 3 } },
    ],
    ['general-gone', { practice: 'riverside', variantOf: 'gone' }],
    ['variant-of-nobody', { variantOf: 'general' }],
    ['unknown-account', { practice: 'nobody' }],
    ['unknown-site', { practice: 'riverside', site: 'roof' }],
    ['must-read-by-all', { mustRead: true }],
    ['nothing-to-say', { body: 'Facts.\n\n## For you only\n\nNot for them.' }],
    ['two-parts-of-a-kind', { body: said('One.') + said('Two.') }],
    ['email', { keywords: ['zeb@price.example'] }],
    ['card-number', { title: 'Refills 4111 1111 1111 1111' }],
    ['field', { callTypes: [1, 2], licenceOnly: 1 } as Partial<DraftFields>],
  ])('%s', (code, more) => expect(codes(more)).toContain(code));
  it('says nothing of what is right: a translation in time, a variant of an account, a site that is there', () => {
    expect(codes({ lang: 'es', translationOf: { id: 'original', version: 3 } })).toEqual([]);
    expect(codes({ practice: 'riverside', site: 'billing', variantOf: 'general' })).toEqual([]);
    expect(
      codes({ kind: 'link', body: '', source: { ...clean.source, url: 'https://a.example/x' } }),
    ).toEqual([]);
  });
});

describe('its body', () => {
  it.each<[ArticleFindingCode, string, string]>([
    ['html', 'one\ntwo <b>x</b>', '<b>'],
    ['html', 'one\ntwo <!-- x', '<!--'],
    ['script', 'one\ntwo <script src=x>', '<script src=x>'],
    ['script', 'one\ntwo <img src=x onerror=1>', '<img src=x onerror=1>'],
    ['script', 'one\ntwo [x](javascript:alert(1))', 'javascript:'],
    ['data-url', 'one\ntwo [x](data:text/html;base64,xx)', 'data:text/html;'],
    ['image', 'one\ntwo ![x](https://a.example/b.png)', '![x]('],
    ['hidden-characters', 'one\ntwo \u202eabc', '\u202e'],
    ['hidden-characters', 'one\ntwo \u0000abc', '\u0000'],
    ['link-without-https', 'one\ntwo [x](http://a.example)', 'http://a.example'],
    ['link-without-https', 'one\ntwo http://a.example/b', 'http://a.example/b'],
    ['link-without-https', 'one\ntwo <mailto:x@a.example>', 'mailto:x@a.example'],
    ['link-without-https', 'one\n[x]: ftp://a.example', 'ftp://a.example'],
    ['claim', 'one\ntwo is HIPAA compliant', 'HIPAA compliant'],
    ['claim', 'one\ntwo is 100% secure', '100% secure'],
    ['card-number', 'one\ntwo 4111 1111 1111 1111', '4111 1111 1111 1111'],
    ['social-number', 'one\ntwo 123-45-6789', '123-45-6789'],
    ['birth-date', 'one\ntwo born 03/14/1957', 'born 03/14/1957'],
    ['birth-date', 'one\ntwo DOB: March 14, 1957', 'DOB: March 14, 1957'],
    ['email', 'one\ntwo zeb@price.example', 'zeb@price.example'],
    ['phone-number', 'one\ntwo (617) 555-0199', '(617) 555-0199'],
    ['phone-number', 'one\ntwo +44 20 7946 0958', '+44 20 7946 0958'],
    ['heading-level', 'one\n# two', '# two'],
    ['heading-level', 'one\n#### two\n\nx', '#### two'],
    ['empty-part', 'one\n## two\n\n## three\n\nx', '## two'],
    ['empty-part', 'one\n## two\n', '## two'],
    ['table-without-head', 'one\n| a | b |\n| c | d |', '| a | b |'],
    ['table-without-head', 'one\n|  |  |\n| - | - |\n| c | d |', '|  |  |'],
  ])('%s in %j, with its place', (code, body, words) => {
    const found = lint({ body }).find((f) => f.code === code);
    expect(found).toMatchObject({ field: 'body', line: 2, length: words.length });
    const line = body.split('\n')[1] ?? '';
    expect(line.slice((found?.column ?? 0) - 1).startsWith(words)).toBe(true);
  });
  it.each([
    'Call 617 555-0101 or 1-800-555-0199.',
    'See <https://a.example/x> and [more](https://a.example).',
    'Less than 3 < 4, and a > b.',
    '## One\n\nx\n\n### Two\n\ny',
    '| a | b |\n| - | :-: |\n| c | d |',
    'Effective 01/01/2026, form 1099-B.',
  ])('lets %j be', (body) => expect(codes({ body })).toEqual([]));
});

describe('what is said to the caller', () => {
  it.each<[ArticleFindingCode, string]>([
    ['diagnosis', 'That sounds like a stroke to me.'],
    ['dosing', 'Take two tablets tonight.'],
    ['false-comfort', 'It is probably nothing.'],
    ['harmful', 'You need to calm down.'],
    ['leading', 'The pain is better, right?'],
    ['dosing', 'Fine so far.\nTome una pastilla.'],
  ])('%s: %j', (code, words) => {
    expect(codes({ body: said(words) })).toContain(code);
  });
  it('names the sentence, in a list and in the middle of a line', () => {
    const found = lint({ body: said('- Good so far. It is probably nothing. Bye now.') })[0];
    expect(found).toMatchObject({
      code: 'false-comfort',
      line: 5,
      column: 16,
      words: 'It is probably nothing.',
    });
  });
  it('is told from what the agent alone reads, which may name things', () => {
    expect(codes({ body: 'For chest pain think of a stroke.\n' })).toEqual([]);
    expect(codes({ body: 'Never say: take two tablets.\n' })).toEqual(['advice-unsaid']);
  });
  it('has a grade: above the rule a word, far above no handing in', () => {
    const hard =
      'The authorization determination communicated previously necessitates supplementary documentation from the referring organization and additional verification beforehand.';
    expect(codes({ body: said(hard) })).toContain('much-too-hard');
    const some =
      'Your insurance decides about this after the doctor sends the papers that they asked for, and that can take up to two weeks.';
    expect(codes({ body: said(some) })).toContain('hard-to-follow');
  });
  it('in a handout is everything that is not for the agent alone', () => {
    expect(codes({ kind: 'handout', body: 'You will be fine.' })).toEqual(['false-comfort']);
  });
});

const hostile = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x10ffff }).map((c) => String.fromCodePoint(c)),
      fc.constantFrom(
        '<b ',
        '[x](',
        'data:',
        '\n',
        '\n## ',
        '| a ',
        '4111 1111 1111 1111',
        'born 1/1/1970',
        '\u202e',
        ' ',
      ),
    ),
    { maxLength: 120 },
  )
  .map((pieces) => pieces.join(''));
it('stays within its bounds whatever is written', () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom('en', 'es', 'id'), (body, lang) => {
      const found = lint({ body, lang: lang as DraftFields['lang'] });
      expect(found.length).toBeLessThanOrEqual(mostFindings);
      expect(articleFinding.array().safeParse(found).success).toBe(true);
    }),
    { numRuns: 60 },
  );
});
it('reads the worst of long texts in a moment', () => {
  const worst = ['<a ', '[x](', '| a ', '![', '(617) ', '1-', 'born ', '- '].map((piece) =>
    piece.repeat(longestBody / piece.length),
  );
  const started = performance.now();
  for (const body of worst) lint({ body });
  expect(performance.now() - started).toBeLessThan(4000);
});
it('has few words about what ships, and none that would stop it but a date', () => {
  const root = join(import.meta.dirname, '..', '..', '..', 'data', 'knowledge', 'articles');
  const stopped = new Set<string>();
  for (const folder of readdirSync(root))
    for (const file of readdirSync(join(root, folder)).filter((f) => f.endsWith('.md'))) {
      const read = parseArticleFile(readFileSync(join(root, folder, file), 'utf8'), 'x');
      if (!read.ok) throw new Error(file);
      const fields = {
        ...draftOf(read.value),
        practice: 'all',
        site: null,
        variantOf: null,
        translationOf: null,
      };
      for (const f of lintArticle(fields, known)) if (f.severity === 'stop') stopped.add(`${file} ${f.code}`);
    }
  expect([...stopped].filter((s) => !s.endsWith('review-date-past'))).toEqual([]);
});
