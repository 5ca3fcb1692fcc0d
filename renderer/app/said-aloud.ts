// The words of a script that were ticked as said, on their way to whoever listens: on the practice desk they are the trainee's
// turn. On the live desk nobody does.
type Listener = (callId: string, words: string) => void;
const listeners = new Set<Listener>();

export const saidAloud = (callId: string, words: string): void =>
  listeners.forEach((listener) => listener(callId, words));

/** Answers how to stop listening. */
export function onSaidAloud(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
