// A record that nobody was verified for, opened in an emergency: reason, band, mark, and closed again by a hand and by a lock. A
// privacy incident, reported in a few presses. Each spec goes on where the last ended.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { demoPassphrase } from '#demo/people/people.ts';
import { axeProblems } from './desk/axe.ts';
import { drawStory, type Drawn } from './desk/draw.ts';
import { misfits } from './desk/fit.ts';
import { desktop, sitQuietly } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, candidates, lock, ring, unlock } from './desk/steps.ts';

let drawn: Drawn;
const panel = (page: Page): Locator => page.getByRole('tabpanel', { name: 'Patient' });
const band = (page: Page): Locator => page.getByRole('alert').filter({ hasText: 'Emergency access is open' });
const asks = (page: Page): Locator =>
  page.getByRole('alertdialog', { name: 'Open this record in an emergency' });
const reason = 'His wife says he fell and does not answer; which medicines, and where does he live?';

async function open(page: Page): Promise<void> {
  await panel(page).getByRole('button', { name: 'Open in an emergency…' }).click();
  const dialog = asks(page);
  const go = dialog.getByRole('button', { name: 'Open for 30 minutes' });
  await dialog.getByRole('button', { name: /What kind of emergency/ }).click();
  await page.getByRole('option', { name: /life or health is in danger/ }).click();
  await dialog.getByLabel(/What happens, and what do you need/).fill('emergency');
  await dialog.getByText('6 more characters').waitFor();
  expect(await go.isDisabled()).toBe(true);
  await dialog.getByLabel(/What happens, and what do you need/).fill(reason);
  await go.click();
  await prove(page);
  await band(page).waitFor();
}

/** A sign-in that is younger than five minutes counts; an older one is asked for, and the request goes on by itself. */
async function prove(page: Page): Promise<void> {
  const question = page.getByRole('alertdialog', { name: 'Is it still you?' });
  await band(page).or(question).first().waitFor();
  if (!(await question.isVisible())) return;
  await question.getByLabel('Passphrase', { exact: true }).fill(demoPassphrase);
  await page.keyboard.press('Enter');
}

story(
  'emergency access',
  async () => {
    drawn = await drawStory(7);
    return { size: { width: 1280, height: 720 } };
  },
  (desk) => {
    spec(
      'a withheld record opens for a stated reason, marked and under a band in every window',
      desktop,
      async () => {
        const page = await sitQuietly(desk());
        await ring(page, 'Ring a worried patient', drawn.seed);
        await answerCall(page);
        await candidates(page)
          .getByRole('button')
          .filter({ hasText: drawn.patient.preferredName })
          .first()
          .click();
        await panel(page).getByRole('textbox', { name: 'Full name', exact: true }).waitFor();
        await open(page);
        await panel(page).getByText('Opened in an emergency').waitFor();
        await panel(page).getByRole('region', { name: 'Identity' }).waitFor();
        expect(await panel(page).getByRole('button', { name: 'Book a visit' }).count()).toBe(0);
        expect(await misfits(page)).toEqual([]);
        expect(await axeProblems(page)).toEqual([]);
        await page.keyboard.press('Control+8');
        const compact = await desk().window('compact');
        await band(compact).waitFor();
      },
    );

    spec('ended by hand the record goes, and the caller is asked for facts again', desktop, async () => {
      const { page } = desk();
      await band(page).getByRole('button', { name: 'End now' }).click();
      await panel(page).getByRole('textbox', { name: 'Full name', exact: true }).waitFor();
      expect(await band(page).count()).toBe(0);
      expect(await panel(page).getByRole('region', { name: 'Identity' }).count()).toBe(0);
    });

    spec('a lock ends it: nothing of the record is there after the unlock', desktop, async () => {
      await open(desk().page);
      await lock(desk());
      const page = await unlock(desk());
      await panel(page).getByRole('textbox', { name: 'Full name', exact: true }).waitFor();
      expect(await band(page).count()).toBe(0);
    });

    spec(
      'a privacy incident is reported in a few presses, with ids of what stands open',
      desktop,
      async () => {
        const { page } = desk();
        await page.getByRole('button', { name: /: menu$/ }).click();
        await page.getByRole('menuitem', { name: 'Report a privacy incident' }).click();
        const dialog = page.getByRole('alertdialog', { name: 'Report a privacy incident' });
        await dialog.getByText(/^Call [0-9A-F]{6} · Person/).waitFor();
        await dialog.getByRole('button', { name: /What happened/ }).click();
        await page.getByRole('option', { name: 'The wrong person was told something' }).click();
        await dialog.getByRole('radio', { name: 'One' }).click();
        expect(await axeProblems(page)).toEqual([]);
        await dialog.getByRole('button', { name: 'Report it' }).click();
        await page.getByText(/^Reported\. Your reference is [0-9A-F]{6}\.$/).waitFor();
        await page.getByRole('button', { name: 'Close', exact: true }).last().click();
      },
    );
  },
);
