// The pages of a desktop host as Playwright sees them. Playwright gives a page up for good when its process dies, but the
// shell replaces a page's process at every lock: the page that comes back is taken by a connection of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext, type ElectronApplication, type Page } from 'playwright-core';
import type { PortSurface } from '#host/link.ts';
import { until } from '#tests/support/until.ts';
import { dressPage, patience, patient, usualSize } from './dress.ts';
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

/** Which window a page is, by its document; the main window shows whatever is none of the others'. */
export function surfaceOf(url: string): PortSurface | null {
  const path = /^(?:https|app):\/\/desk[^/]*(\/[^?#]*)/.exec(url)?.[1];
  if (path === undefined) return null;
  return (
    (['panel', 'compact', 'phone', 'trainer'] as const).find((name) => path === `/${name}.html`) ?? 'main'
  );
}

export async function createPages({ app, userData, options, within }: PagesDeps): Promise<Pages> {
  const dresses = new Set<(page: Page) => Promise<unknown>>([(page) => dressPage(page, options)]);
  const dead = new WeakSet<Page>();
  const dressed = new WeakMap<Page, Promise<unknown>>();
  const problems = await watchProblems(app.context());
  /** The newest last: what a new connection sees is alive. Older ones stay: pages of theirs may still be held. */
  const contexts: BrowserContext[] = [];

  const take = (page: Page): void => {
    page.on('crash', () => dead.add(page));
    dressed.set(
      page,
      Promise.all([...dresses].map((dress) => dress(page))).catch(() => undefined),
    );
  };
  const adopt = async (context: BrowserContext): Promise<void> => {
    patient(context);
    if (contexts.length > 0) await problems.watch(context);
    contexts.push(context);
    for (const page of context.pages()) take(page);
    context.on('page', take);
  };
  const open = (): Page[] =>
    contexts
      .toReversed()
      .flatMap((context) => context.pages())
      .filter((page) => !page.isClosed());
  const living = (): Page[] => open().filter((page) => !dead.has(page));
  const of = (pages: readonly Page[], surface: PortSurface): Page | undefined =>
    pages.find((page) => surfaceOf(page.url()) === surface);

  async function reconnect(): Promise<void> {
    const [port, path] = readFileSync(join(userData, 'DevToolsActivePort'), 'utf8').trim().split('\n');
    // No defaults: Electron takes no word on where downloads go, and what a page looks like is `dresses`.
    const browser = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path ?? ''}`, {
      noDefaults: true,
    });
    const context = browser.contexts()[0];
    if (context === undefined) throw new Error('the new connection sees no pages');
    await adopt(context);
  }
  async function window(surface: PortSurface, withinMs = patience): Promise<Page> {
    const end = performance.now() + withinMs;
    for (;;) {
      const page = await shown(surface, Math.max(1, end - performance.now()));
      // The same pixels on every host; the windows beside it keep their own.
      const { size = usualSize } = options;
      if (surface !== 'main' || size === null) return page;
      try {
        await page.setViewportSize(size);
        return page;
      } catch (error) {
        // It had died before this connection came to listen: the next one has the page that replaced it.
        if (!/crash/i.test(String(error)) || performance.now() >= end) throw error;
        dead.add(page);
      }
    }
  }
  async function shown(surface: PortSurface, withinMs: number): Promise<Page> {
    await until(`a window “${surface}”`, withinMs, async () => {
      if (of(living(), surface) !== undefined) return true;
      // It is there, but its process was replaced: this connection never hears of it again.
      if (of(open(), surface) !== undefined) await reconnect();
      return false;
    });
    const page = of(living(), surface);
    if (page === undefined) throw new Error(`the window “${surface}” went away`);
    await dressed.get(page);
    return page;
  }

  await adopt(app.context());
  if (options.firstWindow !== null) await window('main', within);
  return {
    problems,
    main() {
      const page = of(living(), 'main');
      if (page === undefined) throw new Error('no main page: its process was replaced, see renewed()');
      return page;
    },
    context: () => contexts.at(-1) ?? app.context(),
    window,
    async renewed(act) {
      const before = await window('main');
      // It shows itself before it has wholly loaded: that late `load` must not pass for the one waited for below.
      await before.waitForLoadState('load');
      // Its process ends, or it loads itself anew.
      const gone = Promise.race([before.waitForEvent('crash'), before.waitForEvent('load')]);
      gone.catch(() => undefined);
      // What was done may itself be cut off by what it does.
      const done = act().catch((error: unknown) => {
        if (!/crash/i.test(String(error))) throw error;
      });
      await Promise.race([gone, done.then(() => gone)]);
      return window('main');
    },
    async onPage(dress) {
      dresses.add(dress);
      await Promise.all(living().map(dress));
    },
  };
}
