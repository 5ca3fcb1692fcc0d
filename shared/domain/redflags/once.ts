// Tables that cost tens of milliseconds to make are made when they are first needed, not when a module is loaded.
/** Makes a value when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
