// A focus that went with what it was on (a transfer that was closed, a call that was ended, the emergency card) goes back to the
// field it came from, else to the notes of the call in hand: the next key must not fall on nothing. Never from a field that types.
// What is done at the record keeps its keys: what was chosen there is gone on with there, never in the notes.
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

/** Whether keys go on in the pane at the record that the focus was in: it stands, and nobody typed elsewhere in it before. */
export const staysIn = <T extends Place>(
  pane: { isConnected: boolean; contains(at: T): boolean } | null,
  field: T | null,
): boolean => pane !== null && pane.isConnected && (field === null || !pane.contains(field));

/** What is chosen from next, once it is there; until then the pane itself, which such a list takes over from. */
function goOnIn(pane: HTMLElement): void {
  const to =
    pane.querySelector<HTMLElement>('[role="listbox"]') ?? pane.querySelector<HTMLElement>('[tabindex="-1"]');
  to?.focus({ preventScroll: true });
}

/** A dialog gives its focus back itself, within a frame. */
const afterOthers = (run: () => void): void =>
  void requestAnimationFrame(() => requestAnimationFrame(() => run()));

/** Once, on the desk; it does nothing while no call is in hand. */
export function useFocusBack(): void {
  useEffect(() => {
    let before: HTMLElement[] = [];
    let pane: HTMLElement | null = null;
    let waits = false;
    const note = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return;
      before = [target, ...before.filter((at) => at !== target)].slice(0, remembered);
      pane = target.closest<HTMLElement>('.cl-task');
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
      if (!isLost()) return;
      const field = placeBefore(before);
      if (pane !== null && staysIn<HTMLElement>(pane, field)) return goOnIn(pane);
      const notes = document.querySelector<HTMLElement>('.cl-notes textarea');
      if (notes !== null) (field ?? notes).focus({ preventScroll: true });
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
