// How the list is ordered: what must be handed over to somebody now stands first, then what waits or needs a look, and what
// was handed over last (the night's desk).
import type { DraftRow, MessageRow } from '#shared/contract/messages.ts';
import { urgencyRank } from '#shared/domain/messages/message.ts';
import { shownNumber } from '#shared/domain/phone/phone.ts';

export const groupIds = ['urgent', 'attention', 'waiting', 'handed'] as const;
export type GroupId = (typeof groupIds)[number];
export const listFilters = ['all', 'open', 'waiting', 'attention'] as const;
export type ListFilter = (typeof listFilters)[number];

export const isUrgent = (row: Pick<MessageRow, 'urgency'>): boolean =>
  urgencyRank(row.urgency) <= urgencyRank('urgent-clinical');

type Grouped = Pick<
  MessageRow,
  'urgency' | 'dispatch' | 'closed' | 'sync' | 'incomplete' | 'conflict' | 'acceptedAt'
>;
/** Nobody has accepted it and it may not wait; where nothing is dispatched, as long as it is not at the backend. */
export const isOpenUrgent = (row: Grouped): boolean =>
  isUrgent(row) &&
  !row.closed &&
  row.acceptedAt === null &&
  (row.dispatch === null ? row.sync !== 'synced' : row.dispatch !== 'accepted');
/** Something is wrong with it that only a person can mend. */
export const needsLook = (row: Grouped): boolean =>
  row.sync === 'quarantined' || row.conflict || (row.incomplete && !row.closed);

export function groupOf(row: Grouped): GroupId {
  if (isOpenUrgent(row)) return 'urgent';
  if (needsLook(row)) return 'attention';
  return row.sync === 'waiting' ? 'waiting' : 'handed';
}

/** Each row once (a page boundary may move while messages arrive), in the order of the list, by group. */
export function grouped(rows: readonly MessageRow[]): Record<GroupId, MessageRow[]> {
  const out: Record<GroupId, MessageRow[]> = { urgent: [], attention: [], waiting: [], handed: [] };
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(row.id)) continue;
    seen.add(row.id);
    out[groupOf(row)].push(row);
  }
  // Most urgent first, the one that waits longest first among equals: the list itself is newest first.
  out.urgent.sort(
    (a, b) => urgencyRank(a.urgency) - urgencyRank(b.urgency) || a.takenAt.localeCompare(b.takenAt),
  );
  return out;
}

export type DraftWho = Pick<DraftRow, 'patientName' | 'callerName' | 'number'>;
/** What tells one draft from another: the patient, else who called, else the number; empty = nothing is known yet. */
export const draftTitle = (draft: DraftWho): string =>
  draft.patientName.trim() || draft.callerName.trim() || shownNumber(draft.number.trim());

/** In hand: newest first; put aside: within the hour in which they can be taken back. */
export const splitDrafts = (drafts: readonly DraftRow[]): { inHand: DraftRow[]; aside: DraftRow[] } => ({
  inHand: drafts.filter((d) => d.discardedAt === null),
  aside: drafts.filter((d) => d.discardedAt !== null),
});
