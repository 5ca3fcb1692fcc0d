import { describe, expect, it, test } from 'vitest';
import { type Ground, takesTwo } from './two-people.ts';

const of = (id: string, version: number, change: Partial<Ground> = {}): Ground => ({
  id,
  version,
  kind: 'article',
  clinicalDraft: false,
  translationOf: null,
  variantOf: null,
  ...change,
});
const policy = { kind: 'policy' } as const;
const feed = [
  of('own-plain', 3),
  of('own-rule', 2, policy),
  of('own-care', 2, { clinicalDraft: true }),
  of('own-variant', 1, { variantOf: 'own-rule' }),
  of('own-a', 1, { translationOf: { id: 'own-b', version: 1 } }),
  of('own-b', 1, { translationOf: { id: 'own-a', version: 1 } }),
];
const known = {
  newest: (id: string) => feed.find((a) => a.id === id),
  shippedPlain: (id: string) => (id === 'shipped-plain' ? 4 : undefined),
};

describe('one person is enough', () => {
  test.each([
    ['for what is newly begun', of('own-new', 1)],
    ['for the next version of something plain', of('own-plain', 4)],
    ['for the next version of what shipped plain', of('shipped-plain', 5)],
    [
      'for a translation of something plain',
      of('own-es', 1, { translationOf: { id: 'own-plain', version: 3 } }),
    ],
    ['for a variant of what shipped plain', of('own-site', 1, { variantOf: 'shipped-plain' })],
  ])('%s', (_, article) => expect(takesTwo(article, known)).toBe(false));
});

describe('it takes two', () => {
  test.each([
    ['for a policy', of('own-new', 1, policy)],
    ['for words that touch care', of('own-new', 1, { clinicalDraft: true })],
    ['for whatever replaces a policy', of('own-rule', 3)],
    ['for whatever drops the draft mark', of('own-care', 3)],
    ['for what shipped and is not known as plain', of('shipped-rule', 2)],
    ['for another version of what shipped than the next', of('shipped-plain', 6)],
    ['for the very version that shipped, under other words', of('shipped-plain', 4)],
    ['for a later version of what the feed never had', of('own-new', 2)],
    ['for a variant of a policy', of('own-new', 1, { variantOf: 'own-rule' })],
    ['for a variant of what shipped guarded', of('own-new', 1, { variantOf: 'shipped-rule' })],
    ['for a variant of something that is not there yet', of('own-new', 1, { variantOf: 'own-later' })],
    ['for a translation of a draft', of('own-new', 1, { translationOf: { id: 'own-care', version: 2 } })],
    [
      'for a translation of a variant of a policy',
      of('own-new', 1, { translationOf: { id: 'own-variant', version: 1 } }),
    ],
    ['for what was a variant of a policy and no longer says so', of('own-variant', 2)],
    ['for what stands on itself in a circle', of('own-a', 2)],
  ])('%s', (_, article) => expect(takesTwo(article, known)).toBe(true));
  it('is no word of the id alone', () => expect(takesTwo(of('owner-new', 1), known)).toBe(true));
});
