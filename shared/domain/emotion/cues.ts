// Finds the cue words of a table in an utterance and says how each is meant: plainly, denied ("I'm not angry"), of
// somebody else ("my husband was angry"), over, or only thought of. Traps ("dying to know") take the cues inside them away.
import { gapOf, wordsOf, type Word } from './cues-words.ts';
import { lexiconEn } from './lexicon-en.ts';
import { lexiconEs } from './lexicon-es.ts';
import { lexiconId } from './lexicon-id.ts';
import type { CueKind, CueTable, CueTarget } from './lexicon.ts';
import type { Lang } from '../script/languages.ts';

export type CueUse = 'plain' | 'denied' | 'other' | 'over' | 'thought';
export interface CueHit {
  target: Exclude<CueTarget, 'trap'>;
  kind: CueKind;
  strength: 1 | 2 | 3;
  /** Places of its first and last word. */
  from: number;
  to: number;
  use: CueUse;
  /** "so", "very" stand by it; -1 for "a bit". */
  degree: -1 | 0 | 1;
}

interface Phrase {
  parts: readonly string[];
  target: CueTarget;
  kind: CueKind;
  strength: 1 | 2 | 3;
}
interface Compiled {
  exact: Map<string, Phrase[]>;
  /** Phrases whose first word has any ending, by its first three letters. */
  open: Map<string, Phrase[]>;
  deny: Set<string>;
  over: Set<string>;
  self: Set<string>;
  others: Set<string>;
  past: Set<string>;
  ifs: Set<string>;
  more: Set<string>;
  less: Set<string>;
  turns: Set<string>;
  fine: Set<string>;
}

const tables: Record<Lang, CueTable> = { en: lexiconEn, es: lexiconEs, id: lexiconId };

/** A phrase of the table in the form the utterance's words have (accents off, slips mended). */
const partsOf = (phrase: string): string[] =>
  phrase.split(' ').flatMap((part) => {
    if (part === '~' || part === '_') return [part];
    const open = part.endsWith('*');
    const words = wordsOf(open ? part.slice(0, -1) : part).words;
    return open ? [`${words[0]?.w ?? ''}*`] : words.map((word) => word.w);
  });

function compile(table: CueTable): Compiled {
  const exact = new Map<string, Phrase[]>();
  const open = new Map<string, Phrase[]>();
  const seen = new Set<string>();
  for (const [target, kind, strength, phrases] of table.rows)
    for (const phrase of phrases.split('|')) {
      const parts = partsOf(phrase);
      const first = parts[0] ?? '';
      const name = `${target} ${parts.join(' ')}`;
      if (first === '' || seen.has(name)) continue;
      seen.add(name);
      const [map, key] = first.endsWith('*') ? [open, first.slice(0, 3)] : [exact, first];
      map.set(key, [...(map.get(key) ?? []), { parts, target, kind, strength }]);
    }
  const set = (words: readonly string[]): Set<string> => new Set(words);
  const { deny, over, self, others, past, ifs, more, less, turns, fine } = table;
  return {
    exact,
    open,
    deny: set(deny),
    over: set(over),
    self: set(self),
    others: set(others),
    past: set(past),
    ifs: set(ifs),
    more: set(more),
    less: set(less),
    turns: set(turns),
    fine: set(fine),
  };
}
const compiled = new Map<Lang, Compiled>();
export function compiledTable(lang: Lang): Compiled {
  const had = compiled.get(lang);
  if (had) return had;
  const made = compile(tables[lang]);
  compiled.set(lang, made);
  return made;
}

const fits = (part: string, w: string): boolean =>
  part === '_' || (part.endsWith('*') ? w.startsWith(part.slice(0, -1)) : part === w);

/** Index of the last word the phrase covers from `at`, or -1. Sentences are not crossed. */
function matchAt(parts: readonly string[], words: readonly Word[], at: number, i = 0): number {
  let place = at;
  for (let p = i; p < parts.length; p++) {
    const part = parts[p] as string;
    if (part === '~') {
      for (let skip = 0; skip <= 2; skip++) {
        const end = matchAt(parts, words, place + skip, p + 1);
        if (end >= 0) return end;
      }
      return -1;
    }
    const word = words[place];
    if (!word || (place > at && word.gap >= gapOf.clause) || !fits(part, word.w)) return -1;
    place += 1;
  }
  return place - 1;
}

