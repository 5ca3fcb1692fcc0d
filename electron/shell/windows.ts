// The app's windows: which page each shows, where it stands, that it is shown only when painted, and that a page that
// ended comes back.
import { BrowserWindow, screen, type Session, type WebContents } from 'electron';
import type { PortSurface } from '#host/link.ts';
import { openPeers } from './harden.ts';
import { lastPath, type LastReason } from './last-page.ts';
import { ownOrigin, ownPath } from './origin.ts';
import { createPageHealth, type PageHealth } from './page-health.ts';
import { pagePreferences } from './web-preferences.ts';
import { windowKinds } from './window-kinds.ts';
import { placeWindow, sameArea, type Area } from './window-state.ts';
import type { WindowStore } from './window-store.ts';

interface Page {
  surface: PortSurface;
  window: BrowserWindow;
  health: PageHealth;
  /** It has something to show: before that, showing it would be a white flash. */
  ready: boolean;
}
/** Of an event that ends the app unless prevented. */
export interface Ending {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}
export interface WindowsDeps {
  session: Session;
  /** The phone's own, with its way to the carrier; null = no telephony, and then no window for it. */
  phoneSession: Session | null;
  preload: string;
  packaged: boolean;
  store: WindowStore;
  now(): number;
  later(ms: number, task: () => void): () => void;
  /** The main window is about to close; may prevent it. */
  closing(event: Ending): void;
  closed(contentsId: number, surface: PortSurface): void;
  /** A window shows a document that is none of ours; it is on its way back. */
  strayed(contents: WebContents): void;
  /** The system ends the session (Windows tells windows, not the app). */
  sessionEnds(): void;
  /** Questions about a page that ended too often, or hangs; true = open it again, end it. */
  askLost(window: BrowserWindow): Promise<boolean>;
  askHung(window: BrowserWindow): Promise<boolean>;
}
export interface Windows {
  /** Opens the surface's window or brings it to the front. */
  show(surface: PortSurface): void;
  close(surface: 'panel' | 'compact' | 'trainer'): void;
  surfaceOf(contents: WebContents | null): PortSurface | null;
  all(): { contents: WebContents; surface: PortSurface }[];
  main(): BrowserWindow | null;
  /** Puts the shell's own last page into the main window: nothing else came onto the screen. */
  showLast(reason: LastReason): void;
  /** Ends the renderer of each visible page and loads it anew, so that nothing of it stays in memory. */
  renew(): void;
}

/** ms before a phone's page that ended too often is tried again. */
const phonePause = 20_000;

