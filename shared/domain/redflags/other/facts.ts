// The plain facts about a stretch of text in a further language that the learned weights speak about: its words and what
// their forms share, neighbours, whether a word is denied, concepts, and which guards speak. Each can be read aloud.
import { gapOf } from '../tokens.ts';
import type { Looked } from './find.ts';

/** A fact and the word it is about. */
export interface Fact {
  name: string;
  at: number;
}

/** Facts of the words `[from, to)`; each is named once. Names of single words have no blank, `!`, `~` or `%`. */
export function factsOf(
  { words, matcher, guarded }: Looked,
  stem: (word: string) => string,
  from: number,
  to: number,
): Fact[] {
  const facts = new Map<string, number>();
  const add = (name: string, at: number): void => {
    if (!facts.has(name)) facts.set(name, at);
  };
  let before: string | null = null;
  let earlier: string | null = null;
  for (let i = from; i < to; i += 1) {
    const { w, value, gap } = words[i]!;
    const no = guarded.denied(i) ? '!' : '';
    const short = value === null ? stem(w) : sizeOf(value);
    add(`${no}${w}`, i);
    if (short !== w) add(`${no}${short}^`, i);
    if (gap >= gapOf.sentence) before = earlier = null;
    if (before !== null) add(`${before} ${short}`, i);
    if (earlier !== null) add(`${earlier}~${short}`, i);
    earlier = before;
    before = short;
    for (const name of guarded.said(i)) add(`%${name}`, i);
  }
  for (const [name, { start, end, used }] of matcher.concepts())
    if (start >= from && end <= to) add(`${used.some((u) => guarded.denied(u)) ? '!' : ''}@${name}`, start);
  return [...facts].map(([name, at]) => ({ name, at }));
}

/** Numbers are known by their size. */
const sizeOf = (value: number): string =>
  value < 4 ? '#few' : value < 13 ? '#dozen' : value < 34 ? '#thirty' : value < 43 ? '#fever' : '#more';
