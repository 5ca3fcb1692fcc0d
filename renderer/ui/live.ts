// What is said aloud without moving the focus. One queue for the page; `LiveRegion` draws it once at the root.

export interface Spoken {
  id: number;
  text: string;
  /** Interrupts what is being read: only where a person may come to harm. */
  urgent: boolean;
}

/** null: nothing of what was said stands there any more. */
type Listener = (spoken: Spoken | null) => void;
const listeners = new Set<Listener>();
let next = 1;
let hushed = false;

/** While what shows is hidden, nothing of it is said either, and what was said last is taken away. */
export function hush(on: boolean): void {
  hushed = on;
  if (on) for (const listener of listeners) listener(null);
}

/** Says a sentence once, politely; `urgent` interrupts. */
export function announce(text: string, urgent = false): void {
  if (hushed) return;
  const spoken = { id: next++, text, urgent };
  for (const listener of listeners) listener(spoken);
}

export function onAnnounce(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
