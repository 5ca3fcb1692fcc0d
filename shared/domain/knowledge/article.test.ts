import { describe, expect, it } from 'vitest';
import { type Article, article, articleDefaults, articleSearch, longestSearched } from './article.ts';
import { markEnd, markStart, plainPassage, readMarks } from './highlight.ts';
import { parseArticleFile } from './parse.ts';
import { quote } from './quote.ts';
import { sectionsOf } from './sections.ts';

const good: Article = {
  ...articleDefaults,
  id: 'riverside-hours',
  version: 2,
  title: 'Hours',
  practice: 'riverside',
  callTypes: [14],
  topic: 'Riverside',
  keywords: ['open'],
  body: 'Open at eight.\n\n## Say to the caller\n- "We open at eight."\n\n## For you only\n- Snow: ask.',
  owner: 'Dana',
  reviewedOn: '2026-01-02',
  reviewBy: '2026-11-21',
  clinicalDraft: false,
  sample: false,
  source: { name: 'Riverside (invented)', url: null, licence: 'Apache-2.0', date: '2026-01-02' },
};

describe('article', () => {
  it.each([
    ['a NUL in the body', { body: 'a\0b' }],
    ['a highlight mark in the title', { title: 'a\u0002b' }],
    ['two lines in the title', { title: 'a\nb' }],
    ['an empty body', { body: '  \n ' }],
    ['a body of a megabyte', { body: 'x'.repeat(1_000_000) }],
    ['an id with a path', { id: '../x' }],
    ['a row that is none', { callTypes: [25] }],
    ['no owner', { owner: null }],
    ['a link that is script', { source: { ...good.source, url: 'javascript:alert(1)' } }],
    ['a file link', { source: { ...good.source, url: 'file:///etc/passwd' } }],
    ['an unknown field', { html: '<b>' }],
    ['a version of text', { version: '2' }],
  ])('refuses %s', (_, change) => {
    expect(article.safeParse(good).success).toBe(true);
    expect(article.safeParse({ ...good, ...change }).success).toBe(false);
  });
  it('takes markup as plain text', () => {
    const body = '<script>alert(1)</script><img src=x onerror=alert(2)>';
    expect(article.parse({ ...good, body }).body).toBe(body);
  });
});

describe('parseArticleFile', () => {
  const head =
    'id: a-b\nversion: 3\ntitle: Who: and when\npractice: all\ncallTypes: 1, 2\nkeywords: x, y z\nowner: D\nreviewedOn: 2026-01-01\nreviewBy: 2026-12-01\nclinical: draft';
  it('reads head and body', () => {
    const read = parseArticleFile(`---\n${head}\n---\nText\n`, 'Starter');
    expect(read).toMatchObject({
      ok: true,
      value: {
        title: 'Who: and when',
        callTypes: [1, 2],
        keywords: ['x', 'y z'],
        body: 'Text',
        clinicalDraft: true,
      },
    });
  });
  it.each([
    ['no head', 'Text'],
    ['a missing field', `---\n${head.replace('owner: D\n', '')}\n---\nText`],
    ['an unknown field', `---\n${head}\nhtml: yes\n---\nText`],
    ['a field twice', `---\n${head}\nowner: E\n---\nText`],
    ['a date that is none', `---\n${head.replace('2026-12-01', '2026-02-30')}\n---\nText`],
    ['no body', `---\n${head}\n---\n`],
  ])('refuses %s', (_, text) => {
    expect(parseArticleFile(text, 'Starter')).toMatchObject({ ok: false, code: 'invalid-input' });
  });
});

describe('marks', () => {
  it('turns marks into offsets and joins neighbours', () => {
    expect(readMarks(`a ${markStart}b${markEnd}${markStart}c${markEnd} d ${markStart}e${markEnd}`)).toEqual({
      text: 'a bc d e',
      ranges: [
        [2, 4],
        [7, 8],
      ],
    });
  });
  it('drops marks that do not pair', () => {
    expect(readMarks(`a${markEnd} b ${markStart}c`)).toEqual({ text: 'a b c', ranges: [] });
  });
  it('makes one plain line of markdown', () => {
    expect(plainPassage('## Say\n- **One**\n2. two\n| a | b |\n| --- | --- |\n| c | `d` |')).toBe(
      'Say One two a b c d',
    );
  });
});

describe('sectionsOf', () => {
  it('parts what is said from what is not, with true offsets', () => {
    const sections = sectionsOf(good.body);
    expect(sections.map((s) => s.kind)).toEqual(['facts', 'caller', 'internal']);
    for (const s of sections) expect(good.body.startsWith(s.markdown, s.offset)).toBe(true);
  });
  it('keeps a body without the headings whole', () => {
    expect(sectionsOf('a\n## Other\nb')).toEqual([{ kind: 'facts', markdown: 'a\n## Other\nb', offset: 0 }]);
  });
});

describe('quote', () => {
  it('carries id, version and title', () => {
    expect(quote(good, [0, 14])).toEqual({
      ok: true,
      value: { text: 'Open at eight.', articleId: 'riverside-hours', version: 2, title: 'Hours' },
    });
  });
  it.each([[[3, 3]], [[5, 2]], [[-1, 4]], [[0, 9999]], [[0.5, 3]], [[NaN, 3]], [[14, 16]]])(
    'refuses %j',
    (range) => {
      expect(quote(good, range as [number, number]).ok).toBe(false);
    },
  );
});

describe('a question', () => {
  it.each([0, 1, longestSearched, 10_000, 1_000_000])('of %i characters is cut, not refused', (length) => {
    const asked = articleSearch.safeParse({ text: 'x'.repeat(length) });
    expect(asked.data?.text.length).toBe(Math.min(length, longestSearched));
  });
  it('longer than anybody pastes is refused', () =>
    expect(articleSearch.safeParse({ text: 'x'.repeat(1_000_001) }).success).toBe(false));
});
