// The trainer's seat: practice is a process and a folder of its own, one role-play from ring to debrief with its lines
// quoted, a reload in the middle of a call, and the way out for a real emergency.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '#tests/support/browser.ts';
import { toldInOrder } from './desk/in-order.ts';
import { openDesk, type Desk } from './desk/open.ts';
import { answers, playOn, ringPractice } from './desk/practice.ts';
import { deskPids } from './desk/processes.ts';

describe.skipIf((await chromiumPath()) === null)('practice', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk?.close());
  toldInOrder(() => desk);

  it('is a desk of its own: another process, another folder', async () => {
    const { page, app } = desk;
    const live = deskPids(app);
    expect(existsSync(join(app.profile, 'practice'))).toBe(false);
    await page.getByRole('button', { name: 'Trainer' }).click();
    await page.getByText('PRACTICE · nothing here is real').waitFor();
    expect(await page.title()).toContain('PRACTICE');
    expect(existsSync(join(app.profile, 'practice', 'vault'))).toBe(true);
    // The live desk's vault was not even made: nobody sat down there.
    expect(existsSync(join(app.profile, 'desk', 'vault', 'core.db'))).toBe(false);
    if (live === null) return;
    const both = deskPids(app) ?? [];
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining(live));
  });

  it('keeps a call through a reload', async () => {
    const { page } = desk;
    await ringPractice(page, 7);
    await page.keyboard.press('F2');
    await answers(page).first().waitFor();
    const chosen = await playOn(page, 1);
    await page.reload();
    await answers(page).first().waitFor();
    await expect.poll(() => page.getByRole('main').innerText()).toContain(chosen[0]);
  });

  it('plays to the end, and the debrief quotes what was said', async () => {
    const { page } = desk;
    const said = await playOn(page);
    const transcript = page.getByRole('region', { name: 'What was said' });
    await transcript.waitFor();
    const told = await transcript.innerText();
    for (const line of said) expect(told).toContain(line);
    expect(await page.getByRole('img', { name: /^Score \d+ of 100$/ }).innerText()).toMatch(/^\d+$/);
    // Each category says which line gave its points.
    expect(told).toMatch(/rule [A-Z]\d/);
  });

  it('is left by F9 for the real desk’s emergency card', async () => {
    const { page } = desk;
    await page.keyboard.press('F9');
    await page.getByRole('dialog', { name: 'Emergency' }).waitFor();
    expect(new URL(page.url()).search).not.toContain('practice');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Agent, daytime' }).waitFor();
  });

  it('broke no policy and put no error in the console', () => {
    expect(desk.problems.found).toEqual([]);
  });
});
