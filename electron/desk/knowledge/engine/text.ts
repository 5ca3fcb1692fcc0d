// Text → words, and words → stems, the same for articles and questions.
import { stemmer } from 'stemmer';

/** Longer runs of letters are cut: nobody types them, and a list of them must not fill the memory. */
export const longestWord = 40;

const stopWords = new Set(
  (
    'a an and are as at be been being but by can could did do does doing done for from had has have having he her him ' +
    'his how i if in into is it its me my of on or our she should so some such than that the their them then there ' +
    'these they this those to was we were what when where which who whom whose why will with would you your am im ' +
    'about any get got dont doesnt didnt cant wont isnt arent wasnt ive id s t'
  ).split(' '),
);
export const isStopWord = (word: string): boolean => stopWords.has(word);

// oxlint-disable-next-line no-control-regex
const onlyAscii = /^[\u0000-\u007f]*$/;
const addresses = /\bhttps?:\/\/\S+/g;
/** "doctor's" is found by "doctor", "don't" is one word. */
const negations = /n['’]t\b/g;
const endings = /['’](?:s|m|re|ve|ll|d)\b/g;

/** Lower-case words without accents, in order. Addresses are left out. */
export function tokensOf(text: string): string[] {
  let plain = text.toLowerCase();
  const ascii = onlyAscii.test(plain);
  if (!ascii) plain = plain.toWellFormed().normalize('NFKD').replace(/\p{M}/gu, '');
  if (plain.includes('://')) plain = plain.replace(addresses, ' ');
  if (/['’]/.test(plain)) plain = plain.replace(negations, 'nt').replace(endings, ' ');
  const found: string[] = plain.match(ascii ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
  for (let i = 0; i < found.length; i++) {
    const word = found[i] as string;
    if (word.length > longestWord) found[i] = word.slice(0, longestWord);
  }
  return found;
}

/** Porter's stem; a stop word keeps a stem of its own, so that "doing" and "do" do not meet "does not count". */
export const stemOf = (word: string): string => (stopWords.has(word) ? `=${word}` : stemmer(word));
