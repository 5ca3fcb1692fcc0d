// The list of terms as it is edited: found, changed, added, removed, and what stands in the way of publishing it. Pure.
import type { TermEntry } from '#shared/domain/knowledge/terms.ts';
import type { History } from '../../app/history.ts';

/** What is changed and not published: the version that it was made on, and every state of the list. */
export interface Editing {
  version: number;
  history: History<readonly TermEntry[]>;
}
/** Under which name one person's changes are kept (renderer/app/kept-words.ts). */
export const keptTerms = (person: string): string => `authoring terms ${person}`;

/** A term means at most so many things. */
export const mostMeanings = 8;
const longest = 80;

export type TermProblem = 'no-term' | 'no-meaning' | 'too-many' | 'too-long' | 'twice' | 'itself';

/** What is wrong with an entry; `others`: the rest of the list. Null = nothing. */
export function termProblem(entry: TermEntry, others: readonly TermEntry[]): TermProblem | null {
  const term = entry.term.trim().toLowerCase();
  const means = entry.means.map((one) => one.trim()).filter(Boolean);
  if (term === '') return 'no-term';
  if (means.length === 0) return 'no-meaning';
  if (means.length > mostMeanings) return 'too-many';
  if ([term, ...means].some((one) => one.length > longest)) return 'too-long';
  if (means.some((one) => one.toLowerCase() === term)) return 'itself';
  return others.some((one) => one.term.trim().toLowerCase() === term) ? 'twice' : null;
}

/** "emergency room; er visit" as typed, to meanings; each once. */
export const meaningsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(';')
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];
export const meaningsText = (means: readonly string[]): string => means.join('; ');

export const inAlphabet = (entries: readonly TermEntry[]): TermEntry[] =>
  entries.toSorted((a, b) => a.term.localeCompare(b.term, 'en'));

export function matching(entries: readonly TermEntry[], text: string): TermEntry[] {
  const words = text.trim().toLowerCase();
  return entries.filter(({ term, means }) =>
    [term, ...means].some((one) => one.toLowerCase().includes(words)),
  );
}

/** How much another list would change. */
export function termChanges(
  before: readonly TermEntry[],
  after: readonly TermEntry[],
): { added: number; removed: number; changed: number } {
  const was = new Map(before.map((entry) => [entry.term, JSON.stringify(entry)]));
  const is = new Map(after.map((entry) => [entry.term, JSON.stringify(entry)]));
  const kept = after.filter(({ term }) => was.has(term));
  return {
    added: after.length - kept.length,
    removed: before.filter(({ term }) => !is.has(term)).length,
    changed: kept.filter((entry) => was.get(entry.term) !== JSON.stringify(entry)).length,
  };
}

/** How many entries are other than published. */
export function unpublished(before: readonly TermEntry[], after: readonly TermEntry[]): number {
  const { added, removed, changed } = termChanges(before, after);
  return added + removed + changed;
}

/** The entry under one that goes, else the one above it; null = it was the only one. */
export function termAfter(shown: readonly TermEntry[], gone: TermEntry): TermEntry | null {
  const at = shown.indexOf(gone);
  return shown[at + 1] ?? shown[at - 1] ?? null;
}

/** How many entries of what is kept are other than in the list that it was begun on. */
export function unpublishedIn(editing: Editing | null): number {
  if (editing === null) return 0;
  const { past, now } = editing.history;
  return unpublished(past[0] ?? now, now);
}
