// `webContents`: one page of Chromium as our main sees it. The object is there at once, the page a little later; what is asked
// meanwhile waits for it, in order.
// Source: Electron docs, api/web-contents.
import { setTimeout as pause } from 'node:timers/promises';
import { EventEmitter } from 'node:events';
import type { WindowOpenHandlerResponse, HandlerDetails } from 'electron';
import { createEvent } from '../double/event.ts';
import { events, type ContentsMembers, type DocumentMembers, type FrameMembers } from '../double/members.ts';
import { surface } from '../double/not-in-surface.ts';
import type { AttachedWorld } from '../world/contract.ts';
import type { Session } from './cdp.ts';
import type { Engine } from './engine.ts';
import { loadError } from './errors.ts';
import { createFrames, type Frames } from './frames.ts';
import type { Target } from './hub.ts';
import { listen } from './page-events.ts';
import { closedPeers, type PeerPolicy } from './peers.ts';
import { guardPage } from './permissions.ts';
import { findRenderer } from './renderer-process.ts';
import type { SessionDouble } from './session.ts';

export interface ContentsOptions {
  session: SessionDouble;
  preload: string | null;
  width: number;
  height: number;
  /** A page that another page opened and that is already there. */
  adopted?: Target;
}
interface Loading {
  url: string;
  settle(): void;
  fail(error: Error): void;
  loader: string | null;
}

export class WebContentsDouble extends EventEmitter implements ContentsMembers {
  readonly id: number;
  /** Docs: contents.session. */
  readonly session: SessionDouble;
  /** Chromium's page, set up, before its first navigation. Rejects when the window was closed first. */
  readonly _up: Promise<Session>;
  _target: Target | null = null;
  _windowOpen: ((details: HandlerDetails) => WindowOpenHandlerResponse) | null = null;
  _preload: string | null;
  _openings: HandlerDetails[] = [];
  private _peers: PeerPolicy = 'default';
  private _guarded = false;
  _crashed = false;
  _pid = 0;
  /** Settles when the process that was seen last has been looked up. */
  _found: Promise<void> = Promise.resolve();
  private readonly _engine: Engine;
  private _frames: Frames | null = null;
  private _world: AttachedWorld | null = null;
  private _url = '';
  private _loading: Loading | null = null;
  private _expected: string | null = null;
  private _destroyed = false;

  constructor(engine: Engine, options: ContentsOptions) {
    super();
    this.id = engine.nextId();
    this.session = options.session;
    this._engine = engine;
    this._preload = options.preload;
    const self = surface('WebContents', this, events.WebContents);
    engine.contents.set(this.id, self);
    this._up = self._start(options);
    this._up.catch((error: Error) => {
      if (!this._destroyed) engine.deps.problem(`a page did not come up: ${error.message}`);
    });
    return self;
  }

