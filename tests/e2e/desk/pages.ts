// The pages of a desktop host as Playwright sees them. Playwright gives a page up for good when its process dies, but the
// shell replaces a page's process at every lock: the page that comes back is taken by a connection of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type ElectronApplication,
  type Page,
} from 'playwright-core';
import type { PortSurface } from '#host/link.ts';
import { until } from '#tests/support/until.ts';
import { dressPage, patience, patient } from './dress.ts';
import type { Driver, LaunchOptions } from './driver.ts';
import { watchProblems, type Problems } from './problems.ts';

export interface Pages extends Pick<Driver, 'window' | 'renewed' | 'onPage'> {
  main(): Page;
  context(): BrowserContext;
  problems: Problems;
}
export interface PagesDeps {
  app: ElectronApplication;
  /** Where Chromium writes the port that it listens on (`DevToolsActivePort`). */
  userData: string;
  options: LaunchOptions;
  within: number;
}

/** Which window a page is, by its document: `/` and `/index.html` are the main one. */
export function surfaceOf(url: string): PortSurface | null {
  const document = /^(?:https|app):\/\/[^/]+\/([a-z]*)(?:\.html)?(?:[?#]|$)/.exec(url)?.[1];
  if (document === '' || document === 'index') return 'main';
  return document === 'panel' || document === 'compact' || document === 'phone' ? document : null;
}

export async function createPages({ app, userData, options, within }: PagesDeps): Promise<Pages> {
  const dresses = new Set<(page: Page) => Promise<unknown>>([(page) => dressPage(page, options)]);
  const dead = new WeakSet<Page>();
  const dressed = new WeakMap<Page, Promise<unknown>>();
  const problems = await watchProblems(app.context());
  /** The newest last: what a new connection sees is alive. */
  const contexts: { context: BrowserContext; browser: Browser | null }[] = [];

  const take = (page: Page): void => {
    page.on('crash', () => dead.add(page));
    dressed.set(
      page,
      Promise.all([...dresses].map((dress) => dress(page))).catch(() => undefined),
    );
  };
  const adopt = async (context: BrowserContext, browser: Browser | null): Promise<void> => {
    patient(context);
    if (browser !== null) await problems.watch(context);
    contexts.push({ context, browser });
    for (const page of context.pages()) take(page);
    context.on('page', take);
  };
  const living = (): Page[] =>
    contexts
      .toReversed()
      .flatMap(({ context }) => context.pages())
      .filter((page) => !dead.has(page) && !page.isClosed());
  const find = (surface: PortSurface): Page | undefined =>
    living().find((page) => surfaceOf(page.url()) === surface);

  async function reconnect(): Promise<void> {
    const [port, path] = readFileSync(join(userData, 'DevToolsActivePort'), 'utf8').trim().split('\n');
    const browser = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path ?? ''}`);
    const context = browser.contexts()[0];
    if (context === undefined) throw new Error('the new connection sees no pages');
    for (const { browser: before } of contexts.splice(1)) await before?.close();
    await adopt(context, browser);
  }
  async function window(surface: PortSurface, withinMs = patience): Promise<Page> {
    await until(`a window “${surface}”`, withinMs, () => find(surface) !== undefined);
    const page = find(surface);
    if (page === undefined) throw new Error(`the window “${surface}” went away`);
    await dressed.get(page);
    return page;
  }

  await adopt(app.context(), null);
  if (options.firstWindow !== null) await window('main', within);
  return {
    problems,
    main() {
      const page = find('main');
      if (page === undefined) throw new Error('no main page: its process was replaced, see renewed()');
      return page;
    },
    context: () => contexts.at(-1)?.context ?? app.context(),
    window,
    async renewed(act) {
      const before = await window('main');
      const crashed = before.waitForEvent('crash');
      crashed.catch(() => undefined);
      // What was done may itself be cut off by what it does.
      const done = act().catch((error: unknown) => {
        if (!/crash/i.test(String(error))) throw error;
      });
      await Promise.race([crashed, done.then(() => crashed)]);
      await reconnect();
      return window('main');
    },
    async onPage(dress) {
      dresses.add(dress);
      await Promise.all(living().map(dress));
    },
  };
}
