// A supervisor changes what agents say: written, submitted, approved by a second supervisor. The call under way keeps its words
// until its agent takes the new ones; the next call has them. Each spec goes on where the last ended.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeProblems } from './desk/axe.ts';
import { misfits } from './desk/fit.ts';
import type { Driver } from './desk/driver.ts';
import { desktop } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, callCard, ring } from './desk/steps.ts';

const words = 'Good day, you have reached {practice.name}. What may I do for you?';
const spoken = /Good day, you have reached/;
const editor = (page: Page): Locator => page.getByRole('group', { name: 'Scripts editor' });
const script = (page: Page): Locator => page.getByRole('region', { name: 'Script', exact: true });
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

async function openEditor(page: Page, person: RegExp): Promise<void> {
  await page.getByRole('button', { name: person }).click();
  await page.getByRole('menuitem', { name: 'Write scripts' }).click();
  await editor(page).getByRole('listbox', { name: 'Scripts and paths' }).waitFor();
}
async function openGeneral(page: Page): Promise<void> {
  await editor(page)
    .getByRole('option', { name: /^Any other call/ })
    .first()
    .click();
  await editor(page).getByRole('navigation', { name: 'Steps' }).waitFor();
}
async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await editor(page).waitFor({ state: 'detached' });
}
/** From one person to another at the same desk. */
async function changeSeat(desk: Driver, to: string): Promise<Page> {
  const before = desk.page;
  await before.getByRole('button', { name: /: menu$/ }).click();
  const page = await desk.renewed(() => before.getByRole('menuitem', { name: 'Leave this desk' }).click());
  await page.getByRole('button', { name: to }).click();
  await page.getByRole('listbox', { name: 'What waits for you' }).waitFor();
  return page;
}
/** What is drawn of the editor stays within its edges, and axe finds nothing in it. */
async function isSound(page: Page): Promise<void> {
  expect((await misfits(page)).filter((m) => m.includes('cl-editor'))).toEqual([]);
  expect((await axeProblems(page)).filter((p) => p.includes('cl-editor'))).toEqual([]);
}
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CARELINE_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/script-editor-${name}.png` });
}

story('scripts that supervisors write', { size: { width: 1280, height: 720 } }, (desk) => {
  spec('what is not clean is said beside the line, and nobody approves their own', desktop, async () => {
    const { page } = desk();
    await button(page, 'Supervisor').click();
    await button(page, 'Not now').click();
    await page.reload();
    await page.getByRole('listbox', { name: 'What waits for you' }).waitFor();
    await openEditor(page, /Joel Brandt/);
    await openGeneral(page);
    await button(page, 'Write a new version').click();
    await editor(page)
      .getByRole('navigation')
      .getByRole('button', { name: /^Greeting/ })
      .click();
    const said = page.getByRole('textbox', { name: 'Said aloud, line 1' });
    await said.fill('It is probably nothing serious.');
    await page.getByText('This comforts or plays down', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: /to change first/ }).isDisabled()).toBe(true);
    await isSound(page);
    await picture(page, 'finding');
    await said.fill(words);
    await page.getByRole('tab', { name: 'Changes' }).click();
    const changes = page.getByRole('list', { name: 'Changes' });
    await changes.getByText(spoken).waitFor();
    await button(page, 'Submit').click();
    const ask = page.getByRole('alertdialog', { name: 'Submit this version?' });
    await ask.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('Another supervisor has to approve it', { exact: false }).waitFor();
    expect(await button(page, 'Approve').isDisabled()).toBe(true);
    await picture(page, 'submitted');
    await close(page);
  });

  spec('approved by another supervisor; the call under way keeps its words', desktop, async () => {
    const page = await changeSeat(desk(), 'Second supervisor');
    await ring(page, 'Ring any caller', 7);
    await answerCall(page);
    const before = script(page).locator('.cl-script-said');
    await before.waitFor();
    expect(await before.innerText()).not.toMatch(spoken);
    await openEditor(page, /Vera Lindqvist/);
    await openGeneral(page);
    await button(page, 'Approve').click();
    await page
      .getByRole('alertdialog', { name: 'Approve this version?' })
      .getByRole('button', { name: 'Approve' })
      .click();
    await button(page, 'Withdraw').waitFor();
    await close(page);
    await script(page).getByText('This call keeps its words', { exact: false }).waitFor();
    expect(await before.innerText()).not.toMatch(spoken);
    await picture(page, 'call-keeps');
    await script(page).getByRole('button', { name: 'Use the new one' }).click();
    await script(page).getByText(spoken).waitFor();
    await script(page).getByText('Approved by Vera Lindqvist', { exact: false }).waitFor();
  });

  spec('the next call, of an agent, begins with the new words', desktop, async () => {
    const before = desk().page;
    await before.keyboard.press('F4');
    await before.getByRole('region', { name: 'After the call' }).waitFor();
    await before.keyboard.press('Alt+1');
    await before.keyboard.press('Alt+Enter');
    const page = await changeSeat(desk(), 'Agent, daytime');
    await ring(page, 'Ring any caller', 8);
    await answerCall(page);
    await callCard(page).waitFor();
    await script(page).getByText(spoken).waitFor();
    // An agent reads them and writes none.
    await page.getByRole('button', { name: /Mara Keller/ }).click();
    expect(await page.getByRole('menuitem', { name: 'Write scripts' }).count()).toBe(0);
    await picture(page, 'agent');
  });
});