  /** Docs: contents.mainFrame, "the top frame of the page's frame hierarchy". */
  get mainFrame(): FrameMembers & Partial<DocumentMembers> {
    return this._world?.mainFrame ?? this._frameOf(this._target?.info.targetId ?? '');
  }
  isDestroyed(): boolean {
    return this._destroyed;
  }
  getURL(): string {
    return this._url;
  }
  /** Docs: contents.loadURL: settles with did-finish-load, rejects with did-fail-load. */
  async loadURL(url: string): Promise<void> {
    const page = await this._up;
    const shown = this._engine.addresses.toChromium(url);
    this._loading?.fail(loadError('ERR_ABORTED', this._loading.url));
    const finished = new Promise<void>((settle, fail) => {
      this._loading = { url, settle, fail, loader: null };
    });
    const loading = this._loading;
    finished.catch(() => undefined);
    this._expected = withoutHash(shown);
    this._crashed = false;
    const said = await page.send('Page.navigate', { url: shown }).catch((error: Error) => {
      if (/invalid URL/i.test(error.message)) return { errorText: 'net::ERR_INVALID_URL', loaderId: '' };
      throw error;
    });
    if (said.errorText !== undefined && said.errorText !== '') {
      const error = loadError(said.errorText, url);
      if (this._loading === loading) this._loading = null;
      this.emit('did-fail-load', createEvent(), error.errno, error.code, url, true);
      loading?.fail(error);
    } else if (said.loaderId === undefined) loading?.settle();
    else if (loading) loading.loader = said.loaderId;
    return finished;
  }
  reload(): void {
    this._run(async (page) => {
      this._expected = withoutHash(this._engine.addresses.toChromium(this._url));
      this._crashed = false;
      await page.send('Page.reload');
    });
  }
  send(channel: string, ...args: unknown[]): void {
    this._run(() => this._world?.send(channel, ...args));
  }
  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this._windowOpen = handler;
  }
  /** Docs: contents.setWebRTCIPHandlingPolicy. Emulated: see peers.ts. */
  setWebRTCIPHandlingPolicy(policy: PeerPolicy): void {
    if (this._guarded && policy !== this._peers)
      throw new Error('not in surface: another WebRTC policy after the first document');
    this._peers = policy;
  }
  /** Docs: "Forcefully terminates the renderer process that is currently hosting this webContents". Really done. */
  forcefullyCrashRenderer(): void {
    this._run((page) => crash(page));
  }
  /** Docs: "The operating system pid of the associated renderer process." */
  getOSProcessId(): number {
    return this._pid;
  }
  /** Docs: contents.close: "Closes the page as if the web content had called window.close()". */
  close(options?: { waitForBeforeUnload?: boolean }): void {
    if (this._crashed || options?.waitForBeforeUnload !== true) this._closeTarget();
    else this._run((page) => page.send('Page.close').then(() => undefined));
  }

  _hasFrame(frameId: string): boolean {
    return this._frames?.has(frameId) ?? false;
  }
  _isMainFrame(frameId: string): boolean {
    return this._target?.info.targetId === frameId;
  }
  /** Of a document's request: whether the app itself (loadURL, reload) asked for it. Asked once for each. */
  _takeExpected(url: string): boolean {
    if (this._expected !== withoutHash(url)) return false;
    this._expected = null;
    return true;
  }
  _frameOf(frameId: string): FrameMembers {
    if (this._world && this._isMainFrame(frameId)) return this._world.mainFrame;
    return (this._frames ?? createFrames(frameId, (url) => url)).get(frameId);
  }
  /** The page is gone, however that came. */
  _end(): void {
    if (this._destroyed) return;
    this._destroyed = true;
    this._engine.contents.delete(this.id);
    if (this._target) this._engine.byTarget.delete(this._target.info.targetId);
    this._world?.gone();
    this._loading?.fail(loadError('ERR_FAILED', this._loading.url));
    this.emit('destroyed', createEvent());
  }
  _closeTarget(): void {
    void this._up
      .then(async () => {
        const hub = await this._engine.hub();
        if (this._target)
          await hub.browser.send('Target.closeTarget', { targetId: this._target.info.targetId });
      })
      .catch(() => undefined);
  }
  /** Docs: 'render-process-gone', details.reason. */
  _gone(status: string, exitCode: number): void {
    this._crashed = true;
    this._pid = 0;
    this._loading?.fail(loadError('ERR_FAILED', this._loading.url));
    this._loading = null;
    const reason = status === 'killed' || status === 'oom' ? status : 'crashed';
    this.emit('render-process-gone', createEvent(), { reason, exitCode });
  }
  /** In order after what was asked before; a page that is gone meanwhile takes it along. */
  _run(task: (page: Session) => unknown): void {
    void this._up.then(task).catch((error: Error) => {
      if (
        !this._destroyed &&
        !this._crashed &&
        !/the target is gone|Target crashed|closed/i.test(error.message)
      )
        this._engine.deps.problem(`webContents ${this.id}: ${error.message}`);
    });
  }

  async _start({ session, preload, width, height, adopted }: ContentsOptions): Promise<Session> {
    const { deps, addresses, byTarget } = this._engine;
    const hub = await this._engine.hub();
    const contextId = await session._context();
    const target = adopted ?? (await hub.open({ contextId, width, height }));
    const { targetId } = target.info;
    const page = target.session;
    this._target = target;
    this._frames = createFrames(targetId, addresses.toApp);
    byTarget.set(targetId, this);
    this._frames.watch(page);
    listen(this, page, targetId, addresses.toApp);
    await Promise.all([
      page.send('Page.enable'),
      page.send('Runtime.enable'),
      page.send('Network.enable'),
      page.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      guardPage(this, page, this._frames, addresses),
      this._followFrames(page, this._frames),
      this._shutPeers(page),
    ]);
    if (preload !== null)
      this._world = await deps.world.attach({
        contents: this,
        session: page as unknown as Parameters<typeof deps.world.attach>[0]['session'],
        preloadPath: preload,
        toAppUrl: addresses.toApp,
        preloadError: (path, error) => {
          this.emit('preload-error', createEvent(), path, error);
          deps.problem(`preload: ${error.message}`);
        },
        problem: deps.problem,
      });
    await page.send('Runtime.runIfWaitingForDebugger');
    await this._findProcess();
    return page;
  }
  /** Frames of another site have a process and a session of their own: they are guarded before they run as well. */
  private async _followFrames(of: Session, frames: Frames): Promise<void> {
    of.on('Target.attachedToTarget', ({ targetInfo, sessionId }) => {
      const frame = this._engine.deps.browser().session(sessionId);
      const guarded = async (): Promise<void> => {
        if (targetInfo.type !== 'iframe') return;
        frames.watch(frame);
        await Promise.all([
          frame.send('Page.enable'),
          frame.send('Runtime.enable'),
          guardPage(this, frame, frames, this._engine.addresses),
          this._followFrames(frame, frames),
          this._shutPeers(frame),
        ]);
      };
      // Gone before it began is no trouble.
      void guarded()
        .then(() => frame.send('Runtime.runIfWaitingForDebugger'))
        .catch(() => undefined);
    });
    await of.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  }
  private async _shutPeers(page: Session): Promise<void> {
    this._guarded = true;
    if (this._peers !== 'disable_non_proxied_udp') return;
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: closedPeers, runImmediately: true });
  }
  _sawProcess(pid: number): void {
    if (pid !== this._pid) this._found = this._findProcess(pid).catch(() => undefined);
  }
  /** Another document is in the top frame. */
  _arrived(url: string, loader: string): void {
    this._crashed = false;
    this._url = url;
    if (this._loading === null || this._loading.loader === null || this._loading.loader === loader) return;
    this._loading.fail(loadError('ERR_ABORTED', this._loading.url));
    this._loading = null;
  }
  _moved(url: string): void {
    this._url = url;
  }
  _loaded(): void {
    const loading = this._loading;
    this._loading = null;
    this.emit('did-finish-load', createEvent());
    loading?.settle();
  }
  private async _findProcess(seen?: number): Promise<void> {
    const hub = await this._engine.hub();
    const taken = [...this._engine.contents.values()].filter((each) => each.id !== this.id);
    this._pid = await findRenderer(hub.browser, {
      seen: seen ?? this._pid,
      taken: taken.map((each) => each._pid),
    });
  }
}
const withoutHash = (url: string): string => url.replace(/#.*$/s, '');

/** DevTools ends no page that is on its way to another document, Electron does: asked again until it may. */
async function crash(page: Session, tries = 100): Promise<void> {
  try {
    await page.send('Page.crash');
  } catch (error) {
    if (tries === 0 || !/pending navigations/.test(String(error))) throw error;
    await pause(20);
    return crash(page, tries - 1);
  }
}
