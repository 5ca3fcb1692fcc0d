// Windows, web contents and sessions of the double, put together.
// Source: Electron docs, api/browser-window, api/web-contents, api/session, api/protocol.
import type { BrowserWindowConstructorOptions, CustomScheme, Protocol as ElectronProtocol } from 'electron';
import type { PagesDeps } from '../double/contract.ts';
import { surface } from '../double/not-in-surface.ts';
import type { WebContentsDouble } from './contents.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Target } from './hub.ts';
import { answerRequest } from './requests.ts';
import { SessionDouble } from './session.ts';
import { BrowserWindowDouble, type Windows } from './window.ts';

export type { BrowserWindowDouble } from './window.ts';
export type { SessionDouble } from './session.ts';
export type { WebContentsDouble } from './contents.ts';

export interface Pages {
  BrowserWindow: (new (options?: BrowserWindowConstructorOptions) => BrowserWindowDouble) & {
    getAllWindows(): BrowserWindowDouble[];
    getFocusedWindow(): BrowserWindowDouble | null;
    fromWebContents(contents: { id: number } | null): BrowserWindowDouble | null;
  };
  webContents: {
    getAllWebContents(): WebContentsDouble[];
    fromId(id: number): WebContentsDouble | undefined;
    fromDevToolsTargetId(targetId: string): WebContentsDouble | undefined;
  };
  session: {
    readonly defaultSession: SessionDouble;
    fromPartition(partition: string, options?: { cache: boolean }): SessionDouble;
  };
  protocol: Pick<ElectronProtocol, 'registerSchemesAsPrivileged'>;
  /** Options of every window made so far, oldest first, also of those that are gone; without the live session. */
  recorded(): { id: number; options: BrowserWindowConstructorOptions }[];
}

export function createPages(deps: PagesDeps): Pages {
  const sessions = new Map<string, SessionDouble>();
  const foreign = new Set<string>();
  const engine: Engine = createEngine(deps, {
    opened: (target) => void opened(target),
    foreign: (targetId) => foreign.add(targetId),
    crashed: (targetId, status, code) => engine.byTarget.get(targetId)?._gone(status, code),
    gone: (targetId) => engine.byTarget.get(targetId)?._end(),
    paused: (request) =>
      void answerRequest(request, {
        engine: () => engine,
        someSession: () => [...engine.contents.values()].at(-1)?.session ?? fromPartition(''),
        isForeign: (frameId) => foreign.has(frameId),
        // The page went away meanwhile, and its request with it.
      }).catch((error: Error) => {
        if (!/Invalid InterceptionId|the target is gone/i.test(error.message)) deps.problem(error.message);
      }),
    download: (event) =>
      void engine.ofFrame(event.frameId).then((contents) => contents?.session._download(event, contents)),
    problem: deps.problem,
  });
  // Docs: session.fromPartition: "If partition is empty then default session of the app will be returned."
  const fromPartition = (partition: string): SessionDouble => {
    if (!deps.app.isReady()) throw new Error('Session can only be received when app is ready');
    const known = sessions.get(partition);
    if (known) return known;
    const made = new SessionDouble(engine, partition === '');
    sessions.set(partition, made);
    return made;
  };
  const windows: Windows = {
    engine,
    all: new Set(),
    focused: null,
    defaultSession: () => fromPartition(''),
    recorded: [],
  };

  /** A page asked for a window: it is still paused, and its request, should it have one, waits as well. */
  async function opened(target: Target): Promise<void> {
    const openerId = target.info.openerId ?? target.info.openerFrameId;
    const opener = openerId === undefined ? null : await engine.ofFrame(openerId);
    const details = opener?._openings.shift();
    const resume = (): Promise<unknown> =>
      target.session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined);
    const answer =
      // Docs: contents.setWindowOpenHandler: without a handler "a child window" is created with the opener's options.
      opener?._windowOpen && details ? opener._windowOpen(details) : { action: 'allow' as const };
    if (opener === null || answer.action === 'deny') {
      // Resumed first: its process may be the opener's, which would wait for it for ever.
      await resume();
      const { browser } = await engine.hub();
      await browser.send('Target.closeTarget', { targetId: target.info.targetId }).catch(() => undefined);
      return;
    }
    const overrides = answer.overrideBrowserWindowOptions ?? {};
    const window = new BrowserWindowDouble(
      windows,
      {
        ...overrides,
        webPreferences: {
          ...(opener._preload !== null && { preload: opener._preload }),
          ...overrides.webPreferences,
          session: opener.session as never,
        },
      },
      target,
    );
    opener.emit('did-create-window', window, { ...details, options: overrides });
  }

  class BrowserWindow extends BrowserWindowDouble {
    constructor(options: BrowserWindowConstructorOptions = {}) {
      super(windows, options);
    }
    static getAllWindows(): BrowserWindowDouble[] {
      return [...windows.all];
    }
    static getFocusedWindow(): BrowserWindowDouble | null {
      return windows.focused;
    }
    static fromWebContents(contents: { id: number } | null): BrowserWindowDouble | null {
      return [...windows.all].find((each) => each.id === contents?.id) ?? null;
    }
  }
  return {
    BrowserWindow: surface('BrowserWindow', BrowserWindow),
    webContents: surface('webContents', {
      getAllWebContents: () => [...engine.contents.values()],
      fromId: (id: number) => engine.contents.get(id),
      // Docs: "A WebContents instance with the given TargetID, or undefined".
      fromDevToolsTargetId: (targetId: string) => engine.byTarget.get(targetId),
    }),
    session: surface('session', {
      get defaultSession() {
        return fromPartition('');
      },
      fromPartition: (partition: string) => fromPartition(partition),
    }),
    protocol: surface('protocol', {
      // Docs: "This method can only be used before the ready event of the app module gets emitted and can be called only once."
      registerSchemesAsPrivileged(schemes: CustomScheme[]) {
        if (deps.app.isReady())
          throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
        for (const { scheme } of schemes) engine.addresses.add(scheme);
      },
    } satisfies Pick<ElectronProtocol, 'registerSchemesAsPrivileged'>),
    recorded: () => windows.recorded,
  };
}
