// How the list is ordered: what nobody has received yet stands above what was handed over, and urgent above the rest.
import type { DraftRow, MessageRow } from '#shared/contract/messages.ts';
import { urgencyRank } from '#shared/domain/messages/message.ts';
import { shownNumber } from '#shared/domain/phone/phone.ts';

export const groupIds = ['quarantined', 'urgent-waiting', 'waiting', 'synced'] as const;
export type GroupId = (typeof groupIds)[number];

export const isUrgent = (row: Pick<MessageRow, 'urgency'>): boolean =>
  urgencyRank(row.urgency) <= urgencyRank('urgent-clinical');

export function groupOf(row: Pick<MessageRow, 'sync' | 'urgency'>): GroupId {
  if (row.sync === 'quarantined') return 'quarantined';
  if (row.sync === 'synced') return 'synced';
  return isUrgent(row) ? 'urgent-waiting' : 'waiting';
}

/** Each row once (a page boundary may move while messages arrive), in the order of the list, by group. */
export function grouped(rows: readonly MessageRow[]): Record<GroupId, MessageRow[]> {
  const out: Record<GroupId, MessageRow[]> = {
    quarantined: [],
    'urgent-waiting': [],
    waiting: [],
    synced: [],
  };
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(row.id)) continue;
    seen.add(row.id);
    out[groupOf(row)].push(row);
  }
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
