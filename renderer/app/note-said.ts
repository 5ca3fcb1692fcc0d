// What was said aloud from a script goes into the notes of the call: the one word between the two rooms.
type Listener = (callId: string, text: string) => void;
const listeners = new Set<Listener>();

/** Adds a sentence to the notes of this call. Answers false when nobody keeps notes for it now. */
export function noteSaid(callId: string, text: string): boolean {
  for (const listener of listeners) listener(callId, text);
  return listeners.size > 0;
}

export function onNoteSaid(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
