// Articles are drawn without markup of their own, each text knows its place, and a quote is the article's own text.
import '../text/late/knowledge.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Account } from '#shared/domain/accounts/account.ts';
import { quote } from '#shared/domain/knowledge/quote.ts';
import { sectionsOf } from '#shared/domain/knowledge/sections.ts';
import { Markdown } from './Markdown.tsx';
import { rangeOf, type MarkedPiece } from './quote-range.ts';
import { passageAt } from './article/passages.ts';
import { isStale } from './AsOf.tsx';
import { whyOf } from './suggest/why.ts';
import { endOfNotes } from './use-in-hand.ts';
import {
  askedAs,
  badgeOf,
  engineWords,
  footOf,
  foundWords,
  isOwnDraft,
  rangesOf,
  reasonsOf,
  sourceDate,
} from './words.ts';

const draw = (markdown: string, offset = 0): string =>
  renderToStaticMarkup(<Markdown markdown={markdown} offset={offset} />);
const unescape = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

const body = `Before all.

## Say to the caller
- "I **hear** you, and I will help."
- The office opens at _eight_ & closes at five.

## For you only
Two warnings, then the supervisor. See [the policy](https://example.org/policy).

| Day | Hours |
|---|---|
| Mon | 8 to 5 |
`;

test('each drawn text says where in the body it stands', () => {
  let seen = 0;
  for (const section of sectionsOf(body)) {
    for (const [, at, length, text] of draw(section.markdown, section.offset).matchAll(
      /<span data-at="(\d+)" data-length="(\d+)">([^<]*)<\/span>/g,
    )) {
      expect(body.slice(Number(at), Number(at) + Number(length))).toBe(unescape(text ?? ''));
      seen++;
    }
  }
  expect(seen).toBeGreaterThan(10);
});

test.each([
  ['<script>alert(1)</script>'],
  ['<img src=x onerror=alert(1)>'],
  ['a <b onclick="x()">b</b>'],
  ['<style>*{display:none}</style>'],
  ['<iframe src="https://example.org"></iframe>'],
])('markup in an article is shown as text: %s', (hostile) => {
  const html = draw(hostile);
  expect(html).not.toMatch(/<(script|img|b|style|iframe)[\s>]/);
  expect(unescape(html.replaceAll(/<\/?(span|p)[^>]*>/g, ''))).toBe(hostile);
});

test('links are text with their address, unsafe ones without; nothing can be pressed', () => {
  const html = draw(
    '[policy](https://example.org/a) [bad](javascript:alert(1)) <https://example.org/b> ![x](https://example.org/c.png)',
  );
  expect(html).not.toMatch(/<a[\s>]|href=|<img|src=/);
  expect(html).toContain('(https://example.org/a)');
  expect(html).not.toContain('javascript:');
  expect(html).not.toContain('c.png');
});

test('each cell of a wide table knows its column, and a small table stays one', () => {
  const wide = draw('| Plan | Id | Copay | Referral |\n|---|---|---|---|\n| **PPO** | B1 | $15 | no |');
  expect([...wide.matchAll(/<td data-head="([^"]*)"/g)].map(([, head]) => head)).toEqual([
    'Plan',
    'Id',
    'Copay',
    'Referral',
  ]);
  expect(wide).toContain('class="cl-knowledge-cards"');
  expect(draw('| Day | Hours |\n|---|---|\n| Mon | 8 to 5 |')).not.toMatch(/data-head|cl-knowledge-cards/);
});

test('headings inside an article stay below those of its sections', () => {
  expect(draw('# One\n\n### Two')).not.toMatch(/<h[1-3]/);
});

const piece = (over: Partial<MarkedPiece>): MarkedPiece => ({
  at: 100,
  sourceLength: 10,
  shownLength: 10,
  from: 0,
  to: 10,
  ...over,
});

test('a mark becomes one range over all the texts it touches', () => {
  expect(rangeOf([piece({ from: 3 }), piece({ at: 115, to: 4 })])).toEqual([103, 119]);
  expect(rangeOf([piece({ from: 2, to: 5 })])).toEqual([102, 105]);
});

