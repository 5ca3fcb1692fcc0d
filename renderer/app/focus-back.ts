// A focus that went with what it was on (a transfer that was closed, a call that was ended, the emergency card) goes back to the
// field it came from, else to the notes of the call in hand: the next key must not fall on nothing. Never from a field that types.
import { useEffect } from 'react';
import { useDeskView } from './desk-store.ts';
import { isPressed } from './pressed-here.ts';

/** How many places back are remembered. */
const remembered = 8;

const field = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"]';

interface Place {
  readonly isConnected: boolean;
  matches(selector: string): boolean;
}
/** What the focus was on before, newest first: the first that is still there, when it is a field; a button is not pressed again. */
export function placeBefore<T extends Place>(before: readonly T[]): T | null {
  const last = before.find((at) => at.isConnected);
  return last?.matches(field) === true ? last : null;
}

/** A dialog gives its focus back itself, within a frame. */
const afterOthers = (run: () => void): void =>
  void requestAnimationFrame(() => requestAnimationFrame(() => run()));

/** Once, on the desk; it does nothing while no call is in hand. */
export function useFocusBack(): void {
  useEffect(() => {
    let before: HTMLElement[] = [];
    let waits = false;
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement)
        before = [target, ...before.filter((at) => at !== target)].slice(0, remembered);
    };
    const isLost = (): boolean =>
      document.activeElement === document.body && before[0] !== undefined && !before[0].isConnected;
    const back = (): void => {
      waits = false;
      // A call that was just answered: its script takes the focus once it is read.
      const { contextId } = useDeskView.getState();
      if (contextId !== null && isPressed('answer', contextId)) return;
      // Under a card or a dialog nothing takes it: they hold it themselves.
      if (document.querySelector('[role="dialog"]:not([popover]), [role="alertdialog"]') !== null) return;
      const notes = document.querySelector<HTMLElement>('.cl-notes textarea');
      if (notes !== null && isLost()) (placeBefore(before) ?? notes).focus({ preventScroll: true });
    };
    const look = new MutationObserver(() => {
      if (waits || !isLost()) return;
      waits = true;
      afterOthers(back);
    });
    window.addEventListener('focusin', note);
    look.observe(document.body, { childList: true, subtree: true });
    return () => {
      window.removeEventListener('focusin', note);
      look.disconnect();
    };
  }, []);
}
