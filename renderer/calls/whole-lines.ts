// How high the captions' list is, so that no line of it is cut through.

/** The height that the last whole lines take of `most`; the newest one is shown whole even where it takes more. px. */
export function wholeLines(heights: readonly number[], most: number): number {
  let height = heights.at(-1) ?? 0;
  for (const line of heights.slice(0, -1).toReversed()) {
    if (height + line > most) break;
    height += line;
  }
  return height;
}
