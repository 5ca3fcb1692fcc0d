// For tests only: what agents and callers say, beside the own articles that answer it (own-questions/*.tsv). Two halves: `seen` is
// what ranking and keywords were mended by; nobody looks at single lines of `apart` while mending, so its figure says what new
// words may expect.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emergencyArticles, flagsInSearch } from '#shared/domain/knowledge/danger.ts';
import type { ArticleSearcher } from './search.ts';

export interface OwnQuestion {
  account: string;
  text: string;
  /** Any of these answers it … */
  ids: string[];
  /** … at this rank or better, counted from 1. */
  within: number;
}

export function ownQuestions(half: 'seen' | 'apart'): OwnQuestion[] {
  const file = join(import.meta.dirname, 'own-questions', `${half}.tsv`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [account = '', text = '', ids = '', within = ''] = line.split('\t');
      return { account, text, ids: ids.split(' '), within: Number(within) };
    });
}

const looked = 10;

/** The rank of the first that answers, 0 = not among the first ten; and what came instead. */
export function rankOf(by: ArticleSearcher, { account, text, ids }: OwnQuestion, today: string) {
  const { hits, engine } = by.search(
    { text, practice: account, limit: looked, first: emergencyArticles(flagsInSearch(text)) },
    'agent',
    today,
  );
  const found = hits.map((hit) => hit.id);
  return { rank: found.findIndex((id) => ids.includes(id)) + 1, first: found.slice(0, 3), engine };
}
