// `BrowserWindow`: a page with the state a window has. Headless Chromium shows no window, so bounds, focus and visibility are
// the double's own word; the page's viewport follows the window's size.
// Source: Electron docs, api/browser-window.
import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { createEvent } from '../double/event.ts';
import { events, type WindowMembers } from '../double/members.ts';
import { surface } from '../double/not-in-surface.ts';
import { WebContentsDouble } from './contents.ts';
import type { Engine } from './engine.ts';
import type { Target } from './hub.ts';
import type { SessionDouble } from './session.ts';

export interface Windows {
  engine: Engine;
  /** In order of creation. */
  all: Set<BrowserWindowDouble>;
  focused: BrowserWindowDouble | null;
  defaultSession(): SessionDouble;
  /** Options as they were given, also of windows that are gone. */
  recorded: RecordedWindow[];
}
type Level = NonNullable<Parameters<BrowserWindow['setAlwaysOnTop']>[1]>;
export interface RecordedWindow {
  id: number;
  options: BrowserWindowConstructorOptions;
  /** Of `setAlwaysOnTop`; `normal` when it is not on top. */
  level: Level;
}
/** A page that doesn't end by itself is ended; ms. */
const closeWithin = 3000;

export class BrowserWindowDouble extends EventEmitter implements WindowMembers {
  readonly id: number;
  readonly webContents: WebContentsDouble;
  private readonly _windows: Windows;
  private readonly _least: { width: number; height: number };
  private _bounds: Rectangle;
  private _normal: Rectangle | null = null;
  private _visible = false;
  private _minimized = false;
  private readonly _record: RecordedWindow;
  private _onTop: boolean;
  private _destroyed = false;
  private _closing = false;
  private _ready = false;

