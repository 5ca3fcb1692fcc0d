// Which prefixes are timed: what stands in the search field after each key of some queries, in the order of typing.

const longest = 40;

/**
 * Every beginning of 2 to 40 characters of queries spread evenly over the list, until there are about `most`. The same list
 * gives the same prefixes.
 */
export function typedPrefixes(texts: readonly string[], most: number): string[] {
  const queries = Math.max(1, Math.round(most / 30));
  const step = Math.max(1, texts.length / queries);
  const out: string[] = [];
  for (let at = 0; at < texts.length && out.length < most; at += step) {
    const text = (texts[Math.floor(at)] ?? '').slice(0, longest);
    for (let n = 2; n <= text.length && out.length < most; n++) out.push(text.slice(0, n));
  }
  return out;
}

/**
 * The query as it stands while its last word is half typed: half of the word's letters, at least three. Null when it ends
 * otherwise than with a word of five letters or more.
 */
export function halfTyped(text: string): string | null {
  const last = /[\p{L}]{5,}$/u.exec(text.trimEnd())?.[0];
  if (last === undefined) return null;
  const trimmed = text.trimEnd();
  return trimmed.slice(0, trimmed.length - last.length + Math.max(3, Math.ceil(last.length / 2)));
}
