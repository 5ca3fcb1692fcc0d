// A person gives an action another key: refused where it has a meaning, kept, drawn and working at once, and after a reload.
import { expect } from 'vitest';
import { pressOn } from './desk/keys.ts';
import { spec, story } from './desk/spec.ts';
import { sitAs } from './desk/steps.ts';

story('keys of one’s own', {}, (desk) => {
  spec('one that is taken is refused with its meaning; a free one is kept', async () => {
    const { page } = desk();
    await sitAs(page, 'Agent, daytime');
    await page.keyboard.press('F1');
    await pressOn(page, page.getByRole('button', { name: 'Change keys' }));
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    const change = dialog.getByRole('button', { name: 'Change the key of: New message' });
    await pressOn(page, change);
    await dialog.getByText('Press the new key now.', { exact: false }).waitFor();
    // Its action does nothing meanwhile: the article search stays closed.
    await page.keyboard.press('F7');
    await dialog.getByText('F7 is “Search articles”. Nothing was changed', { exact: false }).waitFor();
    await change.click();
    await page.keyboard.press('Escape');
    await change.click();
    await page.keyboard.press('Control+Shift+S');
    const row = dialog.getByRole('listitem').filter({ hasText: 'New message' });
    await row.getByText('yours').waitFor();
    expect(await row.innerText()).toContain('Ctrl Shift S');
    if (process.env.CARELINE_SHOTS)
      await page.screenshot({ path: `${process.env.CARELINE_SHOTS}/own-keys.png` });
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  spec('it works and is drawn, also after a reload, and the first one comes back', async () => {
    const { page } = desk();
    await page.reload();
    const button = page.getByRole('main').getByRole('button', { name: 'New message' });
    await expect.poll(() => button.innerText()).toContain('Ctrl Shift S');
    await page.keyboard.press('F8');
    await page.getByText('Nothing is in hand').waitFor();
    await page.keyboard.press('Control+Shift+S');
    await page.getByRole('main').getByLabel('Caller’s name').waitFor();
    await page.keyboard.press('F1');
    await page.getByRole('button', { name: 'Change keys' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.getByRole('button', { name: 'The key at first for: New message' }).click();
    await dialog.getByText('yours').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Done' }).click();
    expect(desk().problems.found).toEqual([]);
  });
});
