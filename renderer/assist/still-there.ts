// Whether words that a hint or a flag quotes from the notes still stand there. It outlives them on purpose, and says so.
import type { HeardFrom } from '#shared/domain/assist/view.ts';
import { useNotesStore } from '../calls/notes.ts';

const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').toLowerCase();
/** `quote` may be cut at both ends. */
export const standsIn = (notes: string, quote: string): boolean =>
  plain(notes).includes(plain(quote).replaceAll(/^[\s…]+|[\s…]+$/gu, ''));

/** True when it can't be said: other sources, words that are not shown, notes that are not open in this window. */
export function useStillInNotes(callId: string, source: HeardFrom, quote: string | null): boolean {
  return useNotesStore(({ by }) => {
    const notes = by[callId]?.text;
    return source !== 'note' || quote === null || notes === undefined || standsIn(notes, quote);
  });
}
