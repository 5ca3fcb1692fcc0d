// Where keys go on when what was pressed is gone: in the form, not in the notes. Only a focus that went with its button is taken,
// never one that is elsewhere.
import { useEffect, useRef, type RefObject } from 'react';

/** The list that is chosen from, once it is there; until then the pane itself, which the list takes over from. */
export function focusPane(pane: HTMLElement | null | undefined): void {
  const list = pane?.querySelector<HTMLElement>('.cl-booking-times [role="listbox"]');
  (list ?? pane)?.focus({ preventScroll: true });
}

/** Of a list that has just been drawn: takes the focus where nobody went elsewhere meanwhile. */
export function takeOver(list: HTMLElement | null): void {
  const at = document.activeElement;
  if (list !== null && (at === document.body || (at instanceof HTMLElement && at.matches('.cl-booking'))))
    list.querySelector<HTMLElement>('[role="listbox"]')?.focus({ preventScroll: true });
}

export function useGoOn<E extends HTMLElement>(): RefObject<E | null> {
  const place = useRef<E>(null);
  useEffect(() => {
    if (document.activeElement === document.body)
      focusPane(place.current?.closest<HTMLElement>('[tabindex="-1"]') ?? place.current);
  }, []);
  return place;
}
