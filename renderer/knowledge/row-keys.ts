// Keys of a list of articles: Alt with a digit opens a row from anywhere in the tab, a bare digit from one of its rows, arrows
// walk. While the focus is in the tab, Alt with a digit is the tab's alone, also where it opens nothing (an open article, no hit
// yet): pressed once more it must not say a script's sentence into the notes.
import { useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { cardKeyOf, useCardKeys } from '../app/card-keys.ts';

/** Rows that have a digit. */
export const keyedRows = 9;
/** A press this soon after the rows changed means the row that stood there before (ms), as for the phrases of a script. */
const sameFor = 400;

/** Which row a digit means: `index` from 0; `since` ms after the rows changed. Pure. */
export function meantRow<Row>(
  now: readonly Row[],
  before: readonly Row[],
  index: number,
  since: number,
): Row | undefined {
  return since < sameFor ? (before[index] ?? now[index]) : now[index];
}

const rowOf = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('[data-hit]') !== null;

/**
 * Spread `within` on the tab, with what lies over its list; `keyOf` says what to draw on a row, nothing while other cards have
 * the digits. `covered`: the rows can't be reached now.
 */
export function useRowKeys(ids: readonly string[], covered: boolean, open: (id: string) => void) {
  const [place, setPlace] = useState<'out' | 'tab' | 'row'>('out');
  const before = useRef<{ ids: readonly string[]; was: readonly string[]; at: number }>({
    ids,
    was: ids,
    at: -Infinity,
  });
  const key = ids.join(' ');
  useLayoutEffect(() => {
    if (before.current.ids.join(' ') === key) return;
    before.current = { ids, was: before.current.ids, at: performance.now() };
  }, [ids, key]);
  useCardKeys({ choose: () => false, leads: place !== 'out' });
  // What had the focus may be gone without a word of it (an article that was closed from elsewhere).
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) setPlace('out');
    });
    return () => cancelAnimationFrame(frame);
  }, [covered]);
  const within = {
    onFocus: (event: FocusEvent): void => setPlace(rowOf(event.target) ? 'row' : 'tab'),
    onBlur: (event: FocusEvent): void => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setPlace('out');
    },
    // Before what has the focus: a field of the library keeps presses to itself.
    onKeyDownCapture: (event: KeyboardEvent): void => {
      // A dialog of the tab has its own keys.
      if (event.defaultPrevented || !event.currentTarget.contains(event.target as Node)) return;
      const pressed = cardKeyOf(
        {
          ...keysOf(event),
          code: event.code,
          repeat: event.repeat,
          isComposing: event.nativeEvent.isComposing,
        },
        { inCard: rowOf(event.target), inField: !rowOf(event.target), onControl: true },
      );
      if (typeof pressed !== 'number' || covered) return;
      const { was, at } = before.current;
      const id = meantRow(ids, was, pressed - 1, performance.now() - at);
      if (id === undefined) return;
      event.preventDefault();
      open(id);
    },
  };
  const keyOf = (index: number): string | null =>
    index >= keyedRows || place === 'out' || covered
      ? null
      : place === 'row'
        ? `${index + 1}`
        : `Alt+${index + 1}`;
  return { within, keyOf };
}

const keysOf = ({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent) => ({
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
});

/** Arrow keys over the rows in `list` and what stands below them, Home and End too; up from the first calls `onLeave`. */
export function walkRows(event: KeyboardEvent, list: HTMLElement | null, onLeave: () => void): void {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-hit], [data-below]') ?? [])];
  const at = rows.findIndex((row) => row === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  const to = at + step;
  if (to === -1) onLeave();
  else rows[Math.min(rows.length - 1, Math.max(0, to))]?.focus();
}
