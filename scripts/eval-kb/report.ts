// From rankings to the table: scores a set, the headline means, and each peer beside Careline.
import { rounded } from './answer.ts';
import { type Comparison, pairedBootstrap } from './bootstrap.ts';
import type { KbQuery } from './files.ts';
import { mean, type Scores, scoreRanking } from './metrics.ts';
import type { Answers } from './systems.ts';

/** The six sets of the headline, and the five of them that have misspelt forms. */
export const headline = ['ops', 'liveqa', 'mediqa', 'medication', 'callerstory', 'vocabgap'] as const;
export const misspelt = ['ops', 'liveqa', 'mediqa', 'medication', 'vocabgap'] as const;
/** Its near-duplicates of right answers were never judged. */
const judgedOnly = 'mediqa';

export const resamples = 10_000;
export const seed = 10;

/** As written, misspelt, and with the last word half typed (asked for ablations only). */
type Form = 'text' | 'typo' | 'half';

export interface SetScores extends Scores {
  n: number;
}
export interface Quality {
  sets: Record<string, { text: SetScores; typo: SetScores | null }>;
  /** Means over the six sets; null when one of them is missing. */
  kb6: number | null;
  mrr: number | null;
  recall: number | null;
  /** nDCG of the misspelt queries, mean over five sets; null when one of them has none. */
  kb5Typo: number | null;
  /** nDCG over the six sets while the last word is half typed; null where that was not asked. */
  kb6Half: number | null;
}
/** Query id → its scores, by form. */
type ByQuery = Record<Form, Map<string, Scores>>;

export function scoreAll(queries: readonly KbQuery[], answers: Answers, k: number): ByQuery {
  const of = (form: Form): Map<string, Scores> =>
    new Map(
      queries.flatMap((q) => {
        const ranking = answers[form][q.id];
        return ranking ? [[q.id, scoreRanking(ranking, q.judgments, k, q.set === judgedOnly)]] : [];
      }),
    );
  return { text: of('text'), typo: of('typo'), half: of('half') };
}

function setScores(list: readonly Scores[]): SetScores | null {
  if (list.length === 0) return null;
  const of = (name: keyof Scores): number => rounded4(mean(list.map((s) => s[name])));
  return { n: list.length, ndcg: of('ndcg'), mrr: of('mrr'), recall: of('recall') };
}
const rounded4 = (x: number): number => Math.round(x * 10_000) / 10_000;

const scoresOf = (queries: readonly KbQuery[], by: ByQuery, set: string, form: Form): Scores[] =>
  queries.filter((q) => q.set === set).flatMap((q) => by[form].get(q.id) ?? []);

function meanOver(
  queries: readonly KbQuery[],
  by: ByQuery,
  sets: readonly string[],
  form: Form,
  measure: keyof Scores,
): number | null {
  const each = sets.map((set) => scoresOf(queries, by, set, form));
  return each.some((s) => s.length === 0)
    ? null
    : rounded4(mean(each.map((s) => mean(s.map((x) => x[measure])))));
}

export function qualityOf(queries: readonly KbQuery[], by: ByQuery): Quality {
  const sets: Quality['sets'] = {};
  for (const set of new Set<string>([...headline, ...queries.map((q) => q.set)])) {
    const text = setScores(scoresOf(queries, by, set, 'text'));
    if (text) sets[set] = { text, typo: setScores(scoresOf(queries, by, set, 'typo')) };
  }
  return {
    sets,
    kb6: meanOver(queries, by, headline, 'text', 'ndcg'),
    mrr: meanOver(queries, by, headline, 'text', 'mrr'),
    recall: meanOver(queries, by, headline, 'text', 'recall'),
    kb5Typo: meanOver(queries, by, misspelt, 'typo', 'ndcg'),
    kb6Half: meanOver(queries, by, headline, 'half', 'ndcg'),
  };
}

export interface Beside {
  kb6: Comparison | null;
  kb5Typo: Comparison | null;
  kb6Half: Comparison | null;
  sets: Record<string, { text: Comparison | null; typo: Comparison | null }>;
}

/** nDCG of `first` less that of `second`, with what luck in the choice of queries could do to it. */
export function compare(queries: readonly KbQuery[], first: ByQuery, second: ByQuery): Beside {
  const differences = (set: string, form: Form): number[] =>
    queries.flatMap((q) => {
      const a = first[form].get(q.id);
      const b = second[form].get(q.id);
      return q.set === set && a && b ? [a.ndcg - b.ndcg] : [];
    });
  const over = (sets: readonly string[], form: Form): Comparison | null => {
    const each = sets.map((set) => differences(set, form));
    if (each.some((d) => d.length === 0)) return null;
    const c = pairedBootstrap(each, resamples, seed);
    return (
      c && {
        difference: rounded4(c.difference),
        interval: [rounded4(c.interval[0]), rounded4(c.interval[1])],
        p: Number(c.p.toPrecision(2)),
      }
    );
  };
  return {
    kb6: over(headline, 'text'),
    kb5Typo: over(misspelt, 'typo'),
    kb6Half: over(headline, 'half'),
    sets: Object.fromEntries(
      [...new Set(queries.map((q) => q.set))].map((set) => {
        return [set, { text: over([set], 'text'), typo: over([set], 'typo') }];
      }),
    ),
  };
}

/** One line a hit: query id, article id, rank, score (1/rank: the desk tells an order, no scores), tab between. */
export function runLines(queries: readonly KbQuery[], rankings: Answers['text']): string {
  return queries
    .flatMap((q) =>
      (rankings[q.id] ?? []).map((id, i) => `${q.id}\t${id}\t${i + 1}\t${rounded(1 / (i + 1))}\n`),
    )
    .join('');
}
