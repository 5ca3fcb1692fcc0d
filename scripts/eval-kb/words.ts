// How the peers get a query: the same words for each of them, cut and thinned as in the study that chose them. Nothing of
// the product's own reading of a query.

const stopWords = new Set(
  (
    'a an and are as at be been but by can could did do does for from had has have how i if in into is it its me my of on or ' +
    'our should so some such than that the their them then there these they this to was we were what when where which who ' +
    'whom why will with would you your am im about any get'
  ).split(' '),
);

const cut = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .match(/[a-z0-9]+/g) ?? [];

/** Lower-case words without accents, each once; stop words are dropped unless there is nothing else. */
export function peerWords(text: string): string[] {
  const all = [...new Set(cut(text))];
  const kept = all.filter((w) => !stopWords.has(w));
  return kept.length > 0 ? kept : all;
}

/** The same with the last word apart, which may be half typed; null when a space or a mark follows it. */
export function peerTyped(text: string): { words: string[]; half: string | null } {
  const half = /[a-z0-9]$/i.test(text) ? (cut(text).at(-1) ?? null) : null;
  const words = half === null ? peerWords(text) : peerWords(text.slice(0, -half.length));
  return { words: words.filter((w) => w !== half), half };
}
