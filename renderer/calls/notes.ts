// The notes of each live call: one text and one keeper a call, so that the line, the script and the lock all mean the same.
// A card number in them is masked in the note itself (C24); the desk does it once more to what it keeps.
import { create } from 'zustand';
import type { Call } from '#shared/domain/calls/call.ts';
import { maskCards, maskWhileTyping } from '#shared/domain/pan/index.ts';
import { onNoteSaid } from '../app/note-said.ts';
import { onBeforeLock } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { createKeeper, type Keeper, type Kept } from './keeper.ts';

export const longestNote = 4000;

interface Notes {
  text: string;
  kept: Kept;
  /** Card numbers that were masked in it since it was opened here. */
  masked: number;
}
export const useNotesStore = create<{ by: Readonly<Record<string, Notes>> }>()(() => ({ by: {} }));
const keepers = new Map<string, Keeper>();
/** Of each call, texts that this page knows the desk to have had: its own saves, and what others added. */
const known = new Map<string, string[]>();
const knownMost = 20;
const know = (callId: string, text: string): void =>
  // As the desk keeps it: a number that may still grow here is masked there already.
  void known.set(callId, [...(known.get(callId) ?? []), maskCards(text).text].slice(-knownMost));

/** What another window (the compact phone) added to a text that was known here; null = nothing new. */
export function addedElsewhere(saved: string, before: readonly string[]): string | null {
  if (before.includes(saved)) return null;
  const bases = before.map((text) => text.trimEnd()).filter((text) => saved.startsWith(text));
  const base = bases.toSorted((a, b) => b.length - a.length)[0];
  const added = base === undefined ? '' : saved.slice(base.length).trim();
  return added === '' ? null : added;
}

const put = (callId: string, change: Partial<Notes>): void =>
  useNotesStore.setState(({ by }) => ({
    by: { ...by, [callId]: { text: '', kept: { kind: 'none' }, masked: 0, ...by[callId], ...change } },
  }));

function keeperOf(call: Pick<Call, 'id' | 'notes'>): Keeper {
  const known = keepers.get(call.id);
  if (known) return known;
  const made = createKeeper(
    {
      save(notes) {
        know(call.id, notes);
        return careline.calls.note({ callId: call.id, notes }, { sureWithin: 2000 });
      },
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      onKept: (kept) => put(call.id, { kept }),
    },
    call.notes,
  );
  keepers.set(call.id, made);
  know(call.id, call.notes);
  return made;
}

export const notesOf = (callId: string, saved: string): string =>
  useNotesStore.getState().by[callId]?.text ?? saved;

type Noted = Pick<Call, 'id' | 'notes'>;
function take(call: Noted, { text, count }: { text: string; count: number }): void {
  const cut = text.slice(0, longestNote);
  const masked = (useNotesStore.getState().by[call.id]?.masked ?? 0) + count;
  put(call.id, { text: cut, masked });
  keeperOf(call).change(cut);
}
export const writeNotes = (call: Noted, text: string): void => take(call, maskWhileTyping(text));

/** The line was left: a number at its end does not grow any more. */
export function settleNotes(call: Noted): void {
  const found = maskCards(notesOf(call.id, call.notes));
  if (found.count > 0) take(call, found);
}

/** A sentence after what is there: on a line of its own, and the next line is free to type on. */
export const appended = (notes: string, sentence: string): string =>
  notes.trim() === '' ? `${sentence}\n` : `${notes.trimEnd()}\n${sentence}\n`;

/** Keeps what is not kept yet, of every call. */
export const flushNotes = (): Promise<unknown> => Promise.all([...keepers.values()].map((k) => k.flush()));

/** The call is wrapped up: its notes are in the log and nothing of them stays in the page. */
export function closeNotes(callId: string): void {
  keepers.get(callId)?.close();
  keepers.delete(callId);
  known.delete(callId);
  useNotesStore.setState(({ by }) => ({
    by: Object.fromEntries(Object.entries(by).filter(([id]) => id !== callId)),
  }));
}

/** While the notes of a call are open: what a script says goes there, and a lock waits for them to be kept. */
export function joinNotes(call: Pick<Call, 'id' | 'notes'>): () => void {
  // Written here already: what another window added is not written over, it comes after.
  const added = keepers.has(call.id) ? addedElsewhere(call.notes, known.get(call.id) ?? []) : null;
  if (added !== null) {
    know(call.id, call.notes);
    writeNotes(call, appended(notesOf(call.id, call.notes), added));
  }
  const leave = [
    onNoteSaid((callId, sentence) => {
      if (callId === call.id) writeNotes(call, appended(notesOf(call.id, call.notes), sentence));
    }),
    onBeforeLock(flushNotes),
  ];
  return () => leave.forEach((stop) => stop());
}
