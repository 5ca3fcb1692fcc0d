// Digits that choose from a card: Alt+1 … anywhere, bare digits only while the card has the focus and nobody types
// (WCAG 2.1.4). The key that is drawn follows the focus.
import { useEffect, useEffectEvent, useState, type FocusEvent } from 'react';

/** What is used of a KeyboardEvent. */
export interface DigitPress {
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
  isComposing: boolean;
}

/** 1 to 9, or null when this press chooses nothing. By place on the keyboard, so that Alt and layouts can't change it. */
export function digitOf(press: DigitPress, where: { inCard: boolean; inField: boolean }): number | null {
  const found = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
  if (found === undefined || press.repeat || press.isComposing) return null;
  if (press.ctrlKey || press.metaKey || press.shiftKey) return null;
  return press.altKey || (where.inCard && !where.inField) ? Number(found) : null;
}

/** True where a letter would be typed. */
export const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName));

/**
 * Puts the digits of a card to work; `focused` says which key to draw. Spread `within` on the card's element. `over`: this
 * card lies over the others and comes before them.
 */
export function useDigitKeys(on: boolean, choose: (digit: number) => boolean, over = false) {
  const [focused, setFocused] = useState(false);
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const where = { inCard: focused, inField: isField(event.target) };
    const digit = event.defaultPrevented ? null : digitOf(event, where);
    if (digit === null || !choose(digit)) return;
    event.preventDefault();
    if (over) event.stopPropagation();
  });
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener('keydown', listen, over);
    return () => window.removeEventListener('keydown', listen, over);
  }, [on, over]);
  const within = {
    onFocus: () => setFocused(true),
    onBlur: (event: FocusEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setFocused(false);
    },
  };
  const drawn = (digit: number): string => (focused ? String(digit) : `Alt+${digit}`);
  return { focused, within, drawn };
}
