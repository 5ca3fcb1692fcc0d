// What the agent typed → a full-text query. The text is a stranger's words copied in mid-call, so it never reaches the
// query language as syntax: words are cut out of it, and each is written as a quoted string.

const maxText = 300;
const maxWords = 12;
const maxPhrases = 4;
const maxWordLength = 40;
/** More completions cost time and add noise (measured: 12 is enough). */
export const maxCompletions = 12;

const stopWords = new Set(
  (
    'a an and are as at be been but by can could did do does for from had has have he her him his how i if in into is ' +
    'it its me my of on or our she should so some such than that the their them then there these they this to was ' +
    'we were what when where which who whom why will with would you your am im about any get got dont doesnt didnt cant ' +
    'wont isnt arent wasnt ive id s t m re ve ll d'
  ).split(' '),
);

/** Said in nearly every call: matching one of these alone does not make an article the answer. */
const weakWords = new Set(
  (
    'caller callers patient patients call calls calling called practice doctor doctors office clinic family please ' +
    'help need needs want wants wanted today now out ask asks asking question questions know tell says said ' +
    // Small words of every sentence: rare among articles, they would tell most.
    'up down off over again still just too very more most all one two back go goes going went gone come comes came coming ' +
    'take took taking make made give gave put see like really thing things something anything someone somebody anybody ' +
    'nobody everybody person people man woman guy lady not no yes never another other others then hi hello thanks thank'
  ).split(' '),
);

/** Whether a word by itself says next to nothing of what is meant. */
export const saysLittle = (word: string): boolean => stopWords.has(word) || weakWords.has(word);

/** What was understood. `typing` is the last word while no space follows it: it may be half a word. */
export interface SearchTerms {
  words: string[];
  phrases: string[][];
  typing: string | null;
}

/** Lower-case words without accents, cut the way the index cuts them. */
export function wordsOf(text: string): string[] {
  const plain = text.toWellFormed().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

const usable = (word: string) => word.length <= maxWordLength;
const withoutStopWords = (words: string[]) => {
  const kept = words.filter((w) => !stopWords.has(w));
  return kept.length > 0 ? kept : words;
};

/** Never fails: too much is cut, what cannot be searched is left out. Closed "quotes" ask for the exact phrase. */
export function readQuery(input: string): SearchTerms {
  let text = input.slice(0, maxText).replace(/[“”„«»]/g, '"');
  const phrases: string[][] = [];
  text = text.replace(/"([^"]*)"/g, (_, inner: string) => {
    const words = wordsOf(inner).filter(usable).slice(0, maxWords);
    if (words.length > 1 && phrases.length < maxPhrases) {
      phrases.push(words);
      return ' ';
    }
    return ` ${inner} `;
  });
  const all = wordsOf(text).filter(usable);
  const ended = !/[\p{L}\p{N}\p{M}]$/u.test(text) || input.length > maxText;
  const last = all.at(-1);
  const typing = ended || last === undefined || (stopWords.has(last) && all.length > 1) ? null : last;
  const before = typing === null ? all : all.slice(0, -1);
  const kept = typing !== null && before.every((w) => stopWords.has(w)) ? [] : withoutStopWords(before);
  const words = [...new Set(kept)].filter((w) => w !== typing).slice(0, maxWords);
  return { words, phrases, typing };
}

const quoted = (words: readonly string[]) => `"${words.join(' ')}"`;

/**
 * The FTS5 expression, or null when nothing can be searched. Any word may match (OR): rank decides; a phrase has to.
 * `completions` are known words that the half-typed one may become; without them the index's own prefix match is used,
 * which misses half words that a stemmer cuts ("billin").
 */
export function toFullTextQuery(terms: SearchTerms, completions?: readonly string[]): string | null {
  const any = terms.words.map((w) => quoted([w]));
  if (terms.typing !== null) {
    any.push(completions?.length ? quoted([terms.typing]) : `${quoted([terms.typing])}*`);
    for (const word of (completions ?? []).slice(0, maxCompletions)) {
      if (word !== terms.typing) any.push(quoted(wordsOf(word)));
    }
  }
  const phrases = terms.phrases.map(quoted);
  if (phrases.length === 0) return any.length > 0 ? any.join(' OR ') : null;
  const all = phrases.join(' AND ');
  return any.length > 0 ? `(${all}) AND (${phrases[0]} OR ${any.join(' OR ')})` : all;
}

/** A beginning this short says nothing yet. */
const shortestMeaning = 3;

/** One thing that was meant: these words, side by side in a phrase; `half` = the last may go on. */
export interface Meant {
  words: string[];
  half: boolean;
}

/**
 * The things that were meant, by which rank.ts counts how much of the question an article answers. Weak words and the first letters
 * of a half word count only when there is nothing else.
 */
export function meantBy(terms: SearchTerms): Meant[] {
  const { phrases, words, typing } = terms;
  const strong = words.filter((w) => !weakWords.has(w));
  const half = typing !== null && typing.length >= shortestMeaning && !weakWords.has(typing) ? typing : null;
  const isAll = phrases.length + strong.length === 0 && half === null;
  const typed = isAll ? typing : half;
  return [
    ...phrases.map((phrase) => ({ words: phrase, half: false })),
    ...(isAll ? words : strong).map((w) => ({ words: [w], half: false })),
    ...(typed === null ? [] : [{ words: [typed], half: true }]),
  ];
}

/** The same as full-text expressions. */
export const meaningsOf = (terms: SearchTerms, completions?: readonly string[]): string[] =>
  meantBy(terms).map(({ words, half }) =>
    half
      ? `(${toFullTextQuery({ words: [], phrases: [], typing: words[0] ?? '' }, completions) ?? ''})`
      : quoted(words),
  );
