// Hints and red flags as an agent meets them: a frightened caller is heard and the phrases follow, thumbs, silence and the off
// switch; a red flag said while the desk is locked; and one call for each state that hints know.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { spec, story } from './desk/spec.ts';
import { answerCall, lock, openDrawer, ring, sitQuietly, turnBackend, unlock } from './desk/steps.ts';

const hint = (page: Page) => page.getByRole('region', { name: 'Hint from the caller’s words' });
const flag = (page: Page) => page.getByRole('region', { name: 'Red flag in this call' });
const card = (page: Page) => page.getByRole('dialog', { name: 'Emergency' });
const script = (page: Page) => page.getByRole('region', { name: 'Script' });
const shots = process.env['CARELINE_SHOTS'];
async function shot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
  ] as const)
    for (const scheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: `${shots}/${name}-${scheme}-${width}.png` });
    }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 720 });
}

async function ringFeeling(page: Page, state: string): Promise<void> {
  const box = await openDrawer(page);
  await box.getByRole('button', { name: `Ring a caller who is ${state}` }).click();
  await page.getByRole('region', { name: 'Incoming call' }).waitFor();
  await answerCall(page);
}
/** The call ends and is wrapped up, so that the next one is alone. */
async function over(page: Page): Promise<void> {
  await page.keyboard.press('F4');
  await wrapUp(page);
}
async function wrapUp(page: Page): Promise<void> {
  await page
    .getByRole('radio', { name: /^Resolved/ })
    .or(page.getByText('Resolved', { exact: true }))
    .first()
    .click();
  await page.getByRole('button', { name: /^Done/ }).click();
  await page
    .getByText(/: closed as/)
    .first()
    .waitFor();
}
const more = async (page: Page, row: string): Promise<void> => {
  await page.getByRole('button', { name: 'More about hints' }).click();
  await page.getByRole('menuitem', { name: row }).click();
};

