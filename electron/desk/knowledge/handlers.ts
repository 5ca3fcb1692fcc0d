// The knowledge room's answers to the bridge.
import type Database from 'better-sqlite3';
import { verificationState } from '#shared/domain/knowledge/verification.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { ArticleSearch, ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { quoteFor, readFor } from './read.ts';

export interface KnowledgeDeps {
  core(): Database.Database;
  /** Null while the vault is closed or locked. */
  search(
    request: ArticleSearch,
    today: string,
    signal: AbortSignal,
  ): Promise<Result<ArticleSearchResult>> | null;
}

/** By the desk's own calendar: an article's review is overdue at midnight here, not in Greenwich. */
const today = (context: Context): string =>
  todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, context.now);

export function knowledgeHandlers(deps: KnowledgeDeps): RoomHandlers<'knowledge'> {
  return {
    search: (request, context) => deps.search(request, today(context), context.signal) ?? fail('locked'),
    read({ id, version }, context) {
      context.about({ articleId: id });
      const found = readFor(deps.core(), context.person?.role ?? '', id, version ?? undefined);
      return found.ok
        ? ok({ article: found.value, state: verificationState(found.value, today(context)) })
        : found;
    },
    quote({ id, version, range }, context) {
      context.about({ articleId: id });
      return quoteFor(deps.core(), context.person?.role ?? '', { id, version, range });
    },
  };
}
