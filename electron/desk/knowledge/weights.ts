// What an article's standing adds to its rank, in both ways of searching. Tiers over all of this are in rank.ts.
import { everyPractice } from '#shared/domain/knowledge/article.ts';
import type { Visible } from './facets.ts';

/** The practice's own article counts a little more than a shared one … */
const ownWeight = 2.1;
const sharedWeight = 1.8;
/** … and less once its review is overdue. */
const overdueLess = 0.9;

/** `today` as "2026-11-22". */
export function weightOf(visible: Visible, n: number, today: string): number {
  if (visible.isSample(n)) return 1;
  const weight = visible.practiceOf(n) === everyPractice ? sharedWeight : ownWeight;
  return visible.isOverdue(n, today) ? weight * overdueLess : weight;
}
