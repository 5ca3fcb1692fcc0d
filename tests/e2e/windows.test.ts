// Windows beside the desk: the patient panel on a second screen and the compact phone. They hear of everything from the
// desk, as the main page does, and show nothing of a patient while it is locked. Each spec goes on where the last one ended.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeProblems } from './desk/axe.ts';
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import { misfits } from './desk/fit.ts';
import { spec, story } from './desk/spec.ts';
import {
  answerCall,
  callCard,
  candidates,
  lock,
  messageTab,
  ring,
  sitQuietly,
  unlock,
  verifyCaller,
} from './desk/steps.ts';

const shots = process.env['CARELINE_SHOTS'];
/** As the windows open: a second screen has more room, a phone has not. */
const sizes = { panel: { width: 520, height: 800 }, compact: { width: 340, height: 460 } } as const;

let drawn: Drawn;
/** Digits as they are read aloud: `555 640 7312`. */
const grouped = (number: string): string => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
const words = (page: Page): Promise<string> => page.locator('body').innerText();
const facts = (page: Page): Locator => page.getByRole('list', { name: 'Facts that matched' });

story(
  'windows beside the desk',
  async () => {
    drawn = await drawStory(seedOfRun());
    if (shots) mkdirSync(shots, { recursive: true });
    return {};
  },
  (desk) => {
    const faults: string[] = [];
    /** Light and dark: no axe violation, nothing cut off. */
    async function look(surface: keyof typeof sizes, state: string): Promise<void> {
      const page = await desk().window(surface);
      await page.setViewportSize(sizes[surface]);
      for (const scheme of ['light', 'dark'] as const) {
        // Without motion: a colour that is on its way to another is neither.
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        if (shots) await page.screenshot({ path: join(shots, `${surface}-${state}-${scheme}.png`) });
        for (const fault of await axeProblems(page)) faults.push(`${surface} ${state}, ${scheme}: ${fault}`);
      }
      for (const fault of await misfits(page)) faults.push(`${surface} ${state}: ${fault}`);
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
    }

    spec('a key opens the patient panel, and the main page says where it is', async () => {
      const { page } = desk();
      await sitQuietly(page);
      await page.keyboard.press('Control+7');
      const panel = await desk().window('panel');
      await panel.getByText('No call', { exact: true }).waitFor();
      // The patient shows over there: here the message has the room, and its tab says where the panel is.
      await messageTab(page).getByRole('tab', { name: 'Patient' }).click();
      await messageTab(page).getByText('The panel is in its own window').waitFor();
      await look('panel', 'idle');
    });

    spec('the compact phone opens from the top bar and says what the line is ready for', async () => {
      await desk().page.getByRole('button', { name: 'Compact phone' }).click();
      const compact = await desk().window('compact');
      await compact.getByText('No call rings').waitFor();
      await compact.getByText('Ready for calls').waitFor();
      await compact.getByText('Online · all synced').waitFor();
      await look('compact', 'idle');
    });

    spec('the panel follows a call that rings; the candidates show there and nowhere else', async () => {
      const { page } = desk();
      await ring(page, 'Ring a worried patient', drawn.seed);
      const panel = await desk().window('panel');
      await candidates(panel).waitFor();
      expect(await words(panel)).toContain(grouped(drawn.ring.number));
      expect(await words(panel)).toContain(drawn.patient.preferredName);
      expect(await candidates(page).count()).toBe(0);
      await look('panel', 'ringing');
      await look('compact', 'ringing');
    });

    spec('the compact phone shows number and practice, and answers', async () => {
      const compact = await desk().window('compact');
      const rings = compact.getByRole('region', { name: 'A call rings' });
      await rings.getByRole('heading', { name: grouped(drawn.ring.number) }).waitFor();
      await expect.poll(() => rings.innerText()).toContain(drawn.account.name);
      await rings.getByRole('button', { name: 'Answer' }).click();
      await compact.getByRole('region', { name: 'On the line' }).getByRole('timer').first().waitFor();
      await callCard(desk().page).waitFor();
    });

    spec('two facts ticked in the panel are known in the main page, which shows no record', async () => {
      const { page } = desk();
      const panel = await desk().window('panel');
      await verifyCaller(panel, drawn);
      await expect
        .poll(() => callCard(page).getByRole('heading').innerText())
        .toContain(drawn.patient.preferredName);
      await expect
        .poll(() => panel.getByRole('region', { name: 'Identity' }).innerText())
        .toContain(drawn.patient.familyName);
      expect(await page.getByRole('region', { name: 'Identity' }).count()).toBe(0);
      await look('panel', 'verified');
      await look('compact', 'talking');
    });

    spec('the compact phone holds and resumes by its key, as the desk confirms it', async () => {
      const { page } = desk();
      const compact = await desk().window('compact');
      await compact.keyboard.press('F3');
      await compact.getByRole('region', { name: 'On hold' }).waitFor();
      await callCard(page).getByRole('button', { name: 'Resume' }).waitFor();
      await look('compact', 'held');
      await callCard(page).getByRole('button', { name: 'Resume' }).click();
      await compact.getByRole('region', { name: 'On the line' }).waitFor();
    });

    spec(
      'a line typed in the compact phone stands in the notes, after what is typed at the desk',
      async () => {
        const { page } = desk();
        const compact = await desk().window('compact');
        const notes = page.getByRole('textbox', { name: 'Notes on this call' });
        await notes.fill('typed at the desk');
        await page.getByText(/^kept /).waitFor();
        const line = compact.getByRole('textbox', { name: 'A line for the notes' });
        await line.fill('and in the compact phone');
        await line.press('Enter');
        await compact.getByText(/^kept /).waitFor();
        await expect.poll(() => notes.inputValue()).toBe('typed at the desk\nand in the compact phone\n');
        expect(await line.inputValue()).toBe('');
      },
    );

    spec('F9 opens the emergency card in the compact phone, over the call', async () => {
      const compact = await desk().window('compact');
      await compact.keyboard.press('F9');
      const card = compact.getByRole('dialog', { name: 'Emergency' });
      await card.getByText('911').first().waitFor();
      await card.getByRole('button', { name: 'Mute' }).waitFor();
      await look('compact', 'emergency');
      await compact.keyboard.press('Escape');
      await card.waitFor({ state: 'detached' });
    });

    spec('a desk that was killed comes back in each window with the same patient', async () => {
      const panel = await desk().window('panel');
      await desk().killDesk();
      // The practice line lived in the killed process: its call is over.
      const compact = await desk().window('compact');
      await compact.getByRole('region', { name: 'After the call' }).waitFor();
      await facts(panel).waitFor();
      await expect.poll(() => words(panel)).toContain('After the call');
      await look('compact', 'after');
    });

    spec('locked, the panel shows nothing of the patient and says where to unlock', async () => {
      await lock(desk());
      const panel = await desk().window('panel');
      await panel.getByText('The desk is locked').waitFor();
      const shown = await words(panel);
      expect(shown).toContain('Unlock in the desk’s own window');
      for (const hidden of [
        drawn.patient.preferredName,
        drawn.patient.familyName,
        grouped(drawn.ring.number),
      ])
        expect(shown).not.toContain(hidden);
      await look('panel', 'locked');
      const page = await unlock(desk());
      await page.getByRole('region', { name: 'After the call' }).waitFor();
      await facts(await desk().window('panel')).waitFor();
    });

    spec('locked, the compact phone shows no number and no name, and controls the call', async () => {
      const { page } = desk();
      await page.keyboard.press('Alt+1');
      await page.keyboard.press('Alt+Enter');
      await page.getByRole('region', { name: 'After the call' }).waitFor({ state: 'detached' });
      await ring(page, 'Ring a worried patient', drawn.seed);
      await answerCall(page);
      await lock(desk());
      const compact = await desk().window('compact');
      const line = compact.getByRole('region', { name: 'On the line' });
      await line.getByText('Who it is stays hidden').waitFor();
      const shown = await words(compact);
      for (const hidden of [drawn.patient.preferredName, grouped(drawn.ring.number), drawn.account.name])
        expect(shown).not.toContain(hidden);
      await look('compact', 'locked');
      await compact.keyboard.press('F6');
      await compact.getByText('Muted: the caller can’t hear you').waitFor();
      await compact.getByRole('button', { name: 'Hold' }).click();
      await compact.getByRole('region', { name: 'On hold' }).waitFor();
      await desk().page.getByText('Call on hold').waitFor();
      await callCard(await unlock(desk())).waitFor();
    });

    spec('the compact phone ends the call and says where to close it', async () => {
      const compact = await desk().window('compact');
      const held = compact.getByRole('region', { name: 'On hold' });
      await held.getByRole('heading', { name: grouped(drawn.ring.number) }).waitFor();
      await held.getByRole('button', { name: 'Resume' }).click();
      await compact.getByRole('region', { name: 'On the line' }).waitFor();
      await compact.keyboard.press('F4');
      const over = compact.getByRole('region', { name: 'After the call' });
      await over.getByText(/Say how it ended at the desk/).waitFor();
      await desk().page.getByRole('region', { name: 'After the call' }).waitFor();
    });

    spec('brought back, the panel’s window is gone and the main page has the patient again', async () => {
      const { page } = desk();
      const panel = await desk().window('panel');
      const gone = panel.waitForEvent('close');
      await messageTab(page).getByRole('button', { name: 'Patient panel back into this window' }).click();
      await gone;
      await messageTab(page).getByText('The panel is in its own window').waitFor({ state: 'detached' });
      await messageTab(page).getByRole('tab', { name: 'Patient' }).click();
      await candidates(page).waitFor();
    });

    spec('in every state, light and dark, nothing breaks a rule of access or is cut off', () => {
      expect(faults).toEqual([]);
    });

    spec('nothing in three windows broke the page’s policy or threw', () => {
      expect(desk().problems.found).toEqual([]);
    });
  },
);
