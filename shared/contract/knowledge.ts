// The encrypted knowledge base: search as you type, read, quote with version (rows 52, 54).
import { z } from 'zod';
import {
  article,
  articleId,
  articleQuote,
  articleSearch,
  articleSearchResult,
  textRange,
  verificationStates,
} from '#shared/domain/knowledge/article.ts';
import { request, topic } from './kinds.ts';

const surfaces = ['main', 'panel'] as const;
export const articleView = z.strictObject({ article, state: z.enum(verificationStates) });
export type ArticleView = z.infer<typeof articleView>;

export const knowledge = {
  /** Runs in a worker; a newer search of the same page cancels the older. Only the number of hits is audited, never the words. */
  search: request(articleSearch, articleSearchResult, { effect: 'read', lease: 'free', surfaces }),
  read: request(z.strictObject({ id: articleId, version: z.int().min(1).nullable() }), articleView, {
    effect: 'read',
    lease: 'free',
    surfaces,
    audit: 'article.read',
  }),
  quote: request(z.strictObject({ id: articleId, version: z.int().min(1), range: textRange }), articleQuote, {
    effect: 'read',
    lease: 'free',
    surfaces,
    audit: 'article.quote',
  }),
  changed: topic(),
};
