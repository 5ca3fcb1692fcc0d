// The trainer's seat: practice is a process and a folder of its own, one role-play in the very desk that agents use, from the
// ring on its own card to a debrief that quotes what was said and done, a reload in the middle of it, and the way out for a real emergency.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { answers, endPractice, playOn, ringPractice, savePractised, sitInPractice } from './desk/practice.ts';
import { askRaw, desktop } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { callCard } from './desk/steps.ts';

story('practice', {}, (desk) => {
  let said: string[] = [];

  spec('is a desk of its own: another process, another folder', async () => {
    const { page, folders } = desk();
    const live = await desk().deskPids();
    expect(existsSync(folders.practice)).toBe(false);
    await page.getByRole('button', { name: 'Trainer' }).click();
    await page.getByText('PRACTICE · nothing here is real').waitFor();
    expect(await page.title()).toContain('PRACTICE');
    expect(existsSync(join(folders.practice, 'vault'))).toBe(true);
    // The live desk's vault was not even made: nobody sat down there.
    expect(existsSync(join(folders.live, 'vault', 'core.db'))).toBe(false);
    const both = await desk().deskPids();
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining(live));
    await sitInPractice(page);
  });

  spec('opens no window but the trainer’s: the others show the live desk', desktop, async () => {
    const { page } = desk();
    for (const surface of ['panel', 'compact'])
      for (const what of ['windows.open', 'windows.close'])
        expect(await askRaw(page, what, { surface })).toMatchObject({ ok: false, code: 'host-cannot' });
    await page.keyboard.press('Control+7');
    await page.keyboard.press('Control+8');
    expect(await desk().main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  spec(
    'rings on the desk’s own card, is answered by its key, and keeps a call through a reload',
    async () => {
      const { page } = desk();
      await ringPractice(page, 7);
      await page.keyboard.press('F2');
      await callCard(page).waitFor();
      await answers(page).first().waitFor();
      said = await playOn(page, 2);
      await page.reload();
      await answers(page).first().waitFor();
      await callCard(page).waitFor();
      // What was said last stands over the caller's line.
      await page
        .getByRole('region', { name: 'Your answer' })
        .getByText(said[1] ?? '', { exact: false })
        .waitFor();
    },
  );

  spec('has F9 practised: the practice desk’s own card, over the call', async () => {
    const { page } = desk();
    await page.keyboard.press('F9');
    const card = page.getByRole('dialog', { name: 'Emergency' });
    await card.waitFor();
    // The way out stands over it.
    await page.getByRole('button', { name: /^Real emergency\W+leave practice$/ }).waitFor();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toContain('practice');
  });

  spec('takes a message in the desk’s own form, and counts it', async () => {
    const { page } = desk();
    await savePractised(page);
    said = [...said, ...(await playOn(page))];
  });

  spec('is wrapped up as any call, and the debrief quotes what was said and done', async () => {
    const { page } = desk();
    await endPractice(page);
    const told = await page.getByRole('region', { name: 'What was said' }).innerText();
    for (const line of said) expect(told).toContain(line);
    expect(told).toMatch(/At the desk: Opened the emergency card/);
    expect(told).toMatch(/At the desk: You saved the message/);
    expect(await page.getByRole('img', { name: /^Score \d+ of 100$/ }).innerText()).toMatch(/^\d+$/);
    // Each category says which line gave its points.
    expect(told).toMatch(/rule [A-Z]\d/);
  });

  spec('is left by the key of a real emergency for the live desk’s card', async () => {
    const { page } = desk();
    await page.keyboard.press('Shift+F9');
    await page.getByRole('dialog', { name: 'Emergency' }).waitFor();
    expect(new URL(page.url()).search).not.toContain('practice');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Agent, daytime' }).waitFor();
  });

  spec('broke no policy and put no error in the console', () => {
    expect(desk().problems.found).toEqual([]);
  });
});
