// The search engine of the knowledge base: no I/O, no clock; questions over one loaded index, plus a small one of what came since.
import { type Asked, askedOf } from './asked.ts';
import { completions } from './complete.ts';
import { type Candidate, featuresOf } from './features.ts';
import { postingsOf, stemNumber, wordNumber } from './lexicon.ts';
import { holdingPhrases } from './phrases.ts';
import { type Question, readQuestion } from './read.ts';
import { scoreOf } from './rerank.ts';
import type { Bm25Settings } from './score.ts';
import { firstSettings, otherSettings, type Segment, segmentsOf, type SegmentSource } from './segment.ts';
import { type Replacement, type TermEntry, termTable } from './terms.ts';
import type { EngineIndex } from './types.ts';
import { understand } from './understand.ts';

export type { Replacement, TermEntry } from './terms.ts';

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
  /** Looked at before anything counts: what is hidden has no words, no scores, no repairs. None = everything. */
  mask?: Mask;
  /** Part of `mask` to be scored and returned, while words are judged by all of `mask`. */
  among?: Mask;
  /** Words of another language than the most are rare and still meant as they are written: never read as others. */
  foreign?: ReadonlySet<string>;
  /** Multiplies an article's score (above 0): an overdue one 0.9. */
  factor?: (n: number) => number;
  steps?: Partial<Steps>;
}

export interface Answer {
  /** Best first. `n` is the caller's number of the article; `score` is above 0 and comparable within this answer only. */
  hits: { n: number; score: number }[];
  /** Words read as others because hardly any article has them. */
  corrected: Replacement[];
  /** Entries of the list of terms that were used. */
  expanded: Replacement[];
  /** Words to mark in a hit: as asked, as repaired, as completed, as expanded. */
  words: string[];
}

/** A candidate with what is compared (features.ts): for fitting weights. */
export interface Compared {
  n: number;
  first: number;
  row: Float32Array;
}

export interface Engine {
  /** Articles that count. */
  readonly size: number;
  mask(visible: (n: number) => boolean): Mask;
  search(text: string, options: SearchOptions): Answer;
  /** Words that the last word of `text` may become, best first; only words of an article that the mask shows. */
  complete(text: string, options: { limit: number; mask?: Mask }): string[];
  compare(text: string, options?: { mask?: Mask; steps?: Partial<Steps> }): Compared[];
}

/** So many by each of the two ways to count go on to be compared, and so many articles of the same topics as the best. */
const firstMany = 150;
const otherMany = 100;
const groupsLookedAt = 30;
const groupMany = 12;

interface Wanted {
  /** Articles of the same topics are compared too. */
  grouped: boolean;
  /** `may` holds what has the phrases: that alone makes a candidate, as a phrase of stop words has no postings. */
  phrased: boolean;
}
function candidatesOf(
  segment: Segment,
  may: Uint8Array,
  asked: Asked,
  { grouped, phrased }: Wanted,
): Candidate[] {
  const { index, scores, otherScores } = segment;
  for (const { stems, idf } of asked.meanings) {
    for (const { stem, weight } of stems) {
      const range = postingsOf(index, stemNumber(index, stem));
      scores.add(index, segment.shares, range, weight * idf, may);
      otherScores.add(index, segment.otherShares, range, weight * idf, may);
    }
  }
  const best = scores.best(firstMany);
  const places = new Set(best.map(({ place }) => place));
  for (const { place } of otherScores.best(otherMany)) places.add(place);
  if (phrased)
    for (let place = may.indexOf(1); place >= 0 && places.size < firstMany; place = may.indexOf(1, place + 1))
      places.add(place);
  if (grouped) {
    const { of, start, members } = segment.groups;
    const groups = new Set(best.slice(0, groupsLookedAt).map(({ place }) => of[place] as number));
    for (const group of groups) {
      if (group < 0) continue;
      const end = Math.min(start[group + 1] as number, (start[group] as number) + groupMany);
      for (let i = start[group] as number; i < end; i++) {
        const place = members[i] as number;
        if (may[place] === 1) places.add(place);
      }
    }
  }
  const found = Array.from(places, (place) => ({
    segment,
    place,
    first: scores.at(place),
    other: otherScores.at(place),
  }));
  scores.clear();
  otherScores.clear();
  return found;
}

const numberOf = ({ segment, place }: Candidate): number => segment.index.ns[place] as number;

export function makeEngine(source: EngineSource): Engine {
  const { base, delta = null, dead = () => false, terms = [] } = source;
  const sources: SegmentSource[] = [];
  if (base) sources.push({ index: base, dead });
  if (delta) sources.push({ index: delta, dead: () => false });
  const segments = segmentsOf(sources, { first: source.settings ?? firstSettings, other: otherSettings });
  const everything: Mask = segments.map((segment) => segment.live);
  const size = everything.reduce((sum, live) => sum + live.reduce((a, b) => a + b, 0), 0);
  const table = termTable(terms);

  function ask(
    question: Question,
    options: { mask: Mask; among: Mask; steps: Partial<Steps>; foreign?: ReadonlySet<string> },
  ) {
    const { mask, among, steps, foreign } = options;
    const understood = understand(question, segments, mask, table, steps, foreign);
    const asked = askedOf(understood.tokens, understood.meanings, steps.intent !== false);
    const rerank = steps.rerank !== false;
    const candidates = segments.flatMap((segment, s) => {
      let may = among[s] as Uint8Array;
      if (question.phrases.length > 0) may = holdingPhrases(segment, may, question.phrases);
      return candidatesOf(segment, may, asked, {
        grouped: rerank,
        phrased: question.phrases.length > 0,
      });
    });
    const rows = rerank
      ? featuresOf(
          candidates,
          asked,
          (segment, stem) => stemNumber(segment.index, stem),
          (segment, word) => wordNumber(segment.index, word),
        )
      : [];
    return { candidates, rows, understood };
  }

  return {
    size,
    mask: (visible) =>
      segments.map((segment) =>
        segment.live.map((live, i) => (live === 1 && visible(segment.index.ns[i] as number) ? 1 : 0)),
      ),
    search(text, { limit, mask = everything, among = mask, factor = () => 1, steps = {}, foreign }) {
      const asked = { mask, among, steps, ...(foreign && { foreign }) };
      const { candidates, rows, understood } = ask(readQuestion(text), asked);
      const hits = candidates.map((candidate, i) => {
        const row = rows[i];
        const n = numberOf(candidate);
        return { n, score: (row === undefined ? candidate.first : scoreOf(row)) * factor(n) };
      });
      hits.sort((a, b) => b.score - a.score || a.n - b.n);
      const { corrected, expanded, words } = understood;
      return { hits: hits.slice(0, limit), corrected, expanded, words };
    },
    complete(text, { limit, mask = everything }) {
      const { typing } = readQuestion(text);
      return typing === null ? [] : completions(segments, typing, limit, mask);
    },
    compare(text, { mask = everything, steps = {} } = {}) {
      const { candidates, rows } = ask(readQuestion(text), { mask, among: mask, steps });
      return candidates.map((candidate, i) => ({
        n: numberOf(candidate),
        first: candidate.first,
        row: rows[i] ?? new Float32Array(0),
      }));
    },
  };
}

/** Fills the index with zeros: after a lock nothing of the articles stays in it. Words are strings, which go with the thread. */
export function wipe(index: EngineIndex): void {
  for (const list of [
    index.tokens,
    index.starts,
    index.postingDoc,
    index.postingCounts,
    index.lengths,
    index.ns,
  ])
    list.fill(0);
}
