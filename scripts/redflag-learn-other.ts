// Learning the weights of the further languages: as redflag-learn.ts does, and what a line's windows come to.
import { pieceCosts, ruleCounts } from '#shared/domain/redflags/other/weigh.ts';
import { learnFlag, scoreOf, type Example, type Learned } from './redflag-learn.ts';

export type OtherExample = Example;

/** Weights smaller than this are left out: a small table, and hardly a line is judged otherwise. */
const leastWeight = 1.22;
/** So much more each language asks before it marks: about 2 in 100 plain lines of callers, as `--check` counts them. */
const caution: Readonly<Record<string, number>> = { es: 0.4, id: 0.6 };

export function learnOther(examples: readonly OtherExample[], lang: string): Learned {
  const { bias, weights } = learnFlag(examples);
  return {
    bias: bias - (caution[lang] ?? 0),
    weights: new Map([...weights].filter(([, w]) => Math.abs(w) >= leastWeight)),
  };
}

/** The most that any window says by its words, and the most of those in which a rule sees something, as weigh.ts sums. */
export function topScores(model: Learned, e: OtherExample): { words: number; rules: number } {
  const each = e.pieces.map((p) => ({ p, score: scoreOf(model, p) - (p.whole ? 0 : pieceCosts) }));
  return {
    words: Math.max(-9, ...each.map((x) => x.score)),
    rules: Math.max(-9, ...each.filter((x) => x.p.ruled).map((x) => x.score + ruleCounts)),
  };
}
