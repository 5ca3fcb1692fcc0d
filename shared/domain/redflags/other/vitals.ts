// "¿Está respirando? No." and "Apakah dia sadar? Tidak.": a question denies its words elsewhere; asked for a sign of life,
// the answer no is the red flag (vital-questions.ts of the room above does the same for English).
import { redFlagGroups } from '../groups.ts';
import { gapOf } from '../tokens.ts';
import type { Looked, ReadyLanguage, Span } from './find.ts';
import { plain } from './words.ts';

/** The protocol's questions are short. */
const longest = 7;

export function vitalsDenied({ words, text }: Looked, { table, guards }: ReadyLanguage): Span[] {
  if (!text.includes('?')) return [];
  const not = new Set(table.signs.unless.split(' '));
  const spans: Span[] = [];
  for (const [end, { w, gap }] of words.entries()) {
    if (end === 0 || gap !== gapOf.question || !guards.negators.has(w)) continue;
    let start = end - 1;
    while (start > 0 && words[start]!.gap < gapOf.sentence) start -= 1;
    if (end - start > longest) continue;
    const asked = words.slice(start, end).map((word) => plain(text.slice(word.start, word.end)));
    if (asked.some((word) => not.has(word))) continue;
    for (const group of redFlagGroups)
      if (table.signs.of[group]?.split(' ').some((sign) => asked.includes(sign)))
        spans.push({ ruleId: `${table.lang}.${group}.asked`, group, start, end });
  }
  return spans;
}
