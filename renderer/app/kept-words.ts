// Words that a person is writing in a small form (what came of it, why it closes, a note of the hand-over), under a name of
// its own: another tab, or a list that is read anew, must not take them. In this page's memory alone: a lock replaces the
// page, and what was not saved by then is gone with it.
import { useCallback, useSyncExternalStore } from 'react';

const words = new Map<string, unknown>();
const listeners = new Set<() => void>();
const told = (): void => listeners.forEach((tell) => tell());
const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => void listeners.delete(tell);
};

export function keepIn<T>(name: string, value: T): void {
  words.set(name, value);
  told();
}
/** `value` stands until something was kept. A name is used for one type only. */
export const keptIn = <T>(name: string, value: T): T => (words.has(name) ? (words.get(name) as T) : value);
/** Written or given up: every name that begins so. */
export function letGo(prefix: string): void {
  for (const name of words.keys()) if (name.startsWith(prefix)) words.delete(name);
  told();
}

/** As `useState`, but it outlives the component. `first` must be the same value in each drawing (no new array or object). */
export function useKept<T>(name: string, first: T): [T, (value: T) => void] {
  const read = (): T => keptIn(name, first);
  const value = useSyncExternalStore(subscribe, read, read);
  const set = useCallback((next: T) => keepIn(name, next), [name]);
  return [value, set];
}
