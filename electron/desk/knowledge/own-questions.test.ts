// With what ships (own articles, samples, terms) a night agent's words lead to the right own article, by the index and by full text.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAndStore } from './index-build.ts';
import { type OwnQuestion, ownQuestions, rankOf } from './own-questions.ts';
import { type ArticleSearcher, articleSearch } from './search.ts';
import { takeShippedTerms } from './shipped-terms.ts';
import { importStarter } from './starter.ts';
import { testNow, testToday } from './testing-articles.ts';
import { knowledgeFile } from './testing.ts';

const data = join(import.meta.dirname, '../../../data/knowledge');
const halves = { seen: ownQuestions('seen'), apart: ownQuestions('apart') };
/** So many questions a half; a line that fails is mended or lowers the figure, and never goes. */
const asked = 60;
/** Whose answer is an article for emergencies. */
const isSafety = ({ ids }: OwnQuestion): boolean =>
  ids.includes('emergency-card-first') || ids.includes('crisis-caller-988');

let file: ReturnType<typeof knowledgeFile>;
let searcher: ArticleSearcher;
beforeAll(async () => {
  file = knowledgeFile();
  const taken = await importStarter(file.db, data, { now: testNow });
  if (!taken.ok) throw new Error(taken.code);
  takeShippedTerms(file.db, data, testNow);
  searcher = articleSearch(file.db);
}, 60_000);
afterAll(() => file.close());

describe('the questions', () => {
  it.each(Object.entries(halves))(
    '%s: sixty, none twice, each with few answers that there are',
    (_, lines) => {
      expect(lines).toHaveLength(asked);
      expect(new Set(lines.map((q) => q.text)).size).toBe(asked);
      expect(lines.filter(isSafety).length).toBeGreaterThanOrEqual(15);
      const known = new Set(
        file.db.prepare<[], string>('select id from article_heads where sample = 0').pluck().all(),
      );
      expect(lines.flatMap((q) => q.ids).filter((id) => !known.has(id))).toEqual([]);
      expect(lines.filter((q) => q.ids.length > 4 || q.within < 1 || q.within > 3)).toEqual([]);
      expect(lines.filter((q) => q.within > 1).length).toBeLessThan(8);
    },
  );
  it('are not the same in both halves', () => {
    const seen = new Set(halves.seen.map((q) => q.text));
    expect(halves.apart.filter((q) => seen.has(q.text))).toEqual([]);
  });
});

describe.each([
  { engine: 'full-text', floors: { seen: 59, apart: 52 } },
  { engine: 'index', floors: { seen: 57, apart: 54 } },
])('by $engine', ({ engine, floors }) => {
  beforeAll(() => {
    if (engine === 'full-text') return;
    buildAndStore(file.db);
    searcher.loadNow();
  }, 60_000);
  const missed = (lines: OwnQuestion[]): string[] =>
    lines.flatMap((q) => {
      const answer = rankOf(searcher, q, testToday);
      expect(answer.engine).toBe(engine);
      return answer.rank > 0 && answer.rank <= q.within ? [] : [`${q.text}: ${answer.first.join(', ')}`];
    });
  it('what endangers somebody leads to an article for emergencies at once', () => {
    expect(missed(halves.seen.filter(isSafety))).toEqual([]);
    expect(missed(halves.apart.filter(isSafety)).length).toBeLessThanOrEqual(2);
  });
  it('the half that was mended by', () => {
    const failed = missed(halves.seen);
    expect(asked - failed.length, failed.join('\n')).toBeGreaterThanOrEqual(floors.seen);
  });
  it('the half that nobody looked at', () => {
    expect(asked - missed(halves.apart).length).toBeGreaterThanOrEqual(floors.apart);
  });
});
