// What stands in the isolated world: `require('electron')` for the preload, the other end of its IPC, and its ports. This
// world's objects are its own; scripts of the page reach only what is exposed. By its source text: nothing from outside
// itself. Source: Electron docs, tutorial/sandbox "Preload scripts", api/ipc-renderer, api/context-bridge.
import type { Codec } from '../../codec.ts';
import type { bridgeEnd } from './bridge-end.ts';

type Listener = (...args: unknown[]) => void;
type Require = (name: string) => unknown;

export interface IsolatedHalfParts {
  meeting: string;
  /** Name of the DevTools binding, in this world only: text to the main process. */
  binding: string;
  /** Name under which the main process calls in, in this world only. */
  receive: string;
  codec: Codec;
  bridgeEnd: typeof bridgeEnd;
  preloadPath: string;
  /** The preload's text in a function, as CommonJS modules are run. */
  preload(require: Require, module: object, exports: object, process: object): void;
}

export function isolatedHalf(parts: IsolatedHalfParts): void {
  if (window !== window.top) return;
  const { codec, preloadPath } = parts;
  const here = globalThis as unknown as Record<string, unknown>;
  const toMain = here[parts.binding] as (text: string) => void;
  const say = (header: unknown[], body = ''): void => toMain(`${JSON.stringify(header)}\n${body}`);

  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const bridge = parts.bridgeEnd(root, 'isolated', 'main', null);
  document.dispatchEvent(new MouseEvent(parts.meeting, { relatedTarget: host }));

  // Ports of this document, by number: those from the main process are positive, those sent there negative. A real port
  // goes to the preload; its partner stays here and passes on.
  const ports = new Map<number, MessagePort>();
  let given = 0;
  const relay = (id: number, port: MessagePort): void => {
    ports.set(id, port);
    port.onmessage = (event: MessageEvent) => {
      try {
        say(['port', id, event.ports.map(surrender)], codec.encodeClone(event.data));
      } catch (error) {
        reportError(error);
      }
    };
    port.addEventListener('close', () => {
      if (ports.delete(id)) say(['close', id]);
    });
  };
  const surrender = (port: MessagePort): number => {
    const id = (given -= 1);
    relay(id, port);
    return id;
  };
  const adopt = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    relay(id, port2);
    return port1;
  };

  /** As much of Node's EventEmitter as a sandboxed preload's `require('events')` is used for. */
  class Emitter {
    #listeners = new Map<string, Listener[]>();
    on(name: string, listener: Listener): this {
      this.#listeners.set(name, [...this.listeners(name), listener]);
      return this;
    }
    off(name: string, listener: Listener): this {
      const list = this.listeners(name);
      const at = list.lastIndexOf(listener);
      if (at >= 0) list.splice(at, 1);
      this.#listeners.set(name, list);
      return this;
    }
    listeners(name: string): Listener[] {
      return [...(this.#listeners.get(name) ?? [])];
    }
    emit(name: string, ...args: unknown[]): boolean {
      const list = this.listeners(name);
      for (const listener of list) listener(...args);
      return list.length > 0;
    }
  }
  /** Docs: tutorial/sandbox: what is not there fails at once, here too. */
  const surface = <T extends object>(name: string, part: T): T =>
    new Proxy(part, {
      get(target, key, receiver) {
        if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON')
          return Reflect.get(target, key, receiver) as unknown;
        throw new Error(`not in surface: ${name}.${key}`);
      },
    });
  const cloned = (value: unknown): string => {
    try {
      return codec.encode(value);
    } catch {
      // Docs: api/ipc-renderer, send; the words are v8_value_serializer.cc's.
      throw new Error('An object could not be cloned.');
    }
  };
  const heard = new Emitter();
  const ipcRenderer: object = surface('ipcRenderer', {
    on: (channel: string, listener: Listener) => heard.on(channel, listener) && ipcRenderer,
    off: (channel: string, listener: Listener) => heard.off(channel, listener) && ipcRenderer,
    removeListener: (channel: string, listener: Listener) => heard.off(channel, listener) && ipcRenderer,
    send: (channel: string, ...args: unknown[]) => say(['ipc', channel, []], cloned(args)),
    postMessage(channel: string, message: unknown, transfer: MessagePort[] = []) {
      const body = cloned([message]);
      // The engine takes the ports out of the caller's objects, and refuses what it refuses.
      const moved = structuredClone(transfer, { transfer });
      say(['ipc', channel, moved.map(surrender)], body);
    },
  });
  const contextBridge = surface('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api),
  });
  const timers = { setTimeout, clearTimeout, setInterval, clearInterval };
  const modules: Record<string, object> = {
    electron: surface('electron (in a preload)', { contextBridge, ipcRenderer }),
    events: surface('events', { EventEmitter: Emitter }),
    timers: surface('timers', timers),
    url: surface('url', { URL, URLSearchParams }),
  };
  const require = (name: string): unknown => {
    const plain = name.replace(/^node:/, '');
    // lib/sandboxed_renderer/init.ts, preloadRequire.
    if (!Object.hasOwn(modules, plain)) throw new Error(`module not found: ${name}`);
    return modules[plain];
  };

  const takeIpc = (channel: string, ids: number[], body: string): void => {
    const args = codec.decode(body) as unknown[];
    const event = surface('IpcRendererEvent', { sender: ipcRenderer, ports: ids.map(adopt), type: 'frame' });
    for (const listener of heard.listeners(channel)) {
      try {
        listener(event, ...args);
      } catch (error) {
        reportError(error);
      }
    }
  };
  const takePort = (id: number, ids: number[], body: string): void => {
    // A message for a port that this side closed meanwhile: the ports in it go with it.
    const port = ports.get(id);
    const inside = ids.map(adopt);
    if (port) port.postMessage(codec.decode(body), inside);
    else for (const each of inside) each.close();
  };
  const receive = (text: string): void => {
    const end = text.indexOf('\n');
    const [kind, to, ids] = JSON.parse(text.slice(0, end)) as ['ipc' | 'port' | 'close', never, number[]];
    if (kind === 'ipc') return takeIpc(to, ids, text.slice(end + 1));
    if (kind === 'port') return takePort(to, ids, text.slice(end + 1));
    const port = ports.get(to);
    ports.delete(to);
    port?.close();
  };
  Object.defineProperty(globalThis, parts.receive, { value: receive });

  say(['hello', location.href]);
  const module = { exports: {} };
  // Docs: api/process, in a sandboxed renderer.
  const process = surface('process (in a preload)', {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
  });
  try {
    parts.preload(require, module, module.exports, process);
  } catch (error) {
    // lib/sandboxed_renderer/preload.ts; docs: api/web-contents, 'preload-error'.
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    console.error(`Unable to load preload script: ${preloadPath}`);
    console.error(error);
    say(['preload-error', message, stack ?? '']);
  }
}
