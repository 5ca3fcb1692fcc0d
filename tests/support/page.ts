// A page without a browser: speaks the bridge's frames over the preview's WebSocket as the real page does, so that a test
// can drop, repeat and forge what a real page never would.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { ToPage } from '#shared/contract/wire.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { until } from './until.ts';

export interface PageOptions {
  surface?: string;
  practice?: boolean;
}
interface Waiting {
  settle(answer: Result<unknown>): void;
}
const interrupted: Failure = { ok: false, code: 'interrupted', message: 'port closed', retryable: true };

/** Exchanges the token of the ready line's address for the cookie, as the page does on its first load. */
export async function signIn(url: string): Promise<{ origin: string; cookie: string; tab: string }> {
  const { origin, hash } = new URL(url);
  const response = await fetch(new URL('/session', origin), {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token: hash.slice('#token='.length) }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (response.status !== 200 || cookie === undefined) throw new Error(`no session: ${response.status}`);
  const { tab } = (await response.json()) as { tab: string };
  return { origin, cookie, tab };
}

export async function openPage(url: string, options: PageOptions = {}) {
  const { origin, cookie, tab } = await signIn(url);
  const query = `surface=${options.surface ?? 'main'}${options.practice ? '&practice=1' : ''}`;
  const waiting = new Map<string, Waiting>();
  const frames: ToPage[] = [];
  const heard = new Set<(frame: ToPage) => void>();
  let socket: WebSocket | null = null;
  let epoch: number | null = null;
  let desk: { state: string; reason: string | null } = { state: 'starting', reason: null };

  function take(frame: ToPage): void {
    frames.push(frame);
    if (frame.t === 'hello') epoch = frame.epoch;
    if (frame.t === 'desk') desk = { state: frame.state, reason: frame.reason };
    if (frame.t === 'reply') {
      waiting.get(frame.id)?.settle(frame.result as Result<unknown>);
      waiting.delete(frame.id);
    }
    for (const listener of heard) listener(frame);
  }

  function portGone(): void {
    epoch = null;
    for (const w of waiting.values()) w.settle(interrupted);
    waiting.clear();
  }

  /** A new port, as after a reload. Resolves once the socket is open; the desk behind it may still be starting. */
  async function connect(): Promise<void> {
    socket?.terminate();
    portGone();
    const made = new WebSocket(`${origin.replace('http', 'ws')}/port?${query}`, ['careline', `tab.${tab}`], {
      headers: { origin, cookie },
    });
    socket = made;
    made.on('message', (data) => made === socket && take(JSON.parse(String(data)) as ToPage));
    made.on('close', () => {
      if (made === socket) portGone();
    });
    await new Promise<void>((resolve, reject) => {
      made.once('open', () => resolve());
      made.once('error', reject);
    });
    made.on('error', () => undefined);
  }
  await connect();

  const page = {
    frames,
    origin,
    cookie,
    desk: () => desk,
    epoch: () => epoch,
    isOpen: () => socket?.readyState === WebSocket.OPEN,
    connect,
    onFrame(listener: (frame: ToPage) => void): () => void {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    send: (frame: unknown): void => socket?.send(JSON.stringify(frame)),
    raw: (data: string | Buffer): void => socket?.send(data),
    /** A port that a running desk answers on, over as many reconnections and tries as it takes. */
    async attached(withinMs = 20_000): Promise<void> {
      await until('a desk behind the port', withinMs, async () => {
        if (socket?.readyState !== WebSocket.OPEN) await connect().catch(() => undefined);
        else if (desk.state === 'down') page.send({ t: 'try-again' });
        else if (epoch !== null) return (await page.ask('session.state')).ok;
        return false;
      });
    },
    /** One request. `interrupted` when the port closes before the reply. */
    ask(name: string, input: unknown = {}, extra: { requestId?: string; cursor?: string | null } = {}) {
      const id = randomUUID();
      return new Promise<Result<unknown>>((settle) => {
        if (socket?.readyState !== WebSocket.OPEN) return settle(interrupted);
        waiting.set(id, { settle });
        page.send({ t: 'call', id, name, input, ...extra });
      });
    },
    /** The value of a request that must succeed. */
    async get<T = Record<string, unknown>>(name: string, input: unknown = {}, extra = {}): Promise<T> {
      const answer = await page.ask(name, input, extra);
      if (!answer.ok) throw new Error(`${name}: ${answer.code} ${answer.message}`);
      return answer.value as T;
    },
    close(): void {
      const ending = socket;
      socket = null;
      ending?.terminate();
    },
  };
  return page;
}
export type Page = Awaited<ReturnType<typeof openPage>>;
