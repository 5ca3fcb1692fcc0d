// Sends what is typed into the notes to the desk's ear: whole sentences, each once, after a pause; never what a script or
// an act has put there, for those are the agent's words.
import { useEffect } from 'react';
import { newSentences } from '#shared/domain/assist/sentences.ts';
import { assistLimits } from '#shared/domain/assist/view.ts';
import { onNoteSaid } from '../app/note-said.ts';
import { onBeforeLock } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { useNotesStore } from '../calls/notes.ts';
import { takeView } from './store.ts';

/** After the last key, ms: a sentence that ended, and one that did not. */
const ended = 250;
const paused = 1200;

export interface NotesEar {
  typed(text: string): void;
  /** Was put there by the desk: not heard. */
  known(text: string): void;
  flush(): void;
  close(): void;
}

/** One ear a call. `saved`: what stood in the notes when the page came. */
export function notesEar(
  saved: string,
  send: (text: string) => void,
  after: (ms: number, run: () => void) => () => void,
): NotesEar {
  const known = new Set(newSentences(saved, new Set(), true));
  let text = saved;
  let cancels: (() => void)[] = [];
  const stop = (): void => cancels.splice(0).forEach((cancel) => cancel());
  const look = (isPaused: boolean): void => {
    const fresh = newSentences(text, known, isPaused);
    fresh.forEach((s) => known.add(s));
    // In requests that the desk takes; a note is at most as long as one.
    for (let rest = fresh.join('\n'); rest !== ''; rest = rest.slice(assistLimits.requestChars))
      send(rest.slice(0, assistLimits.requestChars));
  };
  return {
    typed(next) {
      if (next === text) return;
      text = next;
      stop();
      cancels = [after(ended, () => look(false)), after(paused, () => look(true))];
    },
    known(sentence) {
      // What was typed before it counts first: it may be joined with it on the next key.
      newSentences(sentence, known, true).forEach((s) => known.add(s));
    },
    flush() {
      stop();
      look(true);
    },
    close: stop,
  };
}

const ears = new Map<string, NotesEar>();

/** While the notes of this call are open. */
export function useHearNotes(call: { id: string; notes: string } | null): void {
  const id = call?.id ?? null;
  useEffect(() => {
    if (id === null) return undefined;
    const ear =
      ears.get(id) ??
      notesEar(
        useNotesStore.getState().by[id]?.text ?? call?.notes ?? '',
        (text) => void careline.assist.heard({ callId: id, source: 'notes', text }).then(takeView),
        (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      );
    ears.set(id, ear);
    const leave = [
      onNoteSaid((callId, sentence) => callId === id && ear.known(sentence)),
      useNotesStore.subscribe(({ by }) => {
        const text = by[id]?.text;
        if (text !== undefined) ear.typed(text);
      }),
      onBeforeLock(() => ear.flush()),
    ];
    return () => {
      leave.forEach((stop) => stop());
      ear.flush();
    };
    // Only another call is another ear; its text is read as it changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id]);
}
