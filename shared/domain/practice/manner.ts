// How a line is said, beside what is in it: said before in this call, everything at once, or the same one word for every cue.
// What fits every cue answers none.
import { tagNames } from './earning.ts';
import type { Reading } from './matcher.ts';
import type { Rating } from './rate.ts';
import type { Manner, RunLine } from './run-data.ts';
import type { Scenario } from './scenario.ts';
import { folded, tokensOf, wordCount } from './words.ts';

/** Share of words that makes two lines the same. */
const same = 0.8;
/** Of an ordinary turn: words, and different things said in it. */
export const ordinary = { words: 80, tags: 6, shortWords: 30 } as const;

interface Said {
  words: ReadonlySet<string>;
  sentences: ReadonlySet<string>[];
  count: number;
}
function saidIn(text: string): Said {
  const list = tokensOf(text);
  const bySentence = new Map<number, Set<string>>();
  for (const t of list) bySentence.set(t.sentence, (bySentence.get(t.sentence) ?? new Set()).add(t.word));
  return { words: new Set(list.map((t) => t.word)), sentences: [...bySentence.values()], count: list.length };
}
const earlier = new WeakMap<RunLine, Said>();
function saidBy(line: RunLine): Said {
  const known = earlier.get(line) ?? saidIn(line.text);
  earlier.set(line, known);
  return known;
}

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((w) => b.has(w)).length;
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const both = shared(a, b);
  return both > 0 && both >= same * (a.size + b.size - both);
}

/** Nearly an earlier line, taken from one, or half of it and more made of sentences said before. */
export function repeats(before: readonly RunLine[], text: string): boolean {
  const now = saidIn(text);
  const told = before.filter((l) => l.who === 'agent').map(saidBy);
  if (told.some((e) => alike(now.words, e.words))) return true;
  if (now.words.size >= 8 && told.some((e) => shared(now.words, e.words) >= same * now.words.size))
    return true;
  const old = now.sentences.filter((s) => told.some((e) => e.sentences.some((x) => alike(s, x))));
  const oldWords = old.filter((s) => s.size >= 4).reduce((sum, s) => sum + s.size, 0);
  return oldWords > 0 && oldWords * 2 >= now.sentences.reduce((sum, s) => sum + s.size, 0);
}

/** Too long to be heard, or so many different things that nobody hears which is meant. */
function monologue(text: string, tags: readonly string[]): boolean {
  const words = wordCount(text);
  const things = tagNames(tags).length;
  return (
    words > ordinary.words ||
    things > ordinary.tags + 1 ||
    (things > ordinary.tags && words > ordinary.shortWords)
  );
}

export function mannersOf(
  before: readonly RunLine[],
  text: string,
  reading: Reading,
  rating: Rating | null,
): Manner[] {
  const word = rating?.level !== undefined && rating.level > 2 ? rating.onlyBy : undefined;
  const stock =
    word !== undefined &&
    before.some((l) => l.who === 'agent' && l.cueWords.some((w) => folded(w) === folded(word)));
  return [
    ...(repeats(before, text) ? ['repeated' as const] : []),
    ...(monologue(text, reading.tags) ? ['monologue' as const] : []),
    ...(stock ? ['stock' as const] : []),
  ];
}

/** The most that a cue's answer said in this way can be. */
export function mostLevel(manners: readonly Manner[] | undefined): 1 | 2 | 4 {
  if (manners === undefined || manners.length === 0) return 4;
  return manners.includes('repeated') ? 1 : 2;
}

/** Nobody is calmed by it, and a must in it has to be said once more by itself. */
export const outpours = (line: Pick<RunLine, 'manner'>): boolean =>
  line.manner?.includes('monologue') ?? false;

/** Of a line said before only what is held against it counts again. */
export function freshOf(
  scenario: Scenario,
  reading: Reading,
  did: readonly string[],
  bad: ReadonlySet<string>,
): Reading {
  const fresh = (tag: string) => bad.has(tag) || !did.includes(tag);
  const rules = new Map(scenario.rules.map((r) => [r.id, r.tag]));
  return {
    ...reading,
    tags: reading.tags.filter(fresh),
    ruleIds: reading.ruleIds.filter((id) => fresh(rules.get(id) ?? '')),
  };
}
