// A call that goes on has not lost what it has not come to: its meters show what was earned of what could be earned until now. Pure.
import type { CategoryScore } from '#shared/domain/practice/score.ts';

/** Points of a category so far; `of` 0 = nothing has come up yet. */
export function soFar(c: Pick<CategoryScore, 'category' | 'points' | 'of' | 'evidence'>): {
  points: number;
  of: number;
} {
  // The mean of the replies until now, of all its points.
  if (c.category === 'empathy') return c.points === null ? none : { points: c.points, of: c.of };
  const judged = c.evidence.filter((e) => e.why !== 'never' && e.why !== 'not-saved');
  const sum = (of: (e: (typeof judged)[number]) => number): number =>
    Math.round(10 * judged.reduce((all, e) => all + of(e), 0)) / 10;
  return judged.length === 0 ? none : { points: sum((e) => e.points), of: sum((e) => e.of) };
}
const none = { points: 0, of: 0 };
