// The desk as a child process of the web server: started, started again when it dies (at most three times a minute),
// and a door for page ports that outlives it.
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Init, ParentToDesk, PortSurface } from '#host/link.ts';
import { deskLinkOf } from '#host/link-child.ts';
import { serveHost } from '#host/proxy.ts';
import { decideRestart, portNumbers, type DeskEnd } from '#host/restart.ts';
import { previewHost } from './host.ts';

export interface PageConnection {
  surface: PortSurface;
  send(frame: unknown): void;
  /** Ends the connection: the page makes a new one, with a new epoch. */
  end(): void;
}
export interface DeskState {
  state: 'starting' | 'running' | 'down';
  reason: string | null;
}
export interface DeskProcessOptions {
  entry: string;
  /** Everything but what a restart changes. */
  init: Omit<Init, 'reopen' | 'locked' | 'epochBase' | 't' | 'version'>;
  onLog(line: string): void;
}

/** As in Electron's shell, ms: a desk that says nothing, and one that does not end, are ended. */
const startWithin = 30_000;
const stopWithin = 5000;

/** Of the package that the built program lies in, as Electron's `app.getVersion()` reads it. */
function versionBeside(entry: string): string {
  const file = join(dirname(entry), '..', '..', 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : '0.0.0';
}

export function deskProcess(options: DeskProcessOptions) {
  const numbers = portNumbers();
  const host = previewHost(options.init.profile, join(dirname(options.entry), '..', '..', 'data'));
  const version = versionBeside(options.entry);
  const pages = new Map<number, PageConnection>();
  const waiting = new Set<PageConnection>();
  let child: ChildProcess | null = null;
  let link: ReturnType<typeof deskLinkOf> | null = null;
  let state: DeskState = { state: 'starting', reason: null };
  let recent: number[] = [];
  let reopen: string | null = null;
  let stopping = false;
  let again = false;

  const tell = (page: PageConnection): void => page.send({ t: 'desk', ...state });
  function become(next: DeskState): void {
    state = next;
    for (const page of [...pages.values(), ...waiting]) tell(page);
  }
  function openPort(page: PageConnection): void {
    const { port, epoch } = numbers.next();
    pages.set(port, page);
    link?.send({ t: 'port-open', port, surface: page.surface, epoch });
  }

  function start(): void {
    if (!existsSync(options.entry)) return become({ state: 'down', reason: 'desk-missing' });
    become({ state: 'starting', reason: null });
    const started = fork(options.entry, [], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'json',
      // Nothing of this process's environment is needed there; keys never travel this way.
      env: { PATH: process.env['PATH'], TZ: process.env['TZ'], LANG: process.env['LANG'] },
      execArgv: [],
    });
    child = started;
    started.stderr?.setEncoding('utf8').on('data', options.onLog);
    const mine = deskLinkOf(started);
    link = mine;
    let end: DeskEnd = 'died';
    const killIn = (ms: number, then = (): void => undefined): ReturnType<typeof setTimeout> =>
      setTimeout(() => {
        then();
        started.kill('SIGKILL');
      }, ms);
    let patience = killIn(startWithin, () => {
      end = 'failed';
      become({ state: 'down', reason: 'desk-silent' });
    });
    mine.onMessage((message) => {
      if (message.t === 'ready') {
        clearTimeout(patience);
        become({ state: 'running', reason: null });
        for (const page of waiting) openPort(page);
        waiting.clear();
      } else if (message.t === 'failed') {
        end = 'failed';
        become({ state: 'down', reason: message.code });
        mine.send({ t: 'stop' });
        clearTimeout(patience);
        patience = killIn(stopWithin);
      } else if (message.t === 'port-data') pages.get(message.port)?.send(message.frame);
      else if (message.t === 'port-close') pages.get(message.port)?.end();
      else if (message.t === 'keep') reopen = message.reopen;
    });
    serveHost(
      {
        send: (message) => mine.send(message as ParentToDesk),
        onMessage: (listener) => mine.onMessage(listener),
        onClose: (listener) => mine.onClose(listener),
      },
      host,
    );
    // Could not even be started (no memory, no processes left): `exit` never comes then.
    started.once('error', () => {
      if (started.pid === undefined) ended();
    });
    started.once('exit', () => ended());
    function ended(): void {
      clearTimeout(patience);
      if (child !== started) return;
      child = null;
      link = null;
      // Every port died with it; pages connect again and find the next desk.
      const open = [...pages.values()];
      pages.clear();
      if (stopping) end = 'stopped';
      const decision = decideRestart(end, recent, performance.now());
      recent = decision.recent;
      if (decision.start || (again && !stopping)) {
        again = false;
        start();
      } else if (end !== 'failed') become({ state: 'down', reason: decision.why });
      for (const page of open) page.end();
    }
    mine.send({
      t: 'init',
      ...options.init,
      version,
      reopen,
      // A page's server hears nothing of the system's lock.
      locked: false,
      epochBase: numbers.epochBase(),
    });
  }

  return {
    start,
    state: (): DeskState => state,
    pid: (): number | null => child?.pid ?? null,
    /** A page connected. Returns what to call with its frames and at its end. */
    connect(page: PageConnection): { frame(frame: unknown): void; closed(): void } {
      tell(page);
      if (state.state === 'running') openPort(page);
      else waiting.add(page);
      const numberOf = (): number | null => [...pages].find(([, p]) => p === page)?.[0] ?? null;
      return {
        frame(frame) {
          const port = numberOf();
          if (port !== null) link?.send({ t: 'port-data', port, frame });
        },
        closed() {
          waiting.delete(page);
          const port = numberOf();
          if (port === null) return;
          pages.delete(port);
          link?.send({ t: 'port-close', port });
        },
      };
    },
    /** A person pressed "try again" on the page that says why the desk is down. */
    tryAgain(): void {
      if (stopping) return;
      recent = [];
      // One that failed may still be ending: the next begins when it is gone.
      if (child !== null) again = state.state === 'down';
      else start();
    },
    async stop(): Promise<void> {
      stopping = true;
      const ending = child;
      if (ending === null) return;
      const gone = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
      link?.send({ t: 'stop' });
      const timer = setTimeout(() => ending.kill('SIGKILL'), 5000);
      await gone;
      clearTimeout(timer);
    },
  };
}
export type DeskProcess = ReturnType<typeof deskProcess>;
