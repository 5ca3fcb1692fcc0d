// Reads what the agent said by rules with synonyms: local, explainable, the same for a picked and a typed line. No regular
// expressions come from content, so that a scenario can't stall the desk.
import type { Scenario } from './scenario.ts';
import type { Synonyms } from './vocabulary.ts';
import { folded, type Token, tokensOf } from './words.ts';

export { longestLine } from './words.ts';

const negators = new Set(['not', 'never', 'no', 'without', 'hardly', 'nunca', 'sin', 'tampoco']);
const gapWords = 4;

type Piece = { gap: true } | { gap: false; words: string[][] };

/** A pattern as alternatives of word lists; an unknown `@group` matches nothing (the model check reports it). */
function parse(pattern: string, synonyms: Synonyms): Piece[] {
  return folded(pattern)
    .split(' ')
    .filter((p) => p !== '')
    .map((p): Piece => {
      if (p === '...') return { gap: true };
      if (!p.startsWith('@')) return { gap: false, words: [[p]] };
      return { gap: false, words: (synonyms[p.slice(1)] ?? []).map((s) => folded(s).split(' ')) };
    });
}

/** A list of patterns by the word that a match can begin with: most words of a line begin none. */
interface Index {
  byFirst: ReadonlyMap<string, Piece[][]>;
  /** Patterns that begin with a gap. */
  open: Piece[][];
}
function indexOf(patterns: readonly string[], synonyms: Synonyms): Index {
  const byFirst = new Map<string, Piece[][]>();
  const open: Piece[][] = [];
  for (const pieces of patterns.map((p) => parse(p, synonyms))) {
    const head = pieces[0];
    if (head === undefined) continue;
    if (head.gap) open.push(pieces);
    else
      for (const word of new Set(head.words.map((w) => w[0] ?? '')))
        byFirst.set(word, [...(byFirst.get(word) ?? []), pieces]);
  }
  return { byFirst, open };
}

const sameSentence = (list: Token[], a: number, b: number): boolean =>
  list[Math.max(0, a)]?.sentence === list[b]?.sentence;

/** Where the pieces end when they start at `at`; null = no match. All words of a match stand in one sentence. */
function endOf(list: Token[], at: number, rest: readonly Piece[], next = 0): number | null {
  const piece = rest[next];
  if (piece === undefined) return at;
  if (piece.gap) {
    for (let skip = 0; skip <= gapWords; skip += 1) {
      if (skip > 0 && !sameSentence(list, at - 1, at + skip - 1)) return null;
      const end = endOf(list, at + skip, rest, next + 1);
      if (end !== null) return end;
    }
    return null;
  }
  for (const words of piece.words) {
    const fits = words.every((w, i) => list[at + i]?.word === w && sameSentence(list, at, at + i));
    if (!fits) continue;
    const end = endOf(list, at + words.length, rest, next + 1);
    if (end !== null) return end;
  }
  return null;
}

function negated(list: Token[], at: number): boolean {
  for (let i = at; i > Math.max(0, at - 2); i -= 1) {
    if (list[i]?.afterBreak === true || !sameSentence(list, i - 1, at)) return false;
    if (negators.has(list[i - 1]?.word ?? '')) return true;
  }
  return false;
}

/** Made once: a scenario's own lists and synonyms stand for it. */
const indexes = new WeakMap<Synonyms, WeakMap<readonly string[], Index>>();
function knownIndex(patterns: readonly string[], synonyms: Synonyms): Index {
  const known = indexes.get(synonyms) ?? new WeakMap<readonly string[], Index>();
  indexes.set(synonyms, known);
  const index = known.get(patterns) ?? indexOf(patterns, synonyms);
  known.set(patterns, index);
  return index;
}

/** Words that matched a pattern: their places in the text and the sentence they stand in. */
export interface Match {
  start: number;
  end: number;
  sentence: number;
}

/** The first match in the text; null = none, or all of them negated. */
export function find(list: Token[], patterns: readonly string[], synonyms: Synonyms): Match | null {
  const { byFirst, open } = knownIndex(patterns, synonyms);
  for (const [at, token] of list.entries()) {
    const begun = byFirst.get(token.word);
    if (begun === undefined && open.length === 0) continue;
    for (const pieces of [...(begun ?? []), ...open]) {
      const end = endOf(list, at, pieces);
      if (end === null || end <= at || !sameSentence(list, at, end - 1) || negated(list, at)) continue;
      return { start: token.start, end: list[end - 1]?.end ?? token.end, sentence: token.sentence };
    }
  }
  return null;
}

/** True when one of the patterns stands in the text and isn't negated ("I am not sorry"). */
export const says = (text: string, patterns: readonly string[], synonyms: Synonyms): boolean =>
  find(tokensOf(text), patterns, synonyms) !== null;

export interface Reading {
  ruleIds: string[];
  tags: string[];
  factsSaid: string[];
  /** Facts that the line gets wrong. */
  factsWrong: string[];
}
/** What a reading rests on: for each tag the words that gave it. */
export type TagWords = ReadonlyMap<string, Match>;

/** The tags and rule of the hidden issue being named (`why`, product.md row 32). */
export const whyTag = 'why_named';
export const whyRule = 'W1';

/** All that the scenario's rules see in one line of the agent's. A rule's tag `feeling_afraid` also gives `feeling`. */
export function readLine(scenario: Scenario, text: string): Reading {
  return readTokens(scenario, tokensOf(text)).reading;
}

export function readTokens(scenario: Scenario, list: Token[]): { reading: Reading; words: TagWords } {
  const at = (patterns: readonly string[]) => find(list, patterns, scenario.synonyms);
  const words = new Map<string, Match>();
  const ruleIds: string[] = [];
  const give = (ruleId: string, tag: string, match: Match): void => {
    ruleIds.push(ruleId);
    if (tag.startsWith('feeling_') && !words.has('feeling')) words.set('feeling', match);
    if (!words.has(tag)) words.set(tag, match);
  };
  for (const rule of scenario.rules) {
    const match = at(rule.any);
    if (match !== null && at(rule.unless) === null) give(rule.id, rule.tag, match);
  }
  const why = scenario.why === null ? null : at(scenario.why.patterns);
  if (why !== null) give(whyRule, whyTag, why);
  const wrong = scenario.facts.filter((f) => at(f.contradicts) !== null).map((f) => f.id);
  const said = scenario.facts.filter((f) => !wrong.includes(f.id) && at(f.said) !== null).map((f) => f.id);
  return { reading: { ruleIds, tags: [...words.keys()], factsSaid: said, factsWrong: wrong }, words };
}
