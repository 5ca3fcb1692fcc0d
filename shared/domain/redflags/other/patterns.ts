// The phrases of a further language made ready once, and matched in one walk. A match goes forward only and keeps one way to
// each place, so that time grows with the length of the text and of the tables, and no text can make it slow.
import { gapOf } from '../tokens.ts';
import type { LanguageTable } from './table.ts';
import { plain, type Word } from './words.ts';

interface Element {
  words: ReadonlySet<string>;
  begins: readonly string[];
  concepts: readonly string[];
  numbers: readonly (readonly [number, number])[];
  optional: boolean;
  reach: number;
}
export type Phrase = readonly Element[];
/** `[start, end)` in words; `used` are the words that the phrase itself named. */
export interface Found {
  start: number;
  end: number;
  used: readonly number[];
}
const fillersBetween = 3;

export const phrasesOf = (source: string, table: LanguageTable): Phrase[] =>
  source
    .split(/[;\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
    .map((phrase) => parse(phrase, table));

export const wordSet = (words: string, table: LanguageTable): ReadonlySet<string> =>
  new Set(
    words
      .split(/\s+/)
      .filter(Boolean)
      .map((w) => table.fold(plain(w))),
  );

function parse(phrase: string, table: LanguageTable): Phrase {
  const elements: Element[] = [];
  let reach = 0;
  for (const part of phrase.split(/\s+/)) {
    if (/^_\d+$/.test(part)) {
      reach = Number(part.slice(1));
      continue;
    }
    const optional = part.endsWith('?');
    const options = (optional ? part.slice(0, -1) : part).split('|');
    for (const option of options)
      if (option === '' || (table.spellings[option] ?? '').includes(' '))
        throw new Error(`${table.lang}: after | stands one word: ${part}`);
    const begins = options.filter((o) => o.endsWith('*')).map((o) => foldStart(o.slice(0, -1), table));
    const concepts = options.filter((o) => o.startsWith('@')).map((o) => o.slice(1));
    const words = options.filter((o) => !/^[@#]|\*$/.test(o)).map((o) => table.fold(plain(o)));
    for (const name of concepts)
      if (!Object.hasOwn(table.concepts, name)) throw new Error(`${table.lang}: no concept ${name}`);
    const numbers = options
      .filter((o) => o.startsWith('#'))
      .map((o) => {
        const [low = '', high = ''] = o.slice(1).split('-');
        return [Number(low || 0), Number(high || low || 1e9)] as const;
      });
    elements.push({ words: new Set(words), begins, concepts, numbers, optional, reach });
    reach = 0;
  }
  if (elements.length === 0 || elements[0]!.optional) throw new Error(`${table.lang}: ${phrase}`);
  return elements;
}
/** A beginning is folded as a word is; what folding does at the end of a word must not touch it. */
const foldStart = (begin: string, table: LanguageTable): string =>
  table.fold(`${plain(begin)}q`).slice(0, -1);

export class Matcher {
  readonly words: readonly Word[];
  private readonly at = new Map<string, number[]>();
  private readonly ends = new Map<string, Map<number, Found[]>>();
  private readonly fillers: ReadonlySet<string>;
  private readonly stops: ReadonlySet<string>;

  /** `stops`: words that no gap may run over (negators). */
  constructor(words: readonly Word[], fillers: ReadonlySet<string>, stops: ReadonlySet<string>) {
    this.words = words;
    this.fillers = fillers;
    this.stops = stops;
    for (const [i, { w }] of words.entries()) {
      const places = this.at.get(w);
      if (places) places.push(i);
      else this.at.set(w, [i]);
    }
  }

  /** Finds a concept's places and keeps them for phrases that name it. */
  learn(name: string, phrases: readonly Phrase[]): void {
    const places = new Map<number, Found[]>();
    for (const phrase of phrases)
      for (const found of this.find(phrase)) {
        const here = places.get(found.start);
        if (!here) places.set(found.start, [found]);
        else if (!here.some((f) => f.end === found.end)) here.push(found);
      }
    this.ends.set(name, places);
  }

  /** Concepts and where they stand. */
  *concepts(): Generator<readonly [name: string, found: Found]> {
    for (const [name, places] of this.ends)
      for (const here of places.values()) if (here[0]) yield [name, here[0]];
  }

  /** Where the phrase stands: the shortest match from each place. */
  find(phrase: Phrase): Found[] {
    const found: Found[] = [];
    for (const start of this.starts(phrase[0]!)) {
      const match = this.matchAt(phrase, start);
      if (match) found.push(match);
    }
    return found;
  }

  private starts({ words, begins, concepts, numbers }: Element): number[] {
    const starts = new Set<number>();
    for (const w of words) for (const i of this.at.get(w) ?? []) starts.add(i);
    if (begins.length > 0)
      for (const [w, places] of this.at)
        if (begins.some((b) => w.startsWith(b))) for (const i of places) starts.add(i);
    for (const name of concepts) for (const i of this.ends.get(name)?.keys() ?? []) starts.add(i);
    if (numbers.length > 0)
      for (const [i, word] of this.words.entries()) if (inside(word, numbers)) starts.add(i);
    return [...starts].sort((a, b) => a - b);
  }

  private matchAt(phrase: Phrase, start: number): Found | null {
    let ways: Found[] = [{ start, end: start, used: [] }];
    for (const [k, element] of phrase.entries()) {
      const next = new Map<number, Found>();
      for (const way of ways) {
        for (const step of this.steps(element, way.end, k === 0))
          if (!next.has(step.end))
            next.set(step.end, { start, end: step.end, used: [...way.used, ...step.used] });
        if (element.optional && !next.has(way.end)) next.set(way.end, way);
      }
      if (next.size === 0) return null;
      ways = [...next.values()].sort((a, b) => a.end - b.end);
    }
    return ways[0] ?? null;
  }

  private steps(element: Element, from: number, first: boolean): Found[] {
    const steps: Found[] = [];
    let free = fillersBetween;
    let left = element.reach;
    for (let i = from; i < this.words.length; i += 1) {
      const word = this.words[i]!;
      if (!first && word.gap >= gapOf.sentence) break;
      if (
        element.words.has(word.w) ||
        element.begins.some((b) => word.w.startsWith(b)) ||
        inside(word, element.numbers)
      )
        steps.push({ start: i, end: i + 1, used: [i] });
      for (const name of element.concepts) steps.push(...(this.ends.get(name)?.get(i) ?? []));
      if (first || this.stops.has(word.w)) break;
      if (this.fillers.has(word.w) && free > 0) free -= 1;
      else if (left > 0) left -= 1;
      else break;
    }
    return steps;
  }
}

function inside({ value }: Word, ranges: Element['numbers']): boolean {
  return value !== null && ranges.some(([low, high]) => value >= low && value <= high);
}