const affirming = new Set(['am', 'do', 'was', 'did', 'have', 'are', 'si', 'iya', 'takut']);
const reach = { deny: 5, subject: 9, past: 4, thought: 7, degree: 2, after: 4 };

function useOf(t: Compiled, words: readonly Word[], phrase: Phrase, from: number, to: number): CueUse {
  const feels = phrase.kind === 'feel';
  const deniedWithin = feels ? reach.deny : 2;
  let denied = false;
  for (let i = from - 1; i >= Math.max(0, from - deniedWithin); i--) {
    const w = words[i]?.w ?? '';
    if ((words[i + 1]?.gap ?? 0) >= gapOf.comma || t.turns.has(w)) break;
    if (t.deny.has(w)) {
      // "not only angry", "not just scared" deny nothing.
      const next = words[i + 1]?.w ?? '';
      denied = next !== 'only' && next !== 'just' && next !== 'solo' && next !== 'hanya' && next !== 'cuma';
      break;
    }
  }
  // "She isn't scared but I am": what is denied of somebody else is said of the speaker.
  const [turn, speaker, does] = words.slice(to + 1, to + 4).map((word) => word.w);
  if (turn !== undefined && t.turns.has(turn) && t.self.has(speaker ?? '') && affirming.has(does ?? ''))
    return 'plain';
  if (denied) {
    for (let i = to + 1; i <= Math.min(words.length - 1, to + 3); i++)
      if (t.over.has(words[i]?.w ?? '') && (words[i]?.gap ?? 0) < gapOf.clause) return 'over';
    return 'denied';
  }
  if (!feels) return 'plain';
  // "scares me", "me preocupa": the one who feels stands beside the word.
  const beside = words[to + 1]?.w ?? '';
  if (beside !== 'me' || (words[to + 1]?.gap ?? 0) > gapOf.none)
    for (let i = from - 1; i >= Math.max(0, from - reach.subject); i--) {
      const w = words[i]?.w ?? '';
      if ((words[i + 1]?.gap ?? 0) >= gapOf.clause) break;
      if (t.self.has(w)) break;
      if (t.others.has(w)) return 'other';
    }
  for (let i = from - 1; i >= Math.max(0, from - reach.thought); i--) {
    if ((words[i + 1]?.gap ?? 0) >= gapOf.clause) break;
    if (t.ifs.has(words[i]?.w ?? '')) return 'thought';
  }
  for (let i = from - 1; i >= Math.max(0, from - reach.past); i--) {
    if ((words[i + 1]?.gap ?? 0) >= gapOf.clause) break;
    if (t.past.has(words[i]?.w ?? ''))
      return words.slice(to + 1).some((word) => t.fine.has(word.w)) ? 'over' : 'plain';
  }
  return 'plain';
}

function degreeOf(t: Compiled, words: readonly Word[], from: number, to: number): -1 | 0 | 1 {
  for (let i = Math.max(0, from - reach.degree); i <= Math.min(words.length - 1, to + 1); i++) {
    const w = words[i]?.w ?? '';
    if (t.more.has(w) || words[i]?.loud === true) return 1;
    if (i < from && t.less.has(w)) return -1;
  }
  return 0;
}

/** Cues of `words` in the order they stand; none inside a longer one or a trap. */
export function cuesIn(lang: Lang, words: readonly Word[]): CueHit[] {
  const t = compiledTable(lang);
  const found: { phrase: Phrase; from: number; to: number }[] = [];
  words.forEach((word, at) => {
    const open = t.open.get(word.w.slice(0, 3)) ?? [];
    for (const phrase of [...(t.exact.get(word.w) ?? []), ...open]) {
      const to = matchAt(phrase.parts, words, at);
      if (to >= 0) found.push({ phrase, from: at, to });
    }
  });
  const traps = found.filter((f) => f.phrase.target === 'trap');
  const hits: CueHit[] = [];
  for (const { phrase, from, to } of found) {
    if (phrase.target === 'trap') continue;
    const inside = (o: { from: number; to: number }): boolean => o.from <= from && o.to >= to;
    if (traps.some((trap) => inside(trap))) continue;
    // "thank you so much for losing": the longer phrase tells what the shorter one in it is meant as.
    if (found.some((o) => inside(o) && o.to - o.from > to - from)) continue;
    hits.push({
      target: phrase.target,
      kind: phrase.kind,
      strength: phrase.strength,
      from,
      to,
      use: useOf(t, words, phrase, from, to),
      degree: degreeOf(t, words, from, to),
    });
  }
  return hits;
}
