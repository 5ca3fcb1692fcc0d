// What shows can be hidden (C3): by the desk after idle minutes, or at once by the privacy key. Whoever touches the desk sees
// everything again; no secret is asked for before the lock. What is hidden stays where it is, unseen and out of reach of
// keys, pointer and screen readers: unmounting it would take words that are half typed.
import { useEffect, useEffectEvent } from 'react';
import type { SessionState } from '#shared/contract/session.ts';
import { careline } from '../bridge/index.ts';
import { isLineLive } from '../telephony/store.ts';
import { rowFor } from './keys.ts';
import { useSession } from './session-store.ts';
import { isMac } from './use-keys.ts';
import { hush } from '../ui/index.ts';

export type Hidden = SessionState['hidden'];
export const useHidden = (): Hidden => useSession((s) => s.state?.hidden ?? null);

/** What the veil keeps within reach: its own controls. A press there is meant for them. */
export const keptMark = 'data-veil-keeps';

const setHidden = (hidden: Hidden): void =>
  useSession.setState(({ state }) => ({ state: state && { ...state, hidden } }));

/** In this window at once, in the others as soon as the desk has heard of it. */
export function hideNow(): void {
  if (useSession.getState().state?.phase !== 'open') return;
  setHidden('key');
  void careline.session.hide({ on: true });
}

export function showAgain(): void {
  const hidden = useSession.getState().state?.hidden ?? null;
  if (hidden === null) return;
  setHidden(null);
  if (hidden === 'key') void careline.session.hide({ on: false });
  stayOpen();
}

/** Tells the desk that somebody is here. */
export function stayOpen(): void {
  void careline.session.active().then((result) => {
    if (result.ok) useSession.setState({ locksAt: result.value.locksAt });
  });
}

/** What is used of an event. */
export interface Touch {
  type: string;
  /** On a control that the veil keeps. */
  kept: boolean;
  /** A key that works on the veil as well: of a call, or the emergency card. */
  callKey?: boolean;
  key?: string;
  repeat?: boolean;
  movementX?: number;
  movementY?: number;
}
const modifiers: readonly string[] = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn'];

/** A browser tells a move also when only what lies under the pointer changed: nobody moved. */
export const isMoved = ({ type, movementX, movementY }: Omit<Touch, 'kept'>): boolean =>
  type !== 'pointermove' || movementX !== 0 || movementY !== 0;

/**
 * Whether what is hidden shows again. By idle minutes: any key, move or press. By the key: a key or a press, for a pointer that
 * is nudged must not show a screen that somebody hid from a visitor; and call keys do their work without showing it.
 */
export function showsAgain(touch: Touch, by: Exclude<Hidden, null>): boolean {
  if (touch.type === 'keydown')
    return (
      touch.repeat !== true &&
      !modifiers.includes(touch.key ?? '') &&
      (by === 'idle' || touch.callKey !== true)
    );
  if (touch.type === 'pointerdown') return !touch.kept;
  // What the kept control does comes first, then the page.
  if (touch.type === 'click') return touch.kept && by === 'idle';
  return by === 'idle' && isMoved(touch);
}

const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'click'] as const;

/** While it is hidden: the first touch shows it again and does nothing else, unless it is a key of a call. Once a page. */
export function useTouchShows(hidden: Hidden): void {
  const touched = useEffectEvent((event: Event) => {
    if (hidden === null || !event.isTrusted) return;
    const kept = event.target instanceof Element && event.target.closest(`[${keptMark}]`) !== null;
    const of = event as Event & Partial<KeyboardEvent & PointerEvent>;
    const callKey = event instanceof KeyboardEvent && rowFor(event, isMac, 'locked', isLineLive()) !== null;
    const { type, key, repeat, movementX, movementY } = of;
    if (!showsAgain({ type, kept, callKey, key, repeat, movementX, movementY } as Touch, hidden)) return;
    // Where nothing was hidden (a page without patients) the key is meant for what is seen.
    if (type === 'keydown' && !callKey && document.documentElement.dataset['veil'] === 'on') {
      event.preventDefault();
      event.stopPropagation();
    }
    showAgain();
  });
  useEffect(() => {
    const listen = (event: Event): void => touched(event);
    for (const kind of kinds) window.addEventListener(kind, listen, { capture: kind !== 'click' });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, listen, { capture: kind !== 'click' });
    };
  }, []);
}

/** The focus goes with what is hidden and comes back with it; what floats over the page (veil.css) and what was said hide too. */
export function useVeiled(hidden: boolean): void {
  useEffect(() => {
    if (!hidden) return;
    const had = document.activeElement;
    document.documentElement.dataset['veil'] = 'on';
    hush(true);
    return () => {
      hush(false);
      delete document.documentElement.dataset['veil'];
      if (had instanceof HTMLElement && had.isConnected) had.focus({ preventScroll: true });
    };
  }, [hidden]);
}
