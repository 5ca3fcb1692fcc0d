// What a slip or a crash must not do: keys typed on close no call, a lost line is told first, a lost ring is told at all.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { seedOfRun } from './desk/draw.ts';
import { desktop, killPage, sitQuietly } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, callCard, lock, ring, unlock } from './desk/steps.ts';

const seed = seedOfRun();
const after = (page: Page) => page.getByRole('region', { name: 'After the call' });
const closeAs = async (page: Page, how: string): Promise<void> => {
  await after(page).getByRole('button', { name: how }).click();
  await after(page).getByRole('button', { name: 'Done' }).click();
};
const lost = (page: Page) => page.getByRole('heading', { name: 'The line was lost' });

story('slips', {}, (desk) => {
  spec('a line lost by a crash says so, and how to mend it', desktop, async () => {
    const page = await sitQuietly(desk());
    await ring(page, 'Ring a worried patient', seed);
    await answerCall(page);
    await page.keyboard.press('F8');
    await page.getByLabel('Caller’s name').fill('Typed Before');
    await desk().killDesk();
    await lost(page).waitFor();
    await after(page)
      .getByText(/^Nobody hung up\. Call back: \d/)
      .waitFor();
  });

  spec('what is typed on into a page that was just rebuilt closes nothing', desktop, async () => {
    const before = desk().page;
    const page = await desk().renewed(() => killPage(desk(), before));
    await after(page).waitFor();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await page.keyboard.type(' 5 mg, 5 times');
    await page.keyboard.press('Enter');
    expect(await after(page).getByRole('button', { pressed: true }).count()).toBe(0);
    expect(await after(page).isVisible()).toBe(true);
    await page.getByText('This page ended by itself and was rebuilt.').waitFor();
    // With a modifier the same digit is a person's wish, wherever the focus is.
    await page.keyboard.press('Alt+Digit5');
    await expect.poll(() => after(page).getByRole('button', { pressed: true }).count()).toBe(1);
  });

  spec('a call closed by mistake is opened again', desktop, async () => {
    const { page } = desk();
    await after(page).getByRole('button', { name: 'Done' }).click();
    await after(page).waitFor({ state: 'detached' });
    await page
      .getByText(/closed as “Wrong number”/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await after(page).waitFor();
  });

  spec('the line lost last is told before an older call that is only to be closed', desktop, async () => {
    const { page } = desk();
    await ring(page, 'Ring any caller', seed + 1);
    await answerCall(page);
    const number = await callCard(page).getByRole('heading').first().innerText();
    await desk().killDesk();
    await after(page).getByText(`Call back: ${number}`).waitFor();
    await closeAs(page, 'Callback promised');
    await after(page).getByText(`Call back: ${number}`).waitFor({ state: 'detached' });
    await closeAs(page, 'Message taken');
    await after(page).waitFor({ state: 'detached' });
  });

  spec('a caller lost while ringing is told in the middle, with the number', desktop, async () => {
    const { page } = desk();
    await ring(page, 'Ring any caller', seed + 2);
    await desk().killDesk();
    const told = page.getByRole('alert').filter({ hasText: 'A call was lost before it was answered' });
    await told.getByText('Call back.', { exact: false }).waitFor();
    expect(await told.innerText()).toMatch(/\d{3} \d{3} \d{4}/);
    await told.getByRole('button', { name: 'Show the call' }).click();
    await told.waitFor({ state: 'detached' });
  });

  spec('End in the emergency card ends a caller on hold, and wears no key', desktop, async () => {
    const { page } = desk();
    await ring(page, 'Ring any caller', seed + 3);
    await answerCall(page);
    await page.keyboard.press('F3');
    await callCard(page).getByRole('button', { name: 'Resume' }).waitFor();
    await page.keyboard.press('F9');
    const strip = page
      .getByRole('dialog', { name: 'Emergency' })
      .getByRole('group', { name: 'The call', exact: true });
    await strip.getByText('On hold').waitFor();
    expect(await strip.innerText()).not.toContain('F4');
    await strip.getByRole('button', { name: 'End' }).click();
    await strip.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await after(page).waitFor();
  });

  spec('the locked panel’s emergency card is the call’s, and no toast lies over it', desktop, async () => {
    const { page } = desk();
    await closeAs(page, 'Resolved');
    await after(page).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+7');
    await desk().window('panel');
    await ring(page, 'Ring any caller', seed + 4);
    await answerCall(page);
    await lock(desk());
    // A lock replaces the page of every window.
    const panel = await desk().window('panel');
    await panel.getByText('The desk is locked').waitFor();
    await panel.bringToFront();
    await panel.keyboard.press('F9');
    const card = panel.getByRole('dialog', { name: 'Emergency' });
    await card.getByText('On the line', { exact: true }).waitFor();
    await card.getByRole('button', { name: 'Keep and close' }).waitFor();
    expect(await card.getByText('No call and no message').count()).toBe(0);
    await panel.keyboard.press('Escape');
    // A page that was replaced on purpose is no accident to be told of.
    await unlock(desk());
    await callCard(desk().page).waitFor();
    expect(await desk().page.getByText('This page ended by itself').count()).toBe(0);
  });
});
