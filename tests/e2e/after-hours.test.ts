// The second seat keeps what its card says: it is 22:40 at the practice, the backend is gone, somebody rings by themselves,
// and what is written stays on this computer.
import { expect } from 'vitest';
import { spec, story } from './desk/spec.ts';
import { answerCall, callCard, sitAs, statusSays } from './desk/steps.ts';

story('after hours, no network', { scheme: 'dark' }, (desk) => {
  spec('sits down at night, offline', async () => {
    const { page } = desk();
    // From here on the page's own clock can be moved on: the first caller rings after ten seconds.
    await page.clock.install({ time: new Date() });
    await sitAs(page, 'After hours, no network');
    await statusSays(page, /^Offline since/, 6000);
    await expect.poll(() => page.getByRole('banner').innerText()).toContain('After-hours');
    expect(await page.getByRole('banner').innerText()).toMatch(/22:4\d/);
  });

  spec('lets somebody ring by themselves, with the greeting of the night', async () => {
    const { page } = desk();
    await page.clock.fastForward(10_000);
    const incoming = page.getByRole('region', { name: 'Incoming call' });
    await expect.poll(() => incoming.innerText()).toMatch(/after hours|all night/i);
    await answerCall(page);
  });

  spec('keeps what is written, offline, through a reload', async () => {
    const { page } = desk();
    await page.keyboard.press('F8');
    const form = page.getByRole('complementary', { name: 'Patient, knowledge, message and on-call' });
    await form.getByLabel('Caller’s name').fill('Somebody At Night');
    // The promise itself: what was typed is kept within 500 ms, and then the page may go.
    await page.clock.fastForward(500);
    await page.waitForTimeout(500);
    await form.getByText(/^kept \d\d:\d\d:\d\d$/).waitFor();
    await page.reload();
    await callCard(page).waitFor();
    await page.keyboard.press('F8');
    await expect.poll(() => form.getByLabel('Caller’s name').inputValue()).toBe('Somebody At Night');
  });

  spec('broke no policy and put no error in the console', () => {
    expect(desk().problems.found).toEqual([]);
  });
});
