// Changes of a script as they are made field by field: a new object each time, so that undo is a list of them. Pure.
import { isPath, type ScriptContent } from '#shared/domain/script/draft.ts';
import { nothingMore, type Phrase, type ScriptStep } from '#shared/domain/script/script.ts';

export type Where = 'steps' | 'brief';

export const stepsAt = (content: ScriptContent, where: Where): readonly ScriptStep[] =>
  where === 'steps' ? content.steps : isPath(content) ? [] : (content.brief ?? []);

export function withSteps(content: ScriptContent, where: Where, steps: readonly ScriptStep[]): ScriptContent {
  if (where === 'steps') return { ...content, steps: [...steps] };
  return isPath(content) ? content : { ...content, brief: steps.length === 0 ? null : [...steps] };
}

export const changeStep = (
  content: ScriptContent,
  where: Where,
  at: number,
  change: Partial<ScriptStep>,
): ScriptContent =>
  withSteps(
    content,
    where,
    stepsAt(content, where).map((s, i) => (i === at ? { ...s, ...change } : s)),
  );

export const replaced = <T>(list: readonly T[], at: number, value: T): T[] =>
  list.map((x, i) => (i === at ? value : x));
export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);
/** One place up (-1) or down (+1); at an end nothing moves. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const to = at + by;
  const [one, other] = [list[at], list[to]];
  if (one === undefined || other === undefined) return [...list];
  return list.map((x, i) => (i === at ? other : i === to ? one : x));
}

/** An id that none of these has: ids are never typed. */
export function freshId(prefix: string, taken: readonly { id: string }[]): string {
  const ids = new Set(taken.map((x) => x.id));
  for (let n = taken.length + 1; ; n++) if (!ids.has(`${prefix}${n}`)) return `${prefix}${n}`;
}

export const newPhrase = (list: readonly Phrase[]): Phrase => ({
  id: freshId('p', list),
  kind: 'understand',
  moods: [],
  text: '',
});
export const newStep = (list: readonly ScriptStep[]): ScriptStep => ({
  ...nothingMore,
  id: freshId('step', list),
  kind: 'need',
  title: '',
  say: [''],
  sayWhen: {},
  why: '',
  ticks: [],
  phrases: [],
});
