// Names as callers say them and as records spell them: words without accents, case, titles and synthetic figures; how far
// two spellings are apart; and how a word sounds. Pure.
import { foldName } from '../disclosure/compare.ts';

const titles = new Set('mr mrs ms miss mx dr prof sr sra jr ii iii iv md phd rn'.split(' '));
/** Longer than any name that is said; what comes after is not looked at. */
const mostWords = 12;
const longestWord = 40;

/** Synthetic people have figures behind their names ("Boyle917"); nobody says them. */
const spoken = (word: string): string => word.replace(/(?<=\p{L})\d+$/u, '');

/** The words of a name in order. Apostrophes join ("O’Brien" is one word), hyphens part. */
export const nameWords = (text: string): string[] =>
  foldName(text.slice(0, 300))
    .split(' ')
    .filter((w) => w !== '' && !titles.has(w))
    .map((w) => spoken(w).slice(0, longestWord))
    .slice(0, mostWords);

/** The words, and each two neighbours as one: "de la Cruz" is also "delacruz", "O Brien" also "obrien". */
export function joinedWords(words: readonly string[]): string[] {
  const joined = words.slice(1).map((w, i) => `${words[i] ?? ''}${w}`);
  return [...new Set([...words, ...joined, ...(words.length > 2 ? [words.join('')] : [])])];
}

/** How many slips of the pen are forgiven in a word of this length. */
export const slipsIn = (length: number): 0 | 1 | 2 => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * Letters added, left out, changed, or two neighbours swapped (optimal string alignment); anything above `most` is
 * `most + 1`.
 */
export function slips(a: string, b: string, most: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_x, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return Math.min(row[b.length] ?? most + 1, most + 1);
}

/**
 * Words that are written otherwise and sound much alike share it: Catherine and Kathryn, Meyer and Maier, Jiménez and
 * Giménez. Made for Latin letters; empty for a word that has none, and for one too short to say anything.
 */
export function soundOf(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return '';
  const plain = word
    .replace(/ph/g, 'f')
    .replace(/^(?:kn|gn|pn)/, 'n')
    .replace(/^wr/, 'r')
    .replace(/^x/, 's')
    .replace(/sch|sh|ch|tch/g, '1')
    .replace(/g(?=[eiy])/g, 'j')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/ck|c|q/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/z/g, 's')
    .replace(/[vw]/g, 'f')
    .replace(/[dt]h?/g, 't')
    .replace(/h/g, '');
  const first = plain[0] ?? '';
  const start = /[aeiouy]/.test(first) ? 'a' : first;
  const rest = plain.slice(1).replace(/[aeiouy]/g, '');
  return `${start}${rest}`.replace(/(.)\1+/g, '$1');
}
