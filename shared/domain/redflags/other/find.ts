// Hits of one further language: concepts first, then the rules' phrases, then what doesn't count is left out, then the
// learned weights (weigh.ts); of hits of one group that overlap the first is kept.
import { onCard, redFlagGroups, type RedFlagGroup } from '../groups.ts';
import type { RedFlagHit } from '../hit.ts';
import { guardsOver, readyGuards, type Counts, type Guarded, type ReadyGuards } from './guards.ts';
import type { Learned } from '../learned.ts';
import { Matcher, phrasesOf, wordSet, type Found, type Phrase } from './patterns.ts';
import type { LanguageTable } from './table.ts';
import { vitalsDenied } from './vitals.ts';
import { weigh, type Spoken } from './weigh.ts';
import { wordsOf, type Word } from './words.ts';

interface Rule {
  id: string;
  group: RedFlagGroup;
  always: boolean;
  first: Phrase;
  /** What must stand near it, and within how many words. */
  others: readonly Phrase[];
  within: number;
}
export interface ReadyLanguage {
  table: LanguageTable;
  fillers: ReadonlySet<string>;
  concepts: readonly (readonly [string, readonly Phrase[]])[];
  rules: readonly Rule[];
  guards: ReadyGuards;
  /** Learned weights of wordings; absent while they are learned. */
  learned: Learned | null;
}
const wordsKept = 300;
const idLength = 60;
const near = 12;
const far = 40;

/** Throws on a table that is written wrongly: a fault of the program, found by its tests. */
export function readyLanguage(table: LanguageTable, learned: Learned | null): ReadyLanguage {
  return {
    table,
    fillers: wordSet(table.fillers, table),
    concepts: Object.entries(table.concepts).map(
      ([name, source]) => [name, phrasesOf(source, table)] as const,
    ),
    rules: redFlagGroups.flatMap((group) =>
      (table.rules[group] ?? '')
        .split(/[;\n]/)
        .map((phrase) => phrase.trim())
        .filter((phrase) => phrase !== '')
        .map((phrase) => ruleOf(phrase, group, table)),
    ),
    guards: readyGuards(table),
    learned,
  };
}

function ruleOf(source: string, group: RedFlagGroup, table: LanguageTable): Rule {
  const always = source.startsWith('!');
  const [first, ...others] = (always ? source.slice(1) : source)
    .split(/&&?/)
    .flatMap((part) => phrasesOf(part, table));
  if (!first) throw new Error(`${table.lang}: ${source}`);
  const slug = source
    .replace(/[^a-z0-9]+/giu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
  return {
    id: `${table.lang}.${group}.${slug}`.slice(0, idLength),
    group,
    always,
    first,
    others,
    within: source.includes('&&') ? far : near,
  };
}

/** A text as one language reads it: its words, concepts, what the guards say, and where rules see something. */
export interface Looked {
  text: string;
  words: readonly Word[];
  matcher: Matcher;
  guarded: Guarded;
  spans: readonly Span[];
}
/** `[start, end)` in words. */
export interface Span {
  ruleId: string;
  group: RedFlagGroup;
  start: number;
  end: number;
}

export function lookAt(text: string, language: ReadyLanguage): Looked | null {
  const words = wordsOf(text, language.table);
  if (words.length === 0) return null;
  const matcher = new Matcher(words, language.fillers, language.guards.negators);
  for (const [name, phrases] of language.concepts) matcher.learn(name, phrases);
  const guarded = guardsOver(matcher, language.guards);
  return { text, words, matcher, guarded, spans: ruleSpans(matcher, guarded.counts, language) };
}

function ruleSpans(matcher: Matcher, counts: Counts, language: ReadyLanguage): Span[] {
  const spans: Span[] = [];
  for (const rule of language.rules) {
    const seen = (phrase: Phrase): Found[] =>
      matcher.find(phrase).filter((found) => counts(found, rule.group, rule.always));
    let places: Pick<Found, 'start' | 'end'>[] = seen(rule.first);
    for (const other of rule.others) if (places.length > 0) places = pairs(places, seen(other), rule.within);
    for (const { start, end } of places) spans.push({ ruleId: rule.id, group: rule.group, start, end });
  }
  return spans;
}

/** Hits of a text: what rules see and the surroundings do not speak against, and what the wording alone tells. */
export function findIn(text: string, language: ReadyLanguage, spoken: Spoken): RedFlagHit[] {
  const looked = lookAt(text, language);
  if (looked === null) return [];
  const { words } = looked;
  const spans = language.learned ? weigh(looked, language, language.learned, spoken) : looked.spans;
  return apart(
    [...spans, ...vitalsDenied(looked, language)].map(({ ruleId, group, start, end }) => {
      const from = words[start]!.start;
      const to = words[end - 1]!.end;
      return {
        ruleId,
        group,
        start: from,
        end: to,
        words: text.slice(from, Math.min(to, from + wordsKept)),
        action: onCard[group].action,
      };
    }),
  );
}

/** The nearest partner of each place; both lists are gone through once. */
function pairs(
  a: readonly Pick<Found, 'start' | 'end'>[],
  b: readonly Found[],
  within: number,
): Pick<Found, 'start' | 'end'>[] {
  const found: Pick<Found, 'start' | 'end'>[] = [];
  let from = 0;
  for (const x of a) {
    while (from < b.length && b[from]!.end + within < x.start) from += 1;
    const y = b[from];
    if (y && y.start <= x.end + within)
      found.push({ start: Math.min(x.start, y.start), end: Math.max(x.end, y.end) });
  }
  return found;
}

function apart(hits: RedFlagHit[]): RedFlagHit[] {
  hits.sort((a, b) => a.start - b.start || b.end - a.end || (a.ruleId < b.ruleId ? -1 : 1));
  const reached = new Map<RedFlagGroup, number>();
  return hits.filter(({ group, start, end }) => {
    if (start < (reached.get(group) ?? -1)) return false;
    reached.set(group, end);
    return true;
  });
}
