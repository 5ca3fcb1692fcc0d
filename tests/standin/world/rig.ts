// A page of real Chromium with a world attached, for this room's tests: no window, no main process.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { IpcMainEvent } from 'electron';
import type { Session } from '../pages/cdp.ts';
import { launchChromium } from '../pages/chromium.ts';
import { createWorld, type AttachedWorld, type World } from './index.ts';

export interface Rig {
  page: Page;
  world: World;
  attached: AttachedWorld;
  contents: { id: number };
  problems: string[];
  session: Pick<Session, 'send' | 'on' | 'onGone'>;
  /** Goes to a page with these scripts, each under a strict policy of its own origin; null stays where it is. */
  open(script?: string, path?: string): Promise<void>;
  /** The next message of the preload on this channel. */
  next(channel: string): Promise<{ event: IpcMainEvent; args: unknown[] }>;
  close(): Promise<void>;
}

export const origin = 'https://desk.app.localhost';
const policy = "default-src 'none'; script-src 'self'; frame-src 'self'";

/** The stand-in's own Chromium, driven by Playwright as a test runner drives it. */
export async function startBrowser(): Promise<{ browser: Browser; end(): Promise<void> }> {
  const userDataDir = mkdtempSync(join(tmpdir(), 'careline-world-profile-'));
  const started = await launchChromium({ userDataDir, args: [] });
  const browser = await chromium.connectOverCDP(started.wsUrl);
  return { browser, end: () => started.end() };
}

/** @param preload text of a CommonJS preload */
export async function createRig(browser: Browser, preload: string): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'careline-world-'));
  const preloadPath = join(folder, 'preload.cjs');
  writeFileSync(preloadPath, preload);
  const context = await browser.newContext();
  let script = '';
  await context.route(`${origin}/**`, (route) =>
    route.fulfill({
      contentType: route.request().url().endsWith('.js') ? 'text/javascript' : 'text/html',
      headers: { 'content-security-policy': policy },
      body: route.request().url().endsWith('.js')
        ? script
        : '<!doctype html><title>t</title><div id=root></div><script src="/page.js"></script>',
    }),
  );
  const page = await context.newPage();
  const carried = await context.newCDPSession(page);
  const session: Pick<Session, 'send' | 'on' | 'onGone'> = {
    send: carried.send.bind(carried),
    on: (event, listener) => void carried.on(event, listener as never),
    onGone: (listener) => void carried.on('close', listener),
  };
  const world = createWorld();
  const problems: string[] = [];
  const contents = { id: 1 };
  const attached = await world.attach({
    contents,
    session,
    preloadPath,
    toAppUrl: (url) => url.replace(origin, 'app://desk'),
    problem: (text) => problems.push(text),
  });
  return {
    page,
    world,
    attached,
    contents,
    problems,
    session,
    async open(text = '', path = '/index.html') {
      script = text;
      await page.goto(origin + path);
    },
    next: (channel) =>
      new Promise((resolve) => world.ipcMain.once(channel, (event, ...args) => resolve({ event, args }))),
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
