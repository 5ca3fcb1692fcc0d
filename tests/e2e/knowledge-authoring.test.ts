// A policy is written at one desk: what may not be said is told under its words, its writer does not approve it, another supervisor
// does, and an agent at another computer finds it. Each spec goes on where the last ended.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startServices } from '#tests/support/services.ts';
import type { Services } from '#tests/support/services.ts';
import { until } from '#tests/support/until.ts';
import { axeProblems } from './desk/axe.ts';
import type { Driver } from './desk/driver.ts';
import { misfits } from './desk/fit.ts';
import { launch } from './desk/launch.ts';
import { spec, story } from './desk/spec.ts';
import { sitQuietly } from './desk/steps.ts';

const title = 'Parking behind the Riverside house';
const button = (page: Page | Locator, name: string): Locator =>
  page.getByRole('button', { name, exact: true });
const close = (page: Page): Locator =>
  page.getByRole('alertdialog', { name: 'Knowledge' }).getByRole('button', { name: 'Close' });
const room = (page: Page): Locator => page.getByRole('group', { name: 'Knowledge room' });
const text = (page: Page): Locator => page.getByRole('textbox', { name: 'Text', exact: true });

async function openRoom(page: Page, person: RegExp): Promise<void> {
  await page.getByRole('button', { name: person }).click();
  await page.getByRole('menuitem', { name: 'Write the knowledge base' }).click();
  await room(page).waitFor();
}
/** From one person to another at the same desk. */
async function changeSeat(desk: Driver, to: string): Promise<Page> {
  const before = desk.page;
  await before.getByRole('button', { name: /: menu$/ }).click();
  const page = await desk.renewed(() => before.getByRole('menuitem', { name: 'Leave this desk' }).click());
  await button(page, to).click();
  await page.getByRole('listbox', { name: 'What waits for you' }).waitFor();
  return page;
}
/** What is drawn of the room stays within its edges, and axe finds nothing in it. */
async function isSound(page: Page): Promise<void> {
  expect(await misfits(page)).toEqual([]);
  expect(await axeProblems(page)).toEqual([]);
}
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CARELINE_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/knowledge-${name}.png` });
}
let services: Services | undefined;

story(
  'an article from its first word to another desk',
  async () => {
    services = await startServices({ ehr: false });
    return { demo: services, ehr: false, size: { width: 1280, height: 720 } };
  },
  (desk) => {
    spec('what may not be said is told under its words; keys write the parts', async () => {
      const { page } = desk();
      await button(page, 'Supervisor').click();
      await button(page, 'Not now').click();
      await page.reload();
      await page.getByRole('listbox', { name: 'What waits for you' }).waitFor();
      await openRoom(page, /Joel Brandt/);
      await button(page, 'New article').click();
      const begin = page.getByRole('dialog', { name: 'New article' });
      await begin.getByRole('button', { name: /Kind/ }).click();
      await page.getByRole('option', { name: 'Policy' }).click();
      await button(begin, 'Begin').click();
      await text(page).click();
      await page.keyboard.press('Control+Shift+1');
      await page.keyboard.insertText('It is probably nothing serious. Park behind the house.');
      await page.getByRole('textbox', { name: 'Title' }).fill(title);
      await page.getByRole('tab', { name: /^Findings/ }).click();
      await page.getByRole('list', { name: 'Findings' }).getByText('This comforts').waitFor();
      expect(await button(page, 'Hand in').count()).toBe(0);
      await isSound(page);
      await picture(page, 'finding');
      await text(page).focus();
      await page.keyboard.press('Control+.');
      await until('the words to be marked', 15_000, async () =>
        /nothing serious/.test((await page.evaluate(() => document.getSelection()?.toString())) ?? ''),
      );
      // They go, and with them the finding.
      await page.keyboard.press('Delete');
      await until('nothing in the way', 15_000, async () => button(page, 'Hand in').isEnabled());
      await page.getByText(/^kept \d\d:\d\d:\d\d$/).waitFor();
    });

    spec('what is written is there after the room was closed; undo takes back the whole draft', async () => {
      const { page } = desk();
      await text(page).focus();
      await page.keyboard.press('Control+End');
      await page.keyboard.insertText(' And lock the gate.');
      await page.keyboard.press('Control+z');
      await until(
        'the gate to be gone',
        15_000,
        async () => !(await text(page).innerText()).includes('gate'),
      );
      await page.getByText(/^kept \d\d:\d\d:\d\d$/).waitFor();
      // Out of the text by key: to the way back, to the list, out of the room.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await button(page, 'New article').waitFor();
      await page.keyboard.press('Escape');
      await room(page).waitFor({ state: 'detached' });
      await openRoom(page, /Joel Brandt/);
      await button(room(page), title).click();
      await text(page).getByText('Park behind the house.').waitFor();
      expect(await text(page).innerText()).not.toContain('serious');
    });

    spec('its writer hands it in and does not approve it', async () => {
      const { page } = desk();
      await until('the lint', 15_000, async () => button(page, 'Hand in').isEnabled());
      await button(page, 'Hand in').click();
      const ask = page.getByRole('alertdialog', { name: 'Hand this in?' });
      await ask.getByRole('textbox').fill('New since Monday.');
      await button(ask, 'Hand in').click();
      // Keys go on in what may be done next, not at the room's close.
      await until('the way to its approval to have the focus', 15_000, async () =>
        button(page, 'See its approval').evaluate((one) => one === document.activeElement),
      );
      await page.keyboard.press('Enter');
      await page.getByRole('option', { name: title }).click();
      await page.getByText('You handed it in', { exact: false }).waitFor();
      expect(await button(page, 'Approve').isDisabled()).toBe(true);
      await isSound(page);
      await picture(page, 'own');
      await page.keyboard.press('Escape');
      await room(page).waitFor({ state: 'detached' });
    });

    spec('another supervisor sees what it says and approves it', async () => {
      const page = await changeSeat(desk(), 'Second supervisor');
      await openRoom(page, /Vera Lindqvist/);
      await room(page).getByRole('navigation').getByRole('button', { name: 'Approval' }).click();
      await page.getByRole('option', { name: title }).click();
      await page.getByText('New since Monday.', { exact: false }).waitFor();
      // All that counts, not its words alone.
      const about = page.getByRole('region', { name: 'What it says about itself' });
      for (const words of ['Policy', 'Every account', 'everybody who has the knowledge base', 'Joel Brandt'])
        await about.getByText(words, { exact: true }).first().waitFor();
      await isSound(page);
      await picture(page, 'approve');
      await button(page, 'Approve').click();
      await button(page.getByRole('alertdialog', { name: 'Approve and publish?' }), 'Approve').click();
      await page.getByText('published', { exact: true }).first().waitFor();
      expect(await close(page).evaluate((one) => one === document.activeElement)).toBe(false);
      expect(desk().problems.take()).toEqual([]);
    });

    spec(
      'terms that are not published outlive the part and the room; a removal by key keeps the keys there',
      async () => {
        const { page } = desk();
        const part = (name: string): Locator =>
          room(page).getByRole('navigation').getByRole('button', { name });
        await part('Terms').click();
        const bins = page.getByRole('table', { name: 'Terms' }).getByRole('button', { name: /^Remove / });
        await bins.first().waitFor();
        const [first, second] = await bins.evaluateAll((all) =>
          all.map((one) => one.getAttribute('aria-label')),
        );
        await button(page, first ?? '').focus();
        await page.keyboard.press('Space');
        const told = page.getByText('Not published yet: 0 added, 0 changed, 1 removed.');
        await told.waitFor();
        const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
        expect(focused).toBe(second);
        await isSound(page);
        await picture(page, 'terms');
        await part('Not found').click();
        await part('Terms').click();
        await told.waitFor();
        await page.keyboard.press('Escape');
        await page.getByText('not published. They stay', { exact: false }).first().waitFor();
        await room(page).waitFor({ state: 'detached' });
        await openRoom(page, /Vera Lindqvist/);
        await part('Terms').click();
        await told.waitFor();
        await button(page, 'Undo').click();
        await told.waitFor({ state: 'detached' });
        expect(desk().problems.take()).toEqual([]);
      },
    );

    spec('an agent at another computer finds it', async () => {
      await services?.another();
      const other = await launch({ demo: services, ehr: false });
      try {
        const { page } = other;
        await sitQuietly(page);
        await page.keyboard.press('F7');
        const box = page.getByRole('searchbox', { name: 'Find an article' });
        await box.fill('parking behind the riverside house');
        const hit = page.getByRole('list', { name: 'Articles found' }).getByText(title);
        await until('the article to have come', 60_000, async () => {
          if ((await hit.count()) > 0) return true;
          // A question is asked again by other words.
          await box.fill('parking riverside');
          await box.fill('parking behind the riverside house');
          return false;
        });
        await hit.first().click();
        await page.getByRole('group', { name: title }).getByText('Park behind the house.').waitFor();
        await picture(page, 'found');
      } finally {
        await other.close();
        await services?.close();
      }
    });
  },
);
