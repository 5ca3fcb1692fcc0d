// The card takes the focus when a person opens it, keeps Tab inside, closes on Escape, and gives the focus back.
import { useEffect, useEffectEvent, type RefObject } from 'react';

const reachable = 'button:not([disabled]), [href], input:not([disabled]), select, textarea, [tabindex="0"]';

export function useHoldFocus(box: RefObject<HTMLElement | null>, onEscape: () => void): void {
  const key = useEffectEvent((event: KeyboardEvent) => {
    const inside = box.current?.contains(document.activeElement) === true;
    if (event.defaultPrevented || (!inside && document.activeElement !== document.body)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      onEscape();
    } else if (event.key === 'Tab') turn(box.current, event);
  });
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus({ preventScroll: true });
    const listen = (event: KeyboardEvent): void => key(event);
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [box]);
}

/** At an edge the focus goes round instead of out, where nothing of it would be seen. */
function turn(box: HTMLElement | null, event: KeyboardEvent): void {
  const all = [...(box?.querySelectorAll<HTMLElement>(reachable) ?? [])].filter((e) => e.tabIndex >= 0);
  const [first, last] = [all[0], all.at(-1)];
  const at = document.activeElement;
  const leaves = event.shiftKey ? at === first || at === box : at === last;
  const outside = box?.contains(at) !== true;
  if (!leaves && !outside) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
