// Red flags on the draft (M16, 4b): what the rules saw becomes marks with the time they were first seen; what was dismissed
// stays dismissed while its words stand. Pure. Nothing here can lower an urgency.
import type { DraftFields, RedFlagMark } from '#shared/domain/messages/message.ts';
import type { RedFlagHit } from '#shared/domain/redflags/index.ts';

/** What is looked through: the caller's words, and the symptom as it was stated. */
export const scannedText = (f: DraftFields): { verbatim: string; stated: string } => ({
  verbatim: f.verbatim,
  stated: [f.symptoms.what, f.symptoms.tried, f.underlyingWhy].filter((s) => s.trim() !== '').join('\n'),
});

const nameOf = (mark: Pick<RedFlagMark, 'ruleId' | 'words'>): string =>
  `${mark.ruleId}\n${mark.words.toLowerCase()}`;
/** As many as a message holds (message.ts). */
const most = 60;

export interface Seen {
  verbatim: readonly RedFlagHit[];
  /** Not in the verbatim words: their marks have no place there (0 to 0). */
  stated: readonly RedFlagHit[];
}

/** The marks after a scan; the same array when nothing differs, so that nothing is drawn or kept anew. */
export function marksAfter(
  before: readonly RedFlagMark[],
  seen: Seen,
  now: { version: number; at: string },
): RedFlagMark[] {
  const known = new Map(before.map((mark) => [nameOf(mark), mark]));
  const of = (hit: RedFlagHit, inWords: boolean): RedFlagMark => {
    const old = known.get(nameOf(hit));
    return {
      ruleId: hit.ruleId,
      group: hit.group,
      words: hit.words.slice(0, 300),
      start: inWords ? hit.start : 0,
      end: inWords ? hit.end : 0,
      rulesVersion: now.version,
      seenAt: old?.seenAt ?? now.at,
      dismissed: old?.dismissed ?? null,
    };
  };
  const inWords = seen.verbatim.map((hit) => of(hit, true));
  const names = new Set(inWords.map(nameOf));
  const elsewhere = seen.stated.map((hit) => of(hit, false)).filter((mark) => !names.has(nameOf(mark)));
  const next = [...inWords, ...elsewhere].slice(0, most);
  return JSON.stringify(next) === JSON.stringify(before) ? (before as RedFlagMark[]) : next;
}

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
