// Signing in to the record: the record's own page in a browser of its own, an answer to this computer, and the panel reads.
import type { Browser } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { startEhr, type Ehr } from '#demo/ehr/server.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { until } from '#tests/support/until.ts';
import type { Driver } from './desk/launch.ts';
import { spec, story } from './desk/spec.ts';
import { sitQuietly } from './desk/steps.ts';

declare global {
  /** In the main process: what the system's browser was asked to open. */
  var opened: string[] | undefined;
}
let ehr: Ehr | undefined;
let browser: Browser | undefined;
afterAll(async () => {
  await browser?.close();
  await ehr?.close();
});

/** Where the sign-in goes on: in the preview a link of the page, else what the shell gave to the system. */
async function address({ host, page, main }: Driver): Promise<string> {
  if (host === 'preview')
    return (await page.getByRole('link', { name: /Open the record/ }).getAttribute('href')) ?? '';
  let found = '';
  await until('the browser to be opened', 10_000, async () => {
    found = await main(() => globalThis.opened?.shift() ?? '');
    return found !== '';
  });
  return found;
}

story(
  'signing in to the record',
  async () => {
    ehr = await startEhr({ port: 0, now: new Date().toISOString(), records: [], noSlots: true, admin: true });
    return {
      ehr: { url: ehr.url, token: null, auth: { kind: 'launch', clientId: 'careline-demo-desktop' } },
    };
  },
  (desk) => {
    spec(
      'the agent signs in on the record’s own page, signs out, and is told when the record refuses',
      async () => {
        const { page, host } = desk();
        browser = await launchBrowser();
        const tab = await browser.newPage();
        await sitQuietly(page);
        if (host !== 'preview')
          await desk().main(({ shell }) => {
            globalThis.opened = [];
            shell.openExternal = async (url) => void globalThis.opened?.push(url);
          });
        await page.getByRole('button', { name: 'Not signed in to the record' }).waitFor();
        const enter = page.getByRole('button', { name: 'Sign in to the record' });
        await enter.focus();
        await page.keyboard.press('Enter');
        await tab.goto(await address(desk()));
        expect(await tab.title()).toBe('Sample EHR');
        await tab.getByRole('button', { name: 'Sign in as Sam Sample' }).click();
        await tab.getByRole('heading', { name: 'Back to Careline' }).waitFor();
        await enter.waitFor({ state: 'detached' });
        await page
          .getByRole('button', { name: 'Not signed in to the record' })
          .waitFor({ state: 'detached' });

        await page.keyboard.press('Control+,');
        const settings = page.getByRole('dialog', { name: 'Settings' });
        await settings.getByText('You are signed in to the patient record.').waitFor();
        await settings.getByText(/Careline sample EHR/).waitFor();
        await settings.getByRole('button', { name: 'Sign out of the record' }).click();
        await settings.getByText('You are not signed in to the patient record.').waitFor();
        await page.keyboard.press('Escape');

        await enter.click();
        await tab.goto(await address(desk()));
        await tab.getByRole('button', { name: 'Refuse' }).click();
        await page.getByText('The sign-in was refused on the record’s own page.').waitFor();
        await page.getByRole('button', { name: 'Sign in again' }).waitFor();
        expect(desk().output()).not.toMatch(/code=|access_token|refresh_token/);
      },
    );
  },
);
