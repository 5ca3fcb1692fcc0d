// How deep brackets stand in a text that says it is JSON: counted before anything reads it that calls itself.

/** Offset of the first bracket that stands deeper than `most`; null = none. Strings are passed over. */
export function tooDeepAt(text: string, most: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c === '\\') i += 1;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '{' || c === '[') {
      depth += 1;
      if (depth > most) return i;
    } else if (c === '}' || c === ']') depth -= 1;
  }
  return null;
}
