// Keys that belong to a card: Alt+1 … and Alt+Enter anywhere, bare digits and Enter only while the card has the focus and
// nobody types or has just typed (WCAG 2.1.4), and only where a person put the focus. The key that is drawn follows the focus.
import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
  type FocusEvent,
  type PointerEvent,
} from 'react';
import { choosing } from './choosing.ts';

/** What is used of a KeyboardEvent. */
export interface CardPress {
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
  isComposing: boolean;
}
export interface PressPlace {
  /** The focus is within the card. */
  inCard: boolean;
  /** A letter would be typed there. */
  inField: boolean;
  /** Somebody typed a moment ago: what comes now may be meant for the words that are gone from under their hands. */
  justTyped?: boolean;
  /** A button, a link or an open list's row: Enter presses that. */
  onControl: boolean;
}

/**
 * 1 to 9, `enter`, or null when this press means nothing to a card. By place on the keyboard, so that Alt and layouts
 * can't change it.
 */
export function cardKeyOf(press: CardPress, where: PressPlace): number | 'enter' | null {
  if (press.repeat || press.isComposing || press.ctrlKey || press.metaKey || press.shiftKey) return null;
  const bare = where.inCard && !where.inField && where.justTyped !== true;
  if (/^(?:Numpad)?Enter$/.test(press.code))
    return press.altKey || (bare && !where.onControl) ? 'enter' : null;
  const found = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
  return found !== undefined && (press.altKey || bare) ? Number(found) : null;
}

/** The key that a card draws. One that would do nothing now, or something of the card that leads, is not drawn: ''. */
export const drawnOf = (key: number | 'Enter', now: { focused: boolean; isLed: boolean }): string =>
  now.focused ? String(key) : now.isLed && key !== 'Enter' ? '' : `Alt+${key}`;

/** How long after the last typed key a bare one is no command, ms. */
export const typedMs = 1000;
let typedAt = -Infinity;
const isField = (at: HTMLElement | null): boolean =>
  at !== null && (at.isContentEditable || /^(?:input|textarea|select)$/i.test(at.tagName));
/** From the page's start, since what is typed before a card shows counts too. */
if (typeof window !== 'undefined')
  window.addEventListener(
    'keydown',
    (event) => {
      const at = event.target instanceof HTMLElement ? event.target : null;
      const typed = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      // Going on without a field is typing too, as long as it does not stop.
      if (typed && (isField(at) || event.timeStamp - typedAt < typedMs)) typedAt = event.timeStamp;
    },
    true,
  );

function placeOf(target: EventTarget | null, inCard: boolean, since: number): PressPlace {
  const at = target instanceof HTMLElement ? target : null;
  return {
    inCard,
    inField: isField(at),
    justTyped: since < typedMs,
    // An open list lies in a layer of its own, but React still counts its focus as the card's.
    onControl:
      at !== null &&
      (/^(?:button|a|summary)$/i.test(at.tagName) || at.closest('[role="listbox"], [role="menu"]') !== null),
  };
}

/** Cards that lie over the others now. */
let overs = 0;
/**
 * Cards that have Alt with a digit to themselves now (the practice desk's answers, the list of articles): beside them other cards
 * have bare digits, and draw them once they have the focus.
 */
let leads = 0;
const led = new Set<() => void>();
function lead(by: 1 | -1): void {
  leads += by;
  led.forEach((changed) => changed());
}
const watchLed = (changed: () => void): (() => void) => {
  led.add(changed);
  return () => void led.delete(changed);
};

export interface CardKeys {
  /** Answers false when this digit chooses nothing now. */
  choose: (digit: number) => boolean;
  enter?: () => void;
  /** This card lies over the others and comes before them. */
  over?: boolean;
  /** Alt with a digit is this card's alone while it stands. */
  leads?: boolean;
}

/**
 * Puts the keys of a card to work. Spread `within` on the card's element; `drawn` says which key to draw, '' = none;
 * `giveFocus` focuses a part of it without making its bare keys count.
 */
export function useCardKeys({ choose, enter, over = false, leads: isLead = false }: CardKeys) {
  const isLed = useSyncExternalStore(watchLed, () => leads > 0) && !over && !isLead;
  const [focused, setFocused] = useState(false);
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const key =
      event.defaultPrevented || choosing.key
        ? null
        : cardKeyOf(event, placeOf(event.target, focused, event.timeStamp - typedAt));
    if (key === null || (isLed && event.altKey && key !== 'enter')) return;
    if (over) event.stopPropagation();
    if (key === 'enter') enter?.();
    if (key === 'enter' ? enter !== undefined : choose(key)) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener('keydown', listen, over);
    // A button keeps Enter to itself, also with Alt: this card's comes before it, unless another lies over it.
    const first = (event: KeyboardEvent): void => {
      if (overs > 0 || !event.altKey || !/^(?:Numpad)?Enter$/.test(event.code)) return;
      pressed(event);
      if (event.defaultPrevented) event.stopPropagation();
    };
    if (over) overs++;
    else window.addEventListener('keydown', first, true);
    return () => {
      if (over) overs--;
      window.removeEventListener('keydown', listen, over);
      window.removeEventListener('keydown', first, true);
    };
  }, [over]);
  useEffect(() => {
    if (!isLead) return;
    lead(1);
    return () => lead(-1);
  }, [isLead]);
  /** What this page focused by itself, so that Tab goes on from there: its bare keys wait for a person. */
  const given = useRef<Element | null>(null);
  const within = {
    onFocus: (event: FocusEvent) => {
      if (event.target === given.current) return;
      given.current = null;
      setFocused(true);
    },
    onPointerDown: (event: PointerEvent) => {
      given.current = null;
      if (event.currentTarget.contains(document.activeElement)) setFocused(true);
    },
    onBlur: (event: FocusEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setFocused(false);
    },
  };
  const drawn = (key: number | 'Enter'): string => drawnOf(key, { focused, isLed });
  const giveFocus = (to: HTMLElement | null): void => {
    given.current = to;
    to?.focus({ preventScroll: true });
  };
  return { within, drawn, giveFocus };
}
