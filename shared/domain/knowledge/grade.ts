// How hard an article is to follow for who hears it: the school grade of what is said to the caller, and of a term in plain words.
import type { Lang } from '../script/languages.ts';
import { fewestWords, gradeOf } from '../script/reading.ts';
import { sectionsOf } from './sections.ts';

/** Words without the marks of Markdown; a list's line is a sentence of its own. */
export const plainOf = (markdown: string): string =>
  markdown
    .split('\n')
    .map((line) =>
      line
        .replace(/^[\s>]*(#{1,6}|[-*+]|\d+\.)\s+/, '')
        .replace(/\*\*|__|`+|["“”]/g, '')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('|'))
    .map((line) => (/[.!?:…]$/.test(line) ? line : `${line}.`))
    .join(' ');

/** Null where there are too few words for a fair grade. */
export function gradeOfWords(markdown: string, lang: Lang): number | null {
  const words = plainOf(markdown);
  return words.split(/\s+/).length < fewestWords ? null : gradeOf(words, lang);
}

/** Of all that is said to the caller together. */
export const saidGradeOf = (body: string, lang: Lang): number | null =>
  gradeOfWords(
    sectionsOf(body)
      .filter(({ kind }) => kind === 'caller')
      .map(({ markdown }) => markdown)
      .join('\n'),
    lang,
  );
