// Whether a question that stands is asked once more when the search index comes to be ready. Pure.
import type { ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import type { StatusValue } from '#shared/contract/status.ts';

type IndexState = StatusValue['knowledge']['index']['state'];

export interface Standing {
  /** null = not known. */
  before: IndexState | null;
  now: IndexState | null;
  /** What answered it; null = nothing yet. */
  by: ArticleSearchResult['engine'] | null;
  /** Somebody points at a hit, has it focused, or reads an article that lies over the list: nothing moves under them. */
  held: boolean;
}

/** What the index itself answered is as good as it gets. */
export const asksAgain = ({ before, now, by, held }: Standing): boolean =>
  now === 'ready' && before !== 'ready' && by !== 'index' && !held;
