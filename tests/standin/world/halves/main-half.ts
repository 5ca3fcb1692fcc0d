// What stands in the page's own world: waits, before the page's first script, for the isolated world to hand over the node
// they will speak over. Leaves no global behind. By its source text: nothing from outside itself.
import type { bridgeEnd } from './bridge-end.ts';

export interface MainHalfParts {
  /** Type of the one event by which the worlds find each other; no script of the page runs before it has passed. */
  meeting: string;
  bridgeEnd: typeof bridgeEnd;
}

export function mainHalf({ meeting, bridgeEnd: end }: MainHalfParts): void {
  // Docs: api/structures/web-preferences, nodeIntegrationInSubFrames is false: no preload in frames.
  if (window !== window.top) return;
  document.addEventListener(
    meeting,
    (event) => {
      // A mouse event carries a node from world to world: each gets its own wrapper of the same one.
      const host = (event as MouseEvent).relatedTarget as Element;
      end(host.shadowRoot as ShadowRoot, 'main', 'isolated', window);
    },
    { once: true, capture: true },
  );
}
