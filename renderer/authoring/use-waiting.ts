// How much waits in the parts of this room: what may be decided, what is to be answered. Without the backend nothing is said.
import { careline } from '../bridge/index.ts';
import { useKept } from '../app/kept-words.ts';
import type { PlaceId } from './places.ts';
import { keptTerms, unpublishedIn, type Editing } from './terms/terms-edit.ts';
import { useAsked } from './use-asked.ts';

export interface Waiting {
  count: number;
  /** Something of it longer than it should, or not where others see it. */
  late: boolean;
}

/** `decides`: what waits for approval may be this person's to decide. */
export function useWaiting(person: string, decides: boolean): Partial<Record<PlaceId, Waiting>> {
  const proposals = useAsked('waiting', () => careline.authoring.proposals({ open: true }));
  const inbox = useAsked('asked', () => careline.authoring.inbox({ open: true }));
  const [terms] = useKept<Editing | null>(keptTerms(person), null);
  const unpublished = unpublishedIn(terms);
  const mine = decides ? (proposals.value?.rows ?? []).filter((row) => row.mayApprove).length : 0;
  return {
    ...(mine > 0 ? { proposals: { count: mine, late: false } } : {}),
    ...(inbox.value !== null && inbox.value.open > 0
      ? { inbox: { count: inbox.value.open, late: inbox.value.overdue > 0 } }
      : {}),
    ...(unpublished > 0 ? { terms: { count: unpublished, late: true } } : {}),
  };
}
