// Whether one supervisor's word is enough for words to count, or a second person has to stand behind them. It takes two for a
// policy, for wording that touches care, for whatever replaces such an article, says it in another language or takes its place for
// an account or a site, and for whatever stands on something that nobody here knows. Unknown means guarded: what came with the
// program is in no feed, and a desk is not believed when it says what that was.
import type { Article } from './article.ts';

/** What the rule asks of an article. */
export type Ground = Pick<
  Article,
  'id' | 'version' | 'kind' | 'clinicalDraft' | 'translationOf' | 'variantOf'
>;
export interface KnownGround {
  /** What counts under an id by the organisation's feed. */
  newest(id: string): Ground | undefined;
  /** Version of what shipped under an id, only where one person is enough for it (data/knowledge/plain.json). */
  shippedPlain(id: string): number | undefined;
}

/** How ids of articles begin that were begun at a desk; nothing that ships has one (data/knowledge/articles.test.ts). */
export const ownIdPrefix = 'own-';
/** A translation of a variant of an article: longer chains are nobody's. */
const longestChain = 6;

/** The articles that an article stands on. */
export const standsOn = (of: Pick<Ground, 'translationOf' | 'variantOf'>): string[] =>
  [of.translationOf?.id, of.variantOf].filter((id) => id !== undefined && id !== null);

function guarded(of: Ground, known: KnownGround, left = longestChain): boolean {
  if (of.kind === 'policy' || of.clinicalDraft || left === 0) return true;
  return standsOn(of).some((id) => {
    const on = known.newest(id);
    return on === undefined ? known.shippedPlain(id) === undefined : guarded(on, known, left - 1);
  });
}

export function takesTwo(article: Ground, known: KnownGround): boolean {
  if (guarded(article, known)) return true;
  const before = known.newest(article.id);
  if (before !== undefined) return guarded(before, known);
  // The first of its id by the feed: newly begun, or exactly the next version of what shipped and was plain.
  const begun = article.id.startsWith(ownIdPrefix) ? 0 : known.shippedPlain(article.id);
  return begun === undefined || article.version !== begun + 1;
}
