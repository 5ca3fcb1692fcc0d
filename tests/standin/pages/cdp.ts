// A DevTools connection to the whole browser, with flat sessions: one WebSocket, one numbered call at a time per id.
// Typed by Playwright's copy of the protocol, so that a misspelt command doesn't compile.
import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
// The package exports no such path, but its types hold the whole protocol.
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };
type Events = Protocol.Events;
type Parameters = Protocol.CommandParameters;
type Values = Protocol.CommandReturnValues;

/** One target's session, or the browser's own. `send` rejects with what Chromium says; events have the protocol's names. */
export interface Session {
  readonly id: string;
  send<C extends keyof Parameters>(method: C, params?: Parameters[C]): Promise<Values[C]>;
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): void;
  /** The target is gone or the connection is: from here on every `send` rejects. */
  onGone(listener: () => void): void;
}

export interface Connection {
  readonly browser: Session;
  session(id: string): Session;
  onClosed(listener: () => void): void;
  close(): void;
}

interface Waiting {
  settle(result: unknown): void;
  fail(error: Error): void;
  session: string;
  method: string;
}
interface Incoming {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

export async function connect(url: string): Promise<Connection> {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 });
  await new Promise((settle, fail) => {
    socket.once('open', settle);
    socket.once('error', fail);
  });
  const waiting = new Map<number, Waiting>();
  const sessions = new Map<string, { session: Session; events: EventEmitter; over(): void }>();
  const closed: (() => void)[] = [];
  let last = 0;
  let over = false;

  const endSession = (id: string): void => {
    const known = sessions.get(id);
    sessions.delete(id);
    for (const [number, each] of waiting)
      if (each.session === id) {
        waiting.delete(number);
        each.fail(new Error(`${each.method}: the target is gone`));
      }
    known?.over();
  };
  const make = (id: string): Session => {
    const known = sessions.get(id);
    if (known) return known.session;
    const events = new EventEmitter().setMaxListeners(0);
    const gone: (() => void)[] = [];
    let isOver = over;
    const send = (method: string, params: object = {}): Promise<unknown> => {
      if (isOver || over) return Promise.reject(new Error(`${method}: the target is gone`));
      const number = ++last;
      const text = JSON.stringify({ id: number, method, params, ...(id !== '' && { sessionId: id }) });
      return new Promise((settle, fail) => {
        waiting.set(number, { settle, fail, session: id, method });
        socket.send(text, (error) => error && fail(error));
      });
    };
    const session: Session = {
      id,
      send: send as Session['send'],
      on: (event, listener) => void events.on(event, listener as (payload: unknown) => void),
      onGone: (listener) => void gone.push(listener),
    };
    const end = (): void => {
      isOver = true;
      for (const listener of gone.splice(0)) listener();
    };
    sessions.set(id, { session, events, over: end });
    return session;
  };
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as Incoming;
    if (message.id !== undefined) {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) call?.fail(new Error(`${call.method}: ${message.error.message}`));
      else call?.settle(message.result);
      return;
    }
    if (message.method === undefined) return;
    sessions.get(message.sessionId ?? '')?.events.emit(message.method, message.params);
    if (message.method === 'Target.detachedFromTarget')
      endSession((message.params as { sessionId: string }).sessionId);
  });
  socket.on('error', () => socket.close());
  socket.on('close', () => {
    over = true;
    for (const id of sessions.keys()) endSession(id);
    for (const listener of closed.splice(0)) listener();
  });
  return {
    browser: make(''),
    session: make,
    onClosed: (listener) => void (over ? listener() : closed.push(listener)),
    close: () => socket.close(),
  };
}
