// The pieces of a long utterance that are heard on their own too: one sentence of fear among four of dates and names would
// otherwise be read as calm. Bounded, so that a long text costs a few hearings and no more.
import { clausesOf, gapOf, type Words } from './cues-words.ts';

export interface Window {
  /** UTF-16 places in the text. */
  start: number;
  end: number;
}
const bounds = { shortest: 3, utterance: 12, unbroken: 16, most: 8 };

/** Pieces of the utterance in order; none when it is short or of one piece. */
export function windowsOf({ words }: Words): Window[] {
  if (words.length < bounds.utterance) return [];
  const starts = clausesOf(words).filter((at) => at === 0 || (words[at]?.gap ?? 0) >= gapOf.sentence);
  // Where no marks stand, a new clause after a good many words begins a piece.
  const cuts: number[] = [];
  for (const at of clausesOf(words)) {
    const from = cuts.at(-1) ?? 0;
    if (starts.includes(at) || at - from >= bounds.unbroken) cuts.push(at);
  }
  const pieces = cuts.map((from, i) => ({ from, to: (cuts[i + 1] ?? words.length) - 1 }));
  const long = pieces.filter((p) => p.to - p.from + 1 >= bounds.shortest);
  if (pieces.length < 2) return [];
  return long.slice(-bounds.most).map(({ from, to }) => ({
    start: words[from]?.start ?? 0,
    end: words[to]?.end ?? 0,
  }));
}
