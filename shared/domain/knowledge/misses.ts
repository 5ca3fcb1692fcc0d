// What may be kept of a search that found nothing. What an agent types may hold a caller's name, number or story, so a word is kept
// only when it is known to be nobody's: it stands in a list of everyday and health words, or an article of the practice writes it
// in small letters; and it is no given name, no name that this desk knows, no figure, no part of an address. What is kept is sorted, so that
// no sentence can be read back; of the rest only the number of words remains.
import { wordsOf } from './query.ts';

/** More words than this say nothing more about what was looked for. */
export const mostMissWords = 12;
/** The number of hidden words is not counted further. */
export const mostHidden = 9;
/** Characters of a question that are looked at. */
const longestQuestion = 300;

const filler = new Set(
  (
    'a an and are as at be been but by can could did do does for from had has have he her him his how i if in into is it its me ' +
    'my of on or our she should so some such than that the their them then there these they this to was we were what when where ' +
    'which who whom why will with would you your am im about any get s t m re ve ll d'
  ).split(' '),
);
/** Figures as words, months and weekdays: parts of a day of birth or a number that was said. */
const figures = new Set(
  (
    'zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
    'nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand first second third fourth fifth sixth seventh ' +
    'eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth ' +
    'thirtieth double triple january february march april may june july august september october november december jan feb mar apr ' +
    'jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday born birthday'
  ).split(' '),
);
/** A word of these ends an address; the two before it belong to it. */
const streets = new Set(
  'street st avenue ave road rd lane ln drive dr boulevard blvd court ct place pl terrace way circle highway apartment apt suite unit floor zip'.split(
    ' ',
  ),
);
/** What follows one of these is somebody. */
const titles = new Set('mr mrs ms miss dr doctor mister sir madam named name called nurse'.split(' '));

export interface MissKnown {
  /** An everyday or health word, or one of the practice's own articles. */
  isWord(word: string): boolean;
  /** A given name, or a name of anybody whom this desk knows. Asked last, and its word is final. */
  isName(word: string): boolean;
}
export interface Miss {
  /** In the order of the alphabet, each once. */
  words: string[];
  /** How many were not kept, at most `mostHidden`. */
  hidden: number;
}

/** Letters of more than one script, or of a script that the lists do not know. */
const plainWord = /^[a-z]{2,30}$/;
/** Mail and web addresses, and whatever holds a figure: looked at a piece at a time, before words are cut out of it. */
const isNoWord = (piece: string): boolean => /[@\\\p{N}]|:\/\/|^www\./u.test(piece);

/** Null = nothing of it may be kept at all, or there was nothing. */
export function normaliseMiss(text: string, known: MissKnown): Miss | null {
  let hidden = 0;
  const cut = text.slice(0, longestQuestion).toWellFormed().normalize('NFKC');
  // A word may have been cut in two at the end: the half could be another word.
  const whole = text.length > longestQuestion ? cut.replace(/\S+$/u, '') : cut;
  // Characters that nobody sees could part a name into words.
  const all = whole
    .replace(/[\p{Cf}\p{Cc}]/gu, ' ')
    .split(/\s+/u)
    .flatMap((piece) => {
      if (!isNoWord(piece)) return wordsOf(piece);
      hidden++;
      return [''];
    });
  const out = new Set<number>();
  all.forEach((word, i) => {
    if (streets.has(word)) for (const at of [i - 2, i - 1, i]) out.add(at);
    // "dr" ends a street and begins a name.
    if (titles.has(word)) for (const at of [i + 1, i + 2]) out.add(at);
  });
  const words = new Set<string>();
  all.forEach((word, i) => {
    if (word === '' || filler.has(word) || (word.length === 1 && /[a-z]/.test(word))) return;
    if (titles.has(word) && !out.has(i)) return;
    const keep =
      !out.has(i) && plainWord.test(word) && !figures.has(word) && known.isWord(word) && !known.isName(word);
    if (!keep) hidden++;
    else if (words.size < mostMissWords) words.add(word);
  });
  if (words.size === 0 && hidden === 0) return null;
  return { words: [...words].toSorted(), hidden: Math.min(hidden, mostHidden) };
}
