// The piece of an utterance that a cue shows: the words that caused it with a few around them, never a whole speech.

export interface Mark {
  start: number;
  end: number;
}
/** Characters of a quote that a glance takes in. */
const longest = 140;

const isSpace = (c: string | undefined): boolean => c !== undefined && /\s/u.test(c);

/** Cut at word edges so that the first mark is inside; marks are moved to the piece. */
export function quoteOf(text: string, marks: readonly Mark[]): { quote: string; marks: Mark[] } {
  const good = marks
    .filter((m) => m.start >= 0 && m.end > m.start && m.end <= text.length)
    .toSorted((a, b) => a.start - b.start);
  let from = 0;
  let to = text.length;
  if (text.length > longest) {
    const first = good[0]?.start ?? 0;
    from = Math.max(0, Math.min(first - 40, text.length - longest));
    while (from > 0 && !isSpace(text[from - 1]) && from < first) from++;
    to = Math.min(text.length, from + longest);
    while (to < text.length && to > from + 60 && !isSpace(text[to])) to--;
    // A pair of a surrogate is not cut in two.
    if (/[\uD800-\uDBFF]/.test(text[to - 1] ?? '')) to--;
  }
  const head = from > 0 ? '… ' : '';
  const piece = text.slice(from, to);
  const inside = good
    .map((m) => ({ start: Math.max(m.start, from), end: Math.min(m.end, to) }))
    .filter((m) => m.end > m.start)
    .slice(0, 24)
    .map((m) => ({ start: m.start - from + head.length, end: m.end - from + head.length }));
  return { quote: `${head}${piece}${to < text.length ? ' …' : ''}`, marks: inside };
}