test('a text with escapes is quoted whole; nothing marked is nothing', () => {
  expect(rangeOf([piece({ sourceLength: 14, from: 4, to: 6 })])).toEqual([100, 114]);
  expect(rangeOf([])).toBe(null);
  expect(rangeOf([piece({ from: 4, to: 4 })])).toBe(null);
});

test('a mark over bold words quotes the article as it is written', () => {
  const at = body.indexOf('I **');
  const end = body.indexOf(' you,');
  const range = rangeOf([
    piece({ at, sourceLength: 2, shownLength: 2, from: 0, to: 2 }),
    piece({ at: at + 4, sourceLength: 4, shownLength: 4, from: 0, to: 4 }),
    piece({ at: end, sourceLength: 4, shownLength: 4, from: 0, to: 4 }),
  ]);
  const quoted = quote({ id: 'a', version: 3, title: 'A', body }, range ?? [0, 0]);
  expect(quoted).toMatchObject({ ok: true, value: { text: 'I **hear** you', version: 3 } });
});

const now = new Date('2026-11-22T12:00:00.000Z');

test('a badge says until when somebody stands behind it, green only when no clinician is awaited', () => {
  const own = { state: 'verified', reviewBy: '2027-03-01', clinicalDraft: false } as const;
  expect(badgeOf(own, now)).toEqual({ text: 'until 1 Mar', tone: 'green' });
  expect(badgeOf({ ...own, reviewBy: '2026-12-01' }, now).text).toBe('until 1 Dec');
  expect(badgeOf({ ...own, reviewBy: '2027-11-20' }, now).text).toBe('until 20 Nov 2027');
  expect(badgeOf({ ...own, clinicalDraft: true }, now)).toEqual({
    text: 'draft, until 1 Mar',
    tone: 'neutral',
  });
  const overdue = { state: 'overdue', reviewBy: '2026-11-01', clinicalDraft: true } as const;
  expect(badgeOf(overdue, now)).toEqual({ text: 'overdue since 1 Nov', tone: 'amber' });
  expect(badgeOf({ ...own, state: 'retired' }, now)).toEqual({ text: 'out of use', tone: 'amber' });
  expect(badgeOf({ state: 'sample', reviewBy: null, clinicalDraft: true }, now)).toEqual({
    text: 'sample',
    tone: 'neutral',
  });
});

const hit = {
  state: 'verified',
  practice: 'riverside',
  version: 3,
  source: { name: 'MedlinePlus', date: '2019-04' },
  verifiedBy: null,
  owner: 'Front office',
  kind: 'article',
  lang: 'en',
  variantOf: null,
  site: null,
} as const;
const name = (id: string): string | null => (id === 'riverside' ? 'Riverside' : null);

test('a sample says its source and date and that nobody verified it', () =>
  expect(footOf({ ...hit, state: 'sample' }, name)).toBe('MedlinePlus, Apr 2019 · not verified'));

test.each([
  [{}, 'owner Front office · Riverside · v3'],
  [{ verifiedBy: 'Dr Sato' }, 'checked by Dr Sato · Riverside · v3'],
  [{ practice: 'all', owner: null }, 'Every practice · v3'],
  [{ practice: 'gone', owner: null }, 'gone · v3'],
  [{ variantOf: 'refill' }, 'owner Front office · Riverside’s own version · v3'],
  [{ kind: 'payer', lang: 'es' }, 'owner Front office · Riverside · payer · Spanish · v3'],
] as const)('one line of trust: %j', (more, line) => expect(footOf({ ...hit, ...more }, name)).toBe(line));

test('how the search works is said until the full index is there', () => {
  expect(engineWords({ state: 'ready', done: null })).toBeNull();
  expect(engineWords({ state: 'building', done: null })).toBe('Simple search until the index is ready');
  expect(engineWords({ state: 'building', done: 41 })).toBe('Simple search until the index is ready: 41%');
  expect(engineWords({ state: 'damaged', done: 50 })).toMatch(/damaged and is made anew/);
});

