// The order of events of a whole life, and who may stop a quit (docs: api/app).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createApp } from './app.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function start(args: string[] = []) {
  const events: string[] = [];
  const windows: { close(): void; destroy(): void; isDestroyed(): boolean }[] = [];
  const userData = mkdtempSync(join(tmpdir(), 'careline-app-'));
  folders.push(userData);
  const double = createApp({
    argv: ['electron', ...args],
    cwd: '/',
    userData,
    name: 'careline',
    packaged: false,
    version: '1.2.3',
    windows: () => ({ all: () => [...windows] }),
    record: () => undefined,
    problem: (text) => void events.push(text),
    end: (code) => void events.push(`end ${code}`),
  });
  for (const name of ['will-finish-launching', 'ready', 'before-quit', 'will-quit', 'quit'])
    double.app.on(name, () => void events.push(name));
  const open = (stays = false): void => {
    const gone = (): void => {
      windows.splice(windows.indexOf(window), 1);
      events.push('closed');
      if (windows.length === 0) double.allWindowsClosed();
    };
    const window = {
      isDestroyed: () => !windows.includes(window),
      close: () => (stays ? double.closeCancelled() : gone()),
      destroy: gone,
    };
    windows.push(window);
  };
  return { ...double, events, windows, open, userData };
}

it('launches, quits by closing its windows first, and ends', async () => {
  const { app, launch, open, events } = start();
  launch();
  await app.whenReady();
  open();
  open();
  app.quit();
  app.quit();
  expect(events).toEqual([
    'will-finish-launching',
    'ready',
    'before-quit',
    'closed',
    'closed',
    'will-quit',
    'quit',
    'end 0',
  ]);
});

it('stops a quit at before-quit, at a window that stays open, and at will-quit; then quits after all', () => {
  const { app, launch, open, windows, events } = start();
  launch();
  open(true);
  events.length = 0;
  app.once('before-quit', (event) => event.preventDefault());
  app.quit();
  expect(events.splice(0)).toEqual(['before-quit']);
  app.quit();
  expect(events.splice(0)).toEqual(['before-quit']);
  app.once('will-quit', (event) => event.preventDefault());
  windows[0]?.destroy();
  expect(events.splice(0)).toEqual(['closed', 'before-quit', 'will-quit']);
  app.quit();
  expect(events).toEqual(['before-quit', 'will-quit', 'quit', 'end 0']);
});

it('quits when the last window closes, unless somebody listens', () => {
  const first = start();
  first.launch();
  first.app.on('window-all-closed', () => undefined);
  first.open();
  first.windows[0]?.close();
  expect(first.events).not.toContain('quit');
  first.app.removeAllListeners('window-all-closed');
  first.open();
  first.windows[0]?.close();
  expect(first.events.at(-1)).toBe('end 0');
});

it('exits with its code and asks nobody', () => {
  const { app, launch, open, events } = start();
  launch();
  open(true);
  events.length = 0;
  app.exit(3);
  expect(events).toEqual(['closed', 'quit', 'end 3']);
  const early = start();
  early.app.exit(1);
  expect(early.events).toEqual(['end 1']);
});

it('knows its switches in any case and passes those added to Chromium', () => {
  const { app, commandLine } = start(['--No-Sandbox', '--inspect=0', '/app', '--x=1', '--', '--after']);
  app.commandLine.appendSwitch('disable-breakpad');
  expect(['no-sandbox', 'inspect', 'X', 'after'].map((name) => app.commandLine.hasSwitch(name))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(commandLine.forChromium()).toEqual(['--no-sandbox', '--x=1', '--disable-breakpad']);
});

it('takes over the lock of a process that is gone', () => {
  const { app, userData } = start();
  // No process has the number 2^31 - 1 (Linux ends far below).
  writeFileSync(join(userData, 'SingletonLock'), JSON.stringify({ pid: 2 ** 31 - 1, socket: 'none' }));
  expect(app.requestSingleInstanceLock()).toBe(true);
  expect(app.requestSingleInstanceLock()).toBe(true);
});

it('says what is not in its surface, and what is', () => {
  const { app } = start();
  expect(() => Reflect.get(app, 'getLocale')).toThrow(
    /not in surface: app\.getLocale \(the stand-in has: .*quit.*whenReady/,
  );
  expect(() => app.getPath('desktop')).toThrow("not in surface: app.getPath('desktop')");
  expect(() => Reflect.get(app.commandLine, 'removeSwitch')).toThrow(
    'not in surface: app.commandLine.removeSwitch',
  );
});
