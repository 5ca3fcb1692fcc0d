// Words of a text in a further language, with their places. Characters are looked at here only, in one pass.
import { gapOf, type Gap } from '../tokens.ts';
import type { LanguageTable } from './table.ts';

export interface Word {
  /** Folded: what phrases are compared with. */
  w: string;
  /** UTF-16 offsets in the text; words of one spelling share them. */
  start: number;
  end: number;
  gap: Gap;
  value: number | null;
}
/** Words looked at; what lies behind is not. */
const wordsLooked = 4000;
const pieces = /[\p{L}\p{M}]{1,64}|\d{1,7}(?:[.,]\d{1,2}(?!\d))?|[.?!¿¡,;:()\n\u2013\u2014\u2026]/gu;

/** Lower case, no accents, three or more of a letter are one. */
export const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(.)\1{2,}/gu, '$1');

export function wordsOf(text: string, table: LanguageTable): Word[] {
  const words: Word[] = [];
  let gap: Gap = gapOf.none;
  for (const match of text.matchAll(pieces)) {
    if (words.length >= wordsLooked) break;
    const piece = match[0];
    const { index: start } = match;
    const end = start + piece.length;
    if (/^\d/.test(piece)) {
      words.push({ w: piece, start, end, gap, value: Number(piece.replace(',', '.')) });
      gap = gapOf.none;
      continue;
    }
    if (!/\p{L}/u.test(piece)) {
      const next = gapAfter(piece, text, start);
      if (next > gap) gap = next;
      continue;
    }
    const one = plain(piece);
    const written = Object.hasOwn(table.spellings, one) ? table.spellings[one]! : one;
    for (const w of written.split(' ')) {
      const value = Object.hasOwn(table.numbers, w) ? table.numbers[w]! : null;
      words.push({ w: table.fold(w), start, end, gap, value });
      gap = gapOf.none;
    }
  }
  return summed(words, table);
}

/** "ciento treinta", "treinta y ocho": the first word takes the sum, the others no value. */
function summed(words: Word[], { numberJoiner }: LanguageTable): Word[] {
  let first: Word | null = null;
  let last = 0;
  for (const [i, word] of words.entries()) {
    const said = word.value !== null && !/^\d/.test(word.w);
    if (first && said && word.gap === gapOf.none && word.value !== null && word.value < last) {
      first.value = (first.value ?? 0) + word.value;
      last = round(word.value);
      word.value = null;
      continue;
    }
    if (first && word.w === numberJoiner && (words[i + 1]?.value ?? last) < last) continue;
    first = said && (word.value ?? 0) >= 20 ? word : null;
    last = round(word.value ?? 0);
  }
  return words;
}
/** What may follow in a sum is less than the last round part: 130 → 30, 30 → 8. */
const round = (value: number): number => (value % 100 === 0 ? 100 : value % 10 === 0 ? 10 : 0);

function gapAfter(mark: string, text: string, at: number): Gap {
  if (mark === '?') return gapOf.question;
  if (mark === '.' || mark === '!')
    return text.startsWith('..', at) || text[at - 1] === '.' ? gapOf.comma : gapOf.sentence;
  if (mark === ';' || mark === ':' || mark === '\n' || mark === '\u2013' || mark === '\u2014')
    return gapOf.clause;
  return gapOf.comma;
}
