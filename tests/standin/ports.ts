// Message ports of the main process, and the bare ends they stand on: an end may lie in a page's document or in the desk's
// process, which each pass on what it is given.
// Source: Electron docs, api/message-port-main and api/message-channel-main; shell/browser/api/message_port.cc.
import { EventEmitter } from 'node:events';
import type { MessageEvent as ElectronMessageEvent, MessagePortMain as ElectronPort } from 'electron';
import type { PortMembers } from './double/members.ts';

/**
 * One end of a channel, without an object that scripts see. Keeps what comes until somebody listens, in order, and the
 * other end's close after it. `data` is handed over as it is: who takes it from a script has copied it.
 */
export interface PortEnd {
  post(data: unknown, ends: PortEnd[]): void;
  /** One listener; a later one replaces it (an end that was transferred on), null lets what comes wait. */
  onMessage(listener: ((data: unknown, ends: PortEnd[]) => void) | null): void;
  /** The other end closed or its document or process is gone. Not called by this end's own `close()`. */
  onClose(listener: () => void): void;
  /** Nothing comes or goes any more; the other end hears of it after all that was posted before. */
  close(): void;
}

interface Item {
  data: unknown;
  ends: PortEnd[];
}

/**
 * Two ends of one channel, both in this process. Whoever brings one into another process or a page keeps the other as its
 * stub: posts on it what comes from there, and sends there what `onMessage` and `onClose` tell.
 */
export function createEnds(): [PortEnd, PortEnd] {
  const first = new End();
  const second = new End();
  first.peer = second;
  second.peer = first;
  return [first, second];
}

class End implements PortEnd {
  peer: End | null = null;
  #inbox: Item[] = [];
  #message: ((data: unknown, ends: PortEnd[]) => void) | null = null;
  #closed: (() => void) | null = null;
  #delivering = false;

  post(data: unknown, ends: PortEnd[]): void {
    // A channel that is gone takes its messages with it, and the ports in them (message_port.cc, PostMessage).
    if (this.peer === null) for (const end of ends) end.close();
    else this.peer.#take({ data, ends });
  }
  onMessage(listener: ((data: unknown, ends: PortEnd[]) => void) | null): void {
    this.#message = listener;
    this.#deliver();
  }
  onClose(listener: () => void): void {
    this.#closed = listener;
    this.#deliver();
  }
  close(): void {
    const peer = this.peer;
    this.peer = null;
    this.#message = null;
    this.#closed = null;
    for (const item of this.#inbox.splice(0)) for (const end of item.ends) end.close();
    if (peer === null) return;
    peer.peer = null;
    peer.#deliver();
  }
  /** What was given out and not heard, before all else. */
  putBack(items: readonly Item[]): void {
    this.#inbox.unshift(...items);
  }
  #take(item: Item): void {
    this.#inbox.push(item);
    this.#deliver();
  }
  #deliver(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (let item; this.#message !== null && (item = this.#inbox.shift()) !== undefined;)
        this.#message(item.data, item.ends);
    } finally {
      this.#delivering = false;
    }
    if (this.peer !== null || this.#inbox.length > 0 || this.#message === null) return;
    const closed = this.#closed;
    this.#closed = null;
    closed?.();
  }
}

type Event = Omit<ElectronMessageEvent, 'ports'> & { ports: MessagePortMain[] };

/** Docs: api/message-port-main. Emits 'message' {data, ports} and 'close'. */
export class MessagePortMain extends EventEmitter<{ message: [Event]; close: [] }> implements PortMembers {
  #end: PortEnd | null;
  #started = false;
  #closed = false;
  /** Messages whose task has not run yet. */
  #due: Item[] = [];

  private constructor(end: PortEnd) {
    super();
    this.#end = end;
  }
  /** Docs: "Starts the sending of messages queued on the port. Messages will be queued until this method is called." */
  start(): void {
    const end = this.#end;
    if (end === null || this.#started) return;
    this.#started = true;
    // Each message is a task of its own, as events are: a listener that throws keeps no other message back.
    end.onMessage((data, ends) => {
      this.#due.push({ data, ends });
      setImmediate(() => this.#deliver());
    });
    // The pipe's end is noticed once it is read from (mojo connector, paused until `start`).
    end.onClose(() => setImmediate(() => this.#gone(end)));
  }
  /** @throws Error 'An object could not be cloned.' (v8_value_serializer.cc) or about the ports (message_port.cc). */
  postMessage(message: unknown, transfer: readonly ElectronPort[] | readonly MessagePortMain[] = []): void {
    const end = this.#end;
    if (end === null || this.#closed) return;
    const data = clone(message);
    const ports = transfer.map(asOurs);
    const own = ports.indexOf(this);
    if (own >= 0) throw new Error(`Port at index ${own} contains the source port.`);
    end.post(data, takeEnds(ports));
  }
  /** Docs: "Disconnects the port, so it is no longer active." Emits 'close' on both sides (message_port.cc, Close). */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const end = this.#end;
    if (end === null) return;
    end.close();
    this.emit('close');
  }
  #deliver(): void {
    const item = this.#due.shift();
    if (item === undefined) return;
    if (this.#closed) for (const end of item.ends) end.close();
    else this.emit('message', { data: item.data, ports: item.ends.map(wrapEnd) });
  }
  #gone(end: PortEnd): void {
    if (this.#closed || this.#end !== end) return;
    this.#closed = true;
    this.emit('close');
  }
  /** The end on its way to somebody else; this object is neutered: it says and hears nothing more. */
  static take(port: MessagePortMain): PortEnd | null {
    const end = port.#end;
    port.#end = null;
    end?.onMessage(null);
    if (end instanceof End) end.putBack(port.#due.splice(0));
    return end;
  }
  static isNeutered(port: MessagePortMain): boolean {
    return port.#end === null;
  }
  static wrap(end: PortEnd): MessagePortMain {
    return new MessagePortMain(end);
  }
}

/** Docs: api/message-channel-main. */
export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;
  constructor() {
    const [first, second] = createEnds();
    this.port1 = wrapEnd(first);
    this.port2 = wrapEnd(second);
  }
}

/** Takes the end out of a port that is being transferred. @throws when it was transferred before. */
export function takeEnd(port: MessagePortMain): PortEnd {
  const [end] = takeEnds([port]);
  if (end === undefined) throw new Error('no end');
  return end;
}

/** All or none of them (message_port.cc, DisentanglePorts). */
export function takeEnds(ports: readonly MessagePortMain[]): PortEnd[] {
  for (const [index, port] of ports.entries()) {
    const wrong = MessagePortMain.isNeutered(port)
      ? 'already neutered'
      : ports.indexOf(port) < index && 'a duplicate';
    if (wrong) throw new Error(`Port at index ${index} is ${wrong}.`);
  }
  return ports.map((port) => MessagePortMain.take(port)).filter((end) => end !== null);
}

export const wrapEnd = (end: PortEnd): MessagePortMain => MessagePortMain.wrap(end);

/** A copy as Electron's IPC makes it. @throws Error 'An object could not be cloned.' (v8_value_serializer.cc). */
export function clone(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    throw new Error('An object could not be cloned.');
  }
}

const asOurs = (port: unknown, index: number): MessagePortMain => {
  if (port instanceof MessagePortMain) return port;
  throw new TypeError(`Port at index ${index} is not a MessagePortMain.`);
};
