// How a name that was typed may be written in a record, for servers that compare letter by letter, accents included. Pure.
import { foldName } from '../disclosure/compare.ts';
import { nameWords } from './names.ts';

const accents: Readonly<Record<string, string>> = {
  a: 'aáàäâãå',
  c: 'cç',
  e: 'eéèëê',
  i: 'iíï',
  n: 'nñ',
  o: 'oóöôø',
  u: 'uúü',
  y: 'yý',
};
const mostForms = 60;

/** One typed word: as it is, folded, with its apostrophe back, and the first part of a double name. */
export function spellings(typed: string): string[] {
  const folded = foldName(typed);
  const bare = folded.replace(/ /g, '');
  const apostrophe = /^([odl])([a-z]{3,})$/.exec(bare);
  const forms = [typed, folded, folded.replace(/ /g, '-'), bare, folded.split(' ')[0] ?? ''];
  if (apostrophe !== null)
    forms.push(`${apostrophe[1]}'${apostrophe[2]}`, `${apostrophe[1]}’${apostrophe[2]}`);
  return [...new Set(forms.map((f) => f.trim()))].filter((f) => f.length > 1);
}

/**
 * The first three letters with every accent they may have: one list of alternatives. Empty when the word has fewer: too
 * many people would begin like that.
 */
export function firstLetters(said: string): string[][] {
  const word = nameWords(said)[0] ?? '';
  if (word.length < 4) return [];
  let forms = [''];
  for (const letter of word.slice(0, 3))
    forms = forms.flatMap((f) => [...(accents[letter] ?? letter)].map((x) => `${f}${x}`));
  return [forms.slice(0, mostForms)];
}
