// What is said of an article beside its words, whose turn it is, and what is offered: by tables, and against hostile input.
import { describe, expect, it } from 'vitest';
import { announcement } from './announcement.ts';
import { type Article, article, articleDefaults } from './article.ts';
import { gradeOfWords, saidGradeOf } from './grade.ts';
import { parseArticleFile } from './parse.ts';
import { retiredMark, standingOf, stateOf, verifiedMark } from './standing.ts';
import { rankSuggestions, relevant, saysSomething } from './suggest.ts';
import { termList } from './terms.ts';
import { rightOf } from './variants.ts';

const own: Article = {
  ...articleDefaults,
  id: 'a',
  version: 2,
  title: 'A',
  practice: 'riverside',
  callTypes: [],
  topic: 'T',
  keywords: [],
  body: 'Words.',
  owner: 'Dana',
  reviewedOn: '2026-05-01',
  reviewBy: '2026-11-21',
  clinicalDraft: false,
  sample: false,
  source: { name: 'Invented', url: null, licence: 'CC0-1.0', date: '2026' },
};

describe('an article', () => {
  it('reads what was written before it had kinds', () => {
    const before = Object.fromEntries(
      Object.entries(own).filter(([name]) => !Object.hasOwn(articleDefaults, name)),
    );
    expect(article.parse(before)).toEqual(own);
  });
  it('takes a link without words, and nothing else without', () => {
    const url = 'https://example.org/page';
    const link = { ...own, kind: 'link', body: '', source: { ...own.source, url } };
    expect(article.safeParse(link).success).toBe(true);
    expect(article.safeParse({ ...link, kind: 'article' }).success).toBe(false);
    expect(article.safeParse({ ...own, kind: 'link', body: '' }).success).toBe(false);
  });
  it.each([
    ['a kind that is none', { kind: 'script' }],
    ['a language that is none', { lang: 'xx' }],
    ['nobody who may see it', { roles: [] }],
    ['a role that has no knowledge base', { roles: ['auditor'] }],
    ['a role that is SQL', { roles: ["agent' or 1=1"] }],
    ['a variant of itself', { variantOf: 'a' }],
    ['a translation of itself', { translationOf: { id: 'a', version: 1 } }],
    ['a translation of no version', { translationOf: { id: 'b', version: 0 } }],
    ['a variant for everybody', { practice: 'all', variantOf: 'b' }],
    ['a site of everybody', { practice: 'all', site: 'desk' }],
    ['a site with a path', { site: '../x' }],
    ['a section of two lines', { section: 'a\nb' }],
    ['a sample that somebody stands behind', { sample: true }],
    ['a must-read that is a word', { mustRead: 'yes' }],
    ['a mark in the name of who checked', { verifiedBy: 'D\u0003' }],
  ])('refuses %s', (_, change) => {
    expect(article.safeParse({ ...own, ...change }).success).toBe(false);
  });
});

