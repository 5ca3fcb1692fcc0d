// Under any list stands the way to the owner, and of a question that nothing fits the page says so.
import '../text/late/knowledge.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { ArticleSearchResult, ArticleSummary } from '#shared/domain/knowledge/article.ts';
import { Results } from './Results.tsx';

const hit: ArticleSummary = {
  id: 'parking',
  version: 1,
  title: 'Parking',
  titleRanges: [],
  practice: 'riverside',
  snippet: 'Behind the house.',
  snippetRanges: [],
  state: 'verified',
  clinicalDraft: false,
  reviewBy: '2027-05-01',
  owner: 'Dana Whitcomb',
  verifiedBy: 'Dana Whitcomb',
  verifiedOn: '2026-11-01',
  kind: 'article',
  section: null,
  lang: 'en',
  behind: false,
  variantOf: null,
  site: null,
  source: { name: 'Riverside', date: '2026' },
};
const drawn = (result: Omit<ArticleSearchResult, 'tookMs'>): string => {
  const nothing = (): void => {};
  return renderToStaticMarkup(
    <Results
      text="hovercraft parking"
      search={{ result: { tookMs: 1, ...result }, failure: null, busy: false, again: nothing }}
      hasCard={false}
      practiceName={() => 'Riverside'}
      onOpen={nothing}
      keyOf={() => null}
      onLeave={nothing}
      onEveryPractice={null}
      onAsk={nothing}
      onMissed={nothing}
    />,
  );
};
const fits = 'Nothing fits well; closest:';
const other = 'Not the answer? Ask the owner';

it('after the last hit, also for the arrow keys, the owner may be asked', () => {
  const html = drawn({ hits: [hit] });
  expect(html.indexOf(other)).toBeGreaterThan(html.indexOf('Behind the house.'));
  expect(html).toMatch(/<button[^>]* data-below[^>]*>Not the answer/);
  expect(html).not.toContain(fits);
});
it('says over the hits that none fits', () => {
  const html = drawn({ hits: [hit], weak: true });
  expect(html.indexOf(fits)).toBeGreaterThan(0);
  expect(html.indexOf(fits)).toBeLessThan(html.indexOf('Parking'));
  expect(html).toContain(other);
});
it('has one way to the owner where nothing is found', () => {
  const html = drawn({ hits: [] });
  expect(html.match(/Ask the owner/g)).toHaveLength(1);
  expect(html).not.toContain(other);
});
