// Is the article still true? Shown as a badge in every hit (row 54); an overdue article sinks a little, it never hides.
import type { Article, VerificationState } from './article.ts';

type Dated = Pick<Article, 'sample' | 'reviewBy'>;

/** `today` is the calendar day where the agent sits, "2026-11-22". The review day itself still counts as in time. */
export function verificationState(article: Dated, today: string): VerificationState {
  if (article.sample || article.reviewBy === null) return 'sample';
  return article.reviewBy < today ? 'overdue' : 'verified';
}
