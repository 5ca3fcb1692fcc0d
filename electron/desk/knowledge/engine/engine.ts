// The search engine of the knowledge base: no I/O, no clock; questions over one loaded index, plus a small one of what came since.
import { beginningWith, postingsOf, stemNumber } from './lexicon.ts';
import { type Question, readQuestion } from './read.ts';
import { type Bm25Settings, idfOf, meanLengths } from './score.ts';
import { holdingPhrases, type Segment, segmentOf } from './segment.ts';
import { stemOf } from './text.ts';
import type { EngineIndex } from './types.ts';

/** An entry of the practice's list of abbreviations and synonyms: whole phrases only. */
export interface TermEntry {
  term: string;
  means: readonly string[];
}

export interface EngineSource {
  base: EngineIndex | null;
  /** What came after `base` was built. */
  delta?: EngineIndex | null;
  /** Whether article `n` of `base` no longer counts: superseded or gone. */
  dead?: (n: number) => boolean;
  terms?: readonly TermEntry[];
  settings?: Bm25Settings;
}

/** What each step may be switched off for: to measure what it is worth. */
export interface Steps {
  typo: boolean;
  completion: boolean;
  terms: boolean;
  intent: boolean;
  rerank: boolean;
}

/** Who may see what, one byte an article; made by `Engine.mask` and good for that engine only. */
export type Mask = readonly Uint8Array[];

export interface SearchOptions {
  limit: number;
  /** Looked at before anything counts; none = everything. */
  mask?: Mask;
  steps?: Partial<Steps>;
}

export interface Replacement {
  from: string;
  to: string;
}

export interface Answer {
  /** Best first. `n` is the caller's number of the article. */
  hits: { n: number; score: number }[];
  /** Words read as others because hardly any article has them. */
  corrected: Replacement[];
  /** Entries of the list of terms that were used. */
  expanded: Replacement[];
  /** Words to mark in a hit: as asked, as repaired, as completed, as expanded. */
  words: string[];
}

export interface Engine {
  /** Articles that count. */
  readonly size: number;
  mask(visible: (n: number) => boolean): Mask;
  search(text: string, options: SearchOptions): Answer;
  /** Words that the last word of `text` may become, best first; only words of an article that the mask shows. */
  complete(text: string, options: { limit: number; mask?: Mask }): string[];
}

export const defaultSettings: Bm25Settings = {
  weights: [3, 2, 1, 1, 1],
  b: [0.4, 0.3, 0.8, 0.3, 0.3],
  k1: 2,
};

/** More completions cost time and add noise (measured: 12 is enough). */
const mostCompletions = 12;
const completionWeight = 0.7;

interface Term {
  stem: string;
  weight: number;
}

export function makeEngine(source: EngineSource): Engine {
  const settings = source.settings ?? defaultSettings;
  const first = source.base ?? source.delta;
  const means = first ? meanLengths(first) : new Float64Array(0);
  const segments: Segment[] = [];
  if (source.base) segments.push(segmentOf(source.base, settings, means, source.dead ?? (() => false)));
  if (source.delta) segments.push(segmentOf(source.delta, settings, means, () => false));
  const everything: Mask = segments.map((segment) => segment.live);
  const docs = segments.reduce((sum, { index }) => sum + index.ns.length, 0);
  const size = everything.reduce((sum, live) => sum + live.reduce((a, b) => a + b, 0), 0);

  const having = (stem: string): number =>
    segments.reduce((sum, { index }) => {
      const [from, end] = postingsOf(index, stemNumber(index, stem));
      return sum + end - from;
    }, 0);

  /** Whether an article that may be seen holds this very word. */
  const seen = (word: number, segment: Segment, mask: Uint8Array): boolean => {
    const { index } = segment;
    const [from, end] = postingsOf(index, index.wordStem[word] as number);
    for (let p = from; p < end; p++) {
      const doc = index.postingDoc[p] as number;
      if (mask[doc] !== 1) continue;
      const last = index.starts[(doc + 1) * 5] as number;
      for (let i = index.starts[doc * 5] as number; i < last; i++) if (index.tokens[i] === word) return true;
    }
    return false;
  };

  function completions(half: string, limit: number, mask: Mask): string[] {
    const found = new Map<string, number>();
    segments.forEach((segment, s) => {
      const { index } = segment;
      const [from, end] = beginningWith(index, half);
      const words = Array.from(index.sorted.subarray(from, end)).sort(
        (a, b) => (index.wordDocs[b] as number) - (index.wordDocs[a] as number) || a - b,
      );
      let taken = 0;
      for (const word of words) {
        if (taken === limit) break;
        if (!seen(word, segment, mask[s] as Uint8Array)) continue;
        const text = index.words[word] as string;
        found.set(text, (found.get(text) ?? 0) + (index.wordDocs[word] as number));
        taken++;
      }
    });
    return [...found]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, limit)
      .map(([word]) => word);
  }

  function termsOf(
    question: Question,
    mask: Mask,
    steps: Partial<Steps>,
  ): { terms: Term[]; words: string[] } {
    const terms = new Map<string, number>();
    const add = (word: string, weight: number) => {
      const stem = stemOf(word);
      terms.set(stem, Math.max(terms.get(stem) ?? 0, weight));
    };
    for (const word of question.words) add(word, 1);
    const words = [...question.words];
    if (question.typing !== null) {
      add(question.typing, 1);
      words.push(question.typing);
      if (steps.completion !== false)
        for (const word of completions(question.typing, mostCompletions, mask)) {
          if (word === question.typing) continue;
          add(word, completionWeight);
          words.push(word);
        }
    }
    return { terms: [...terms].map(([stem, weight]) => ({ stem, weight })), words };
  }

  return {
    size,
    mask: (visible) =>
      segments.map((segment) =>
        segment.live.map((live, i) => (live === 1 && visible(segment.index.ns[i] as number) ? 1 : 0)),
      ),
    search(text, { limit, mask = everything, steps = {} }) {
      const question = readQuestion(text);
      const { terms, words } = termsOf(question, mask, steps);
      const hits = segments.flatMap((segment, s) => {
        let may = mask[s] as Uint8Array;
        if (question.phrases.length > 0) may = holdingPhrases(segment, may, question.phrases);
        for (const { stem, weight } of terms) {
          const range = postingsOf(segment.index, stemNumber(segment.index, stem));
          segment.scores.add(segment.index, segment.shares, range, weight * idfOf(docs, having(stem)), may);
        }
        const best = segment.scores.best(limit);
        segment.scores.clear();
        return best.map(({ place, score }) => ({ n: segment.index.ns[place] as number, score }));
      });
      hits.sort((a, b) => b.score - a.score || a.n - b.n);
      return { hits: hits.slice(0, limit), corrected: [], expanded: [], words };
    },
    complete(text, { limit, mask = everything }) {
      const { typing } = readQuestion(text);
      return typing === null ? [] : completions(typing, limit, mask);
    },
  };
}
