// A sum of learned weights of plain facts (facts.ts) over a text and its sentences: it may drop a rule's hit whose
// surroundings plainly speak of something else, and marks wordings that no rule knows. How the weights came about:
// scripts/learn-redflags-other.ts.
import { redFlagGroups, type RedFlagGroup } from '../groups.ts';
import { factNumber, type Learned } from '../learned.ts';
import { gapOf } from '../tokens.ts';
import { factsOf } from './facts.ts';
import type { Looked, ReadyLanguage, Span } from './find.ts';
import type { Word } from './words.ts';

/** A rule's hit needs so much less than words alone do. */
export const ruleCounts = 2.5;
/** At or above it a stretch is marked; learned sums are log-odds, chosen by leaving one file out. */
export const threshold = 0;
/** A sentence lacks what stands around it, so it needs so much more than a whole text. */
export const pieceCosts = 1;
/** Fewer known facts than this say nothing by themselves. */
const factsNeeded = 4;

/** Are these characters plainly of the language? Words of another are chance. */
export type Spoken = (start: number, end: number) => boolean;

export interface Window {
  /** Words `[from, to)`. */
  from: number;
  to: number;
  whole: boolean;
}
const usual = 60;
const least = 4;
const most = 40;

/** The whole text where it is short, and its sentences, one after the other without a gap. */
export function windowsOf(words: readonly Word[]): Window[] {
  const pieces: Window[] = [];
  let from = 0;
  const rest = (i: number): number => words.length - i;
  for (let i = 1; i < words.length; i += 1) {
    const ends = words[i]!.gap >= gapOf.sentence && i - from >= least && rest(i) >= least;
    if (!ends && i - from < most) continue;
    pieces.push({ from, to: i, whole: false });
    from = i;
  }
  pieces.push({ from, to: words.length, whole: false });
  if (words.length > usual) return pieces.map((p) => ({ ...p, whole: true }));
  const whole = { from: 0, to: words.length, whole: true };
  return pieces.length < 2 ? [whole] : [whole, ...pieces];
}

interface Weighed extends Window {
  score: number;
  known: readonly { at: number; fact: number; weight: number }[];
}

/** The rule hits that stand, and the wordings that are marked besides. */
export function weigh(looked: Looked, { table }: ReadyLanguage, learned: Learned, spoken: Spoken): Span[] {
  const { words, spans, guarded } = looked;
  const all = windowsOf(words).map((w) => weighOne(looked, table.stem, learned, w));
  // What is told as happening now is never dropped.
  const kept = spans.filter(
    (span) =>
      guarded.said(span.start).includes('now') ||
      all.some((w) => overlap(span, w) && w.score + ruleCounts >= threshold),
  );
  const worded = all.flatMap((w): Span[] => {
    if (
      w.score < threshold ||
      w.known.filter((k) => k.weight !== 0).length < factsNeeded ||
      kept.some((s) => overlap(s, w))
    )
      return [];
    if (!spoken(words[w.from]!.start, words[w.to - 1]!.end)) return [];
    const span = telling(w);
    // A question that was answered with no.
    if (guarded.said(span.start).includes('answered')) return [];
    const group = likeliest(w, learned);
    return [{ ruleId: `${table.lang}.${group}.wording`, group, ...span }];
  });
  return [...kept, ...worded];
}
const overlap = (span: Span, w: Window): boolean => span.start < w.to && w.from < span.end;

function weighOne(looked: Looked, stem: (w: string) => string, learned: Learned, window: Window): Weighed {
  const facts = factsOf(looked, stem, window.from, window.to);
  let sum = 0;
  const known = facts.flatMap(({ name, at }) => {
    const fact = factNumber(name);
    const weight = learned.weights.get(fact);
    sum += weight ?? 0;
    return weight !== undefined || learned.groupWeights.has(fact) ? [{ at, fact, weight: weight ?? 0 }] : [];
  });
  const score = learned.bias + sum / Math.sqrt(Math.max(1, facts.length));
  return { ...window, known, score: window.whole ? score : score - pieceCosts };
}

function likeliest({ known }: Weighed, learned: Learned): RedFlagGroup {
  const totals = new Map(learned.groupBias);
  for (const { fact } of known)
    for (const [g, w] of learned.groupWeights.get(fact) ?? []) totals.set(g, (totals.get(g) ?? 0) + w);
  const most = Math.max(...totals.values());
  return redFlagGroups.find((g) => totals.get(g) === most) ?? 'something_wrong';
}

/** From the first to the last of the words that weigh most. */
function telling({ known, from, to }: Weighed): { start: number; end: number } {
  const loud = known
    .filter((k) => k.weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.at - b.at)
    .slice(0, loudest);
  if (loud.length === 0) return { start: from, end: to };
  const at = loud.map((k) => k.at);
  return { start: Math.min(...at), end: Math.max(...at) + 1 };
}
const loudest = 4;
