// `app`: the life of the process, from will-finish-launching to quit, in Electron's order (docs: api/app, events).
import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { createCommandLine, type CommandLineDouble } from './command-line.ts';
import type { Problem, WindowsEnd } from './contract.ts';
import { createEvent } from './event.ts';
import { events, type AppMembers, type CommandLineMembers, type ElectronDouble } from './members.ts';
import { surface } from './not-in-surface.ts';
import { createInstanceLock } from './single-instance.ts';

export interface AppDeps {
  /** As `process.argv` has it in Electron: the executable first. */
  argv: string[];
  cwd: string;
  userData: string;
  name: string;
  packaged: boolean;
  version: string;
  windows(): WindowsEnd;
  record(name: string, ...args: unknown[]): void;
  problem: Problem;
  /** Ends what the double runs, then the process. */
  end(code: number): void;
}
export interface AppDouble {
  app: AppPart;
  commandLine: CommandLineDouble;
  /** Emits will-finish-launching and ready, in that order. */
  launch(): void;
  allWindowsClosed(): void;
  closeCancelled(): void;
  /** Quitting waits for this: a second start has told the first one. */
  told(): Promise<void>;
  release(): void;
}
export type AppPart = ElectronDouble['app'];

export function createApp(deps: AppDeps): AppDouble {
  const commandLine = createCommandLine(deps.argv.slice(1));
  const ready = Promise.withResolvers<void>();
  let isReady = false;
  let name = deps.name;
  // Docs: api/app, quit and exit. `quitting`: asked, the windows may still refuse; `exiting`: nobody is asked any more.
  let quitting = false;
  let exiting = false;
  let over = false;
  let exitCode = 0;

  const lock = createInstanceLock(
    deps.userData,
    // Docs: api/app, 'second-instance': "guaranteed to be emitted after the ready event of app gets emitted".
    (start) =>
      void ready.promise.then(() =>
        app.emit('second-instance', createEvent(), start.argv, start.cwd, start.data),
      ),
    deps.problem,
  );
  const shutDown = (code: number): void => {
    if (over) return;
    over = true;
    app.emit('quit', createEvent(), code);
    deps.end(code);
  };
  const notifyAndShutDown = (): void => {
    const event = createEvent();
    app.emit('will-quit', event);
    if (event.defaultPrevented) quitting = false;
    else shutDown(0);
  };
  const app: AppPart = surface(
    'app',
    Object.assign(new EventEmitter(), {
      isPackaged: deps.packaged,
      commandLine: commandLine.commandLine,
      whenReady: () => ready.promise,
      isReady: () => isReady,
      getName: () => name,
      setName: (next: string) => void (name = next),
      getVersion: () => deps.version,
      getPath(which: string) {
        if (which === 'userData') return deps.userData;
        throw new Error(`not in surface: app.getPath('${which}')`);
      },
      // Docs: api/app, enableSandbox: "This method can only be called before app is ready."
      enableSandbox() {
        if (isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
        deps.record('app.enableSandbox');
      },
      setBadgeCount(count?: number) {
        deps.record('app.setBadgeCount', count);
        return true;
      },
      // Docs: api/app, relaunch: "does not quit the app when executed". Nothing is started here: specs start what follows.
      relaunch: (options?: Electron.RelaunchOptions) => deps.record('app.relaunch', options),
      setAsDefaultProtocolClient(...given: Parameters<App['setAsDefaultProtocolClient']>) {
        deps.record('app.setAsDefaultProtocolClient', ...given);
        return true;
      },
      requestSingleInstanceLock: (data?: Record<string, unknown>) =>
        lock.request({ argv: deps.argv, cwd: deps.cwd, data: data ?? null }),
      quit() {
        if (quitting || over) return;
        const event = createEvent();
        app.emit('before-quit', event);
        if (event.defaultPrevented) return;
        quitting = true;
        const windows = deps.windows().all();
        if (windows.length === 0) return notifyAndShutDown();
        for (const window of windows) if (!window.isDestroyed()) window.close();
      },
      // Docs: api/app, exit: "All windows will be closed immediately without asking the user, and the before-quit and
      // will-quit events will not be emitted."
      exit(code = 0) {
        // browser.cc, Exit: before the message loop runs the process just ends.
        if (!isReady) over = true;
        if (!isReady) return deps.end(code);
        quitting = true;
        exiting = true;
        exitCode = code;
        const windows = deps.windows().all();
        for (const window of windows) if (!window.isDestroyed()) window.destroy();
        shutDown(code);
      },
    } satisfies AppMembers & { commandLine: CommandLineMembers }),
    events.App,
  );
  return {
    app,
    commandLine,
    launch() {
      app.emit('will-finish-launching', createEvent());
      isReady = true;
      app.emit('ready', createEvent(), {});
      ready.resolve();
    },
    allWindowsClosed() {
      if (exiting) return shutDown(exitCode);
      if (quitting) return notifyAndShutDown();
      // Docs: api/app, 'window-all-closed': without a listener the default is to quit the app.
      if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed', createEvent());
      else app.quit();
    },
    closeCancelled: () => void (quitting = false),
    told: lock.told,
    release: lock.release,
  };
}