story('hints and red flags', { ehr: false, size: { width: 1280, height: 720 } }, (desk) => {
  spec('a frightened caller is heard, and the phrases follow', async () => {
    const { page } = desk();
    await sitQuietly(page);
    await ringFeeling(page, 'afraid');
    const quiet = hint(page).getByText('No hint now.');
    await quiet.waitFor();
    await hint(page).getByText('kept for this call only').waitFor();
    const high = async (): Promise<number> => (await hint(page).boundingBox())?.height ?? 0;
    const before = await high();
    const phrases = script(page).getByRole('list', { name: 'Phrases to say' });
    await page.getByLabel('Notes on this call').focus();
    // In plain words with the likelihood in words, the caller's own words, the ones that caused it marked, source and model.
    await hint(page)
      .getByText(/afraid\./)
      .waitFor();
    await hint(page)
      .getByText(/a hint, (very )?likely · from the captions · \S+ [\d.]+ · kept for this call only/)
      .waitFor();
    expect(await hint(page).locator('mark').allInnerTexts()).not.toEqual([]);
    expect(await hint(page).innerText()).not.toMatch(/\d\s?%|\b0\.\d\d/);
    // Its place is as high as before, so it moved nothing; and who types goes on typing.
    expect(await high()).toBe(before);
    expect(await page.getByLabel('Notes on this call').evaluate((e) => e === document.activeElement)).toBe(
      true,
    );
    await script(page)
      .getByText(/anxious.*hint/)
      .waitFor();
    await shot(page, 'cue');
    expect(await phrases.count()).toBeGreaterThan(0);
    await hint(page).getByRole('button', { name: 'This hint is right' }).click();
    await hint(page).getByText('Only totals are kept.').waitFor();
  });

  spec('thumbs, silence and the off switch', async () => {
    const { page } = desk();
    await more(page, 'Silent for this call');
    await hint(page).getByText('For the rest of this call. Red flags still show.').waitFor();
    await shot(page, 'snoozed');
    await more(page, 'Show hints again');
    await hint(page).getByText('No hint now.').waitFor();
    await more(page, 'Settings of hints');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByText(/: 1 right, 0 wrong/).waitFor();
    await settings.getByText('Show hints during a call').click();
    await shot(page, 'settings');
    await page.keyboard.press('Escape');
    await hint(page).getByText('Hints are off.').waitFor();
    // Flags are not switched off with them: what is typed is looked through all the same.
    await page.getByLabel('Notes on this call').fill('Her son says he can’t breathe.');
    await flag(page)
      .getByText(/^Red flag: breathing/)
      .waitFor();
    await flag(page).getByText('in your notes').waitFor();
    await shot(page, 'flag');
    await page.getByRole('button', { name: /^Set aside breathing/ }).click();
    await page.getByRole('menuitem', { name: 'Help is with them already' }).click();
    await page.getByRole('button', { name: /red flags?, set aside/ }).waitFor();
    await shot(page, 'aside');
    await page.keyboard.press('F8');
    await page
      .getByRole('alert')
      .or(page.getByText(/Emergency/))
      .first()
      .waitFor();
    await page.keyboard.press('Control+1');
    await over(page);
  });

  spec('a red flag that is said while the desk is locked', async () => {
    await ring(desk().page, 'Ring chest pain', 3);
    await answerCall(desk().page);
    const page = await lock(desk());
    await flag(page)
      .getByText(/^Red flag: .*chest/)
      .waitFor();
    await flag(page).getByText('The words show after unlocking.').waitFor();
    expect(await flag(page).innerText()).not.toMatch(/“/);
    await shot(page, 'locked');
    await page.keyboard.press('F9');
    // At that group, in one press.
    await card(page)
      .getByRole('button', { name: /^Chest or heart/, pressed: true })
      .waitFor();
    await shot(page, 'locked-card');
    await page.keyboard.press('Escape');
    await unlock(desk());
    await page.keyboard.press('F4');
  });

  spec('each caller as they are', async () => {
    const { page } = desk();
    const states = ['afraid', 'angry', 'sad', 'confused', 'in pain', 'grateful'] as const;
    await wrapUp(page);
    await page.keyboard.press('Control+,');
    await page.getByRole('dialog', { name: 'Settings' }).getByText('Show hints during a call').click();
    await page.keyboard.press('Escape');
    for (const state of states) {
      await ringFeeling(page, state);
      // A red flag has the place; what was heard is said in it.
      await hint(page)
        .or(flag(page))
        .getByText(new RegExp(`${state}\\.`))
        .first()
        .waitFor();
      await shot(page, `call-${state.replace(' ', '-')}`);
      await over(page);
    }
    // A calm caller is met with silence.
    await ringFeeling(page, 'calm');
    await page.getByText('Any time after two would work.').waitFor();
    expect(await hint(page).innerText()).toContain('No hint now.');
    // What is written last is heard before the call is closed: once, then the person decides.
    await page.keyboard.press('F4');
    await page.getByLabel('Notes on this call').fill('he just said that he cannot breathe');
    await page.getByRole('button', { name: /^Resolved/ }).click();
    await page.getByRole('button', { name: /^Done/ }).click();
    await page
      .getByText('Your last words hold a red flag. Look at it, then close the call.')
      .first()
      .waitFor();
    await flag(page)
      .getByText(/^Red flag: breathing/)
      .waitFor();
    await shot(page, 'last-words');
    await page.getByRole('button', { name: /^Done/ }).click();
    await page.getByRole('region', { name: 'After the call' }).waitFor({ state: 'detached' });
  });

  spec('offline a red flag is heard all the same', async () => {
    const { page } = desk();
    await turnBackend(page, 'Stop the backend');
    await ring(page, 'Ring chest pain', 3);
    await answerCall(page);
    await flag(page).waitFor();
    await page.keyboard.press('F9');
    await card(page).waitFor();
    await shot(page, 'offline-card');
  });
});
