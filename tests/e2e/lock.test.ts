// What a lock leaves on the page: nothing (C3, C4). Marked words are put where an agent puts them, found in the page and its
// memory, and sought again after the lock. And what hides before it: the privacy key, in every window of the desk.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeProblems } from './desk/axe.ts';
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import { spec, story } from './desk/spec.ts';
import {
  answerCall,
  callCard,
  lock,
  messageTab,
  ring,
  sitQuietly,
  statusBar,
  unlock,
  verifyCaller,
} from './desk/steps.ts';
import { tracesOf } from './desk/traces.ts';

let drawn: Drawn;
const marked = {
  note: 'canarynote zwilling',
  message: 'canarymessage quetzal',
  search: 'canarysearch vortex',
};
/** The caller's own words, numbers and names, and what was typed. */
const canaries = (): string[] => [...Object.values(marked), drawn.patient.familyName];
const veil = (page: Page) => page.getByRole('main', { name: 'Hidden' });
const notes = (page: Page) => page.getByRole('textbox', { name: /^Notes/ });

story(
  'what a lock leaves',
  async () => {
    drawn = await drawStory(seedOfRun());
    return {};
  },
  (desk) => {
    spec('the words of a call are in the page and in its memory', async () => {
      const { page } = desk();
      await sitQuietly(page);
      await ring(page, 'Ring a worried patient', drawn.seed);
      await answerCall(page);
      await verifyCaller(page, drawn);
      await page.getByRole('heading', { name: 'Identity', exact: true }).waitFor();
      await notes(page).fill(marked.note);
      await page.keyboard.press('F8');
      await messageTab(page).getByLabel('The caller’s own words').fill(marked.message);
      await page.keyboard.press('F7');
      await page.getByRole('searchbox', { name: 'Find an article' }).fill(marked.search);
      const found = await tracesOf(page, canaries());
      // Without this the search after the lock would prove nothing.
      expect(found.memory?.toSorted()).toEqual(canaries().toSorted());
      expect(found.document?.length).toBeGreaterThan(1);
      expect(found.stores).toBeUndefined();
    });

    spec('hidden by the key: nothing of it shows or is read out, the call keeps its controls', async () => {
      const { page } = desk();
      await page.keyboard.press('Control+Shift+P');
      await veil(page).waitFor();
      const shown = await page.locator('body').innerText();
      expect(canaries().filter((word) => shown.includes(word))).toEqual([]);
      expect(await page.locator('body').ariaSnapshot()).not.toContain(drawn.patient.familyName);
      expect(await page.title()).toBe('Careline');
      expect(await axeProblems(page)).toEqual([]);
      // The call is muted without the rest coming back, by its key and by its button.
      await page.keyboard.press('F6');
      await veil(page)
        .getByRole('button', { name: /^Unmute/ })
        .click();
      await veil(page).getByRole('button', { name: /^Mute/ }).waitFor();
      // A pointer that is nudged shows nothing.
      await page.mouse.move(300, 300);
      await page.mouse.move(340, 320);
      expect(await veil(page).count()).toBe(1);
    });

    spec('a key brings it back, does nothing else, and every word stands where it was', async () => {
      const { page } = desk();
      await page.keyboard.press('x');
      await veil(page).waitFor({ state: 'detached' });
      await callCard(page).waitFor();
      expect(await notes(page).inputValue()).toBe(marked.note);
      const search = page.getByRole('searchbox', { name: 'Find an article' });
      expect(await search.inputValue()).toBe(marked.search);
      expect(await search.evaluate((field) => field === document.activeElement)).toBe(true);
    });

    spec('the windows beside the desk hide and come back with it', async () => {
      const { page } = desk();
      await page.keyboard.press('Control+7');
      const panel = await desk().window('panel');
      await panel.getByRole('heading', { name: 'Identity', exact: true }).waitFor();
      await page.bringToFront();
      await page.keyboard.press('Control+Shift+P');
      await panel.getByText('Any key or a click brings it back').waitFor();
      expect(await panel.locator('body').innerText()).not.toContain(drawn.patient.familyName);
      await panel.keyboard.press('Escape');
      await panel.getByRole('heading', { name: 'Identity', exact: true }).waitFor();
      await veil(page).waitFor({ state: 'detached' });
    });

    spec('after the lock none of it is in the page, its memory or what it stores', async () => {
      const page = await lock(desk());
      await page.getByRole('button', { name: /^Unlock/ }).waitFor();
      // The call goes on with its controls.
      await page.getByRole('button', { name: /^Hold/ }).waitFor();
      expect(await tracesOf(page, canaries())).toEqual({});
      const panel = await desk().window('panel');
      await panel.getByText('The desk is locked').waitFor();
      expect(await tracesOf(panel, canaries())).toEqual({});
    });

    spec('and it is all there again for whoever unlocks', async () => {
      const page = await unlock(desk());
      await statusBar(page).waitFor();
      await expect.poll(() => notes(page).inputValue()).toBe(marked.note);
    });
  },
);
