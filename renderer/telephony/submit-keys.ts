// Ctrl+Enter does what the open form is for, wherever the cursor is in it; Ctrl+Shift+Enter its other end, where it has one.
import { useEffect, useEffectEvent } from 'react';
import { isMac } from '../app/use-keys.ts';

export const submitKeys = isMac ? 'Cmd+Enter' : 'Ctrl+Enter';
export const otherSubmitKeys = isMac ? 'Cmd+Shift+Enter' : 'Ctrl+Shift+Enter';

export interface SubmitPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
  isComposing: boolean;
}
export function submitOf(press: SubmitPress): 'submit' | 'other' | null {
  if (press.key !== 'Enter' || press.repeat || press.isComposing || press.altKey) return null;
  if (!press.ctrlKey && !press.metaKey) return null;
  return press.shiftKey ? 'other' : 'submit';
}

/** `form`: a selector of the form's own element; only a press from within it counts. */
export function useSubmitKeys(form: string, submit: () => void, other?: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const what = submitOf(event);
    const run = what === 'submit' ? submit : what === 'other' ? other : undefined;
    if (!run || !(event.target instanceof Element) || event.target.closest(form) === null) return;
    // Before a button that has the focus takes the Enter for itself.
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
