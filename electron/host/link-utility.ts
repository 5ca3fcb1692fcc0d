// The link over Electron's utilityProcess, seen from inside the desk. Nothing of electron is imported: the desk's bundle
// is the same file for both hosts, and `process.parentPort` is described here by the part that is used.
import { parentToDesk, portOpen, type DeskToParent, type PagePort, type ParentLink } from './link.ts';

/** Electron's MessagePortMain, as far as it is used. */
export interface TransferredPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}
/** Electron's `process.parentPort`, as far as it is used. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: TransferredPort[] }) => void): unknown;
}

/** True inside a utility process. */
export const inUtilityProcess = (): boolean => parentPortOf(process) !== null;

/** The desk's end in Electron. A parent that ends takes its utility processes with it, so `onClose` never fires. */
export function utilityLink(parent: ParentPort | null = parentPortOf(process)): ParentLink {
  if (parent === null) throw new Error('utilityLink: not inside a utility process');
  return {
    send: (message: DeskToParent) => parent.postMessage(message),
    onMessage(listener) {
      parent.on('message', (event) => {
        const message = parentToDesk.safeParse(event.data);
        if (message.success && message.data.t !== 'port-open') listener(message.data);
      });
    },
    onClose: () => undefined,
    onPort(listener) {
      const live = new Map<number, TransferredPort>();
      parent.on('message', (event) => {
        const open = portOpen.safeParse(event.data).data;
        const port = event.ports[0];
        if (open && port !== undefined) {
          live.set(open.port, port);
          port.on('close', () => live.delete(open.port));
          listener(pagePort(open, port));
        }
        // Once a port has been handed to its page, only this end can close it.
        const closed = parentToDesk.safeParse(event.data).data;
        if (closed?.t === 'port-close') live.get(closed.port)?.close();
      });
    },
  };
}

function pagePort(open: { port: number; surface: PagePort['surface']; epoch: number }, raw: TransferredPort) {
  return {
    port: open.port,
    surface: open.surface,
    epoch: open.epoch,
    send: (frame: unknown) => raw.postMessage(frame),
    onFrame(listener: (frame: unknown) => void) {
      raw.on('message', (event) => listener(event.data));
      raw.start();
    },
    onClose: (listener: () => void) => void raw.on('close', listener),
    close: () => raw.close(),
  };
}

function parentPortOf(from: object): ParentPort | null {
  return 'parentPort' in from && from.parentPort ? (from.parentPort as ParentPort) : null;
}
