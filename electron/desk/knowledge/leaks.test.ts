// What a role may not see leaves no trace in an answer: no hit, no passage, no repair, no completion, no expansion. Random articles,
// roles and questions, both ways of searching; the seed is fixed, so that a failure can be looked at.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Article, articleRoles, type ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import { openReadOnly } from '../vault/open.ts';
import { buildAndStore } from './index-build.ts';
import { articleSearch, type ArticleSearcher } from './search.ts';
import { testArticle, testKey, testNow, testToday, testVault, type TestVault } from './testing-articles.ts';

/** mulberry32. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const next = random(20_261_122);
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;

const common = [
  'refill',
  'copay',
  'portal',
  'insulin',
  'referral',
  'parking',
  'biopsy',
  'records',
  'fasting',
  'oxygen',
];
/** A word that stands in one article alone, far from any other: made of letters at random. */
const secrets = Array.from({ length: 90 }, () =>
  Array.from({ length: 12 }, () => pick([...'bcdfghjklmnpqrstvwxz'])).join(''),
);
const secretOf = (i: number): string => secrets[i] as string;

const articles: Article[] = Array.from({ length: 90 }, (_, i) =>
  testArticle(`a-${i}`, {
    title: `${pick(common)} and ${pick(common)}${next() < 0.3 ? ` ${secretOf(i)}` : ''}`,
    keywords: next() < 0.3 ? [`${secretOf(i)} ${pick(common)}`] : [],
    body: `Ask about ${pick(common)}. The word is ${secretOf(i)}, with ${pick(common)}.`,
    practice: pick(['all', 'riverside', 'harbor']),
    topic: pick(['Billing', 'Visits', 'Medicines']),
    roles:
      next() < 0.5
        ? null
        : articleRoles
            .filter(() => next() < 0.4)
            .concat('supervisor')
            .slice(0, 2),
    ...(next() < 0.3 ? { sample: true, owner: null, reviewedOn: null, reviewBy: null } : {}),
  }),
);
const retired = new Set(articles.filter((_, i) => i % 11 === 4).map((a) => a.id));
const seenBy = (a: Article, role: string | null): boolean =>
  !retired.has(a.id) && (a.roles === null || (a.roles as readonly string[]).includes(role ?? ''));

let vault: TestVault;
const searchers: Record<string, ArticleSearcher> = {};
beforeAll(async () => {
  vault = testVault();
  await vault.add(...articles);
  for (const id of retired)
    vault.db
      .prepare('insert into article_standing (id, version, retired_by, retired_at) values (?, 1, ?, ?)')
      .run(id, 'D. W.', testNow);
  vault.db.prepare('insert into article_terms (one, version, json) values (1, 1, ?)').run(
    JSON.stringify({
      version: 1,
      entries: articles
        .slice(0, 40)
        .map((_, i) => ({ term: `zz${i}`, means: [secretOf(i)], kind: 'abbreviation' })),
    }),
  );
  buildAndStore(vault.db);
  const open = () => articleSearch(openReadOnly(vault.file, Buffer.from(testKey)));
  searchers['full-text'] = open();
  searchers['index'] = open();
  searchers['index'].loadNow();
});
afterAll(() => vault.remove());

/** Everything in an answer that a person could read. */
const readable = (r: ArticleSearchResult): string =>
  JSON.stringify([
    r.hits.map((h) => [h.id, h.title, h.snippet]),
    (r.corrected ?? []).map((c) => c.to),
    (r.expanded ?? []).map((c) => c.to),
  ]).toLowerCase();

/** Half of it, one slip in it, or the whole. */
function asTyped(word: string): string {
  const at = 1 + Math.floor(next() * (word.length - 2));
  const slip = `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at]}${word.slice(at + 2)}`;
  return pick([
    word.slice(0, 3 + Math.floor(next() * 5)),
    slip,
    `${slip} `,
    `${word} `,
    word,
    `"the word is ${word}"`,
  ]);
}

describe.each(['full-text', 'index'])('%s', (way) => {
  it.each([null, ...articleRoles, 'auditor'])('%s learns nothing of what this role may not see', (role) => {
    const hidden = articles.flatMap((a, i) => (seenBy(a, role) ? [] : [{ id: a.id, secret: secretOf(i) }]));
    expect(hidden.length).toBeGreaterThan(0);
    const ask = (text: string, practice?: string) =>
      (searchers[way] as ArticleSearcher).search(
        { text, limit: 50, ...(practice ? { practice } : {}) },
        role,
        testToday,
      );
    for (let i = 0; i < 60; i++) {
      const { secret } = pick(hidden);
      const text = pick([
        asTyped(secret),
        `zz${i % 40} `,
        `${pick(common)} ${asTyped(secret)}`,
        pick(common).slice(0, 3),
      ]);
      const out = ask(text, pick([undefined, 'riverside', 'harbor']));
      expect(out.engine).toBe(way);
      const said = readable(out);
      for (const h of hidden) {
        expect(
          out.hits.some(({ id }) => id === h.id),
          `${text}: ${h.id}`,
        ).toBe(false);
        expect(said.includes(h.secret), `${text}: ${h.secret}`).toBe(false);
      }
    }
  });
  it('answers a hidden article’s own word as it answers a word that is nowhere', () => {
    for (const [i, a] of articles.entries()) {
      if (seenBy(a, 'agent')) continue;
      const { hits, corrected } = (searchers[way] as ArticleSearcher).search(
        { text: `${secretOf(i)} `, limit: 50 },
        'agent',
        testToday,
      );
      expect({ hits, corrected }).toEqual({ hits: [], corrected: undefined });
    }
  });
  it('and what may be seen is found, so that the above says something', () => {
    for (const [i, a] of articles.entries()) {
      if (!seenBy(a, 'supervisor')) continue;
      const { hits } = (searchers[way] as ArticleSearcher).search(
        { text: `${secretOf(i)} `, limit: 5 },
        'supervisor',
        testToday,
      );
      expect(hits.map(({ id }) => id)).toContain(a.id);
    }
  });
});
