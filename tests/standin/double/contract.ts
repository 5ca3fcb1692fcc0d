// What the double's own parts agree on: what `app` gives the pages and what it wants to hear from them. What a part has is
// said once, as a type: `Pick<BrowserWindow, 'close' | …>`, `Pick<typeof Electron.session, 'fromPartition'>`; the test in
// ../surface reads these and holds them against what our code uses.
import type { EventEmitter } from 'node:events';
import type { Chromium } from '../pages/chromium.ts';
import type { World } from '../world/contract.ts';
import type { DisplayLike } from './screen.ts';

/** A problem of the double itself or of the app that no event tells: read by specs, never swallowed. */
export type Problem = (text: string) => void;

export interface PagesDeps {
  /** Chromium. It starts just before `ready`; asked earlier this throws, as Electron does for anything with a page. */
  browser(): Chromium;
  /** Emits what Electron's `app` emits for pages: 'web-contents-created', 'browser-window-created', 'login', … */
  app: EventEmitter & { isReady(): boolean };
  /** To be called each time a window is gone and none is left (docs: api/app, 'window-all-closed'). */
  allWindowsClosed(): void;
  /** To be called when a prevented 'close' or a page's beforeunload kept a window open: a quit under way is called off. */
  closeCancelled(): void;
  /** The displays there are now, for bounds, centring and `maximize`. */
  displays(): DisplayLike[];
  /** Preloads and their bridge; `attach` for each new target before its first navigation. */
  world: World;
  record(name: string, ...args: unknown[]): void;
  problem: Problem;
}

/** What `app` needs of the windows (docs: api/app, quit and exit). */
export interface WindowsEnd {
  all(): { close(): void; destroy(): void; isDestroyed(): boolean }[];
}
