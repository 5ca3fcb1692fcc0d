// Which of several articles that say the same is the right one for a call: a site's own before its account's own before the general.
import type { Article } from './article.ts';
import { everyPractice } from './article.ts';

export type Variant = Pick<Article, 'id' | 'practice' | 'site' | 'variantOf'>;
export interface ForWhom {
  accountId: string | null;
  site: string | null;
}

/** 3 = the site's own, 2 = the account's own, 1 = general, 0 = somebody else's. */
export function fits(variant: Pick<Variant, 'practice' | 'site'>, whom: ForWhom): 0 | 1 | 2 | 3 {
  if (variant.practice === everyPractice) return 1;
  if (variant.practice !== whom.accountId) return 0;
  if (variant.site === null) return 2;
  return variant.site === whom.site ? 3 : 0;
}

/** Of one family (the general article and its variants): the one that counts; null = none of them is for them. */
export function rightOf<V extends Variant>(family: readonly V[], whom: ForWhom): V | null {
  let best: V | null = null;
  for (const each of family) if (fits(each, whom) > (best === null ? 0 : fits(best, whom))) best = each;
  return best;
}
