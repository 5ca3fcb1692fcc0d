// A page of real Chromium with a world attached, for this room's tests: no window, no main process.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { IpcMainEvent } from 'electron';
import { createWorld, type AttachedWorld, type CdpSession, type World } from './index.ts';

export interface Rig {
  page: Page;
  world: World;
  attached: AttachedWorld;
  contents: { id: number };
  problems: string[];
  session: CdpSession;
  /** Goes to a page with these scripts, each under a strict policy of its own origin; null stays where it is. */
  open(script?: string, path?: string): Promise<void>;
  /** The next message of the preload on this channel. */
  next(channel: string): Promise<{ event: IpcMainEvent; args: unknown[] }>;
  close(): Promise<void>;
}

export const origin = 'https://desk.app.localhost';
const policy = "default-src 'none'; script-src 'self'; frame-src 'self'";

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
  const session: CdpSession = {
    send: (method, params) => carried.send(method as 'Page.enable', params as never),
    on: (event, listener) => carried.on(event as 'Page.loadEventFired', listener as never),
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
