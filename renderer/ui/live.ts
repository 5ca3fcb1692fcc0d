// What is said aloud without moving the focus. One queue for the page; `LiveRegion` draws it once at the root.

export interface Spoken {
  id: number;
  text: string;
  /** Interrupts what is being read: only where a person may come to harm. */
  urgent: boolean;
}

type Listener = (spoken: Spoken) => void;
const listeners = new Set<Listener>();
let next = 1;

/** Says a sentence once, politely; `urgent` interrupts. */
export function announce(text: string, urgent = false): void {
  const spoken = { id: next++, text, urgent };
  for (const listener of listeners) listener(spoken);
}

export function onAnnounce(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
