// The page's port as the preload keeps it: the newest one only, and a word to the page when it dies.
import type { ToDesk, ToPage } from '#shared/contract/wire.ts';

/** The DOM's MessagePort, as far as it is used. */
export interface WebPort {
  postMessage(message: unknown): void;
  close(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  addEventListener(type: 'close', listener: () => void): void;
}
export interface PagePortKeeper {
  take(port: WebPort | null): void;
  /** What the shell says about the desk while there is no port; not believed beyond its shape. */
  standing(value: unknown): void;
  send(frame: ToDesk): void;
  onFrame(listener: (frame: ToPage) => void): () => void;
}
/** Frames kept for a page that has not begun to listen; a document that never does must not grow for ever. */
const mostEarly = 200;

export function createPagePort(): PagePortKeeper {
  const listeners = new Set<(frame: ToPage) => void>();
  const early: ToPage[] = [];
  let current: WebPort | null = null;

  const give = (frame: ToPage): void => {
    if (listeners.size === 0 && early.length < mostEarly) early.push(frame);
    for (const listener of listeners) listener(frame);
  };
  return {
    take(port) {
      if (port === null) return;
      current?.close();
      current = port;
      port.onmessage = (event) => {
        if (current === port && isFrame(event.data)) give(event.data);
      };
      port.addEventListener('close', () => {
        if (current !== port) return;
        current = null;
        give({ t: 'desk', state: 'down', reason: 'connection-lost' });
      });
    },
    standing(value) {
      if (typeof value !== 'object' || value === null || !('state' in value) || !('reason' in value)) return;
      const { state, reason } = value;
      if (state !== 'starting' && state !== 'down') return;
      current?.close();
      current = null;
      const version =
        'version' in value && typeof value.version === 'string' ? { version: value.version } : {};
      give({ t: 'desk', state, reason: typeof reason === 'string' ? reason : null, ...version });
    },
    send: (frame) => current?.postMessage(frame),
    onFrame(listener) {
      listeners.add(listener);
      for (const frame of early.splice(0)) listener(frame);
      return () => listeners.delete(listener);
    },
  };
}

/** The desk's frames are checked where they are made; this keeps a stray message from throwing in the page. */
const isFrame = (value: unknown): value is ToPage =>
  typeof value === 'object' && value !== null && 't' in value && typeof value.t === 'string';
