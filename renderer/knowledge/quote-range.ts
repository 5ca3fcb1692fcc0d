// From marked words on the page back to offsets in the article's body, so that a quote is the article's own text and can
// be proven later. The page draws each text with the offset it came from; markup between two texts is in the range too.

/** One drawn text that the mark touches. */
export interface MarkedPiece {
  /** Where its source begins in the body, and how long that is there. */
  at: number;
  sourceLength: number;
  /** Its length on the page: differs from the source's when that has escapes or entities. */
  shownLength: number;
  /** The part that is marked, in characters of the page. */
  from: number;
  to: number;
}

/** Longest quote that a message holds (characters). */
export const longestQuote = 2000;

/** null when nothing but nothing is marked. A text that can't be mapped letter by letter is taken whole. */
export function rangeOf(pieces: readonly MarkedPiece[]): [start: number, end: number] | null {
  let start = Infinity;
  let end = -Infinity;
  for (const piece of pieces) {
    if (piece.to <= piece.from) continue;
    const exact = piece.sourceLength === piece.shownLength;
    start = Math.min(start, exact ? piece.at + piece.from : piece.at);
    end = Math.max(end, exact ? piece.at + piece.to : piece.at + piece.sourceLength);
  }
  return end > start ? [start, end] : null;
}

/** What is marked on the page; null = nothing. */
export const markOf = (selection: Selection | null): Range | null =>
  selection === null || selection.rangeCount === 0 || selection.isCollapsed ? null : selection.getRangeAt(0);

/** The pieces of `root` that a mark touches; empty when it lies elsewhere. */
export function markedPieces(root: HTMLElement, range: Range | null): MarkedPiece[] {
  if (range === null || !range.intersectsNode(root)) return [];
  return [...root.querySelectorAll<HTMLElement>('[data-at]')].flatMap((element) => {
    const text = element.firstChild;
    if (!(text instanceof Text) || !range.intersectsNode(text)) return [];
    const from = range.startContainer === text ? range.startOffset : 0;
    const to = range.endContainer === text ? range.endOffset : text.length;
    return [
      {
        at: Number(element.dataset['at']),
        sourceLength: Number(element.dataset['length']),
        shownLength: text.length,
        from,
        to,
      },
    ];
  });
}

interface HastNode {
  type: string;
  value?: string;
  children?: HastNode[];
  position?: { start: { offset?: number }; end: { offset?: number } };
  tagName?: string;
  properties?: Record<string, unknown>;
}

/** A rehype step: each text stands in an element that says where in the body it came from. `offset`: of this markdown. */
export const placeTexts = (offset: number) => () => (tree: unknown) => wrapTexts(tree as HastNode, offset);

function wrapTexts(node: HastNode, offset: number): void {
  node.children = node.children?.map((child) => {
    const start = child.position?.start.offset;
    const end = child.position?.end.offset;
    if (child.type === 'text' && start !== undefined && end !== undefined && child.value?.trim())
      return {
        type: 'element',
        tagName: 'span',
        properties: { dataAt: String(offset + start), dataLength: String(end - start) },
        children: [child],
      };
    wrapTexts(child, offset);
    return child;
  });
}
