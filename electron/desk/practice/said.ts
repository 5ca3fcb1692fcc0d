// Whether words that were handed on, or written down, say anything: a full stop is no handover.

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** So many words at least, of letters or figures; or one of `names` (who calls, who it is about). */
export function saysSomething(text: string, atLeast: number, names: readonly string[] = []): boolean {
  const said = words(text);
  const known = new Set(names.flatMap(words).filter((w) => w.length > 2));
  return said.length >= atLeast || said.some((w) => known.has(w));
}
