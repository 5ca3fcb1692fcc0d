// A press on the card often takes the pressed thing away. The focus then stays with the card, so that the next key still works
// and nobody who doesn't see the screen starts again at its top.
import { useEffect, useRef, type ReactNode } from 'react';

export function KeptFocus({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const within = box.current;
    if (within === null) return;
    let was = false;
    const note = (event: Event): void => {
      was = event.target instanceof Node && within.contains(event.target);
    };
    const look = new MutationObserver(() => {
      const card = within.querySelector<HTMLElement>('.cl-dispatch');
      if (!was || card === null || document.activeElement !== document.body) return;
      card.tabIndex = -1;
      card.focus({ preventScroll: true });
    });
    look.observe(within, { childList: true, subtree: true });
    document.addEventListener('focusin', note);
    // Pressed beside it: that was meant.
    document.addEventListener('pointerdown', note);
    return () => {
      look.disconnect();
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
    };
  }, []);
  return (
    <div ref={box} className="cl-dispatch-kept">
      {children}
    </div>
  );
}
