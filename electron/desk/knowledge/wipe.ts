// An index in memory is the articles' words in clear: at a lock its arrays are overwritten before they are let go. Strings cannot
// be overwritten; they go with the thread.

/** Fills every typed array that can be reached from `value` with zeros. */
export function wipeArrays(value: unknown, seen = new Set<object>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    new Uint8Array(value.buffer, value.byteOffset, value.byteLength).fill(0);
    return;
  }
  if (value instanceof Map) for (const each of value.values()) wipeArrays(each, seen);
  else if (Array.isArray(value)) {
    // Lists of words are long and hold nothing to fill.
    if (typeof value[0] === 'object') for (const each of value) wipeArrays(each, seen);
  } else for (const each of Object.values(value)) wipeArrays(each, seen);
}