export function createWindows(deps: WindowsDeps): Windows {
  const pages = new Map<number, Page>();
  const find = (surface: PortSurface): Page | undefined =>
    [...pages.values()].find((page) => page.surface === surface);

  const open = (surface: PortSurface): void => {
    const session = surface === 'phone' ? deps.phoneSession : deps.session;
    if (session === null) return;
    const kind = windowKinds[surface];
    const kept = surface === 'phone' ? null : deps.store.read(surface);
    const bounds = placeWindow(kept?.bounds ?? null, workAreas(), kind);
    const window = new BrowserWindow({
      ...bounds,
      minWidth: Math.min(kind.minWidth, bounds.width),
      minHeight: Math.min(kind.minHeight, bounds.height),
      show: false,
      title: 'Careline',
      alwaysOnTop: kind.onTop,
      maximizable: !kind.onTop,
      fullscreenable: !kind.onTop,
      skipTaskbar: surface === 'phone',
      autoHideMenuBar: true,
      webPreferences: { ...pagePreferences(surface, deps.preload, deps.packaged), session },
    });
    const contents = window.webContents;
    const id = contents.id;
    if (surface === 'phone') openPeers(contents);
    let loaded = false;
    const load = (): void => {
      const failed = health.loads();
      contents.loadURL(`${ownOrigin}/${kind.document}`).then(
        () => void (loaded = true),
        // Aborted: something else is being loaded in its place.
        (error: { code?: string }) => (error.code === 'ERR_ABORTED' ? undefined : failed()),
      );
    };
    const health = createPageHealth({
      now: deps.now,
      later: deps.later,
      reload() {
        if (window.isDestroyed()) return;
        // Its own address again, with the practice desk in it if that was chosen.
        if (loaded) contents.reload();
        else load();
      },
      end() {
        if (!window.isDestroyed()) contents.forcefullyCrashRenderer();
      },
      async askLost() {
        // Nobody sees this window, and without it no call arrives: it is tried again for as long as the app runs.
        if (surface === 'phone')
          return new Promise((again) => void deps.later(phonePause, () => again(true)));
        // The main window has what the small ones have; only without it there is something to ask.
        const again = surface === 'main' && (await deps.askLost(window));
        if (!again && !window.isDestroyed()) window.close();
        return again;
      },
      askHung: () => (surface === 'phone' ? Promise.resolve(true) : deps.askHung(window)),
    });
    const page: Page = { surface, window, health, ready: false };
    pages.set(id, page);
    // `floating` stays over other windows without covering the system's own dialogs.
    if (kind.onTop) window.setAlwaysOnTop(true, 'floating');
    const wasMaximised = kept?.maximised === true;
    if (surface !== 'phone') {
      window.once('ready-to-show', () => {
        page.ready = true;
        // Shows it as well (electron.d.ts, `maximize`), so not before there is something to see.
        if (wasMaximised) window.maximize();
        window.show();
      });
      keepPlace(window, surface, deps.store, () => (page.ready ? window.isMaximized() : wasMaximised));
    }
    if (surface === 'main') window.on('close', (event) => deps.closing(event));
    window.on('session-end', () => deps.sessionEnds());
    window.once('closed', () => {
      pages.delete(id);
      deps.closed(id, surface);
    });
    // An empty document, which a page may go to without anybody being asked (`about:blank`): nothing of ours is in it.
    contents.on('did-navigate', (_event, url) => {
      if (ownPath(url) !== null) return;
      deps.strayed(contents);
      load();
    });
    window.on('unresponsive', () => health.hangs());
    window.on('responsive', () => health.answers());
    contents.on('render-process-gone', (_event, details) => {
      if (details.reason !== 'clean-exit' && pages.has(id)) health.ended();
    });
    load();
  };

  /** Screens went or changed while the app runs: what nobody can reach any more is brought back. */
  const bringBack = (): void => {
    for (const { window, surface } of pages.values()) {
      if (surface === 'phone' || window.isMaximized() || window.isMinimized()) continue;
      const now = window.getBounds();
      const placed = placeWindow(now, workAreas(), windowKinds[surface]);
      if (!sameArea(now, placed)) window.setBounds(placed);
    }
  };
  screen.on('display-removed', bringBack);
  screen.on('display-metrics-changed', bringBack);

  return {
    show(surface) {
      const page = find(surface);
      if (!page) return open(surface);
      if (surface === 'phone') return;
      if (page.window.isMinimized()) page.window.restore();
      // `focus` does not bring up a window that is hidden (macOS, ⌘H). One that was not shown yet comes up by itself.
      if (page.ready && !page.window.isVisible()) page.window.show();
      page.window.focus();
    },
    close: (surface) => find(surface)?.window.close(),
    surfaceOf: (contents) => (contents === null ? null : (pages.get(contents.id)?.surface ?? null)),
    all: () => [...pages.values()].map(({ window, surface }) => ({ contents: window.webContents, surface })),
    main: () => find('main')?.window ?? null,
    showLast(reason) {
      const window = find('main')?.window;
      if (window && !window.isDestroyed())
        void window.webContents.loadURL(`${ownOrigin}${lastPath}?why=${reason}`).catch(() => undefined);
    },
    renew() {
      for (const { surface, window, health } of pages.values()) {
        if (surface === 'phone') continue;
        // The end is on purpose, so it must not use up what is allowed to crashes; `ended` does the reload.
        health.forgive();
        window.webContents.forcefullyCrashRenderer();
      }
    },
  };
}

/** Without task bars and docks; the primary screen first. */
function workAreas(): [Area, ...Area[]] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary.workArea, ...others.map((display) => display.workArea)];
}

function keepPlace(
  window: BrowserWindow,
  surface: Exclude<PortSurface, 'phone'>,
  store: WindowStore,
  maximised: () => boolean,
): void {
  const keep = (): void => {
    if (!window.isMinimized())
      store.keep(surface, { bounds: window.getNormalBounds(), maximised: maximised() });
  };
  window.on('move', keep);
  window.on('resize', keep);
  window.on('close', () => {
    keep();
    store.flush();
  });
}
