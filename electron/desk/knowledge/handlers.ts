// The knowledge room's answers to the bridge.
import type Database from 'better-sqlite3';
import { verificationState } from '#shared/domain/knowledge/verification.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { ArticleSearch, ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import type { RoomHandlers } from '../router/context.ts';
import { quoteArticle, readArticle } from './read.ts';

export interface KnowledgeDeps {
  core(): Database.Database;
  /** Null while the vault is closed or locked. */
  search(
    request: ArticleSearch,
    today: string,
    signal: AbortSignal,
  ): Promise<Result<ArticleSearchResult>> | null;
}

export function knowledgeHandlers(deps: KnowledgeDeps): RoomHandlers<'knowledge'> {
  return {
    search: (request, context) =>
      deps.search(request, context.now.slice(0, 10), context.signal) ?? fail('locked'),
    read({ id, version }, context) {
      context.about({ articleId: id });
      const found = readArticle(deps.core(), id, version ?? undefined);
      return found.ok
        ? ok({ article: found.value, state: verificationState(found.value, context.now.slice(0, 10)) })
        : found;
    },
    quote({ id, version, range }, context) {
      context.about({ articleId: id });
      return quoteArticle(deps.core(), id, version, range);
    },
  };
}
