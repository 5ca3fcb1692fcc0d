// Taking words of an article into a note, with the id and version that prove later what was said (facts: quote with version).
import { type Result, fail, ok } from '../result.ts';
import type { Article, ArticleQuote, TextRange } from './article.ts';

/** Longest passage; a longer one is an attachment, not a quote. */
const longest = 4000;

/** `range` are offsets in the article's body. Empty, reversed, outside or too long: `invalid-input`. */
export function quote(
  article: Pick<Article, 'id' | 'version' | 'title' | 'body'>,
  range: TextRange,
): Result<ArticleQuote> {
  const [start, end] = range;
  if (!Number.isInteger(start) || !Number.isInteger(end))
    return fail('invalid-input', 'offsets are whole numbers');
  if (start < 0 || end > article.body.length || start >= end)
    return fail('invalid-input', 'outside the article');
  const text = article.body.slice(start, end).toWellFormed().trim();
  if (text === '') return fail('invalid-input', 'nothing but space');
  if (text.length > longest) return fail('too-large', 'quote');
  return ok({ text, articleId: article.id, version: article.version, title: article.title });
}
