// Rules see words; whether a whole utterance tells of something happening or only speaks about it (a form, a film, an aunt,
// long ago) is more than words in a row. A sum of learned weights of plain facts (features.ts) decides that: it may drop a
// rule's hit whose surroundings speak against it, and mark words that no rule knows. How the weights came about:
// scripts/learn-redflags.ts.
import { conceptsAt, featuresOf, tellsOf } from './features.ts';
import { redFlagGroups, type RedFlagGroup } from './groups.ts';
import { factNumber, learnedEnglish } from './learned.ts';
import type { RuleSpan } from './rule-hits.ts';
import type { View } from './view.ts';
import { standingAlone, windowsOf, type Window } from './windows.ts';

/** A rule's hit needs so much less than words alone do; that a rule saw something is a learned fact besides. */
export const ruleCounts = 0.8;
/** And so much less again where its clause says "now" or the like. */
const nowCounts = 0.7;
/**
 * At or above it a stretch is marked. Chosen by cross-validation over authors and consultations (learn-redflags --check) so
 * that at most 2 % of patients' lines nobody learned from are flagged without cause; recall comes first beyond that.
 */
export const threshold = -0.05;
/** A piece lacks what stands around it, so it needs so much more than a whole text. */
export const pieceCosts = 1.5;
/** So much more is needed where no complaint, harm or failing that the lexicon knows is named. */
export const untoldCosts = 1;
/** Fewer known facts than this say nothing by themselves. */
const factsNeeded = 4;
/** So much likelier must another group be than those whose rules fired, to be named as well. */
const clearly = 1;

interface Worded {
  group: RedFlagGroup;
  span: { start: number; end: number };
}

interface Weighed extends Window {
  score: number;
  known: number;
  facts: readonly { at: number; weight: number; fact: number }[];
}

/** The rule hits that stand, and stretches that are marked for their wording alone. */
export function weigh(view: View, spans: readonly RuleSpan[]): { kept: RuleSpan[]; worded: Worded[] } {
  const concepts = conceptsAt(view);
  const looked = stretches(view).map((w) => weighOne(view, concepts, spans, w));
  const kept = spans.filter(({ span }) => {
    const counts = view.scope.nowClauses.has(view.scope.clause[span.end - 1] ?? -1)
      ? ruleCounts + nowCounts
      : ruleCounts;
    return looked.some((w) => span.start < w.to && w.from < span.end && w.score + counts >= threshold);
  });
  const worded = looked.flatMap((w) => {
    if (w.score < threshold || w.known < factsNeeded) return [];
    if (w.score < threshold + untoldCosts && !tellsOf(view, concepts, w.from, w.to)) return [];
    const here = kept.filter(({ span }) => span.start < w.to && w.from < span.end);
    const totals = groupTotals(w);
    const group = likeliest(totals, redFlagGroups);
    // Rules that saw this group, or nearly as likely a one, have marked better words already.
    const seen = likeliest(totals, [...new Set(here.map(({ rule }) => rule.group))]);
    if (seen !== null && (totals.get(group ?? seen) ?? 0) - (totals.get(seen) ?? 0) < clearly) return [];
    return group === null ? [] : [{ group, span: tellingWords(view, w) }];
  });
  return { kept, worded };
}

/** Stretches that are weighed, each once: what stands by itself costs nothing. */
function stretches(view: View): Window[] {
  const alone = standingAlone(view);
  return [...windowsOf(view).filter((w) => !alone.some((a) => a.from === w.from && a.to === w.to)), ...alone];
}

function weighOne(
  view: View,
  concepts: ReturnType<typeof conceptsAt>,
  spans: readonly RuleSpan[],
  window: Window,
): Weighed {
  const { bias, weights, groupWeights } = learnedEnglish();
  const facts = [];
  let sum = 0;
  const named = featuresOf(view, concepts, spans, window.from, window.to);
  for (const { name, at } of named) {
    const fact = factNumber(name);
    const weight = weights.get(fact);
    if (weight !== undefined) sum += weight;
    if (weight !== undefined || groupWeights.has(fact)) facts.push({ at, fact, weight: weight ?? 0 });
  }
  const known = facts.filter((f) => weights.has(f.fact)).length;
  return {
    ...window,
    facts,
    known,
    score: bias + sum / Math.sqrt(Math.max(1, named.length)) - (window.whole ? 0 : pieceCosts),
  };
}

function groupTotals({ facts }: Weighed): ReadonlyMap<RedFlagGroup, number> {
  const { groupBias, groupWeights } = learnedEnglish();
  const totals = new Map(groupBias);
  for (const { fact } of facts)
    for (const [g, w] of groupWeights.get(fact) ?? []) totals.set(g, (totals.get(g) ?? 0) + w);
  return totals;
}

function likeliest(
  totals: ReadonlyMap<RedFlagGroup, number>,
  among: readonly RedFlagGroup[],
): RedFlagGroup | null {
  let best: RedFlagGroup | null = null;
  for (const g of among) if (best === null || (totals.get(g) ?? 0) > (totals.get(best) ?? 0)) best = g;
  return best;
}

/** The clause that speaks loudest, from its first to its last telling word. */
function tellingWords({ scope }: View, { facts, from, to }: Weighed): Worded['span'] {
  const clauses = new Map<number, number>();
  for (const { at, weight } of facts) {
    const clause = scope.clause[at] ?? 0;
    clauses.set(clause, (clauses.get(clause) ?? 0) + weight);
  }
  const [loudest] = [...clauses].toSorted(([, x], [, y]) => y - x)[0] ?? [];
  const telling = facts.filter((f) => f.weight > 0 && scope.clause[f.at] === loudest).map((f) => f.at);
  return telling.length === 0
    ? { start: from, end: to }
    : { start: Math.min(...telling), end: Math.max(...telling) + 1 };
}
