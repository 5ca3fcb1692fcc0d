// Sends what is typed into the notes to the desk's ear: whole sentences, each once, after a pause, in the call and in its
// wrap-up; never what a script or an act has put there, for those are the agent's words. What the desk could not take is
// sent again until it did: nothing that was typed goes unheard.
import { useEffect } from 'react';
import { newSentences } from '#shared/domain/assist/sentences.ts';
import { assistLimits, type AssistView } from '#shared/domain/assist/view.ts';
import type { Result } from '#shared/domain/result.ts';
import { onNoteSaid } from '../app/note-said.ts';
import { onBeforeLock } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { useNotesStore } from '../calls/notes.ts';
import { takeView } from './store.ts';

/** After the last key, ms: a sentence that ended, and one that did not. */
const ended = 250;
const paused = 1200;
/** Before what was refused is sent again, ms: twice as long each time, up to the last. */
const again = { first: 1000, last: 30_000 } as const;

/** `never`: no such call any more, there is nobody to hear it. */
export type Taken = 'heard' | 'again' | 'never';

export interface NotesEar {
  typed(text: string): void;
  /** Was put there by the desk: not heard. */
  known(text: string): void;
  /** Settles when what was typed was sent and answered, heard or not. */
  flush(): Promise<void>;
}

/** One ear a call. `saved`: what stood in the notes when the page came. */
export function notesEar(
  saved: string,
  send: (text: string) => Promise<Taken>,
  after: (ms: number, run: () => void) => () => void,
): NotesEar {
  const known = new Set(newSentences(saved, new Set(), true));
  let text = saved;
  let cancels: (() => void)[] = [];
  /** In the order in which they were typed. */
  let waiting: string[] = [];
  let wait: number = again.first;
  let retry: (() => void) | null = null;
  /** One request at a time: what is refused keeps its place before what came later. */
  let sending: Promise<void> | null = null;
  const stop = (): void => cancels.splice(0).forEach((cancel) => cancel());

  async function sendAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = nextBatch(waiting);
      const taken = await send(batch.join('\n'));
      if (taken === 'again') {
        retry = after(wait, () => {
          retry = null;
          void push();
        });
        wait = Math.min(wait * 2, again.last);
        return;
      }
      wait = again.first;
      waiting = taken === 'never' ? [] : waiting.slice(batch.length);
    }
  }
  function push(): Promise<void> {
    retry?.();
    retry = null;
    sending ??= sendAll().finally(() => (sending = null));
    return sending;
  }
  function look(isPaused: boolean): Promise<void> {
    const fresh = newSentences(text, known, isPaused);
    fresh.forEach((s) => known.add(s));
    waiting.push(...fresh);
    return waiting.length === 0 ? Promise.resolve() : push();
  }
  return {
    typed(next) {
      if (next === text) return;
      text = next;
      stop();
      cancels = [after(ended, () => void look(false)), after(paused, () => void look(true))];
    },
    known(sentence) {
      // What was typed before it counts first: it may be joined with it on the next key.
      newSentences(sentence, known, true).forEach((s) => known.add(s));
    },
    flush() {
      stop();
      return look(true);
    },
  };
}

/** As many whole sentences as one request takes, at least one; a note is at most as long as a request. */
function nextBatch(waiting: readonly string[]): string[] {
  let chars = 0;
  const fits = waiting.findIndex((s) => (chars += s.length + 1) > assistLimits.requestChars + 1);
  return waiting.slice(0, fits < 0 ? undefined : Math.max(1, fits));
}

/** What becomes of sentences that were answered like this. */
export const takenOf = (result: Result<AssistView>): Taken =>
  result.ok ? 'heard' : result.code === 'no-call' || result.code === 'invalid-input' ? 'never' : 'again';

const ears = new Map<string, NotesEar>();

/**
 * What was typed last in the notes of this call is heard now. True = the desk saw a red flag in it that was not there before:
 * somebody is to look at it before the call is closed.
 */
export async function hearLastNotes(callId: string): Promise<boolean> {
  const ear = ears.get(callId);
  if (ear === undefined) return false;
  const count = async (): Promise<number | null> => {
    const view = await careline.assist.view({ callId });
    return view.ok ? view.value.flagCount : null;
  };
  const before = await count();
  await ear.flush();
  const now = await count();
  return before !== null && now !== null && now > before;
}

/** While the notes of this call are open. */
export function useHearNotes(call: { id: string; notes: string } | null): void {
  const id = call?.id ?? null;
  useEffect(() => {
    if (id === null) return undefined;
    const ear =
      ears.get(id) ??
      notesEar(
        useNotesStore.getState().by[id]?.text ?? call?.notes ?? '',
        async (text) => {
          const result = await careline.assist.heard({ callId: id, source: 'notes', text });
          takeView(result);
          return takenOf(result);
        },
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
      void ear.flush();
    };
    // Only another call is another ear; its text is read as it changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id]);
}
