// When a tip may open. A button that came to lie under a resting pointer was not pointed at: a tip there covers what the agent
// presses next. A person's own move, or the focus by key, opens it.
import { useState } from 'react';

/** Longer at rest than this, ms, and it was the page that moved. */
const resting = 1500;
let movedAt = 0;
if (typeof window !== 'undefined')
  window.addEventListener(
    'pointermove',
    ({ movementX, movementY, timeStamp }) => {
      // A layout that changes under the pointer makes a move of no length.
      if (movementX !== 0 || movementY !== 0) movedAt = timeStamp;
    },
    { capture: true, passive: true },
  );

/** Spread on the tip's trigger. `label`: of the button that has it. */
export function useTip(label: string): { isOpen: boolean; onOpenChange: (open: boolean) => void } {
  const [isOpen, setOpen] = useState(false);
  const onOpenChange = (open: boolean): void => {
    const at = document.activeElement;
    const byKey = at?.getAttribute('aria-label') === label && at.matches(':focus-visible');
    setOpen(open && (byKey || performance.now() - movedAt < resting));
  };
  return { isOpen, onOpenChange };
}
