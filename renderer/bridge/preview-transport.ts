// The raw bridge of a page in the preview: one WebSocket to the page's own origin, opened again when it closes.
import type { Surface } from '#shared/contract/kinds.ts';
import type { RawBridge } from '#shared/contract/bridge.ts';
import type { ToPage } from '#shared/contract/wire.ts';

/** The server closes with this code when the page's cookie is no longer good: trying again cannot help. */
export const sessionEnded = 4401;
const firstPause = 250;
const longestPause = 2000;

/** Where the page keeps its tab's secret: session storage is bound to the port, which a cookie is not. */
export const tabKey = 'careline-tab';

/** What is used of WebSocket; tests give their own. */
export type SocketMaker = (
  url: string,
  protocols: string[],
) => Pick<WebSocket, 'send' | 'readyState' | 'addEventListener'>;

export function previewTransport(
  location: Pick<Location, 'protocol' | 'host' | 'search'>,
  surface: Surface = 'main',
  makeSocket: SocketMaker = (url, protocols) => new WebSocket(url, protocols),
  tabSecret: () => string | null = () => window.sessionStorage.getItem(tabKey),
): RawBridge {
  // `?desk=practice` in the page's address chooses the practice desk; the page itself is the same.
  const practice = new URLSearchParams(location.search).get('desk') === 'practice' ? '&practice=1' : '';
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const url = `${scheme}://${location.host}/port?surface=${surface}${practice}`;
  const listeners = new Set<(frame: ToPage) => void>();
  const early: ToPage[] = [];
  let socket: ReturnType<SocketMaker> | null = null;
  let pause = firstPause;

  const give = (frame: ToPage): void => {
    if (listeners.size === 0) early.push(frame);
    for (const listener of listeners) listener(frame);
  };
  const open = (): void => {
    const secret = tabSecret();
    const mine = makeSocket(url, ['careline', ...(secret === null ? [] : [`tab.${secret}`])]);
    socket = mine;
    mine.addEventListener('message', (event) => {
      const frame = parse(event.data);
      if (frame?.t === 'hello') pause = firstPause;
      if (frame) give(frame);
    });
    mine.addEventListener('close', (event) => {
      const ended = event.code === sessionEnded;
      give({ t: 'desk', state: 'down', reason: ended ? 'preview-session' : 'connection-lost' });
      if (ended) return;
      setTimeout(open, pause);
      pause = Math.min(pause * 2, longestPause);
    });
  };
  open();

  return {
    send(frame) {
      if (socket?.readyState === 1) socket.send(JSON.stringify(frame));
    },
    onFrame(listener) {
      listeners.add(listener);
      for (const frame of early.splice(0)) listener(frame);
      return () => listeners.delete(listener);
    },
  };
}

function parse(data: unknown): ToPage | null {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && 't' in value ? (value as ToPage) : null;
  } catch {
    return null;
  }
}
