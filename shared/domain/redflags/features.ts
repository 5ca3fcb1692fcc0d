// The small facts about a stretch of text that the learned weights speak about: its words, pairs of them, whether a word
// is denied, which concepts of the lexicon stand there and which rules saw something. Each can be read aloud; nothing else
// is weighed.
import { tellingConcept } from './happening.ts';
import type { RuleSpan } from './rule-hits.ts';
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

/**
 * Facts of the words `[from, to)`, each once: `w` a word (`!w` denied), `~w` as typed where its stem differs, `%w` how a
 * long one begins, `w v` neighbours, `w _ v` with one between, `@C` a concept, `=r` a rule that saw something, `==g` its
 * group, `=nN` of how many groups, `^` the beginning, `$` the end, `?` a question before.
 */
export function featuresOf(
  { tokens, scope }: View,
  concepts: ReturnType<typeof conceptsAt>,
  spans: readonly RuleSpan[],
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
    const t = tokens[i];
    add(scope.negated[i] ? `!${w}` : w, i);
    add(`${w} ${word(i + 1)}`, i);
    if (i + 2 < to) add(`${w} _ ${word(i + 2)}`, i);
    if (t && t.raw !== w) add(`~${t.raw}`, i);
    if (w.length > longWord) add(`%${w.slice(0, beginning)}`, i);
    if (t?.gap === gapOf.question) add('?', i);
    for (const [name, end] of concepts.get(i) ?? []) if (end <= to) add(name, i);
  }
  const groups = new Set<string>();
  for (const { rule, span } of spans) {
    if (span.start >= to || from >= span.end) continue;
    const at = Math.max(from, span.start);
    add(`=${rule.id}`, at);
    add(`==${rule.group}`, at);
    groups.add(rule.group);
  }
  add(`=n${Math.min(groups.size, manyGroups)}`, from);
  return [...seen].map(([name, at]) => ({ name, at }));
}
const longWord = 5;
const beginning = 4;
const manyGroups = 3;

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
