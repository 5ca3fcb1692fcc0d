// What is wrong with an article before it is handed in, each with its place. Pure: what else exists is told by `LintKnown`.
import { articleOf, daysAfter, type DraftFields } from './draft.ts';
import { everyPractice } from './article.ts';
import type { ArticleFinding } from './lint-codes.ts';
import { lintForm } from './lint-form.ts';
import { lintPersonal } from './lint-personal.ts';
import { Findings } from './lint-place.ts';
import { lintSaid } from './lint-said.ts';

export interface LintKnown {
  /** The calendar day where the desk stands, "2026-11-22". */
  today: string;
  /** Of the article that it becomes; null = a new one. */
  articleId: string | null;
  /** The newest version of an article; null = there is none, or it is retired. */
  article(id: string): { version: number; lang: DraftFields['lang'] } | null;
  /** The text of its newest version. */
  body(id: string): string | null;
  /** Another article of that title, language and practice. */
  titled(of: Pick<DraftFields, 'title' | 'lang' | 'practice' | 'site'>): string | null;
  /** Departments of an account; null = there is no such account. */
  sites(accountId: string): readonly string[] | null;
  /** The last ten digits of numbers that may be named. */
  numbers: ReadonlySet<string>;
}
/** Characters of a body that an article may have (article.ts). */
export const longestBody = 60_000;
/** Words after which nobody reads on while somebody waits on the line. */
export const longArticle = 1200;
const farthestReview = 366;
export const wordCount = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0;

export function lintArticle(fields: DraftFields, known: LintKnown): ArticleFinding[] {
  const out = new Findings(fields.body);
  lintHead(fields, known, out);
  lintPlace(fields, known, out);
  if (fields.body.length > longestBody) out.field('too-long', 'body', String(fields.body.length));
  // Cut, so that a text that is far too long is no reason to wait.
  const cut = { ...fields, body: fields.body.slice(0, longestBody) };
  if (wordCount(cut.body) > longArticle) out.field('long', 'body', String(wordCount(cut.body)));
  lintForm(cut.body, out);
  lintSaid(cut, out);
  lintPersonal(cut, known.numbers, out);
  if (!out.list.some((f) => f.severity === 'stop')) {
    const made = articleOf(fields, { id: known.articleId ?? 'new', version: 1, today: known.today });
    if (!made.ok) out.field('field', made.message.split('.')[0] || 'body', made.message);
  }
  return out.inOrder();
}

function lintHead(fields: DraftFields, known: LintKnown, out: Findings): void {
  const title = fields.title.trim();
  if (title === '') out.field('no-title', 'title');
  if (title.length > 300) out.field('long-title', 'title', String(title.length));
  if (title !== '' && known.titled(fields) !== null) out.field('title-taken', 'title', title);
  const address = fields.source.url ?? '';
  if (fields.kind === 'link' && address === '') out.field('no-address', 'source');
  if (fields.kind !== 'link' && fields.body.trim() === '') out.field('no-words', 'body');
  if (address !== '' && !/^https:\/\/[^\s/?#]+/i.test(address))
    out.field('link-without-https', 'source', address);
  if ((fields.owner ?? '').trim() === '') out.field('no-owner', 'owner');
  if (fields.keywords.every((k) => k.trim() === '')) out.field('no-keywords', 'keywords');
  const until = fields.reviewBy ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until))) {
    out.field('no-review-date', 'reviewBy');
    return;
  }
  if (until < known.today) out.field('review-date-past', 'reviewBy', until);
  if (until > daysAfter(known.today, farthestReview)) out.field('review-date-far', 'reviewBy', until);
}

function lintPlace(fields: DraftFields, known: LintKnown, out: Findings): void {
  if (fields.translationOf !== null) {
    const original = known.article(fields.translationOf.id);
    if (original === null) out.field('original-gone', 'translationOf', fields.translationOf.id);
    else if (original.lang === fields.lang) out.field('original-same-language', 'translationOf', fields.lang);
    else if (original.version > fields.translationOf.version)
      out.field('original-moved-on', 'translationOf', String(original.version));
    const words = fields.body.trim();
    if (words !== '' && words === known.body(fields.translationOf.id)?.trim())
      out.field('original-words', 'body');
  }
  if (fields.variantOf !== null) {
    if (known.article(fields.variantOf) === null) out.field('general-gone', 'variantOf', fields.variantOf);
    if (fields.practice === everyPractice) out.field('variant-of-nobody', 'practice');
  }
  if (fields.practice !== everyPractice) {
    const sites = known.sites(fields.practice);
    if (sites === null) out.field('unknown-account', 'practice', fields.practice);
    else if (fields.site && !sites.includes(fields.site)) out.field('unknown-site', 'site', fields.site);
  } else if (fields.site) out.field('variant-of-nobody', 'site');
  if (fields.mustRead && fields.roles === null && fields.practice === everyPractice)
    out.field('must-read-by-all', 'mustRead');
}
