// Puts `steady-rows.ts` to work: knows whether somebody points at the list or is in it.
import { useState, type FocusEvent } from 'react';
import { settleRows } from './steady-rows.ts';

/** Spread `within` on the list. */
export function useSteadyRows<Row>(rows: readonly Row[]) {
  const [shown, setShown] = useState(rows);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const next = settleRows(shown, rows, pointed || focused);
  if (next !== shown) setShown(next);
  const within = {
    onPointerEnter: (): void => setPointed(true),
    onPointerLeave: (): void => setPointed(false),
    onFocus: (): void => setFocused(true),
    onBlur: (event: FocusEvent): void =>
      setFocused(event.currentTarget.contains(event.relatedTarget as Node | null)),
  };
  return { shown: next, within };
}
