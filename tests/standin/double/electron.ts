// The module `electron`, put together: this room's parts, the pages and the preloads' world.
import { join } from 'node:path';
import type { Chromium } from '../pages/chromium.ts';
import { createPages } from '../pages/index.ts';
import { createWorld } from '../world/index.ts';
import { MessageChannelMain } from '../ports.ts';
import type { StandinControls, StandinOptions } from '../controls.ts';
import { createApp, type AppDouble } from './app.ts';
import { createDialog } from './dialog.ts';
import { createEvent } from './event.ts';
import type { ElectronDouble } from './members.ts';
import { surface } from './not-in-surface.ts';
import { createNotification } from './notification.ts';
import { createRecorder } from './recorder.ts';
import { createSafeStorage, usualKeystore } from './safe-storage.ts';
import { createScreen, usualDisplay } from './screen.ts';
import {
  createAwake,
  createClipboard,
  createMenu,
  createPower,
  createShell,
  createShortcuts,
} from './system.ts';
import { createUtilityProcess } from './utility-process.ts';

export interface DoubleDeps {
  argv: string[];
  cwd: string;
  userData: string;
  name: string;
  version: string;
  options: StandinOptions;
  /** Path of Node's own binary, for utility processes. */
  node: string;
  /** Ends Chromium, then the process. */
  end(code: number): void;
}
export interface Double {
  electron: ElectronDouble;
  controls: StandinControls;
  app: AppDouble;
  problem(text: string): void;
  /** Chromium is up: pages can be made from now on. */
  useBrowser(chromium: Chromium): void;
  endChildren(): void;
}

export function createDouble(deps: DoubleDeps): Double {
  const { options } = deps;
  const recorder = createRecorder(options.callsFile);
  let browser: Chromium | null = null;
  const app = createApp({
    ...deps,
    packaged: options.packaged ?? false,
    windows: () => ({ all: () => pages.BrowserWindow.getAllWindows() }),
    record: recorder.record,
    problem: recorder.problem,
  });
  const isReady = (): boolean => app.app.isReady();
  const screen = createScreen(options.screen?.displays ?? [usualDisplay], isReady);
  const world = createWorld();
  const pages = createPages({
    browser() {
      if (browser === null) throw new Error('not before app is ready: Chromium is not up');
      return browser;
    },
    app: app.app,
    allWindowsClosed: app.allWindowsClosed,
    closeCancelled: app.closeCancelled,
    displays: screen.now,
    world,
    record: recorder.record,
    problem: recorder.problem,
  });
  const modes = {
    ...usualKeystore,
    ...(options.backend && { backend: options.backend }),
    ...options.safeStorage,
  };
  const dialog = createDialog(recorder, isReady);
  for (const { kind, answer } of options.dialogs?.answers ?? []) dialog.controls.answer(kind, answer);
  dialog.controls.hold(options.dialogs?.hold ?? false);
  const notification = createNotification(recorder, options.notifications ?? true);
  const power = createPower();
  const shortcuts = createShortcuts(isReady);
  const utility = createUtilityProcess({ node: deps.node, isReady, record: recorder.record });

  return {
    app,
    problem: recorder.problem,
    useBrowser: (chromium) => void (browser = chromium),
    endChildren: utility.end,
    electron: surface('electron', {
      app: app.app,
      BrowserWindow: pages.BrowserWindow,
      clipboard: createClipboard(),
      dialog: dialog.dialog,
      globalShortcut: shortcuts.globalShortcut,
      ipcMain: world.ipcMain,
      Menu: createMenu(recorder),
      MessageChannelMain,
      Notification: notification.Notification,
      powerMonitor: power.powerMonitor,
      powerSaveBlocker: createAwake(recorder),
      protocol: pages.protocol,
      safeStorage: createSafeStorage({
        modes,
        keyFile: options.keystoreFile ?? join(deps.userData, 'keystore-of-the-stand-in'),
        name: () => app.app.getName(),
        isReady,
      }),
      screen: screen.screen,
      session: pages.session,
      shell: createShell(recorder),
      utilityProcess: utility.utilityProcess,
      webContents: pages.webContents,
    } satisfies ElectronDouble),
    controls: {
      calls: recorder.calls,
      problems: recorder.problems,
      safeStorage: modes,
      power: power.emit,
      shortcuts: shortcuts.controls,
      setDisplays: screen.set,
      dialogs: dialog.controls,
      notifications: notification.controls,
      windows: pages.recorded,
      handlers: pages.handlers,
      children: utility.running,
      openUrl(url) {
        const event = createEvent();
        app.app.emit('open-url', event, url);
        return event.defaultPrevented;
      },
    },
  };
}
