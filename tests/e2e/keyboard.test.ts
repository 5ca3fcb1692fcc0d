// The main story once with the keyboard alone: no pointer event may reach the page.
import { expect } from 'vitest';
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import { chooseChip, pressOn, typeInto, walkTo } from './desk/keys.ts';
import { spec, story } from './desk/spec.ts';
import {
  callCard,
  candidates,
  chooseReason,
  drawer,
  hasFocus,
  lock,
  messageTab,
  spoken,
  statusSays,
} from './desk/steps.ts';

function watchPointer(): void {
  for (const kind of ['pointerdown', 'mousedown', 'touchstart'])
    addEventListener(kind, (event) => event.isTrusted && console.error(`a pointer was used: ${kind}`), true);
}

const seed = seedOfRun();
const words = `Typed without a mouse, ${seed}.`;
let drawn: Drawn;

story(
  'the story by keyboard alone',
  async () => {
    drawn = await drawStory(seed);
    return {};
  },
  (desk) => {
    spec('sits down, puts the tour away and lets a call ring', async () => {
      const { page } = desk();
      await desk().onPage(async (each) => {
        // In this document and in every one after it (a lock replaces the page).
        await each.addInitScript(watchPointer);
        await each.evaluate(watchPointer);
      });
      await expect.poll(() => page.getByRole('button', { name: 'Agent, daytime' }).isEnabled()).toBe(true);
      await page.keyboard.press('1');
      await pressOn(page, page.getByRole('button', { name: 'Not now' }));
      await page.keyboard.press('Control+Shift+D');
      await typeInto(page, drawer(page).getByLabel('Seed'), String(seed));
      await walkTo(page, drawer(page).getByRole('button', { name: 'Ring a worried patient' }), 'Shift+Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: 'Incoming call' }).waitFor();
    });

    spec('answers, verifies two facts', async () => {
      const { page } = desk();
      await page.keyboard.press('F2');
      await callCard(page).waitFor();
      await expect.poll(() => candidates(page).getByRole('button').first().isEnabled()).toBe(true);
      await pressOn(
        page,
        candidates(page).getByRole('button').filter({ hasText: drawn.patient.preferredName }).first(),
      );
      await typeInto(
        page,
        page.getByRole('textbox', { name: 'Full name', exact: true }),
        drawn.ring.facts.fullName,
      );
      await page.keyboard.press('Enter');
      await page
        .getByRole('list', { name: 'Facts that matched' })
        .or(page.getByText('One more fact opens the record', { exact: false }))
        .first()
        .waitFor();
      await typeInto(
        page,
        page.getByRole('textbox', { name: 'Date of birth', exact: true }),
        spoken(drawn.ring.facts.birthDate),
      );
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Appointments', exact: true }).waitFor();
    });

    spec('writes the message, quotes an article into it, and saves', async () => {
      const { page } = desk();
      const form = messageTab(page);
      await page.keyboard.press('F8');
      // F8 is enough: what is asked first has the focus.
      const name = form.getByLabel('Caller’s name');
      await expect.poll(() => hasFocus(name)).toBe(true);

      await page.keyboard.press('F7');
      const box = page.getByRole('searchbox', { name: 'Find an article' });
      await expect.poll(() => hasFocus(box)).toBe(true);
      await page.keyboard.type(drawn.article.title.replaceAll(/[^\p{L}\p{N}]+/gu, ' '));
      const found = page.getByRole('list', { name: 'Articles found' }).getByRole('button');
      const hit = found.filter({ hasText: drawn.article.title });
      // What the first words found stands there until the whole title is looked for.
      await expect
        .poll(async () => (await found.allInnerTexts()).slice(0, 5).join('\n'))
        .toContain(drawn.article.title);
      await walkTo(page, hit.first(), 'ArrowDown', 5);
      await page.keyboard.press('Enter');
      await walkTo(page, page.getByRole('group', { name: drawn.article.title }));
      await page.keyboard.press('Alt+ArrowDown');
      await page.getByRole('button', { name: 'Quote into note' }).waitFor();
      await page.keyboard.press('Alt+KeyQ');
      await page.getByText('Quoted into the message.').first().waitFor();
      // The key of the hit beneath, pressed again: it says no sentence of the script into the notes.
      const notes = page.getByRole('textbox', { name: 'Notes on this call', exact: true });
      const before = await notes.inputValue();
      await page.keyboard.press('Alt+1');
      await page.getByRole('group', { name: drawn.article.title }).waitFor();
      expect(await notes.inputValue()).toBe(before);

      await page.keyboard.press('F8');
      await typeInto(page, name, drawn.ring.callerName);
      await pressOn(page, form.getByRole('checkbox', { name: 'spelled' }), 'Space');
      await chooseChip(
        page,
        form.getByRole('radiogroup', { name: 'The caller is' }),
        drawn.ring.relation === 'self' ? 'the patient' : drawn.ring.relation,
      );
      await pressOn(page, form.getByRole('checkbox', { name: 'Read back, the caller agreed' }), 'Space');
      const reason = form.getByRole('combobox', { name: 'Reason' });
      await walkTo(page, reason);
      await chooseReason(page, reason);
      await typeInto(page, form.getByLabel('The caller’s own words'), words);
      await chooseChip(page, form.getByRole('radiogroup', { name: 'Urgency' }), 'Urgent clinical');
      for (const said of ['Said: when to expect it', 'Said: what to do if worse', 'Read back in short'])
        await pressOn(page, form.getByRole('checkbox', { name: said }), 'Space');
      await page.keyboard.press('Control+Enter');
      await page
        .getByText(/Saved on this computer|At the backend/)
        .first()
        .waitFor();
      await form.getByText(words).waitFor();
      await form.getByText(`${drawn.article.title}, version ${drawn.article.version}`).waitFor();
      await statusSays(page, /^All synced/, 10_000);
    });

    spec('opens the emergency card, ticks a step and closes it', async () => {
      const { page } = desk();
      const card = page.getByRole('dialog', { name: 'Emergency' });
      await page.keyboard.press('F9');
      await card.waitFor();
      await page.keyboard.press('Alt+1');
      await expect.poll(() => card.getByRole('checkbox').first().getAttribute('aria-checked')).toBe('true');
      // A step that is not open is opened first: the words of a refusal, and the field of an address.
      await page.keyboard.press('Alt+6');
      await card.getByText('I am still asking you').waitFor();
      expect(await card.getByRole('checkbox').nth(5).getAttribute('aria-checked')).toBe('false');
      await page.keyboard.press('Alt+2');
      const address = card.getByLabel('Where the person at risk is');
      await expect.poll(() => address.evaluate((e) => e === document.activeElement)).toBe(true);
      await page.keyboard.press('Alt+2');
      await expect.poll(() => card.getByRole('checkbox').nth(1).getAttribute('aria-checked')).toBe('true');
      await card.getByText('address not written').waitFor();
      await page.keyboard.press('Escape');
      await card.waitFor({ state: 'detached' });
      await page
        .getByRole('group', { name: 'Emergency protocol of this call' })
        .getByText('2 of 6')
        .waitFor();
    });

    spec('ends the call, closes it with a disposition, locks and unlocks', async () => {
      let { page } = desk();
      await page.keyboard.press('F4');
      // The protocol was begun and help is not confirmed: one question, answered by key.
      const asked = page.getByRole('alertdialog', { name: 'Help is not confirmed. End the call?' });
      await asked.waitFor();
      await pressOn(page, asked.getByRole('button', { name: 'End the call' }));
      const wrap = page.getByRole('region', { name: 'After the call' });
      await wrap.getByText('Help is not marked as called, and not confirmed.').waitFor();
      await pressOn(page, wrap.getByRole('button', { name: 'Message taken' }), 'Space');
      await pressOn(page, wrap.getByRole('button', { name: 'Done' }));
      await wrap.waitFor({ state: 'detached' });
      page = await lock(desk());
      // The passphrase of a demo is filled in and has the focus.
      const passphrase = page.getByLabel('Passphrase');
      await walkTo(page, passphrase);
      await expect.poll(() => passphrase.inputValue()).not.toBe('');
      await page.keyboard.press('Enter');
      await page.getByRole('contentinfo', { name: 'State of the desk' }).waitFor();
    });

    spec('used no pointer, broke no policy, put no error in the console', () => {
      expect(desk().problems.found).toEqual([]);
    });
  },
);
