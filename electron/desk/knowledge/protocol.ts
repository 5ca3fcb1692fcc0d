// What passes between the desk and its search thread.
import type { ArticleSearch, ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import type { Failure, Result } from '#shared/domain/result.ts';

export type ToWorker =
  /** `key` is transferred, not copied, and wiped by the worker once the file is open. */
  | { kind: 'open'; file: string; key: ArrayBuffer }
  | { kind: 'search'; id: number; request: ArticleSearch; today: string };

export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'refused'; failure: Failure }
  | { kind: 'answer'; id: number; result: Result<ArticleSearchResult> };
