// The read-lease runs out in the middle of a call (C10): the patient closes, the message is taken and kept all the same, and
// once the backend is back the panel reads again by itself and the message reaches it. Each spec goes on where the last ended.
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { startServices, type Services } from '#tests/support/services.ts';
import { drawStory, type Drawn } from './desk/draw.ts';
import { misfits } from './desk/fit.ts';
import { spec, story } from './desk/spec.ts';
import {
  answerCall,
  callCard,
  candidates,
  fillMessage,
  messageTab,
  messages,
  openDrawer,
  replacedBy,
  ring,
  sitQuietly,
  statusBar,
  statusSays,
  turnBackend,
} from './desk/steps.ts';

const shots = process.env['CARELINE_SHOTS'];
let drawn: Drawn;
let services: Services | null = null;
/** Messages at the backend before the lease ended. */
let sentBefore = 0;
const words = 'The letter says that she should call about the results of Monday.';
const panel = (page: Page): Locator => page.getByRole('tabpanel', { name: 'Patient' });
const band = (page: Page): Locator => page.getByText(/^Write-only since .*: patient data is closed/);

async function picture(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${shots}/lease-${name}-${scheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

afterAll(() => services?.close());

story(
  'read-lease',
  async () => {
    drawn = await drawStory(11);
    // An organisation with a provider has a policy, and with it a lease.
    services = await startServices({ proves: true });
    return { demo: services, size: { width: 1280, height: 720 } };
  },
  (desk) => {
    spec('says until when this desk reads', async () => {
      const { page } = desk();
      await sitQuietly(page);
      await statusSays(page, /Reading until \d/, 15_000);
    });

    spec(
      'ends in a call: the patient closes, what goes on is said, and the call is still there',
      async () => {
        const { page: before } = desk();
        await ring(before, 'Ring a worried patient', drawn.seed);
        await answerCall(before);
        await candidates(before).getByRole('button').first().waitFor();
        sentBefore = (await services?.stored())?.total ?? 0;
        const box = await openDrawer(before);
        const page = await replacedBy(desk(), () =>
          box.getByRole('button', { name: 'End the reading lease now' }).click(),
        );
        await band(page).waitFor();
        await panel(page).getByText('Patient data is closed', { exact: true }).waitFor();
        await callCard(page).waitFor();
        expect(await candidates(page).count()).toBe(0);
        expect(await statusBar(page).innerText()).toMatch(/Write-only since/);
        expect(await misfits(page)).toEqual([]);
        await picture(page, 'ended');
      },
    );

    spec('a message is taken and kept without a reader', async () => {
      const { page } = desk();
      await page.keyboard.press('F8');
      await fillMessage(page, drawn, words);
      // Nobody could be verified: the patient is whom the caller names.
      const form = messageTab(page);
      await form.getByLabel('Patient’s name').fill(drawn.patient.preferredName);
      await form.getByLabel(/^Date of birth/).fill('3 Feb 1985');
      await page.waitForTimeout(500);
      await page.reload();
      await callCard(page).waitFor();
      await page.keyboard.press('F8');
      await expect.poll(() => messageTab(page).getByLabel('The caller’s own words').inputValue()).toBe(words);
      await picture(page, 'form');
      await page.keyboard.press('Control+Enter');
      await page
        .getByText(/^Saved/)
        .first()
        .waitFor();
      await page.getByRole('tab', { name: /^Messages/ }).click();
      await messages(page).getByText(drawn.patient.preferredName, { exact: true }).first().waitFor();
      await messages(page).getByText('Closed message').first().waitFor();
      expect(await misfits(page)).toEqual([]);
      await picture(page, 'list');
    });

    spec('the backend is back: reading too, and the message reaches it', async () => {
      const { page } = desk();
      await turnBackend(page, 'Start the backend');
      await band(page).waitFor({ state: 'detached', timeout: 40_000 });
      await statusSays(page, /Reading until \d/, 15_000);
      await page.getByRole('tab', { name: 'Patient' }).click();
      await candidates(page).getByRole('button').first().waitFor();
      await expect.poll(() => messages(page).getByText('Closed message').count()).toBe(0);
      await expect
        .poll(() => statusBar(page).innerText(), { timeout: 15_000 })
        .toMatch(/All sent|synced|sent/i);
      const after = await services?.stored();
      expect([after?.total, after?.distinctIds]).toEqual([sentBefore + 1, sentBefore + 1]);
    });
  },
);
