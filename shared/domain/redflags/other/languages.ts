// The further languages that are looked at, and the question whether a text is one of them. Every text is looked at in each:
// callers mix languages within a sentence, and a phrase of one hardly ever stands in another.
import { compiled } from '../compile.ts';
import type { RedFlagHit } from '../hit.ts';
import { learnedEnglish, unpacked } from '../learned.ts';
import { once } from '../once.ts';
import { es } from '../es/index.ts';
import * as learnedEs from '../es/learned-table.ts';
import { id } from '../id/index.ts';
import * as learnedId from '../id/learned-table.ts';
import { findIn, readyLanguage } from './find.ts';
import { stem } from '../stem.ts';
import { plain } from './words.ts';

const tables = [es, id];
/** Made ready when a text first has something to look at in one of them. */
const languages = [
  once(() => readyLanguage(es, unpacked(learnedEs))),
  once(() => readyLanguage(id, unpacked(learnedId))),
];
const smallWords = tables.map((table) => new Set(table.small.split(' ').map(plain)));
const english = new Set(
  'the and is are was were my his her he she it you i we they with has have had this that not can to of for from on in at'.split(
    ' ',
  ),
);

/** Red flags that the further languages see; offsets as in `RedFlagHit`. Never throws; only adds to what English sees. */
export function scanOther(text: string): RedFlagHit[] {
  const all = count(text);
  return languages.flatMap((language, k) => {
    const left = withoutEnglish(text, k);
    if (left.trim() === '') return [];
    return findIn(left, language(), (start, end) => {
      const here = start === 0 && end === text.length ? all : count(text.slice(start, end));
      const others = Math.max(here.inEnglish, ...here.owns.filter((_, i) => i !== k));
      return (
        here.owns[k]! > others || (here.owns[k] === others && others === 0 && all.owns[k]! > all.inEnglish)
      );
    }).map((hit) => ({ ...hit, words: text.slice(hit.start, hit.start + hit.words.length) }));
  });
}

/** Makes the further languages ready, one at each step, so that a caller's first words wait for none of it. */
export const readySteps: readonly (() => unknown)[] = [
  compiled,
  learnedEnglish,
  ...languages,
  () => otherWords(),
];

/** Words that a further language's tables know as its own. */
export const otherWords = once((): readonly ReadonlySet<string>[] =>
  tables.map(
    ({ concepts, rules, fillers, small, guards, numbers }) =>
      new Set(
        [
          ...Object.values(concepts),
          ...Object.values(rules),
          fillers,
          small,
          ...Object.keys(numbers),
          ...Object.values(guards).filter((g) => typeof g === 'string'),
        ]
          .join(' ')
          .split(/[^\p{L}\p{M}]+/u)
          .map(plain),
      ),
  ),
);

/** Sentences with small words of a further language, and of which (its place in `otherWords()`). */
export function sentencesOfOthers(text: string): { start: number; end: number; language: number }[] {
  const all = isOther(text);
  return [...text.matchAll(/[^.!?;\n]+/g)].flatMap((m) => {
    const { own, owns, inEnglish } = count(m[0]);
    if (own < (all && inEnglish === 0 ? 1 : 2)) return [];
    return [{ start: m.index, end: m.index + m[0].length, language: owns.indexOf(own) }];
  });
}

const longWord = 4;
/** The text with the sentences blanked that are English without one word of the language: most of what is typed. */
function withoutEnglish(text: string, k: number): string {
  return text.replace(/[^.!?;\n]+/g, (sentence) => {
    const { owns, inEnglish } = count(sentence);
    if (owns[k]! > 0 || inEnglish < 2) return sentence;
    const own = sentence
      .split(/[^\p{L}\p{M}]+/u)
      .some(
        (w) => w.length >= longWord && otherWords()[k]!.has(plain(w)) && !knownInEnglish(w.toLowerCase()),
      );
    return own ? sentence : ' '.repeat(sentence.length);
  });
}
const knownInEnglish = (w: string): boolean => {
  const { vocabulary } = compiled();
  return vocabulary.has(w) || vocabulary.has(stem(w));
};

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

/** Different small words of the further language that has most of them, and English ones. As written: folding would make
 * words of one language out of the other's. */
function count(text: string): { own: number; owns: readonly number[]; inEnglish: number } {
  const written = text.split(/[^\p{L}\p{M}]+/u);
  // Words in capitals are abbreviations as often (MI, SI, LA), single letters anything.
  const looked = new Set(written.filter((w) => w.length > 1 && w !== w.toUpperCase()).map(plain));
  const owns = smallWords.map((words) => [...looked].filter((w) => words.has(w)).length);
  return {
    own: Math.max(0, ...owns),
    owns,
    inEnglish: written.filter((w) => english.has(w.toLowerCase())).length,
  };
}
