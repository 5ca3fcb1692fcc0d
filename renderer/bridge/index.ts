// The one bridge of this page: Electron's preload where there is one, else the preview's socket.
import type { Bridge, RawBridge } from '#shared/contract/bridge.ts';
import type { Surface } from '#shared/contract/kinds.ts';
import { createClient, type Client } from './client.ts';
import { createFacade } from './facade.ts';
import { previewTransport } from './preview-transport.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload. */
    careline?: RawBridge;
  }
}

let surface: Surface = 'main';
let made: Client | null = null;

/** The page's client, connected at its first use. */
export function bridgeClient(): Client {
  made ??= createClient(window.careline ?? previewTransport(window.location, surface));
  return made;
}

/** Before the first use: which surface this page is (the phone's page), or the client a test brings. */
export function setBridge(choice: { surface?: Surface; client?: Client }): void {
  surface = choice.surface ?? surface;
  made = choice.client ?? made;
}

/** Everything a page can ask of the desk. */
export const careline: Bridge = createFacade(bridgeClient);
export type { Client, DeskState } from './client.ts';
