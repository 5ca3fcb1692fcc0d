// Ctrl+Shift+D opens and closes the demo's drawer, wherever the focus is.
import { useEffect, useEffectEvent } from 'react';

export const demoKeys = 'Ctrl+Shift+D';

type Pressed = Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'code'>;
/** By the key's place, so that a keyboard layout doesn't move it; Command on a Mac counts as Ctrl. */
export const isDemoKey = (e: Pressed): boolean =>
  e.code === 'KeyD' && (e.ctrlKey || e.metaKey) && e.shiftKey && !e.altKey && !e.repeat;

export function useDemoKey(run: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!isDemoKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}
