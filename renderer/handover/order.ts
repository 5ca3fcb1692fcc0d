// The order of a batch and what its head counts. Pure.
import type { BatchRow } from '#shared/contract/handover.ts';
import { urgencyRank } from '#shared/domain/messages/message.ts';

/** Urgent ones that nobody has, then what has not reached the backend, then by urgency, then as they were taken. */
export const inOrder = (rows: readonly BatchRow[]): BatchRow[] =>
  rows.toSorted(
    (a, b) =>
      Number(b.nobodyAccepted) - Number(a.nobodyAccepted) ||
      Number(a.sync === 'synced') - Number(b.sync === 'synced') ||
      urgencyRank(a.urgency) - urgencyRank(b.urgency) ||
      a.takenAt.localeCompare(b.takenAt),
  );

/**
 * The morning that a desk looks at: until noon that of today, from noon on that of tomorrow, in the zone named (IANA).
 * `YYYY-MM-DD`.
 */
export function morningOf(now: Date, zone: string | undefined): string {
  const half = new Date(now.getTime() + 12 * 3_600_000);
  // Swedish dates are written year first.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(half);
}

/** What the person who sits here answers for, by id (two may share a name): what somebody accepted is theirs no longer. */
export const ownOf = <Item extends { ownerId: string }>(
  items: readonly Item[],
  personId: string | null | undefined,
): Item[] => items.filter((item) => item.ownerId === personId);

export interface Counts {
  total: number;
  unsent: number;
  urgent: number;
  incomplete: number;
}
export const countsOf = (rows: readonly BatchRow[]): Counts => ({
  total: rows.length,
  unsent: rows.filter((row) => row.sync !== 'synced').length,
  urgent: rows.filter((row) => urgencyRank(row.urgency) <= urgencyRank('urgent-clinical')).length,
  incomplete: rows.filter((row) => row.incomplete).length,
});

/** `M K` of Mara Keller: first and last name, as the person presses them. */
export function initialsOf(name: string): string {
  const letters = name
    .split(/[\s.]+/)
    .map((word) => [...word].find((c) => /\p{L}/u.test(c)) ?? '')
    .filter(Boolean);
  return (letters.length > 1 ? [letters[0], letters.at(-1)] : letters).join(' ').toUpperCase();
}

/** A second, own act of the one who takes over; it proves nobody's presence (issue 9), and no name is a name without letters. */
export const isSigned = (typed: string, name: string): boolean => {
  const bare = (text: string): string => text.replaceAll(/[\s.]/g, '').toUpperCase();
  return bare(typed) === bare(initialsOf(name));
};
