// What only the preview has: a ready line with an address, a token in it that a page gives up, and tabs.
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp, type RunningApp } from '#tests/support/app.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { patient } from './desk/dress.ts';
import { hostName } from './desk/launch.ts';
import { canRun, spec } from './desk/spec.ts';
import { sitAs } from './desk/steps.ts';

const only = { hosts: ['preview'] } as const;

describe.runIf(canRun && hostName === 'preview')('npm start in a browser', () => {
  let app: RunningApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    context = await browser.newContext();
    patient(context);
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  spec('opens by the address of the ready line and gives the token up at once', only, async () => {
    await page.goto(app.url);
    await page.getByRole('button', { name: 'Agent, daytime' }).waitFor();
    expect(page.url()).not.toContain('token');
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  spec('a tab that was not opened with the address gets no desk', only, async () => {
    const other = await context.newPage();
    await other.goto(new URL('/', app.url).href);
    await expect.poll(() => other.getByRole('heading').first().innerText()).not.toBe('');
    expect(await other.getByRole('button', { name: 'Agent, daytime' }).count()).toBe(0);
    await other.close();
  });

  spec('a reload keeps the desk, another address of the server has nothing', only, async () => {
    await sitAs(page, 'Agent, daytime');
    await page.reload();
    await page.getByRole('listbox', { name: 'What waits for you' }).waitFor();
    for (const path of [
      '/package.json',
      '/../package.json',
      '/index.html/..%2f..%2fpackage.json',
      '/desk/desk.mjs',
    ])
      expect((await fetch(new URL(path, app.url))).status, path).not.toBe(200);
  });

  spec('when the program ends the page says so', only, async () => {
    await app.stop();
    await page
      .getByText(/restarting|not running|has not come back|connection/i)
      .first()
      .waitFor();
  });
});
