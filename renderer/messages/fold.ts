// How much of a long text is shown at first, and when the room left in a field is worth saying. Pure.

/** Characters after which a text is folded. */
export const foldAfter = 1500;

/** The beginning, up to a space where there is one near, with `…`; null = short enough to stand whole. */
export function folded(text: string): string | null {
  if (text.length <= foldAfter) return null;
  const cut = text.slice(0, foldAfter);
  const space = cut.search(/\s\S*$/);
  return `${(space > foldAfter - 100 ? cut.slice(0, space) : cut).trimEnd()} …`;
}

/** Characters left once nine tenths of the room are used; null before that. */
export const roomLeft = (text: string, most: number): number | null =>
  text.length >= most * 0.9 ? Math.max(0, most - text.length) : null;
