// The app's windows: which page each shows, that it is shown only when painted, and that a crashed page comes back.
import { BrowserWindow, type Session, type WebContents } from 'electron';
import { decideRestart } from '#host/restart.ts';
import type { PortSurface } from '#host/link.ts';
import { ownOrigin } from './origin.ts';
import { pagePreferences } from './web-preferences.ts';

interface Page {
  surface: PortSurface;
  window: BrowserWindow;
  crashes: number[];
}
export interface WindowsDeps {
  session: Session;
  preload: string;
  packaged: boolean;
  now(): number;
  closed(contentsId: number, surface: PortSurface): void;
  /** A page crashed too often to be shown again. */
  lost(surface: PortSurface): void;
}
export interface Windows {
  /** Opens the surface's window or brings it to the front. */
  show(surface: PortSurface): void;
  close(surface: 'panel' | 'compact'): void;
  surfaceOf(contents: WebContents | null): PortSurface | null;
  all(): { contents: WebContents; surface: PortSurface }[];
  main(): BrowserWindow | null;
  /** Ends the renderer of each visible page and loads it anew, so that nothing of it stays in memory. */
  renew(): void;
}

const documents: Record<PortSurface, string> = {
  main: 'index.html',
  panel: 'panel.html',
  compact: 'compact.html',
  phone: 'phone.html',
};

export function createWindows(deps: WindowsDeps): Windows {
  const pages = new Map<number, Page>();
  const find = (surface: PortSurface): Page | undefined =>
    [...pages.values()].find((page) => page.surface === surface);

  const open = (surface: PortSurface, document: string): void => {
    const window = new BrowserWindow({
      width: 1440,
      height: 900,
      minWidth: 1024,
      minHeight: 680,
      show: false,
      title: 'Careline',
      skipTaskbar: surface === 'phone',
      autoHideMenuBar: true,
      webPreferences: { ...pagePreferences(surface, deps.preload, deps.packaged), session: deps.session },
    });
    const contents = window.webContents;
    const id = contents.id;
    pages.set(id, { surface, window, crashes: [] });
    if (surface !== 'phone') window.once('ready-to-show', () => window.show());
    window.once('closed', () => {
      pages.delete(id);
      deps.closed(id, surface);
    });
    contents.on('render-process-gone', (_event, details) => {
      if (details.reason === 'clean-exit') return;
      comeBack(id);
    });
    void contents.loadURL(`${ownOrigin}/${document}`).catch(() => comeBack(id));
  };
  const comeBack = (id: number): void => {
    const page = pages.get(id);
    if (!page || page.window.isDestroyed()) return;
    const decision = decideRestart('died', page.crashes, deps.now());
    page.crashes = decision.recent;
    if (decision.start) page.window.webContents.reload();
    else deps.lost(page.surface);
  };

  return {
    show(surface) {
      const page = find(surface);
      if (page && surface !== 'phone') {
        if (page.window.isMinimized()) page.window.restore();
        page.window.focus();
      }
      if (!page) open(surface, documents[surface]);
    },
    close: (surface) => find(surface)?.window.close(),
    surfaceOf: (contents) => (contents === null ? null : (pages.get(contents.id)?.surface ?? null)),
    all: () => [...pages.values()].map(({ window, surface }) => ({ contents: window.webContents, surface })),
    main: () => find('main')?.window ?? null,
    renew() {
      for (const page of pages.values()) {
        if (page.surface === 'phone') continue;
        // The end is on purpose, so it must not use up what is allowed to crashes; `comeBack` does the reload.
        page.crashes = [];
        page.window.webContents.forcefullyCrashRenderer();
      }
    },
  };
}
