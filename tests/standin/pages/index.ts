// Windows, web contents and sessions of the double, put together.
// Source: Electron docs, api/browser-window, api/web-contents, api/session, api/protocol.
import type { BrowserWindowConstructorOptions, CustomScheme } from 'electron';
import type { PagesDeps } from '../double/contract.ts';
import type { ProtocolMembers } from '../double/members.ts';
import { surface } from '../double/not-in-surface.ts';
import type { WebContentsDouble } from './contents.ts';
import { createEngine, type Engine } from './engine.ts';
import { createOpener } from './opener.ts';
import { answerRequest } from './requests.ts';
import { SessionDouble, type SessionHandlers } from './session.ts';
import { BrowserWindowDouble, type RecordedWindow, type Windows } from './window.ts';

export type { BrowserWindowDouble } from './window.ts';
export type { SessionDouble } from './session.ts';
export type { WebContentsDouble } from './contents.ts';

export interface Pages {
  BrowserWindow: (new (options?: BrowserWindowConstructorOptions) => BrowserWindowDouble) & {
    getAllWindows(): BrowserWindowDouble[];
    fromWebContents(contents: { id: number } | null): BrowserWindowDouble | null;
  };
  webContents: {
    getAllWebContents(): WebContentsDouble[];
    fromDevToolsTargetId(targetId: string): WebContentsDouble | undefined;
  };
  session: {
    readonly defaultSession: SessionDouble;
    fromPartition(partition: string, options?: { cache: boolean }): SessionDouble;
  };
  protocol: ProtocolMembers;
  /** Every window made so far, oldest first, also those that are gone; options without the live session. */
  recorded(): RecordedWindow[];
  handlers(): SessionHandlers[];
}

type Privileges = NonNullable<CustomScheme['privileges']>;

export function createPages(deps: PagesDeps): Pages {
  const sessions = new Map<string, SessionDouble>();
  const engine: Engine = createEngine(deps, {
    opened: (target) => opener.opened(target),
    crashed: (targetId, status, code) => engine.byTarget.get(targetId)?._gone(status, code),
    gone: (targetId) => engine.byTarget.get(targetId)?._end(),
    paused: (request) =>
      void opener
        .decided(request.frameId, request.request.url)
        .then(() =>
          answerRequest(request, {
            engine: () => engine,
            someSession: () => [...engine.contents.values()].at(-1)?.session ?? fromPartition(''),
            // The page went away meanwhile, and its request with it.
          }),
        )
        .catch((error: Error) => {
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

  const opener = createOpener(windows);

  class BrowserWindow extends BrowserWindowDouble {
    constructor(options: BrowserWindowConstructorOptions = {}) {
      super(windows, options);
    }
    static getAllWindows(): BrowserWindowDouble[] {
      return [...windows.all];
    }
    static fromWebContents(contents: { id: number } | null): BrowserWindowDouble | null {
      return [...windows.all].find((each) => each.id === contents?.id) ?? null;
    }
  }
  return {
    BrowserWindow: surface('BrowserWindow', BrowserWindow),
    webContents: surface('webContents', {
      getAllWebContents: () => [...engine.contents.values()],
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
        deps.record('protocol.registerSchemesAsPrivileged', schemes);
        for (const { scheme, privileges = {} } of schemes) {
          if (!isEmulated(privileges))
            throw new Error(
              `not in surface: a scheme with ${JSON.stringify(privileges)} (here every scheme is standard, secure, and has fetch)`,
            );
          engine.addresses.add(scheme);
        }
      },
    } satisfies ProtocolMembers),
    recorded: () => windows.recorded,
    handlers: () => [...sessions].map(([partition, { _set }]) => ({ partition, handlers: _set })),
  };
}

/** What `https://…localhost` is in Chromium, no more and no less; a code cache changes nothing that can be seen. */
function isEmulated({ codeCache: _any, ...rest }: Privileges): boolean {
  const given = Object.entries(rest).filter(([, on]) => on);
  return (
    given.length === 3 && rest.standard === true && rest.secure === true && rest.supportFetchAPI === true
  );
}
