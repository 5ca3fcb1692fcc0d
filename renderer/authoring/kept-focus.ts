// Where keys go on when what had the focus is gone: a row that was removed, a button whose deed is done. Left alone, a dialog hands
// them to its first control, which closes it.
import { useEffect, type RefObject } from 'react';

/** Marks what keys go on in: the first button or the chosen row in it. */
export const goesOn = { 'data-goes-on': '' } as const;

/** The focus left the room for the dialog around it by itself: what had it stands nowhere any more. */
export const isThrown = (
  had: Pick<Node, 'isConnected'> | null,
  to: Node,
  room: Pick<Node, 'contains'>,
): boolean => had !== null && !had.isConnected && !room.contains(to);

/** `room` in its dialog or page; `middle` takes the keys where nothing in it says that it does. */
export function useKeptFocus(
  room: RefObject<HTMLElement | null>,
  middle: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const here = room.current;
    const around = here?.closest<HTMLElement>('[role="alertdialog"], [role="dialog"]');
    if (!here || !around) return undefined;
    let had: HTMLElement | null = null;
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return;
      const thrown = isThrown(had, target, here);
      had = here.contains(target) ? target : null;
      if (!thrown) return;
      const next = middle.current?.querySelector<HTMLElement>(
        '[data-goes-on] :is(button:not(:disabled), [aria-selected="true"])',
      );
      (next ?? middle.current)?.focus();
    };
    around.addEventListener('focusin', onFocus);
    return () => around.removeEventListener('focusin', onFocus);
  }, [room, middle]);
}
