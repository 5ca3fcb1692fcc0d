// Search marks what matched with two control characters (articles may not contain them); the page gets plain text and
// offsets, so that highlighting never needs markup.
import type { TextRange } from './article.ts';

export const markStart = '\u0002';
export const markEnd = '\u0003';

export interface Highlighted {
  text: string;
  ranges: TextRange[];
}

/** Takes the marks out; unbalanced marks are dropped. */
export function readMarks(marked: string): Highlighted {
  let text = '';
  const ranges: TextRange[] = [];
  let open = -1;
  for (const letter of marked) {
    if (letter === markStart) open = text.length;
    else if (letter === markEnd) {
      const before = ranges.at(-1);
      if (before && open === before[1]) before[1] = text.length;
      else if (open >= 0 && open < text.length) ranges.push([open, text.length]);
      open = -1;
    } else text += letter;
  }
  return { text, ranges };
}

/** A passage of markdown as one plain line for a result row; marks stay where they are. */
export function plainPassage(marked: string): string {
  return marked
    .replace(/^\s*\|?[\s:|-]*-{3,}[\s:|-]*$/gm, ' ')
    .replace(/^[\s>]*(#{1,6}|[-*+]|\d+\.)\s+/gm, '')
    .replace(/\*\*|__|`+/g, '')
    .replace(/\s*\|\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
