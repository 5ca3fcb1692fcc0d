// The order of a batch and what its head counts. Pure.
import type { BatchRow } from '#shared/contract/handover.ts';
import { urgencyRank } from '#shared/domain/messages/message.ts';

/** What has not reached the backend first, then by urgency, then as they were taken. */
export const inOrder = (rows: readonly BatchRow[]): BatchRow[] =>
  rows.toSorted(
    (a, b) =>
      Number(a.sync === 'synced') - Number(b.sync === 'synced') ||
      urgencyRank(a.urgency) - urgencyRank(b.urgency) ||
      a.takenAt.localeCompare(b.takenAt),
  );

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
