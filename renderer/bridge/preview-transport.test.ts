import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ToPage } from '#shared/contract/wire.ts';
import { previewTransport, sessionEnded } from './preview-transport.ts';

class FakeSocket {
  readyState = 0;
  sent: string[] = [];
  listeners: Record<string, (event: never) => void> = {};
  url: string;
  constructor(url: string) {
    this.url = url;
  }
  send(text: string) {
    this.sent.push(text);
  }
  addEventListener(type: string, listener: (event: never) => void) {
    this.listeners[type] = listener;
  }
  receive(data: unknown) {
    this.readyState = 1;
    this.listeners['message']?.({ data } as never);
  }
  close(code = 1006) {
    this.readyState = 3;
    this.listeners['close']?.({ code } as never);
  }
}
function made(protocol = 'http:', search = '', secret: string | null = 's') {
  const sockets: FakeSocket[] = [];
  const offered: string[][] = [];
  const make = (url: string, protocols: string[]) => {
    const socket = new FakeSocket(url);
    offered.push(protocols);
    sockets.push(socket);
    return socket as never;
  };
  const raw = previewTransport({ protocol, host: '127.0.0.1:4711', search }, 'phone', make, () => secret);
  return { raw, sockets, offered };
}
const hello = JSON.stringify({ t: 'hello', epoch: 1, host: 'preview', demo: false, practice: false });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('opens one socket on its own origin for its surface', () => {
  expect(made().sockets[0]?.url).toBe('ws://127.0.0.1:4711/port?surface=phone');
  expect(made('http:', '?desk=practice').sockets[0]?.url).toBe(
    'ws://127.0.0.1:4711/port?surface=phone&practice=1',
  );
  expect(made('https:').sockets[0]?.url).toBe('wss://127.0.0.1:4711/port?surface=phone');
});

it('names its tab as a subprotocol, and only the protocol when it has no secret', () => {
  expect(made().offered).toEqual([['careline', 'tab.s']]);
  expect(made('http:', '', null).offered).toEqual([['careline']]);
});

it('keeps frames that came before the first listener', () => {
  const { raw, sockets } = made();
  sockets[0]?.receive(hello);
  const heard: ToPage[] = [];
  raw.onFrame((frame) => void heard.push(frame));
  expect(heard).toMatchObject([{ t: 'hello' }]);
});

it('drops what is no frame', () => {
  const { raw, sockets } = made();
  const heard: ToPage[] = [];
  raw.onFrame((frame) => void heard.push(frame));
  for (const data of ['', '{', 'null', '7', '"t"', '[]', '{"a":1}', new ArrayBuffer(4)])
    sockets[0]?.receive(data);
  expect(heard).toEqual([]);
});

it('sends only on an open socket', () => {
  const { raw, sockets } = made();
  raw.send({ t: 'read' });
  sockets[0]?.receive(hello);
  raw.send({ t: 'read' });
  expect(sockets[0]?.sent).toEqual(['{"t":"read"}']);
});

it('comes back with growing pauses up to two seconds, and starts small again after a hello', () => {
  const { raw, sockets } = made();
  const heard: ToPage[] = [];
  raw.onFrame((frame) => void heard.push(frame));
  for (const pause of [250, 500, 1000, 2000, 2000]) {
    const before = sockets.length;
    sockets.at(-1)?.close();
    vi.advanceTimersByTime(pause - 1);
    expect(sockets).toHaveLength(before);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(before + 1);
  }
  expect(heard[0]).toEqual({ t: 'desk', state: 'down', reason: 'connection-lost' });
  sockets.at(-1)?.receive(hello);
  sockets.at(-1)?.close();
  const before = sockets.length;
  vi.advanceTimersByTime(250);
  expect(sockets).toHaveLength(before + 1);
});

it('stops when the server says that the session has ended', () => {
  const { raw, sockets } = made();
  const heard: ToPage[] = [];
  raw.onFrame((frame) => void heard.push(frame));
  sockets[0]?.close(sessionEnded);
  vi.advanceTimersByTime(60_000);
  expect(sockets).toHaveLength(1);
  expect(heard).toEqual([{ t: 'desk', state: 'down', reason: 'preview-session' }]);
});
