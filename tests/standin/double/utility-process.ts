// `utilityProcess.fork`: a real child process on Node 24, with the environment it is given and nothing else, messages as
// structured clones, transferred ports, and an end with its parent. Source: Electron docs, api/utility-process.
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ForkOptions, MessagePortMain as ElectronPort } from 'electron';
import { clone, takeEnds, type MessagePortMain } from '../ports.ts';
import { events, type ChildMembers, type ChildPart, type ElectronDouble } from './members.ts';
import { surface } from './not-in-surface.ts';
import { createRelay, type Envelope } from './relay.ts';

const entry = fileURLToPath(new URL('./utility-entry.ts', import.meta.url));

export interface UtilityDeps {
  /** Path of Node's own binary. */
  node: string;
  isReady(): boolean;
  record(name: string, ...args: unknown[]): void;
}
export interface UtilityDouble {
  utilityProcess: Fork;
  /** Of the children that run now, with their service names. */
  running(): { pid: number; serviceName: string }[];
  /** The app ends: its children with it. It hears nothing more of them, and gets no new one. */
  end(): void;
}
type Fork = ElectronDouble['utilityProcess'];
export type UtilityChild = ChildPart;

export function createUtilityProcess(deps: UtilityDeps): UtilityDouble {
  const children = new Map<ChildProcess, string>();
  let over = false;
  return {
    running: () => [...children].map(([child, serviceName]) => ({ pid: child.pid ?? 0, serviceName })),
    end() {
      over = true;
      children.forEach((_name, child) => child.kill('SIGKILL'));
    },
    utilityProcess: surface('utilityProcess', {
      fork(modulePath, args = [], options = {}) {
        if (!deps.isReady()) throw new Error('utilityProcess cannot be created before app is ready.');
        if (over) throw new Error('utilityProcess cannot be created while the app ends.');
        deps.record('utilityProcess.fork', {
          modulePath,
          serviceName: options.serviceName,
          env: Object.keys(options.env ?? {}),
        });
        const child = spawn(deps.node, [...(options.execArgv ?? []), entry, modulePath, ...args], {
          env: (options.env ?? process.env) as NodeJS.ProcessEnv,
          ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
          stdio: stdioOf(options.stdio),
          serialization: 'advanced',
        });
        children.set(child, options.serviceName ?? 'Node Utility Process');
        child.once('exit', () => children.delete(child));
        return wrap(child, () => over);
      },
    } satisfies Fork),
  };
}

function wrap(child: ChildProcess, isOver: () => boolean): UtilityChild {
  const emitter = new EventEmitter();
  // In Electron main is gone before its children are: nothing of its code runs any more.
  const tell = (name: string, ...args: unknown[]): boolean => !isOver() && emitter.emit(name, ...args);
  const relay = createRelay({
    side: 'parent',
    // A child that is just gone hears nothing; its 'exit' follows.
    send: (envelope) => void (child.connected && child.send(envelope, () => undefined)),
    onMessage: (data) => tell('message', data),
  });
  const shown: UtilityChild = Object.assign(emitter, {
    // Docs: `pid` is undefined until the process has spawned, and again once it has exited.
    pid: undefined as number | undefined,
    stderr: child.stderr,
    postMessage(message: unknown, transfer: readonly ElectronPort[] = []) {
      const data = clone(message);
      relay.post(data, takeEnds(transfer as unknown as MessagePortMain[]));
    },
    kill: () => child.kill('SIGTERM'),
  } satisfies ChildMembers);
  child.on('message', (envelope) => relay.receive(envelope as Envelope));
  child.once('spawn', () => {
    shown.pid = child.pid;
    tell('spawn');
  });
  // Both the pipe's end and the process's: everything said before the end is heard before it.
  child.once('close', (code, signal) => {
    relay.gone();
    // Docs: the code "obtained from waitpid on POSIX": by a signal, its number.
    tell('exit', code ?? (signal === null ? 0 : constants.signals[signal]));
    shown.pid = undefined;
    shown.stderr = null;
  });
  child.once('error', () => tell('exit', 1));
  return surface('utilityProcess child', shown, events.UtilityProcess);
}

/** Docs: api/utility-process, stdio: only stdout and stderr can be chosen, `inherit` unless said otherwise. */
function stdioOf(stdio: ForkOptions['stdio']): StdioOptions {
  const [, out = 'inherit', err = 'inherit'] =
    typeof stdio === 'string' ? ['ignore', stdio, stdio] : (stdio ?? []);
  return ['ignore', out as 'pipe', err as 'pipe', 'ipc'];
}
