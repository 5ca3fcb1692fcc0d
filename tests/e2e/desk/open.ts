// The whole application as a newcomer starts it, with a real Chromium in front of it.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp, type RunningApp } from '#tests/support/app.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { watchProblems, type Problems } from './problems.ts';

export interface Desk {
  app: RunningApp;
  browser: Browser;
  context: BrowserContext;
  page: Page;
  problems: Problems;
  close(): Promise<void>;
}
export interface DeskOptions {
  args?: readonly string[];
  /** A profile folder that was prepared; it stays afterwards. */
  profile?: string;
  size?: { width: number; height: number };
  scheme?: 'light' | 'dark';
}

/** Longest wait for any state of the page, ms: many times what the desk needs, so that only a stuck desk fails. */
const patience = 15_000;

/** The page shows the first screen's address, with its token not used yet. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const [app, browser] = await Promise.all([
    startApp({
      args: options.args ?? [],
      ...(options.profile === undefined ? {} : { profile: options.profile }),
    }),
    launchBrowser(),
  ]);
  const context = await browser.newContext({
    viewport: options.size ?? { width: 1280, height: 720 },
    colorScheme: options.scheme ?? 'light',
    // Movement is looked at by eye; here it would only blur what axe and the pictures see.
    reducedMotion: 'reduce',
    locale: 'en-US',
  });
  context.setDefaultTimeout(patience);
  const problems = await watchProblems(context);
  const page = await context.newPage();
  await page.goto(app.url);
  return {
    app,
    browser,
    context,
    page,
    problems,
    async close() {
      await browser.close();
      await app.stop();
    },
  };
}
