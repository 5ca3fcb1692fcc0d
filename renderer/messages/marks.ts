// Red flags on the draft (M16, 4b): what the rules saw becomes marks with the time they were first seen; what was dismissed
// stays dismissed while its words stand. Pure. Nothing here can lower an urgency.
import type { RedFlagMark } from '#shared/domain/messages/message.ts';

/** Nobody has looked at these yet. */
export const openMarks = (marks: readonly RedFlagMark[]): RedFlagMark[] =>
  marks.filter((mark) => mark.dismissed === null);

/** The groups of some marks, each once, in the order in which they were seen. */
export const groupsOf = (marks: readonly RedFlagMark[]): string[] => [...new Set(marks.map((m) => m.group))];

/** Every open mark is dismissed with this reason. */
export const dismissAll = (
  marks: readonly RedFlagMark[],
  dismissed: NonNullable<RedFlagMark['dismissed']>,
): RedFlagMark[] => marks.map((mark) => (mark.dismissed === null ? { ...mark, dismissed } : mark));

/**
 * Where marks of `before` stand in `after`, until the next scan says: what lies before or behind the changed place moves with
 * its words, what the change touches is gone.
 */
export function movedRanges(
  ranges: readonly { start: number; end: number }[],
  before: string,
  after: string,
): { start: number; end: number }[] {
  if (before === after) return [...ranges];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  const shift = after.length - before.length;
  return ranges.flatMap(({ start, end }) => {
    if (end <= head) return [{ start, end }];
    if (start >= before.length - tail) return [{ start: start + shift, end: end + shift }];
    return [];
  });
}
