// The passages of an open article as a person reads them, with their place in its body: what a flag is put on.
import type { TextRange } from '#shared/domain/knowledge/article.ts';
import { markedPieces, rangeOf } from '../quote-range.ts';

export interface Passage {
  /** As it is read, on one line. */
  text: string;
  range: TextRange;
}

/** The parts that marking by key goes through (`mark-by-key.ts`). */
const passage = 'p, li, td, th';

/** Paragraphs, list items and cells in the order of reading; what cannot be placed in the body is left out. */
export function passagesOf(body: HTMLElement): Passage[] {
  const document = body.ownerDocument;
  return [...body.querySelectorAll<HTMLElement>(passage)]
    .filter((each) => each.querySelector(passage) === null)
    .flatMap((each) => {
      const all = document.createRange();
      all.selectNodeContents(each);
      const range = rangeOf(markedPieces(each, all));
      const text = (each.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
      return range === null || text === '' ? [] : [{ text, range }];
    });
}

/** The passage that a mark begins in; -1 = none, the whole article is meant. */
export const passageAt = (passages: readonly Passage[], mark: TextRange | null): number =>
  mark === null ? -1 : passages.findIndex(({ range }) => mark[0] < range[1] && mark[1] > range[0]);
