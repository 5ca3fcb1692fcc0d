// What does not count: denied, told of former times, "what if", lessons and films, figures of speech. Marks words once; the
// rules are asked afterwards.
import { gapOf } from '../tokens.ts';
import type { RedFlagGroup } from '../groups.ts';
import { phrasesOf, wordSet, type Found, type Matcher, type Phrase } from './patterns.ts';
import type { LanguageTable } from './table.ts';

export interface ReadyGuards {
  negators: ReadonlySet<string>;
  endNegation: ReadonlySet<string>;
  answers: ReadonlySet<string>;
  reach: number;
  ownPart: { after: ReadonlySet<string>; begins: ReadonlySet<string> };
  phrases: Readonly<Record<PhraseGuard, readonly Phrase[]>>;
}
type PhraseGuard = 'notNegating' | 'past' | 'now' | 'hypothetical' | 'elsewhere' | 'over' | 'idioms';

export function readyGuards(table: LanguageTable): ReadyGuards {
  const { guards } = table;
  const of = (kind: PhraseGuard): Phrase[] => phrasesOf(guards[kind], table);
  return {
    negators: wordSet(guards.negators, table),
    endNegation: wordSet(guards.endNegation, table),
    answers: wordSet(guards.answers, table),
    reach: guards.negationReach,
    ownPart: {
      after: wordSet(guards.ownPart.after, table),
      begins: wordSet(guards.ownPart.begins, table),
    },
    phrases: {
      notNegating: of('notNegating'),
      past: of('past'),
      now: of('now'),
      hypothetical: of('hypothetical'),
      elsewhere: of('elsewhere'),
      over: of('over'),
      idioms: of('idioms'),
    },
  };
}

/** What 4b counts "even if gone now", or that being fine again says nothing about. */
const stays: ReadonlySet<RedFlagGroup> = new Set<RedFlagGroup>([
  'stroke',
  'consciousness',
  'poison',
  'mental_health',
  'abuse_violence',
  'chest',
]);

/** Says of a place whether it counts; `always` passes over past, "what if" and lessons. */
export type Counts = (found: Found, group: RedFlagGroup, always: boolean) => boolean;

/** What the guards say about each word; for the learned weights, which weigh it rather than obey it. */
export interface Guarded {
  counts: Counts;
  sentence: Int32Array;
  denied: (word: number) => boolean;
  /** Names of the guards that speak at a word. */
  said: (word: number) => readonly string[];
}

export function guardsOver(matcher: Matcher, ready: ReadyGuards): Guarded {
  const { words } = matcher;
  const size = words.length;
  const sentence = new Int32Array(size);
  for (let i = 1; i < size; i += 1)
    sentence[i] = sentence[i - 1]! + (words[i]!.gap >= gapOf.sentence ? 1 : 0);
  const places = (kind: PhraseGuard): Found[] => ready.phrases[kind].flatMap((p) => matcher.find(p));
  const used = (kind: PhraseGuard): Uint8Array => {
    const marked = new Uint8Array(size);
    for (const found of places(kind)) for (const u of found.used) marked[u] = 1;
    return marked;
  };
  const sentences = (kind: PhraseGuard): Set<number> =>
    new Set(places(kind).map(({ start }) => sentence[start]!));

  const idiom = used('idioms');
  const deniedBy = deniers(matcher, ready, used('notNegating'));
  const now = sentences('now');
  const part = partsOf(matcher, ready);
  const parts = (kind: PhraseGuard): Set<number> => new Set(places(kind).map(({ start }) => part[start]!));
  const past = parts('past');
  const elsewhere = parts('elsewhere');
  const over = sentences('over');
  const answered = new Set<number>();
  for (const [i, { w, gap }] of words.entries())
    if (i > 0 && gap === gapOf.question && ready.negators.has(w)) answered.add(sentence[i - 1]!);
  const supposed = new Uint8Array(size);
  for (const { start } of places('hypothetical'))
    for (let i = start; i < size && sentence[i] === sentence[start]; i += 1) {
      if (supposed[i]) break;
      supposed[i] = 1;
    }

  const counts: Counts = (found, group, always) => {
    if (found.used.some((u) => idiom[u])) return false;
    if (found.used.some((u) => deniedBy[u]! >= 0 && !found.used.includes(deniedBy[u]!))) return false;
    if (answeredNo(found, matcher, ready)) return false;
    if (always) return true;
    const here = sentence[found.start]!;
    const own = part[found.start]!;
    if (supposed[found.start] || elsewhere.has(own)) return false;
    if (past.has(own) && !now.has(here)) return false;
    return stays.has(group) || !(over.has(here) || (over.has(here + 1) && !now.has(here)));
  };
  return {
    counts,
    sentence,
    denied: (i) => deniedBy[i]! >= 0,
    said: (i) => {
      const here = sentence[i]!;
      const all = [
        idiom[i] ? 'idiom' : '',
        supposed[i] ? 'supposed' : '',
        past.has(part[i]!) ? 'past' : '',
        now.has(here) ? 'now' : '',
        elsewhere.has(part[i]!) ? 'elsewhere' : '',
        over.has(here) ? 'over' : '',
        answered.has(here) ? 'answered' : '',
      ];
      return all.filter((name) => name !== '');
    },
  };
}

/** Sentences, cut where the caller goes on with what is now ("mi hermana murió de un infarto | y yo tengo …"). */
function partsOf({ words }: Matcher, { ownPart: { after, begins } }: ReadyGuards): Int32Array {
  const part = new Int32Array(words.length);
  for (let i = 1; i < words.length; i += 1) {
    const { w, gap } = words[i]!;
    const joined = after.has(w) || gap === gapOf.comma || gap === gapOf.clause;
    const own = joined && [i, i + 1, i + 2].some((k) => begins.has(words[k]?.w ?? ''));
    part[i] = part[i - 1]! + (own || gap >= gapOf.sentence ? 1 : 0);
  }
  return part;
}

/** For each word the last negator that covers it, or -1. */
function deniers({ words }: Matcher, ready: ReadyGuards, harmless: Uint8Array): Int32Array {
  const by = new Int32Array(words.length).fill(-1);
  let from = -1;
  for (const [i, { w, gap }] of words.entries()) {
    if (gap >= gapOf.comma || ready.endNegation.has(w) || i - from > ready.reach) from = -1;
    if (from >= 0) by[i] = from;
    if (ready.negators.has(w) && !harmless[i]) from = i;
  }
  return by;
}

/** "Dolor de pecho, no." and "¿Se desmayó? No." */
function answeredNo({ end, used }: Found, { words }: Matcher, ready: ReadyGuards): boolean {
  const word = words[end];
  if (!word) return false;
  // A negator among its own words is confirmed by the answer ("¿No despierta? No.").
  if (used.some((u) => ready.negators.has(words[u]!.w))) return false;
  if (ready.negators.has(word.w) && ready.answers.has(word.w)) {
    const after = words[end + 1];
    if (!after || after.gap >= gapOf.comma || ready.answers.has(after.w)) return true;
  }
  let i = end;
  while (i < words.length && i < end + farAnswer && words[i]!.gap < gapOf.sentence) i += 1;
  return words[i]?.gap === gapOf.question && ready.negators.has(words[i]!.w);
}
/** Words of a question that may follow the symptom. */
const farAnswer = 8;
