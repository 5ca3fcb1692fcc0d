// Reads what the agent said by rules with synonyms: local, explainable, the same for a picked and a typed line. No regular
// expressions come from content, so that a scenario can't stall the desk.
import type { Scenario } from './scenario.ts';
import type { Synonyms } from './vocabulary.ts';
import { isGood, mustAsk } from './earning.ts';
import { negatedClause, negatedClose } from './negation.ts';
import { asksCaller } from './asking.ts';
import { folded, type Token, tokensOf, wordsOf } from './words.ts';

export { longestLine } from './words.ts';

const gapWords = 4;

type Piece = { gap: true } | { gap: false; words: string[][] };

/** A pattern as alternatives of word lists; an unknown `@group` matches nothing (the model check reports it). */
function parse(pattern: string, synonyms: Synonyms): Piece[] {
  return folded(pattern)
    .split(' ')
    .filter((p) => p !== '')
    .map((p): Piece => {
      if (p === '...') return { gap: true };
      if (!p.startsWith('@')) return { gap: false, words: [wordsOf(p)] };
      const group = new Set((synonyms[p.slice(1)] ?? []).map((s) => folded(s).trim()));
      return { gap: false, words: [...group].map((s) => s.split(/ +/).flatMap(wordsOf)) };
    });
}

/** A list of patterns by the word that a match can begin with: most words of a line begin none. */
interface Index {
  byFirst: ReadonlyMap<string, Piece[][]>;
  /** Patterns that begin with a gap. */
  open: Piece[][];
  /** Patterns that can be tried in more than one way at two places or more: only these need a memory. */
  branching: ReadonlySet<Piece[]>;
}
function indexOf(patterns: readonly string[], synonyms: Synonyms): Index {
  const byFirst = new Map<string, Piece[][]>();
  const open: Piece[][] = [];
  const branching = new Set<Piece[]>();
  for (const pieces of patterns.map((p) => parse(p, synonyms))) {
    const head = pieces[0];
    if (head === undefined) continue;
    if (pieces.filter((p) => p.gap || p.words.length > 1).length > 1) branching.add(pieces);
    if (head.gap) open.push(pieces);
    else
      for (const word of new Set(head.words.map((w) => w[0] ?? '')))
        byFirst.set(word, [...(byFirst.get(word) ?? []), pieces]);
  }
  return { byFirst, open, branching };
}

/** Counts comparisons, so that a test can hold them to a bound. */
export interface Steps {
  steps: number;
}

/**
 * Where the pieces end when they start at `at`; null = no match. All words of a match stand in one sentence. `dead` holds the
 * places from which the rest is known not to fit, so that each is tried once and synonyms can't multiply.
 */
function endOf(
  list: Token[],
  at: number,
  rest: readonly Piece[],
  dead: Set<number> | undefined,
  count: Steps,
  next = 0,
): number | null {
  const piece = rest[next];
  if (piece === undefined) return at;
  const place = at * (rest.length + 1) + next;
  if (dead?.has(place) === true) return null;
  const sentence = list[at]?.sentence;
  if (sentence === undefined) return null;
  const goOn = (to: number): number | null => {
    if (next + 1 < rest.length && list[to]?.sentence !== sentence) return null;
    return endOf(list, to, rest, dead, count, next + 1);
  };
  if (piece.gap) {
    for (let skip = 0; skip <= gapWords && list[at + skip]?.sentence === sentence; skip += 1) {
      count.steps += 1;
      const end = goOn(at + skip);
      if (end !== null) return end;
    }
  } else {
    for (const words of piece.words) {
      count.steps += 1;
      if (!words.every((w, i) => list[at + i]?.word === w && list[at + i]?.sentence === sentence)) continue;
      const end = goOn(at + words.length);
      if (end !== null) return end;
    }
  }
  dead?.add(place);
  return null;
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

/** How far a "not" before a match reaches: `close` for what must not be said, `clause` for what earns something. */
export type Reach = 'close' | 'clause';

/** The first match in the text; null = none, or all of them negated. */
export function find(
  list: Token[],
  patterns: readonly string[],
  synonyms: Synonyms,
  reach: Reach = 'close',
  fits: (match: Match) => boolean = () => true,
  count: Steps = { steps: 0 },
): Match | null {
  const { byFirst, open, branching } = knownIndex(patterns, synonyms);
  const dead = new Map<Piece[], Set<number>>();
  for (const [at, token] of list.entries()) {
    const begun = byFirst.get(token.word);
    if (begun === undefined && open.length === 0) continue;
    for (const pieces of [...(begun ?? []), ...open]) {
      const known = branching.has(pieces) ? (dead.get(pieces) ?? new Set<number>()) : undefined;
      if (known !== undefined) dead.set(pieces, known);
      const end = endOf(list, at, pieces, known, count);
      if (end === null || end <= at) continue;
      if (negatedClose(list, at) || (reach === 'clause' && negatedClause(list, at))) continue;
      const match = { start: token.start, end: list[end - 1]?.end ?? token.end, sentence: token.sentence };
      if (fits(match)) return match;
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
  const asks = mustAsk(scenario);
  for (const rule of scenario.rules) {
    const reach = isGood(scenario, rule) ? 'clause' : 'close';
    const fits = asks.has(rule.tag) ? (m: Match) => asksCaller(list, m.sentence) : undefined;
    const match = find(list, rule.any, scenario.synonyms, reach, fits);
    if (match !== null && at(rule.unless) === null) give(rule.id, rule.tag, match);
  }
  const why = scenario.why === null ? null : at(scenario.why.patterns);
  if (why !== null) give(whyRule, whyTag, why);
  const wrong = scenario.facts.filter((f) => at(f.contradicts) !== null).map((f) => f.id);
  const said = scenario.facts.filter((f) => !wrong.includes(f.id) && at(f.said) !== null).map((f) => f.id);
  return { reading: { ruleIds, tags: [...words.keys()], factsSaid: said, factsWrong: wrong }, words };
}
