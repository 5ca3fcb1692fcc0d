// What does not fit is left away row by row at the lower edge: no line of what is said to a caller is cut through or fades.
import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react';

export interface RowEdges {
  top: number;
  bottom: number;
}

/** How much of the box's end is left empty so that no row is cut through there, px. A row higher than the box is cut. */
export function emptyEnd(rows: readonly RowEdges[], height: number): number {
  let end = height;
  // Rows stand beside each other as well: leaving one away may cut another.
  for (;;) {
    const cut = rows.filter((row) => row.top < end - 1 && row.bottom > end + 1);
    const next = Math.min(...cut.map((row) => row.top));
    if (cut.length === 0 || next <= 0) return cut.length === 0 ? height - end : 0;
    end = next;
  }
}

/** Rows of a scrolled box: what the selector finds; with `lines`, of a paragraph each line by itself. */
function rowsIn(box: HTMLElement, selector: string, lines: boolean): RowEdges[] {
  const { top } = box.getBoundingClientRect();
  return [...box.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const rects =
      lines && element.matches('p') ? [...range.getClientRects()] : [element.getBoundingClientRect()];
    return rects.map((rect) => ({ top: rect.top - top, bottom: rect.bottom - top }));
  });
}

export function useWholeRows<E extends HTMLElement>(selector: string, lines = true): RefObject<E | null> {
  const box = useRef<E>(null);
  const fit = useEffectEvent(() => {
    const element = box.current;
    if (element === null) return;
    const empty = emptyEnd(rowsIn(element, selector, lines), element.clientHeight);
    element.style.clipPath = empty > 0 ? `inset(-4px -16px ${String(Math.ceil(empty))}px)` : '';
  });
  // Each drawing may have changed the words.
  useLayoutEffect(() => fit());
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const again = (): void => fit();
    const size = new ResizeObserver(again);
    size.observe(element);
    for (const child of element.children) size.observe(child);
    element.addEventListener('scroll', again, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener('scroll', again);
    };
  }, []);
  return box;
}
