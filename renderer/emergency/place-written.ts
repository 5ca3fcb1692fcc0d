// Whether the address of the person at risk is written anywhere for this call: put down here, in its notes, or in the message.
import { create } from 'zustand';
import { useNotesStore } from '../calls/notes.ts';
import { useDraft } from '../messages/draft-store.ts';
import { t } from '../text/t.ts';

/** By call or message; no word of the address is kept here. */
const usePlaces = create<{ by: Readonly<Record<string, true>> }>()(() => ({ by: {} }));
export const markWritten = (contextId: string): void =>
  usePlaces.setState(({ by }) => ({ by: { ...by, [contextId]: true } }));

/** The line that the notes carry when it was put down: what stands before the address. */
const inNotes = (notes: string): boolean => notes.includes(t('emergency.place.note', { place: '' }).trim());

export function usePlaceWritten(contextId: string | null, draftId: string | null): boolean {
  const here = usePlaces((s) => contextId !== null && s.by[contextId] === true);
  const noted = useNotesStore((s) => contextId !== null && inNotes(s.by[contextId]?.text ?? ''));
  const draft = useDraft(draftId ?? contextId ?? '');
  return here || noted || (draft.phase === 'open' && (draft.fields.locationNow ?? '').trim() !== '');
}
