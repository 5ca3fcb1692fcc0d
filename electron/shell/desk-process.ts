// Keeps one desk process alive and gives pages their ports to it. Logic only: the process and the channels are handed
// in, so that deaths, restarts and late answers are tested without Electron.
import {
  deskToParent,
  type GlobalKey,
  type DeskToParent,
  nothingToLeave,
  type Init,
  type Leaving,
  type ParentToDesk,
  type PortSurface,
} from '#host/link.ts';
import { decideRestart, portNumbers } from '#host/restart.ts';
import { serveHost } from '#host/proxy.ts';
import type { Host } from '#host/host.ts';

/** Electron's UtilityProcess, as far as it is used. */
export interface Child<P> {
  postMessage(message: unknown, transfer?: P[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  /** V8 cannot go on; `exit` follows. Unheard it would be thrown in main. */
  on(event: 'error', listener: () => void): unknown;
  kill(): boolean;
}
/** Thrown by `fork` when the desk's program is not where it was installed. */
export class DeskMissing extends Error {}
export interface DeskStanding {
  state: 'starting' | 'running' | 'down';
  /** A code, never a sentence: what the desk said, or `too-often`. */
  reason: string | null;
}
/** A desk that has not said `ready` (or why not) after this many milliseconds is ended. */
export const startWithin = 30_000;
/** Time to close the vault in good order, ms. */
export const stopWithin = 5000;
/** Refusals that wait for a desk at most; more are lost, the first ones tell what it was. */
export const mostWaiting = 20;
type Told = Extract<ParentToDesk, { t: 'incoming-link' | 'started-again' | 'shell-refused' | 'global-key' }>;

export interface DeskDeps<P> {
  fork(): Child<P>;
  /** A fresh pair: one end for the desk, one for the page. */
  makeChannel(): { desk: P; page: P };
  init: Omit<Init, 't' | 'reopen' | 'locked' | 'epochBase'>;
  host: Host;
  now(): number;
  /** Runs `task` after `ms`; returns how to call it off. */
  later(ms: number, task: () => void): () => void;
  /** The standing changed; on `running` every page gets a new port by `openPort`. */
  changed(standing: DeskStanding): void;
  /** It is locked after a power event. */
  locked(): void;
  /** What ending it would interrupt has changed, or may have: it is gone. */
  left?(leaving: Leaving): void;
  /** Keys that would do something while another program has the focus; none once it is gone. */
  keys?(keys: readonly GlobalKey[]): void;
}
export interface DeskProcess<P> {
  /** Also after a `stop`: from then on it is kept alive again. */
  start(): void;
  standing(): DeskStanding;
  /** The page's end of a fresh channel, or null while the desk isn't running. Closes the page's port before it. */
  openPort(page: number, surface: PortSurface): P | null;
  closePort(page: number): void;
  /** Says something beside ports and power; until one is running it waits. */
  tell(message: Told): void;
  /** What it said last that ending it would interrupt. */
  leaving(): Leaving;
  /** Drops what reopens the vault after a crash: from now on only a person opens it. */
  forget(): void;
  /** While true, a process that ends is not started again by itself: the app is ending, or the system ends it. */
  keepDown(down: boolean): void;
  /** A person asked to try again: the restart budget starts anew. Nothing happens once it was told to stop. */
  retry(): void;
  /** Settles when the process has ended, the same for all who ask; one that doesn't within `stopWithin` is killed. */
  stop(): Promise<void>;
  /** No process is left, not even one that is closing. */
  gone(): boolean;
}

export function createDeskProcess<P>(deps: DeskDeps<P>): DeskProcess<P> {
  const numbers = portNumbers();
  /** By page (webContents id): the number of its port. */
  const ports = new Map<number, number>();
  let child: Child<P> | null = null;
  let standing: DeskStanding = { state: 'starting', reason: null };
  let recent: number[] = [];
  let reopen: string | null = null;
  /** Told to forget or told by a desk that it locked, and none has been opened by a person since. */
  let locked = false;
  /** Told to forget, and the desk has not said yet that it locked: what it gives to keep was given before that. */
  let unconfirmed = false;
  let leaving: Leaving = nothingToLeave;
  let stopping: PromiseWithResolvers<void> | null = null;
  let waiting: Told[] = [];
  /** A person asked for another start while the last process was still ending. */
  let again = false;
  let staysDown = false;

  const stand = (next: DeskStanding): void => {
    standing = next;
    deps.changed(next);
  };
  const start = (): void => {
    if (child !== null) return;
    stopping = null;
    let mine: Child<P>;
    try {
      mine = deps.fork();
    } catch (error) {
      return ended(error instanceof DeskMissing ? 'desk-missing' : 'desk-not-started');
    }
    let failed: string | null = null;
    let toHost = (_message: unknown): void => undefined;
    let closed = (): void => undefined;
    child = mine;
    const send = (message: ParentToDesk): void => {
      if (child === mine) mine.postMessage(message);
    };
    const callOff = deps.later(startWithin, () => {
      failed = 'desk-silent';
      mine.kill();
    });
    stand({ state: 'starting', reason: null });
    mine.on('message', (raw) => {
      const message: DeskToParent | undefined = deskToParent.safeParse(raw).data;
      if (message === undefined || child !== mine) return;
      if (message.t === 'ready') {
        callOff();
        stand({ state: 'running', reason: null });
        for (const said of waiting.splice(0)) send(said);
      } else if (message.t === 'failed') {
        failed = message.code;
        stand({ state: 'down', reason: failed });
        endInTime(mine);
      } else if (message.t === 'keep') {
        if (unconfirmed && message.reopen !== null) return;
        reopen = message.reopen;
        locked = reopen === null;
      } else if (message.t === 'locked') {
        unconfirmed = false;
        deps.locked();
      } else if (message.t === 'leaving') {
        const { call, draft, urgent } = message;
        leaving = { call, draft, urgent };
        deps.left?.(leaving);
      } else if (message.t === 'call-keys') deps.keys?.(message.keys);
      else toHost(message);
    });
    // Its report holds memory, and memory may hold a patient's name: nobody gets it.
    mine.on('error', () => undefined);
    mine.on('exit', () => {
      if (child !== mine) return;
      callOff();
      child = null;
      deps.keys?.([]);
      ports.clear();
      closed();
      if (!again || stopping || staysDown) return ended(failed);
      again = false;
      start();
    });
    serveHost(
      {
        send: (message) => send(message as ParentToDesk),
        onMessage: (listener) => void (toHost = listener),
        onClose: (listener) => void (closed = listener),
      },
      deps.host,
    );
    // A lock that came before this process is told here.
    unconfirmed = false;
    send({ t: 'init', ...deps.init, reopen, locked, epochBase: numbers.epochBase() });
  };
  const keep = (message: Told): void => {
    // The newest link is the one that is wanted, and one notice says as much as two.
    if (message.t !== 'shell-refused') waiting = waiting.filter(({ t }) => t !== message.t);
    else if (waiting.filter(({ t }) => t === 'shell-refused').length >= mostWaiting) return;
    waiting.push(message);
  };
  /** Asks it to end, and ends it when it doesn't. */
  const endInTime = (mine: Child<P>): void => {
    const callOff = deps.later(stopWithin, () => void mine.kill());
    mine.on('exit', callOff);
    mine.postMessage({ t: 'stop' } satisfies ParentToDesk);
  };
  const ended = (failed: string | null): void => {
    const end = stopping || staysDown ? 'stopped' : failed !== null ? 'failed' : 'died';
    const decision = decideRestart(end, recent, deps.now());
    recent = decision.recent;
    if (decision.start) return start();
    // What it held open is over; drafts and messages are in the vault.
    leaving = nothingToLeave;
    deps.left?.(leaving);
    stand({ state: 'down', reason: end === 'failed' ? failed : decision.why });
    stopping?.resolve();
  };
  const closePort = (page: number): void => {
    const port = ports.get(page);
    ports.delete(page);
    // The shell has handed both ends away; the desk closes its own.
    if (port !== undefined) child?.postMessage({ t: 'port-close', port } satisfies ParentToDesk);
  };

  return {
    start,
    standing: () => standing,
    openPort(page, surface) {
      closePort(page);
      if (child === null || standing.state !== 'running') return null;
      const channel = deps.makeChannel();
      const { port, epoch } = numbers.next();
      child.postMessage({ t: 'port-open', port, epoch, surface } satisfies ParentToDesk, [channel.desk]);
      ports.set(page, port);
      return channel.page;
    },
    closePort,
    tell(message) {
      // One that starts may fail to, and take what it was told with it.
      if (standing.state === 'running' && child) child.postMessage(message satisfies ParentToDesk);
      else keep(message);
    },
    leaving: () => leaving,
    forget() {
      reopen = null;
      locked = true;
      unconfirmed = child !== null;
    },
    keepDown: (down) => void (staysDown = down),
    retry() {
      if (stopping) return;
      recent = [];
      staysDown = false;
      // One that failed may still be ending: the next begins when it is gone.
      again = child !== null && standing.state === 'down';
      start();
    },
    stop() {
      if (stopping) return stopping.promise;
      stopping = Promise.withResolvers<void>();
      if (child === null) stopping.resolve();
      else endInTime(child);
      return stopping.promise;
    },
    gone: () => child === null,
  };
}
