// How hard a spoken line is to follow, as a school grade. English: Flesch–Kincaid grade level (Kincaid, Fishburne, Rogers and
// Chissom 1975, Navy research branch report 8-75). Spanish: Fernández Huerta 1959 as corrected by Law 2011, its bands of school years
// (90: 4th, 80: 5th, 70: 6th, 60: 8th) read as a line. Indonesian: no validated formula is known to us; a rule of length of our own in the form of
// Gunning's fog index, with words of more than eleven letters as the hard ones (affixes make Indonesian words long).
import type { Lang } from './languages.ts';

/** Product rule: what is said aloud is understood at school grade 7 or below. */
export const hardestGrade = 7;
/** Below this many words a grade says nothing. */
export const fewestWords = 15;

/**
 * A line by itself is too short for a fair grade, so only one that is far above is refused, from this many words on. The hardest
 * shipped line has 12.5.
 */
export const hardestLine = 13;
export const fewestOfLine = 6;

/** A field is said as a name or a number: one short word. */
const spoken = (text: string): string => text.replace(/\{[^}]*\}/g, 'it');
const wordsOf = (text: string): string[] => spoken(text).match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
const sentencesOf = (text: string): number =>
  Math.max(1, text.split(/[.!?…]+(?=\s|$)/).filter((s) => /[\p{L}\p{N}]/u.test(s)).length);

/** By vowel groups; a silent e at the end doesn't count. Right for nine words in ten, which is what the formula needs. */
export function syllablesEn(word: string): number {
  const plain = word
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z]/g, '');
  if (plain.length <= 3) return 1;
  const cut = plain
    .replace(/(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$/, (m) => m[0] ?? '')
    .replace(/^y/, '');
  return Math.max(1, cut.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}

/** Strong vowels make syllables of their own; a weak one beside another joins it, unless it bears an accent. */
export function syllablesEs(word: string): number {
  const plain = word.toLowerCase().replace(/qu|gu(?=[eéií])/g, 'q');
  let count = 0;
  for (const group of plain.match(/[aeiouáéíóúü]+/g) ?? []) {
    count += Math.max(1, group.match(/[aeoáéóíú]/g)?.length ?? 1);
  }
  return Math.max(1, count);
}

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/** School grade of a text (several lines joined by a space); 0 = nothing said. Rounded to a tenth. */
export function gradeOf(text: string, lang: Lang): number {
  const words = wordsOf(text);
  if (words.length === 0) return 0;
  const perSentence = words.length / sentencesOf(spoken(text));
  const tenth = (grade: number) => Math.max(0, Math.round(grade * 10) / 10);
  if (lang === 'en')
    return tenth(0.39 * perSentence + 11.8 * (sum(words.map(syllablesEn)) / words.length) - 15.59);
  if (lang === 'es') {
    const ease = 206.84 - 60 * (sum(words.map(syllablesEs)) / words.length) - 1.02 * perSentence;
    return tenth(4 + (95 - ease) / 10);
  }
  const long = words.filter((w) => w.length > 11).length / words.length;
  return tenth(0.4 * (perSentence + 100 * long));
}
