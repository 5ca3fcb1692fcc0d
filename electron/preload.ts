// The one thing between a page and the shell: asks for a port at every document start, keeps it in this isolated world,
// and gives the page `window.careline`, which can send a frame and hear frames. Nothing else of Electron is reachable.
import { contextBridge, ipcRenderer } from 'electron';
import type { RawBridge } from '#shared/contract/bridge.ts';
import type { ToPage } from '#shared/contract/wire.ts';
import { channels } from './shell/channels.ts';
import { createPagePort } from './shell/page-port.ts';
import { whenPainted } from './shell/painted.ts';

const page = createPagePort();
ipcRenderer.on(channels.port, (event) => page.take(event.ports[0] ?? null));
ipcRenderer.on(channels.desk, (_event, standing: unknown) => page.standing(standing));

// The bridge copies values, so a page gets frames, never an event, a port or a prototype.
const bridge: RawBridge = {
  send(frame) {
    if (frame.t === 'try-again') ipcRenderer.send(channels.tryAgain);
    else if (frame.t === 'quit') ipcRenderer.send(channels.quit);
    else page.send(frame);
  },
  onFrame: (listener: (frame: ToPage) => void) => page.onFrame(listener),
};
contextBridge.exposeInMainWorld('careline', bridge);

ipcRenderer.send(channels.port);
whenPainted(document, () => ipcRenderer.send(channels.painted));
