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

/** The text with the sentences that are plainly not English blanked, letter for letter: English words there are chance. */
export function englishOf(text: string): string {
  const all = isOther(text);
  return text.replace(/[^.!?;\n]+/g, (sentence) => {
    const { own, inEnglish } = count(sentence);
    return isOther(sentence) || (all && own > 0 && inEnglish === 0) ? ' '.repeat(sentence.length) : sentence;
  });
}

/** Is the text plainly not English? Unsure is `false`. */
export function isOther(text: string): boolean {
  const { own, inEnglish } = count(text);
  return own >= 2 && own > 3 * inEnglish;
}

/** Different small words of the further language that has most of them, and English ones. */
function count(text: string): { own: number; inEnglish: number } {
  const inEnglish = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((w) => english.has(w)).length;
  const owns = smallWords.map(({ table, words }) => {
    const own = new Set<string>();
    for (const { w, start, end } of wordsOf(text, table)) {
      const written = text.slice(start, end);
      // Words in capitals are abbreviations as often (MI, SI, LA), single letters anything.
      if (words.has(w) && written.length > 1 && written !== written.toUpperCase()) own.add(w);
    }
    return own.size;
  });
  return { own: Math.max(0, ...owns), inEnglish };
}
