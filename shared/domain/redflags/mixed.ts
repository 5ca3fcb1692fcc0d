// Callers mix languages within a sentence ("mi esposo tiene chest pain"). The English rules' words stand there by
// themselves: the learned weights know nothing of such sentences, and a word that is the other language's own is no English.
import { otherWords, sentencesOfOthers } from './other/languages.ts';
import { plain } from './other/words.ts';
import { ruleSpans, type RuleSpan } from './rule-hits.ts';
import { fixTyping } from './typing.ts';
import type { Token } from './tokens.ts';
import { viewOf, type View } from './view.ts';

/** Words of the further languages that deny what follows; the English ones are known to the rules. */
const denials = new Set(
  'sin niega niegan nunca ningun ninguna ni no tidak tanpa bukan belum tak gak nggak'.split(' '),
);
const reach = 3;

/** What English rules see in sentences that are another language's, with the text they were seen in. */
export function mixedSpans(text: string): { view: View; spans: readonly RuleSpan[] } | null {
  const others = sentencesOfOthers(text);
  if (others.length === 0) return null;
  const view = viewOf(text);
  const spans = ruleSpans(view).filter(({ span }) => {
    const first = view.tokens[span.start];
    const place = others.find((o) => first && o.start <= first.start && first.start < o.end);
    if (!place) return false;
    const words = span.used.map((u) => view.tokens[u]!);
    return (
      words.some((t) => isEnglish(t, text, otherWords()[place.language]!)) &&
      !denied(view.tokens, span.start, text)
    );
  });
  return { view, spans };
}

/** As typed (no slip mended into it), and no word of the other language. */
function isEnglish({ start, end, raw }: Token, text: string, own: ReadonlySet<string>): boolean {
  const typed = plain(text.slice(start, end));
  return typed.length > 2 && !own.has(typed) && !own.has(raw) && fixTyping(typed) === null;
}

function denied(tokens: readonly Token[], start: number, text: string): boolean {
  for (let i = start; i > start - reach && i > 0 && tokens[i]!.gap === 0; i -= 1) {
    const before = tokens[i - 1]!;
    if (denials.has(plain(text.slice(before.start, before.end)))) return true;
  }
  return false;
}
