// The further languages that are looked at, and the question whether a text is one of them. Every text is looked at in each:
// callers mix languages within a sentence, and a phrase of one hardly ever stands in another.
import type { RedFlagHit } from '../hit.ts';
import { es } from '../es/index.ts';
import { id } from '../id/index.ts';
import { findIn, readyLanguage } from './find.ts';
import { wordSet } from './patterns.ts';
import { wordsOf } from './words.ts';

const languages = [es, id].map(readyLanguage);
const smallWords = languages.map(({ table }) => ({ table, words: wordSet(table.small, table) }));
const english = new Set(
  'the and is are was were my his her he she it you i we they with has have had this that not can to of for from on in at'.split(
    ' ',
  ),
);

/** Red flags that the further languages see; offsets as in `RedFlagHit`. Never throws; only adds to what English sees. */
export const scanOther = (text: string): RedFlagHit[] =>
  languages.flatMap((language) => findIn(text, language));

/** Is the text plainly not English, so that English words in it are chance? Unsure is `false`. */
export function isOther(text: string): boolean {
  const raw = text.toLowerCase().split(/[^\p{L}]+/u);
  const inEnglish = raw.filter((w) => english.has(w)).length;
  return smallWords.some(({ table, words }) => {
    // Words in capitals are abbreviations as often (MI, SI, LA).
    const own = wordsOf(text, table).filter(
      ({ w, start, end }) => words.has(w) && text.slice(start, end) !== text.slice(start, end).toUpperCase(),
    ).length;
    return own >= 2 && own > 3 * inEnglish;
  });
}