test('knowledge is stale after a day without news', () => {
  expect(isStale('2026-11-21T12:00:00.001Z', now)).toBe(false);
  expect(isStale('2026-11-21T11:59:59.000Z', now)).toBe(true);
});

test('why something is offered stays one short line', () => {
  expect(
    whyOf(
      [
        { kind: 'reason', words: ['refill'] },
        { kind: 'notes', words: ['pharmacy', 'insulin', 'friday', 'closed'] },
        { kind: 'step', words: ['x'] },
      ],
      (code) => (code === 'refill' ? 'Prescription refill' : code),
    ),
  ).toBe('the reason: Prescription refill · your notes: pharmacy, insulin, friday');
  expect(whyOf([{ kind: 'account', words: ['riverside'] }], String)).toBe('this practice’s own');
  expect(whyOf([{ kind: 'closed', words: [] }], String)).toBe('closed now: after hours');
});

test('the passage that a mark begins in is meant, else the whole article', () => {
  const passages = [
    { text: 'a', range: [0, 10] },
    { text: 'b', range: [12, 20] },
  ] satisfies { text: string; range: [number, number] }[];
  expect(passageAt(passages, [14, 16])).toBe(1);
  expect(passageAt(passages, [8, 18])).toBe(0);
  expect(passageAt(passages, [10, 12])).toBe(-1);
  expect(passageAt(passages, null)).toBe(-1);
});

test('of long notes the end is looked at, from a whole word', () => {
  expect(endOfNotes('short note')).toBe('short note');
  const long = `${'word '.repeat(200)}the last words`;
  expect(endOfNotes(long).length).toBeLessThanOrEqual(400);
  expect(long.endsWith(` ${endOfNotes(long)}`)).toBe(true);
  expect(endOfNotes(long)).toMatch(/^word /);
});

test.each([
  ['2019', '2019'],
  ['2019-04', 'Apr 2019'],
  ['2019-04-30', '30 Apr 2019'],
])('a source of %s reads %s', (date, reads) => expect(sourceDate(date)).toBe(reads));

test('a sample is not our draft', () => {
  expect(isOwnDraft({ clinicalDraft: true, sample: false })).toBe(true);
  expect(isOwnDraft({ clinicalDraft: true, sample: true })).toBe(false);
  expect(isOwnDraft({ clinicalDraft: false, sample: false })).toBe(false);
});

test('ranges of a hit become ranges of the page', () => {
  expect(
    rangesOf([
      [0, 5],
      [8, 9],
    ]),
  ).toEqual([
    { start: 0, end: 5 },
    { start: 8, end: 9 },
  ]);
});

test('words to start from are the account’s own, else what all practices have', () => {
  const account = (id: string, ...codes: string[]): Account =>
    ({ id, reasons: codes.map((code) => ({ code, label: `${id} ${code}` })) }) as unknown as Account;
  const a = account('a', 'refill', 'general', 'billing');
  const b = account('b', 'refill', 'portal');
  expect(reasonsOf(a, [a, b])).toEqual(['a refill', 'a billing']);
  expect(reasonsOf(null, [a, b])).toEqual(['a refill']);
  expect(reasonsOf(null, [])).toEqual([]);
});

test('a mended question is told whole, with what was mended in it', () => {
  const told = (text: string, ...corrected: { from: string; to: string }[]): string =>
    askedAs(text, corrected)
      .map((part) => (part.mended ? `[${part.text}]` : part.text))
      .join('');
  expect(told('appt tomorow  cancel', { from: 'tomorow', to: 'tomorrow' })).toBe('appt [tomorrow] cancel');
  // As they were searched for: in small letters and without accents.
  expect(told('Réfil, please', { from: 'refil', to: 'refill' })).toBe('[refill], please');
  expect(told('refill')).toBe('refill');
});

test('a list that was cut is not counted as all there is', () => {
  expect(foundWords(20, 20)).toBe('The first 20 articles, there may be more');
  expect(foundWords(19, 20)).toBe('19 articles found');
  expect(foundWords(1, 20)).toBe('1 article found');
});
