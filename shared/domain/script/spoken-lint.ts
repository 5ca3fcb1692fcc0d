// What a line that is said aloud may not hold (product.md 4b, facts on phrasing): too long to say in one breath, a diagnosis,
// a dose, false comfort, a leading question, words that make things worse, markup. Word lists know the wordings that stand in them,
// no more; those of every language are asked of every line, whatever language the file says.
import { isScriptField } from './fields.ts';
import { fieldsOf } from './fill.ts';
import { en } from './wording/en.ts';
import { es } from './wording/es.ts';
import { id } from './wording/id.ts';
import type { Wording } from './wording/words.ts';

export const spokenProblems = [
  'too-long',
  'diagnosis',
  'dosing',
  'false-comfort',
  'leading',
  'harmful',
  'unknown-field',
  'markup',
] as const;
export type SpokenProblem = (typeof spokenProblems)[number];

export const longestSpokenLine = 20;
const wordings: readonly Wording[] = [en, es, id];

/** A tag, an entity, Markdown, an address of the web, or characters that nobody sees and some screens obey. */
const markup =
  /[<>`]|&(#\d+|#x[\da-f]+|[a-z]{2,8});|\*\*|__|~~|\]\(|^\s*(#{1,6}\s|[-*+]\s|\d+\.\s)|\b(https?|javascript|data|file):|\p{Cc}|\p{Cf}|\p{DI}|[\u2028\u2029]/iu;

/** Words as they are spoken; a filled field counts as two. */
export const spokenWords = (text: string): number =>
  text
    .replace(/\{[^}]*\}/g, 'x x')
    .split(/\s+/)
    .filter((w) => /[\p{L}\p{N}]/u.test(w)).length;

/** A template may only name what `fields.ts` lists, and a brace that names nothing is a typing mistake. */
const unknownField = (text: string): boolean =>
  fieldsOf(text).some((f) => !isScriptField(f)) ||
  /[{}]/.test(text.replace(/\{[A-Za-z][A-Za-z0-9_.]*\}/g, ''));

/** In one form: quotes straight, wide and joined letters plain, nothing between letters that nobody sees. */
const straightened = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[’‘]/g, "'")
    .replace(/\p{Cf}|\p{DI}/gu, '');

/** Problems of one line that is said aloud; empty = may be said. */
export function lintSpoken(text: string): SpokenProblem[] {
  // Longer than any field of a script takes: nothing more is looked for in it.
  if (text.length > 2000) return ['too-long'];
  const straight = straightened(text);
  const refuses = (rule: keyof Wording): boolean => wordings.some((w) => w[rule].test(straight));
  const out: SpokenProblem[] = [];
  if (spokenWords(text) > longestSpokenLine) out.push('too-long');
  if (refuses('diagnosis')) out.push('diagnosis');
  if (refuses('dosing')) out.push('dosing');
  if (refuses('comfort')) out.push('false-comfort');
  if (refuses('leading')) out.push('leading');
  if (refuses('harmful')) out.push('harmful');
  if (unknownField(text)) out.push('unknown-field');
  if (markup.test(text)) out.push('markup');
  return out;
}

/** For text that an agent reads but doesn't say: advice is out here too, length and names of groups are not. */
export const lintUnspoken = (text: string): SpokenProblem[] =>
  lintSpoken(text).filter((p) => p === 'dosing' || p === 'unknown-field' || p === 'markup');
