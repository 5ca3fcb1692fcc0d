// Whether a version that stands open was overtaken. Pure.
import type { ArticleView } from '#shared/contract/knowledge.ts';

/** The version in force when it is a higher one than this view's; null = this one is. */
export const newerOf = ({ article, newer }: Pick<ArticleView, 'article' | 'newer'>): number | null =>
  newer !== null && newer > article.version ? newer : null;
