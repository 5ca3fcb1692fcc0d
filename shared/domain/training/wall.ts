// What was practised never leaves the practice computer (product.md 0.6). Three walls: the wire's types can't carry it, a sender
// refuses its rows, the backend refuses it by name. This file says what it is recognised by.

/** The only person of a practice vault: stands as author on each of its rows, which nobody can change afterwards. */
export const practiceAuthor = 'trainee';

/** Carried by what was practised; the wire's items are `Unpractised`, so that the compiler refuses to put one on it. */
export interface Practised {
  readonly practised: true;
}
export interface Unpractised {
  readonly practised?: never;
}
export const practised = <T extends object>(value: T): T & Practised => ({ ...value, practised: true });

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
const marked = (value: unknown): boolean => {
  const of = record(value);
  return of !== null && ('practised' in of || of['author'] === practiceAuthor);
};

/** A row, a body or a batch of them that was practised. Looks at the marks alone: a schema has its turn afterwards. */
export function isPractised(value: unknown): boolean {
  if (marked(value)) return true;
  const items = record(value)?.['items'];
  return Array.isArray(items) && items.some(marked);
}
