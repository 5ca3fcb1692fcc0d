// Where keys go on when what was pressed is gone: in the form, not in the notes. Only a focus that went with its button is taken,
// never one that is elsewhere.
import { useEffect, useRef, type RefObject } from 'react';

export function useGoOn<E extends HTMLElement>(): RefObject<E | null> {
  const place = useRef<E>(null);
  useEffect(() => {
    if (document.activeElement === document.body)
      (place.current?.closest<HTMLElement>('[tabindex="-1"]') ?? place.current)?.focus({
        preventScroll: true,
      });
  }, []);
  return place;
}
