// Signing in as on a computer of one's own: through the demo organisation's real provider in a tab of a real browser, with a
// second factor and without; a secret of one's own after it; what a wrong one brings; and a start without network.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { startServices, type Services } from '#tests/support/services.ts';
import { axeProblems } from './desk/axe.ts';
import { launch, type Driver } from './desk/launch.ts';
import { canRun, spec, type SpecTags } from './desk/spec.ts';
import { lock, statusBar } from './desk/steps.ts';

/** The tab is the browser's own; a desktop host hands the address to the system, which a test has not. */
const tabs: SpecTags = { hosts: ['preview'] };
const secret = 'velvet anchor seventeen';

/** From the demo's cards, or by itself, to the page that a computer of one's own begins with. */
async function ownWay(page: Page): Promise<void> {
  const there = page.getByRole('heading', { name: /^(Sign in|Who sits here\?)$/ });
  const way = page.getByRole('button', { name: 'Sign in with the browser' });
  // Whoever came by it before comes back to it.
  await there.or(way).first().waitFor();
  if (!(await there.isVisible())) await way.click();
  await there.waitFor();
}
/** Begins, and gives the provider's page in its tab. */
async function begin({ page, context }: Driver): Promise<Page> {
  await page.getByRole('button', { name: 'Sign in with the browser' }).click();
  const link = page.getByRole('link', { name: 'Open the sign-in page' });
  const [tab] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await tab.getByRole('button', { name: 'Continue' }).waitFor();
  return tab;
}
async function signIn(desk: Driver, name: RegExp): Promise<void> {
  const tab = await begin(desk);
  await tab.getByRole('radio', { name }).check();
  await tab.getByRole('button', { name: 'Continue' }).click();
  // Their second factor, where they have one; then the desk's own page on this computer.
  const code = tab.getByRole('button', { name: 'Sign in', exact: true });
  const back = tab.getByText(/lose this tab/);
  await code.or(back).first().waitFor();
  if (await code.isVisible()) await code.click();
  await back.waitFor();
  await tab.close();
}
const typeSecret = async (page: Page, typed: string): Promise<void> => {
  await page.getByLabel('Passphrase', { exact: true }).fill(typed);
  await page.keyboard.press('Enter');
};
const notNow = (page: Page): Promise<void> => page.getByRole('button', { name: 'Not now' }).click();