describe('standing', () => {
  const mark = { by: 'Sue', on: '2026-06-01', until: '2026-12-01' };
  const retired = { by: 'Sue', at: '2026-11-01T00:00:00.000Z', note: null };
  it.each([
    ['its own review', own, null, null, '2026-11-21', 'verified'],
    ['its own review, a day later', own, null, null, '2026-11-22', 'overdue'],
    ['a later check', own, mark, null, '2026-11-22', 'verified'],
    ['a check that has ended', own, mark, null, '2026-12-02', 'overdue'],
    ['a check older than its review', own, { ...mark, on: '2026-04-30' }, null, '2026-11-22', 'overdue'],
    ['nobody', { ...own, reviewedOn: null, reviewBy: null }, null, null, '2026-11-22', 'sample'],
    [
      'a check of a sample',
      { ...own, reviewedOn: null, reviewBy: null },
      mark,
      null,
      '2026-11-22',
      'verified',
    ],
    ['being out of use', own, mark, retired, '2026-11-22', 'retired'],
  ] as const)('goes by %s', (_, of, verified, gone, today, state) => {
    expect(stateOf(standingOf(of, { verified, retired: gone }), today)).toBe(state);
  });
  it('names who checked, else who owns', () => {
    const said = (change: Partial<Article>) =>
      standingOf({ ...own, ...change }, { verified: null, retired: null }).verifiedBy;
    expect([said({}), said({ verifiedBy: 'Theo' }), said({ reviewedOn: null })]).toEqual([
      'Dana',
      'Theo',
      null,
    ]);
  });
  it.each([
    [
      'a day that is none',
      verifiedMark,
      { articleId: 'a', version: 1, by: 'S', on: '2026-02-30', until: '2026-03-01' },
    ],
    ['no name', verifiedMark, { articleId: 'a', version: 1, by: ' ', on: '2026-02-03', until: '2026-03-01' }],
    [
      'an id with a path',
      retiredMark,
      { articleId: '../a', version: 1, by: 'S', at: retired.at, note: null },
    ],
    [
      'a note of a megabyte',
      retiredMark,
      { articleId: 'a', version: 1, by: 'S', at: retired.at, note: 'x'.repeat(1e6) },
    ],
  ])('refuses %s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});

describe('an announcement and terms', () => {
  const good = {
    id: '00000000-0000-4000-8000-000000000001',
    version: 1,
    title: 'T',
    body: '<script>x</script>',
    from: '2026-11-22T00:00:00.000Z',
    until: '2026-11-23T00:00:00.000Z',
    accounts: null,
    roles: null,
    mustRead: false,
    articleId: null,
    by: { id: 'p', name: 'Sue' },
  };
  it.each([
    ['two lines of title', { title: 'a\nb' }],
    ['a body above its length', { body: 'x'.repeat(2001) }],
    ['no accounts at all', { accounts: [] }],
    ['an unknown field', { html: 'x' }],
    ['an end that is a word', { until: 'never' }],
    ['a role without a knowledge base', { roles: ['administrator'] }],
  ])('refuses %s', (_, change) => {
    expect(announcement.safeParse(good).success).toBe(true);
    expect(announcement.safeParse({ ...good, ...change }).success).toBe(false);
  });
  it.each([
    ['a term that means nothing', { term: 'a', means: [], kind: 'synonym' }],
    ['a term of a page', { term: 'a'.repeat(81), means: ['b'], kind: 'synonym' }],
    ['a term with a line break', { term: 'a\nb', means: ['b'], kind: 'synonym' }],
    ['a kind that is none', { term: 'a', means: ['b'], kind: 'regex' }],
  ])('refuses %s', (_, entry) => {
    expect(termList.safeParse({ version: 1, entries: [entry] }).success).toBe(false);
  });
});

describe('the right variant', () => {
  const general = { id: 'g', practice: 'all', site: null, variantOf: null };
  const account = { id: 'a', practice: 'harbor', site: null, variantOf: 'g' };
  const site = { id: 's', practice: 'harbor', site: 'nurse-line', variantOf: 'g' };
  const family = [site, account, general];
  it.each([
    ['harbor', 'nurse-line', 's'],
    ['harbor', 'front-desk', 'a'],
    ['harbor', null, 'a'],
    ['riverside', 'nurse-line', 'g'],
    [null, null, 'g'],
  ])('for %s, %s: %s', (accountId, at, id) => {
    expect(rightOf(family, { accountId, site: at })?.id).toBe(id);
  });
  it('is none where all are somebody else’s', () => {
    expect(rightOf([account, site], { accountId: 'riverside', site: null })).toBeNull();
  });
});

describe('suggestions', () => {
  const found = (...ids: string[]) => ids.map((id) => ({ id, words: [id] }));
  it('put first what several things speak for, and say each', () => {
    const ranked = rankSuggestions(
      [
        { kind: 'notes', found: found('a', 'b') },
        { kind: 'step', found: found('b') },
      ],
      5,
    );
    expect(ranked.map((r) => r.id)).toEqual(['b', 'a']);
    expect(ranked[0]?.why.map((w) => w.kind)).toEqual(['notes', 'step']);
  });
  it('keep what the chosen reason offers first where it stood, whatever notes and steps say besides', () => {
    const reason = { kind: 'reason', found: found('a', 'b', 'c') } as const;
    const noted = { kind: 'notes', found: found('x', 'c') } as const;
    const ids = (...voices: Parameters<typeof rankSuggestions>[0]) =>
      rankSuggestions(voices, 5).map((r) => r.id);
    expect(ids(reason, noted)).toEqual(['a', 'c', 'x', 'b']);
    // Nor may a step of the script, which the next one takes back.
    expect(ids(reason, noted, { kind: 'step', found: found('x', 'y') })).toEqual(['a', 'x', 'c', 'y', 'b']);
  });
  it('are not made of words that every call has, nor of one word among many', () => {
    expect(['not', 'caller', 'go', 'x'].filter(saysSomething)).toEqual([]);
    expect(['refill', 'bc10', '711'].filter(saysSomething)).toHaveLength(3);
    const hit = (words: string, named = '') => ({ words: [...words], named: [...named] });
    const hits = [hit('abcd'), hit('ab'), hit('a', 'a'), hit('')];
    expect(relevant(hits)).toEqual(hits.slice(0, 2));
    expect(relevant([hit('')])).toEqual([]);
  });
  it('answer each matter of the notes: what alone is named after a word, and last what says less of the same', () => {
    const hit = (words: string, named = '') => ({ words: [...words], named: [...named] });
    const [insurance, plans, ride, chance] = [hit('nic', 'ni'), hit('nc'), hit('r', 'r'), hit('h')];
    expect(relevant([insurance, plans, ride, chance])).toEqual([insurance, ride, plans]);
  });
  it('offer nothing for being pinned or for its account alone, which only break ties', () => {
    const ties = [
      { kind: 'pinned', found: found('z', 'b') },
      { kind: 'account', found: found('z') },
    ] as const;
    expect(rankSuggestions(ties, 5)).toEqual([]);
    const step = { kind: 'step', found: found('c', 'd', 'e', 'a', 'b') } as const;
    expect(rankSuggestions([step, ...ties], 5).map((r) => r.id)).toEqual(['c', 'd', 'e', 'b', 'a']);
  });
});

describe('the school grade', () => {
  it('is of what is said to the caller alone, in both languages', () => {
    const hard =
      'Notwithstanding administrative requirements, institutional documentation necessitates authorization.';
    const easy = '- "We can call you back. Is this the best number? We will try you at ten and at two."';
    expect(
      saidGradeOf(`${hard}\n\n## Say to the caller\n${easy}\n\n## For you only\n${hard}`, 'en'),
    ).toBeLessThan(4);
    expect(
      saidGradeOf(`## Diga a quien llama\n${'La casa es azul y el gato duerme. '.repeat(4)}`, 'es'),
    ).not.toBeNull();
    expect(gradeOfWords('Too short.', 'en')).toBeNull();
    expect(saidGradeOf(hard, 'en')).toBeNull();
  });
});

describe('the head of an article file', () => {
  const file = (more: string): string =>
    `---\nid: a-b\nversion: 3\ntitle: T\npractice: harbor\ncallTypes: 1\nkeywords: x\nowner: D\nreviewedOn: 2026-01-01\nreviewBy: 2026-12-01\nclinical: none\n${more}\n---\nText`;
  it('may say what kind it is, whose variant, which translation, and who may see it', () => {
    const more =
      'kind: policy\nlang: es\ntranslationOf: b 4\nvariantOf: b\nsite: desk\nroles: nurse, supervisor\nmustRead: yes';
    expect(parseArticleFile(file(more), 'S')).toMatchObject({
      value: {
        kind: 'policy',
        lang: 'es',
        translationOf: { id: 'b', version: 4 },
        variantOf: 'b',
        site: 'desk',
        roles: ['nurse', 'supervisor'],
        mustRead: true,
      },
    });
  });
  it.each([
    'kind: x',
    'lang: xx',
    'translationOf: b',
    'roles: boss',
    'roles:',
    'mustRead: perhaps',
    'site: A B',
  ])('refuses %s', (more) =>
    expect(parseArticleFile(file(more), 'S')).toMatchObject({ code: 'invalid-input' }),
  );
});
