// The appointment that is moved or cancelled, and what is written about it in the form.
import type { VisitView } from '#shared/contract/booking.ts';
import type { CancelReason } from '#shared/domain/booking/visit.ts';

export interface OldWords {
  /** Chosen among several; null = the only one, or none yet. */
  visitId: string | null;
  reason: CancelReason;
  note: string;
}
/** One object for all forms: nothing is chosen, and the caller asks for it. */
export const startOldWords: OldWords = { visitId: null, reason: 'patient', note: '' };

/** The one that was named; where there is only one it is meant. */
export const oldOf = (visits: readonly VisitView[], visitId: string | null): VisitView | null =>
  visitId === null
    ? ((visits.length === 1 ? visits[0] : undefined) ?? null)
    : (visits.find((v) => v.visitId === visitId) ?? null);
