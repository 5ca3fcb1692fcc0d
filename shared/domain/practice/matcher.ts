// Reads what the agent said by rules with synonyms: local, explainable, the same for a picked and a typed line. No regular
// expressions come from content, so that a scenario can't stall the desk.
import type { Scenario } from './scenario.ts';

interface Token {
  word: string;
  sentence: number;
  /** Punctuation stands before it: a negation further left doesn't reach it. */
  afterBreak: boolean;
}

const contractions: Record<string, string> = {
  "i'm": 'i am',
  "i'll": 'i will',
  "i've": 'i have',
  "i'd": 'i would',
  "it's": 'it is',
  "that's": 'that is',
  "what's": 'what is',
  "how's": 'how is',
  "he's": 'he is',
  "she's": 'she is',
  "he'll": 'he will',
  "she'll": 'she will',
  "you're": 'you are',
  "you've": 'you have',
  "you'll": 'you will',
  "we're": 'we are',
  "we've": 'we have',
  "we'll": 'we will',
  "they'll": 'they will',
  "they're": 'they are',
  "let's": 'let us',
  "don't": 'do not',
  "doesn't": 'does not',
  "didn't": 'did not',
  "isn't": 'is not',
  "aren't": 'are not',
  "wasn't": 'was not',
  "can't": 'can not',
  cannot: 'can not',
  "couldn't": 'could not',
  "won't": 'will not',
  "wouldn't": 'would not',
  "shouldn't": 'should not',
  "haven't": 'have not',
  "hasn't": 'has not',
};
const negators = new Set(['not', 'never', 'no', 'without', 'hardly', 'nunca', 'sin', 'tampoco']);
const gapWords = 4;

/** Longest line that is read; the rest is ignored. */
export const longestLine = 1000;

/** Small letters without accents: what is typed on a telephone's night shift often has none. */
const folded = (text: string): string => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

function tokens(text: string): Token[] {
  const out: Token[] = [];
  let sentence = 0;
  let pendingBreak = false;
  const clean = folded(text.slice(0, longestLine)).replace(/[’‘`]/g, "'");
  for (const chunk of clean.match(/[\p{L}\p{N}']+(?:[.,:]\d+)*|[.!?;]|,|–|—|:/gu) ?? []) {
    if (/^[.!?;]$/.test(chunk)) {
      sentence += 1;
      continue;
    }
    if (/^[,–—:]$/.test(chunk)) {
      pendingBreak = true;
      continue;
    }
    for (const word of (contractions[chunk] ?? chunk.replace(/^'+|'+$/g, '')).split(' ')) {
      if (word !== '') out.push({ word, sentence, afterBreak: pendingBreak });
      pendingBreak = false;
    }
  }
  return out;
}

type Piece = { gap: true } | { gap: false; words: string[][] };

/** A pattern as alternatives of word lists; an unknown `@group` matches nothing (the model check reports it). */
function pieces(pattern: string, synonyms: Scenario['synonyms']): Piece[] {
  return folded(pattern)
    .split(' ')
    .filter((p) => p !== '')
    .map((p) => {
      if (p === '...') return { gap: true };
      if (!p.startsWith('@')) return { gap: false, words: [[p]] };
      return { gap: false, words: (synonyms[p.slice(1)] ?? []).map((s) => folded(s).split(' ')) };
    });
}

/** Where the pieces end when they start at `at`; null = no match. All words of a match stand in one sentence. */
function endOf(list: Token[], at: number, rest: readonly Piece[]): number | null {
  const piece = rest[0];
  if (piece === undefined) return at;
  const tail = rest.slice(1);
  if (piece.gap) {
    for (let skip = 0; skip <= gapWords; skip += 1) {
      if (skip > 0 && !sameSentence(list, at - 1, at + skip - 1)) return null;
      const end = endOf(list, at + skip, tail);
      if (end !== null) return end;
    }
    return null;
  }
  for (const words of piece.words) {
    const fits = words.every((w, i) => list[at + i]?.word === w && sameSentence(list, at, at + i));
    if (!fits) continue;
    const end = endOf(list, at + words.length, tail);
    if (end !== null) return end;
  }
  return null;
}

const sameSentence = (list: Token[], a: number, b: number): boolean =>
  list[Math.max(0, a)]?.sentence === list[b]?.sentence;

function negated(list: Token[], at: number): boolean {
  for (let i = at; i > Math.max(0, at - 2); i -= 1) {
    if (list[i]?.afterBreak === true || !sameSentence(list, i - 1, at)) return false;
    if (negators.has(list[i - 1]?.word ?? '')) return true;
  }
  return false;
}

/** Patterns are parsed once a scenario: its synonyms object stands for it. */
const parsed = new WeakMap<Scenario['synonyms'], Map<string, Piece[]>>();
function piecesOf(pattern: string, synonyms: Scenario['synonyms']): Piece[] {
  const known = parsed.get(synonyms) ?? new Map<string, Piece[]>();
  parsed.set(synonyms, known);
  const list = known.get(pattern) ?? pieces(pattern, synonyms);
  known.set(pattern, list);
  return list;
}

function holds(list: Token[], patterns: readonly string[], synonyms: Scenario['synonyms']): boolean {
  return patterns.some((pattern) => {
    const parts = piecesOf(pattern, synonyms);
    return list.some((_, at) => {
      const end = endOf(list, at, parts);
      return end !== null && sameSentence(list, at, end - 1) && !negated(list, at);
    });
  });
}

/** True when one of the patterns stands in the text and isn't negated ("I am not sorry"). */
export const says = (text: string, patterns: readonly string[], synonyms: Scenario['synonyms']): boolean =>
  holds(tokens(text), patterns, synonyms);

export interface Reading {
  ruleIds: string[];
  tags: string[];
  factsSaid: string[];
  /** Facts that the line gets wrong. */
  factsWrong: string[];
}

/** All that the scenario's rules see in one line of the agent's. */
export function readLine(scenario: Scenario, text: string): Reading {
  const list = tokens(text);
  const has = (patterns: readonly string[]) => holds(list, patterns, scenario.synonyms);
  const hits = scenario.rules.filter((r) => has(r.any) && !has(r.unless));
  const wrong = scenario.facts.filter((f) => has(f.contradicts)).map((f) => f.id);
  return {
    ruleIds: hits.map((r) => r.id),
    tags: [...new Set(hits.map((r) => r.tag))],
    factsSaid: scenario.facts.filter((f) => !wrong.includes(f.id) && has(f.said)).map((f) => f.id),
    factsWrong: wrong,
  };
}
