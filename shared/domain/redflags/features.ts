// The small facts about a stretch of text that the learned weights speak about: its words, pairs of neighbours, whether a
// word is denied, and which concepts of the lexicon stand there. Each can be read aloud; nothing else is weighed.
import { tellingConcept } from './happening.ts';
import { gapOf } from './tokens.ts';
import type { View } from './view.ts';

/** A fact and the word it is about. */
export interface Feature {
  name: string;
  at: number;
}

/** Concepts that stand in a text by the word at which they begin, denied ones with `!`. */
export function conceptsAt({
  found,
  scope,
}: View): ReadonlyMap<number, readonly [name: string, end: number][]> {
  const at = new Map<number, [string, number][]>();
  for (const [concept, spans] of found) {
    if (!/^[A-Z_]+$/.test(concept)) continue;
    for (const s of spans) {
      const name = s.used.some((u) => scope.negated[u]) ? `!@${concept}` : `@${concept}`;
      const list = at.get(s.start);
      if (list) list.push([name, s.end]);
      else at.set(s.start, [[name, s.end]]);
    }
  }
  return at;
}

/** Facts of the words `[from, to)`, each once. `!w` is a denied word, `@C` a concept, `^` the beginning, `$` the end. */
export function featuresOf(
  { tokens, scope }: View,
  concepts: ReturnType<typeof conceptsAt>,
  from: number,
  to: number,
): Feature[] {
  const seen = new Map<string, number>();
  const add = (name: string, at: number): void => {
    if (!seen.has(name)) seen.set(name, at);
  };
  const word = (i: number): string => {
    const t = tokens[i];
    return t === undefined || i >= to ? '$' : t.value === null ? t.w : '#';
  };
  add(`^ ${word(from)}`, from);
  for (let i = from; i < to; i += 1) {
    const w = word(i);
    add(scope.negated[i] ? `!${w}` : w, i);
    add(`${w} ${word(i + 1)}`, i);
    if (tokens[i]?.gap === gapOf.question) add('?', i);
    for (const [name, end] of concepts.get(i) ?? []) if (end <= to) add(name, i);
  }
  return [...seen].map(([name, at]) => ({ name, at }));
}

/** Does a complaint or harm stand among the words `[from, to)`? Denied ones count: a refusal may be the complaint. */
export function tellsOf(
  { tokens }: View,
  concepts: ReturnType<typeof conceptsAt>,
  from: number,
  to: number,
): boolean {
  for (let i = from; i < to && i < tokens.length; i += 1)
    for (const [name, end] of concepts.get(i) ?? [])
      if (end <= to && tellingConcept(name.replace(/^!?@/, ''))) return true;
  return false;
}
