// Two callers at one desk: nothing of the one beside the other, nobody on hold is cut off by a key; and another person who
// sits down finds nothing of the one before.
import { expect } from 'vitest';
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, callCard, lock, messageTab, openDrawer, ring, sitAs } from './desk/steps.ts';

let drawn: Drawn;
story(
  'two callers',
  async () => {
    drawn = await drawStory(seedOfRun());
    return {};
  },
  (desk) => {
    spec('the message of the first is away with the second', async () => {
      const { page } = desk();
      await sitAs(page, 'Agent, daytime');
      await ring(page, 'Ring a worried patient', drawn.seed);
      await answerCall(page);
      await page.keyboard.press('F8');
      await messageTab(page).getByLabel('Caller’s name').fill('The First Caller');
      const box = await openDrawer(page);
      await box.getByLabel('Seed').fill(String(drawn.seed + 1));
      await box.getByRole('button', { name: 'Ring any caller' }).click();
      await page.getByRole('region', { name: 'Another call rings' }).waitFor();
      await page.keyboard.press('F2');
      await callCard(page)
        .getByText(/is still on hold/)
        .waitFor();
      await expect
        .poll(() => page.getByRole('tab', { name: 'Patient' }).getAttribute('aria-selected'))
        .toBe('true');
      await page.getByRole('tab', { name: 'Message', exact: true }).click();
      await messageTab(page).getByText('No message is being written').waitFor();
    });

    spec('locked, a key is drawn on the call it acts on only', async () => {
      const page = await lock(desk());
      const calls = page.getByRole('region', { name: 'Calls' });
      await calls.getByText('First call: Call on hold').waitFor();
      await calls.getByText('Second call: Call in progress').waitFor();
      for (const key of ['F3', 'F4', 'F6'])
        expect(await calls.getByRole('button').filter({ hasText: key }).count()).toBe(1);
      await page.getByRole('button', { name: 'Unlock' }).click();
      await callCard(page).waitFor();
    });

    spec('F4 twice ends the second caller and keeps the first, whose message comes back', async () => {
      const { page } = desk();
      await page.keyboard.press('F4');
      await callCard(page).getByRole('button', { name: 'Resume' }).waitFor();
      await page.keyboard.press('F4');
      await page
        .getByText(/Resume first, or press End/)
        .first()
        .waitFor();
      await callCard(page).getByRole('button', { name: 'Resume' }).waitFor();
      await page.getByRole('tab', { name: /^Message \d/ }).click();
      await expect
        .poll(() => messageTab(page).getByLabel('Caller’s name').inputValue())
        .toBe('The First Caller');
      await callCard(page).getByRole('button', { name: 'End' }).click();
      await page.getByRole('region', { name: 'After the call' }).waitFor();
    });

    spec('who sits down next finds an empty desk, and is rung for although wrap-ups were left', async () => {
      const before = desk().page;
      await before.getByRole('button', { name: /: menu$/ }).click();
      const page = await desk().renewed(() =>
        before.getByRole('menuitem', { name: 'Leave this desk' }).click(),
      );
      await page.getByRole('button', { name: 'Agent, daytime' }).click();
      await page.getByRole('region', { name: 'After the call' }).waitFor();
      expect(await page.getByRole('region', { name: 'After the call' }).innerText()).toContain(
        'ended by the agent',
      );
      await page.getByRole('region', { name: 'Incoming call' }).waitFor();
    });

    spec('broke no policy and put no error in the console', () => {
      expect(desk().problems.found).toEqual([]);
    });
  },
);
