// An administrator looks after people and devices: what follows is said first, a reason is asked for, the backend does it, and
// while it is away the last answer stands with its time (C10, C11, C36).
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { startServices, type Services } from '#tests/support/services.ts';
import { axeProblems } from './desk/axe.ts';
import { misfits } from './desk/fit.ts';
import { spec, story } from './desk/spec.ts';

let services: Services | null = null;
afterAll(() => services?.close());
const row = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
const ours = /cl-(admin|office)/;

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CARELINE_SHOTS'];
  if (folder === undefined) return;
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${folder}/admin-${name}-${scheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

story(
  'the administrator',
  async () => {
    services = await startServices({ proves: true, ehr: false });
    return { demo: services, size: { width: 1280, height: 720 } };
  },
  (desk) => {
    spec('sees people and devices, and revokes somebody for a reason', async () => {
      const { page } = desk();
      await page.getByRole('button', { name: 'Administrator', exact: true }).click();
      await page.getByRole('heading', { name: 'People and devices' }).waitFor();
      await row(page, 'Mara Keller').getByText('Allowed').waitFor();
      await picture(page, 'people');
      expect((await misfits(page)).filter((m) => ours.test(m))).toEqual([]);
      expect((await axeProblems(page)).filter((p) => ours.test(p))).toEqual([]);
      await page.getByRole('button', { name: 'Revoke Mara Keller' }).click();
      const dialog = page.getByRole('alertdialog', { name: 'Revoke Mara Keller?' });
      const go = dialog.getByRole('button', { name: 'Revoke Mara Keller' });
      expect(await go.isDisabled()).toBe(true);
      await dialog.getByLabel('Reason').fill('left on Friday');
      await picture(page, 'revoke');
      await go.click();
      await row(page, 'Mara Keller')
        .getByText(/^Revoked on/)
        .waitFor();
    });

    spec('sees this desk among the devices, and who can unlock it', async () => {
      const { page } = desk();
      await page.getByRole('tab', { name: 'Devices' }).click();
      await page.getByText('This desk', { exact: true }).waitFor();
      await picture(page, 'devices');
      await page.getByRole('tab', { name: 'This workstation' }).click();
      await page.getByText('Set-up passphrase').waitFor();
      await picture(page, 'here');
    });

    spec('away from the backend the last answer stands, and nothing there can be changed', async () => {
      const { page } = desk();
      await services?.backend(false);
      await page.getByRole('button', { name: 'Ask again' }).click();
      await page.getByText(/^The backend could not be asked/).waitFor();
      await page.getByRole('tab', { name: 'People' }).click();
      await row(page, 'Mara Keller').waitFor();
      expect(await page.getByRole('button', { name: /^Revoke / }).count()).toBe(0);
      await picture(page, 'away');
    });
  },
);