describe.runIf(canRun)('signing in by the browser', () => {
  let services: Services;
  let desk: Driver;
  const profile = mkdtempSync(join(tmpdir(), 'careline-sign-in-'));
  const page = (): Page => desk.page;
  beforeAll(async () => {
    services = await startServices({ proves: true, ehr: false });
    desk = await launch({ demo: services, profile });
  });
  afterAll(async () => {
    await desk?.close();
    await services?.close();
    rmSync(profile, { recursive: true, force: true });
  });

  spec('a sign-in can be cancelled, and nobody is seated without a second factor', tabs, async () => {
    await ownWay(page());
    const tab = await begin(desk);
    await page().getByRole('button', { name: 'Cancel' }).click();
    await page().getByRole('button', { name: 'Sign in with the browser' }).waitFor();
    await tab.close();
    expect(await axeProblems(page())).toEqual([]);
    await signIn(desk, /Noor Haddad/);
    await page()
      .getByText(/did not use a second factor/)
      .waitFor();
    expect(await statusBar(page()).count()).toBe(0);
  });

  spec('with it, a secret of one’s own is chosen, and who sits here is proved', tabs, async () => {
    await signIn(desk, /Mara Keller/);
    await page().getByRole('heading', { name: 'Your own PIN or passphrase' }).waitFor();
    expect(await axeProblems(page())).toEqual([]);
    // There is no key store in a browser's tab: said before anything is typed.
    await page().getByText('Passphrase only on this computer.').waitFor();
    await page().getByLabel('New passphrase').fill('short');
    await page().keyboard.press('Enter');
    await page().getByText('This is too short').waitFor();
    await page().getByLabel('New passphrase').fill(secret);
    await page().getByLabel('The same once more').fill(secret);
    await page().keyboard.press('Enter');
    await statusBar(page()).waitFor();
    await notNow(page());
    await page()
      .getByRole('button', { name: /Mara Keller.*menu/ })
      .click();
    await page()
      .getByText(/^Signed in .*, second factor$/)
      .waitFor();
    await page().getByRole('menuitem', { name: 'Change PIN or passphrase' }).click();
    await page().getByRole('dialog').getByLabel('The one you use now').fill('not the right one');
    await page().getByRole('dialog').getByLabel('New passphrase').fill(`${secret} again`);
    await page().getByRole('dialog').getByLabel('The same once more').fill(`${secret} again`);
    await page().keyboard.press('Enter');
    await page().getByRole('dialog').getByRole('status').waitFor();
    await page().keyboard.press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'detached' });
  });

  spec('the next start needs no network: the secret alone opens the seat', tabs, async () => {
    await desk.close();
    await services.backend(false);
    desk = await launch({ demo: services, profile });
    await ownWay(page());
    // One person has a secret here: theirs is asked for at once.
    await page().getByRole('region', { name: 'Mara Keller' }).waitFor();
    expect(await axeProblems(page())).toEqual([]);
    await typeSecret(page(), secret);
    await statusBar(page()).waitFor();
    await services.backend(true);
  });

  spec('five wrong ones bring a wait, which a new page does not shorten', tabs, async () => {
    await lock(desk);
    await page().getByRole('region', { name: 'Mara Keller' }).waitFor();
    for (let tries = 1; tries <= 5; tries++) {
      await typeSecret(page(), `wrong number ${tries} of five`);
      if (tries === 5) await page().getByText('Too many wrong tries.').waitFor();
      else if (tries >= 2)
        await page()
          .getByText(new RegExp(`^${5 - tries} tr(ies|y) left`))
          .waitFor();
      else
        await page()
          .getByRole('textbox', { name: 'Passphrase' })
          .and(page().locator('[aria-invalid]'))
          .waitFor();
    }
    expect(await axeProblems(page())).toEqual([]);
    await page().reload();
    await page().getByText('Too many wrong tries.').waitFor();
    const left = await page().getByRole('timer', { name: 'Time until the next try' }).innerText();
    expect(left).toMatch(/^1[345]:\d\d$/);
    // Somebody else is not kept waiting.
    await page().getByRole('button', { name: 'Somebody else' }).click();
    await page().getByRole('button', { name: 'Use the set-up passphrase' }).waitFor();
  });

  spec('a trainer has a home without calls, and goes to practice from it', tabs, async () => {
    await page().getByRole('button', { name: 'Use the set-up passphrase' }).click();
    await page()
      .getByRole('button', { name: /^Unlock/ })
      .click();
    await ownWay(page());
    await signIn(desk, /Priya Natarajan/);
    await page().getByLabel('New passphrase').fill(`${secret} eighteen`);
    await page().getByLabel('The same once more').fill(`${secret} eighteen`);
    await page().keyboard.press('Enter');
    await page().getByRole('heading', { name: 'Teaching', exact: true }).waitFor();
    expect(await axeProblems(page())).toEqual([]);
    await page().getByRole('button', { name: 'Read the articles' }).click();
    await page().getByRole('searchbox', { name: 'Find an article' }).fill('parking');
    await page().locator('[data-hit]').first().click();
    await page().getByRole('article').waitFor();
    expect(await page().getByText(/quote/i).count()).toBe(0);
    expect(await axeProblems(page())).toEqual([]);
    await page().getByRole('button', { name: 'Teaching' }).click();
    await page().getByRole('button', { name: 'Go to practice' }).click();
    await page().waitForURL(/desk=practice/);
  });
});
