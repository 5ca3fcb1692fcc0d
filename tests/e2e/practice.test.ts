// The trainer's seat: practice is a process and a folder of its own, one role-play from ring to debrief with its lines
// quoted, a reload in the middle of a call, and the way out for a real emergency.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { askRaw, desktop } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { answers, playOn, ringPractice } from './desk/practice.ts';

story('practice', {}, (desk) => {
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
  });

  spec('opens no window: those beside the desk show the live one', desktop, async () => {
    const { page } = desk();
    for (const surface of ['panel', 'compact'])
      for (const what of ['windows.open', 'windows.close'])
        expect(await askRaw(page, what, { surface })).toMatchObject({ ok: false, code: 'host-cannot' });
    await page.keyboard.press('Control+7');
    await page.keyboard.press('Control+8');
    expect(await desk().main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  spec('keeps a call through a reload', async () => {
    const { page } = desk();
    await ringPractice(page, 7);
    await page.keyboard.press('F2');
    await answers(page).first().waitFor();
    const chosen = await playOn(page, 1);
    await page.reload();
    await answers(page).first().waitFor();
    await expect.poll(() => page.getByRole('main').innerText()).toContain(chosen[0]);
  });

  spec('plays to the end, and the debrief quotes what was said', async () => {
    const { page } = desk();
    const said = await playOn(page);
    const transcript = page.getByRole('region', { name: 'What was said' });
    await transcript.waitFor();
    const told = await transcript.innerText();
    for (const line of said) expect(told).toContain(line);
    expect(await page.getByRole('img', { name: /^Score \d+ of 100$/ }).innerText()).toMatch(/^\d+$/);
    // Each category says which line gave its points.
    expect(told).toMatch(/rule [A-Z]\d/);
  });

  spec('is left by F9 for the real desk’s emergency card', async () => {
    const { page } = desk();
    await page.keyboard.press('F9');
    await page.getByRole('dialog', { name: 'Emergency' }).waitFor();
    expect(new URL(page.url()).search).not.toContain('practice');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Agent, daytime' }).waitFor();
  });

  spec('broke no policy and put no error in the console', () => {
    expect(desk().problems.found).toEqual([]);
  });
});