  constructor(windows: Windows, options: BrowserWindowConstructorOptions, adopted?: Target) {
    super();
    const { engine } = windows;
    // Docs: api/app, isReady: "windows can only be created after the ready event".
    if (!engine.deps.app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this._windows = windows;
    this._least = { width: options.minWidth ?? 0, height: options.minHeight ?? 0 };
    const area = engine.deps.displays()[0]?.workArea ?? { x: 0, y: 0, width: 1920, height: 1080 };
    const width = Math.max(options.width ?? 800, this._least.width);
    const height = Math.max(options.height ?? 600, this._least.height);
    // Docs: x and y: "Default is to center the window."
    this._bounds = {
      x: options.x ?? area.x + Math.max(0, Math.round((area.width - width) / 2)),
      y: options.y ?? area.y + Math.max(0, Math.round((area.height - height) / 2)),
      width,
      height,
    };
    this._onTop = options.alwaysOnTop ?? false;
    const given = options.webPreferences?.session as unknown as SessionDouble | undefined;
    this.webContents = new WebContentsDouble(engine, {
      session: given ?? windows.defaultSession(),
      preload: options.webPreferences?.preload ?? null,
      width,
      height,
      ...(adopted && { adopted }),
    });
    this.id = this.webContents.id;
    const self = surface('BrowserWindow', this, events.BrowserWindow);
    windows.all.add(self);
    this._record = { id: this.id, options: describe(options), level: this._onTop ? 'floating' : 'normal' };
    windows.recorded.push(this._record);
    engine.deps.record('new BrowserWindow', this._record.options);
    this.webContents.once('destroyed', () => self._gone());
    this.webContents.on('-first-paint', () => self._painted());
    this.webContents.on('did-finish-load', () => self._painted());
    engine.deps.app.emit('web-contents-created', createEvent(), this.webContents);
    engine.deps.app.emit('browser-window-created', createEvent(), self);
    if (options.show !== false) self.show();
    return self;
  }

  isDestroyed(): boolean {
    return this._destroyed;
  }
  isVisible(): boolean {
    return this._visible && !this._minimized;
  }
  isMinimized(): boolean {
    return this._minimized;
  }
  isMaximized(): boolean {
    return this._normal !== null;
  }
  isFocused(): boolean {
    return this._windows.focused?.id === this.id;
  }
  isAlwaysOnTop(): boolean {
    return this._onTop;
  }
  getBounds(): Rectangle {
    return { ...this._bounds };
  }
  /** Docs: "Regardless of the current state of the window: maximized, minimized or in fullscreen". */
  getNormalBounds(): Rectangle {
    return { ...(this._normal ?? this._bounds) };
  }
  /** Docs: "Shows and gives focus to the window." */
  show(): void {
    if (this._destroyed) return;
    if (!this._visible) {
      this._visible = true;
      this.emit('show', createEvent());
    }
    this.focus();
  }
  hide(): void {
    if (!this._visible) return;
    this._visible = false;
    this._blur();
    this.emit('hide', createEvent());
  }
  focus(): void {
    if (!this._visible || this._minimized || this.isFocused()) return;
    this._windows.focused?._blur();
    this._windows.focused = surface('BrowserWindow', this, events.BrowserWindow);
    this.emit('focus', createEvent());
    this._windows.engine.deps.app.emit('browser-window-focus', createEvent(), this._windows.focused);
    this.webContents._run((page) => page.send('Page.bringToFront'));
  }
  _blur(): void {
    if (!this.isFocused()) return;
    this._windows.focused = null;
    this.emit('blur', createEvent());
    this._windows.engine.deps.app.emit('browser-window-blur', createEvent(), this);
  }
  minimize(): void {
    if (this._minimized) return;
    this._minimized = true;
    this._blur();
    this.emit('minimize', createEvent());
  }
  /** Docs: "Restores the window from minimized state to its previous state." */
  restore(): void {
    if (!this._minimized) return;
    this._minimized = false;
    this.emit('restore', createEvent());
    this.focus();
  }
  /** Docs: "Maximizes the window. This will also show (but not focus) the window if it isn't being displayed already." */
  maximize(): void {
    if (!this._visible) {
      this._visible = true;
      this.emit('show', createEvent());
    }
    if (this._normal !== null) return;
    const normal = this._bounds;
    this._place({ ...this._display().workArea });
    this._normal = normal;
    this.emit('maximize', createEvent());
  }
  unmaximize(): void {
    if (this._normal === null) return;
    const normal = this._normal;
    this._normal = null;
    this._place(normal);
    this.emit('unmaximize', createEvent());
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this._normal = null;
    const wanted = { ...this._bounds, ...bounds };
    this._place({
      ...wanted,
      width: Math.max(wanted.width, this._least.width),
      height: Math.max(wanted.height, this._least.height),
    });
  }
  /** Docs: "The default is floating when flag is true. The level is reset to normal when the flag is false." */
  setAlwaysOnTop(flag: boolean, level: Level = 'floating'): void {
    this._record.level = flag ? level : 'normal';
    if (flag === this._onTop) return;
    this._onTop = flag;
    this.emit('always-on-top-changed', createEvent(), flag);
  }
  /** Docs: 'close' "is emitted before the beforeunload and unload event of the DOM"; preventable. */
  close(): void {
    if (this._destroyed || this._closing) return;
    const event = createEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return this._windows.engine.deps.closeCancelled();
    this._closing = true;
    if (this.webContents._crashed) return this.destroy();
    const late = setTimeout(() => this.destroy(), closeWithin);
    this.webContents._up.then(
      (page) => page.send('Page.close').catch(() => undefined),
      () => this.destroy(),
    );
    this.once('closed', () => clearTimeout(late));
  }
  /** Docs: "Force closing the window, the unload and beforeunload event won't be emitted […] but it guarantees 'closed'". */
  destroy(): void {
    if (this._destroyed) return;
    this.webContents._closeTarget();
    this.webContents._end();
  }

  /** The page is gone, so the window is. */
  _gone(): void {
    if (this._destroyed) return;
    this._blur();
    this._destroyed = true;
    const { all, engine } = this._windows;
    for (const each of all) if (each.id === this.id) all.delete(each);
    this.emit('closed', createEvent());
    if (all.size === 0) engine.deps.allWindowsClosed();
  }
  /** Docs: 'ready-to-show': "when the web page has been rendered (while not being shown)". Once for each page. */
  _painted(): void {
    if (this._ready || this._destroyed) return;
    this._ready = true;
    this.emit('ready-to-show', createEvent());
  }
  private _display() {
    const { x, y } = this._bounds;
    const displays = this._windows.engine.deps.displays();
    const inside = displays.find(
      ({ bounds }) =>
        x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height,
    );
    const display = inside ?? displays[0];
    if (display === undefined) throw new Error('no display');
    return display;
  }
  private _place(next: Rectangle): void {
    const before = this._bounds;
    this._bounds = next;
    const sized = next.width !== before.width || next.height !== before.height;
    if (sized) {
      this._fit();
      this.emit('resize', createEvent());
    }
    if (next.x !== before.x || next.y !== before.y) this.emit('move', createEvent());
  }
  /** Chromium's own window takes the size, so that pictures and media queries are true. */
  private _fit(): void {
    this.webContents._run(async (page) => {
      const { width, height } = this._bounds;
      const { windowId } = await page.send('Browser.getWindowForTarget');
      await page.send('Browser.setWindowBounds', { windowId, bounds: { width, height } });
    });
  }
}

/** What a spec may look at: options without the live session. */
function describe(options: BrowserWindowConstructorOptions): BrowserWindowConstructorOptions {
  const preferences = { ...options.webPreferences };
  delete preferences.session;
  return structuredClone({ ...options, webPreferences: preferences });
}
