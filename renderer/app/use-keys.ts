// Makes the key table work wherever the focus is. Runs before any component sees the press, takes only its own keys.
import { useEffect, useEffectEvent } from 'react';
import { choosing } from './choosing.ts';
import { onMac, rowFor, type ActionId } from './keys.ts';
import { isLineLive } from '../telephony/store.ts';

export const isMac = onMac(navigator.platform);

/** `here`: which keys count on this screen. A press that a row means never reaches the browser (F1, F3, F7 …). */
export function useKeys(here: 'desk' | 'locked' | 'other', run: (id: ActionId) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const row = choosing.key ? null : rowFor(event, isMac, here, isLineLive());
    if (!row) return;
    event.preventDefault();
    event.stopPropagation();
    run(row.id);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input, textarea, select, [role="combobox"], [role="searchbox"]'));

/** Plain digits of a screen of choices (1–3 on the first screen): only while nothing is typed and no dialog is open. */
export function useKeyPresses(keys: readonly string[], run: (key: string) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    if (!plain || typing(event.target) || !keys.includes(event.key)) return;
    if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
    event.preventDefault();
    run(event.key);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
