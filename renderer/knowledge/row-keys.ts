// Keys of a list of articles: Alt with a digit opens a row from anywhere in the tab, a bare digit from one of its rows, arrows
// walk. While the focus is in the tab the digits are its own: other cards draw theirs without Alt.
import { useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
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

/** Spread `within` on the tab; `keyOf` says what to draw on a row, nothing while other cards have the digits. */
export function useRowKeys(ids: readonly string[], open: (id: string) => void) {
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
  useCardKeys({ choose: () => false, leads: place !== 'out' && ids.length > 0 });
  const within = {
    onFocus: (event: FocusEvent): void => setPlace(rowOf(event.target) ? 'row' : 'tab'),
    onBlur: (event: FocusEvent): void => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setPlace('out');
    },
    // Before what has the focus: a field of the library keeps presses to itself.
    onKeyDownCapture: (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const pressed = cardKeyOf(
        {
          ...keysOf(event),
          code: event.code,
          repeat: event.repeat,
          isComposing: event.nativeEvent.isComposing,
        },
        { inCard: rowOf(event.target), inField: !rowOf(event.target), onControl: true },
      );
      if (typeof pressed !== 'number') return;
      const { was, at } = before.current;
      const id = meantRow(ids, was, pressed - 1, performance.now() - at);
      if (id === undefined) return;
      event.preventDefault();
      open(id);
    },
  };
  const keyOf = (index: number): string | null =>
    index >= keyedRows || place === 'out' ? null : place === 'row' ? `${index + 1}` : `Alt+${index + 1}`;
  return { within, keyOf };
}

const keysOf = ({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent) => ({
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
});

/** Arrow keys over the rows in `list`, Home and End too; up from the first row calls `onLeave`. */
export function walkRows(event: KeyboardEvent, list: HTMLElement | null, onLeave: () => void): void {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])];
  const at = rows.findIndex((row) => row === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  const to = at + step;
  if (to === -1) onLeave();
  else rows[Math.min(rows.length - 1, Math.max(0, to))]?.focus();
}
