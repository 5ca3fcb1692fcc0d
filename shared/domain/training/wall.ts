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
/**
 * Type of what holds practised data and nothing else (runs, their lines, their rows): nothing is written on the value, but it is no
 * item of the wire either, and neither is what is spread from it. A practice desk's messages have the types of real ones: for them
 * the second and third wall stand.
 */
export interface OfPractice {
  readonly practised?: true;
}
export const practised = <T extends object>(value: T): T & Practised => ({ ...value, practised: true });

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
const marked = (value: unknown): boolean => {
  const of = record(value);
  return of !== null && ('practised' in of || of['author'] === practiceAuthor);
};

/** Objects inside one another, and everything inside one another, as deep as a mark is looked for. */
const deepest = { objects: 3, all: 6 };
function marks(value: unknown, objects: number, all: number): boolean {
  const of = record(value);
  if (of === null || objects > deepest.objects || all > deepest.all || ArrayBuffer.isView(of)) return false;
  if (Array.isArray(of)) return of.some((one) => marks(one, objects, all + 1));
  return marked(of) || Object.values(of).some((one) => marks(one, objects + 1, all + 1));
}
/**
 * A row, a body or a batch of them that was practised, also where it lies inside another one. Looks at the marks alone: a schema
 * has its turn afterwards.
 */
export const isPractised = (value: unknown): boolean => marks(value, 0, 0);
