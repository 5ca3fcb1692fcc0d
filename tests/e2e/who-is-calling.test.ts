// Who is on the line, at the sample record: a relative with and without consent, a practice, a restricted record, a number
// that is masked, and three wrong answers. Each spec goes on where the last ended, on one call.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '#tests/support/until.ts';
import { axeProblems } from './desk/axe.ts';
import { misfits } from './desk/fit.ts';
import { desktop, sitQuietly } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, callCard, candidates, chooseReason, hasFocus, ring, spoken } from './desk/steps.ts';

const panel = (page: Page): Locator => page.getByRole('tabpanel', { name: 'Patient' });
const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });

async function says(page: Page, label: string, words: string): Promise<void> {
  await field(page, label).fill(words);
  await field(page, label).press('Enter');
}
/** Puts somebody up for verification whom the caller names. */
async function isAbout(page: Page, name: string): Promise<void> {
  const other = page.getByRole('button', { name: 'Change: choose another person' });
  if (await other.isVisible()) await other.click();
  const byName = page.getByRole('button', { name: 'Find by name' });
  await byName.or(field(page, 'Name as the caller says it')).first().waitFor();
  if (await byName.isVisible()) await byName.click();
  await says(page, 'Name as the caller says it', name);
  await candidates(page).getByRole('button').first().click();
  await until('the first fact to have the focus', 10_000, () => hasFocus(field(page, 'Full name')));
}
/** Two keys: the one that opens the choice, and the answer's. */
async function isOnTheLine(page: Page, key: string): Promise<void> {
  await page.keyboard.press('Shift+F7');
  const choice = page.getByRole('group', { name: 'Who is on the line?' });
  await until('the choice to have the focus', 10_000, () => hasFocus(choice.getByRole('button').first()));
  await page.keyboard.press(key);
}
async function provesTwo(page: Page, name: string, born: string): Promise<void> {
  for (const [label, stated] of [
    ['Full name', name],
    ['Date of birth', spoken(born)],
  ] as const) {
    await says(page, label, stated);
    await field(page, label).waitFor({ state: 'detached' });
  }
}
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CARELINE_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/who-${name}.png` });
}
/** What is drawn now stays within its edges, and axe finds nothing in it. */
async function isSound(page: Page): Promise<void> {
  expect(await misfits(page)).toEqual([]);
  expect(await axeProblems(page)).toEqual([]);
}

story('who is on the line', { size: { width: 1280, height: 720 } }, (desk) => {
  spec('a relative whom no consent names: nothing is told, and a message is offered', desktop, async () => {
    const page = await sitQuietly(desk());
    await ring(page, 'Ring any caller', 7);
    await answerCall(page);
    // Nobody is chosen yet: said at once, and not asked later over the first fact.
    await candidates(page).waitFor();
    await page.keyboard.press('Shift+F7');
    await page.getByText('Choose a person first').first().waitFor();
    await isAbout(page, 'Kimiko Dooley');
    await isOnTheLine(page, '4');
    // The name is asked for before anything is refused, and the hand is in its field.
    await panel(page).getByText('May I have your own first and last name?', { exact: false }).waitFor();
    await until('the name to have the focus', 10_000, () =>
      hasFocus(field(page, 'Their own name, as they say it')),
    );
    await isSound(page);
    await says(page, 'Their own name, as they say it', 'Kim Dooley');
    await panel(page).getByText('no consent of the patient names them', { exact: false }).waitFor();
    await panel(page).getByText('I can’t say whether anyone is a patient here', { exact: false }).waitFor();
    expect(await panel(page).getByRole('textbox').count()).toBe(0);
    expect(await panel(page).innerText()).not.toContain('Dooley');
    await picture(page, 'no-consent');
    await isOnTheLine(page, '9');
    await panel(page).getByText('We call every practice back', { exact: false }).waitFor();
  });

  spec('one by word of mouth hears when and where, not what for', desktop, async () => {
    const { page } = desk();
    await isAbout(page, 'Antonio Castellanos');
    await isOnTheLine(page, '4');
    await says(page, 'Their own name, as they say it', 'Ana Castellanos');
    await panel(page).getByText('First ask this caller for two facts about the patient.').waitFor();
    await provesTwo(page, 'Antonio Castellanos', '1991-06-08');
    const visits = panel(page).getByRole('region', { name: 'Appointments', exact: true });
    await visits.getByText('Come fasting', { exact: false }).waitFor();
    const shown = await panel(page).innerText();
    expect(shown).not.toMatch(/Annual physical|1991|Allergies.*\n.*recorded/);
    await panel(page).getByText('visits only').waitFor();
    // Hearing of a visit is not changing it, and nobody but the patient is called verified.
    expect(await visits.getByRole('button', { name: /^(Move|Cancel|Book)/ }).count()).toBe(0);
    expect(shown).not.toMatch(/Fall risk|he\/him/);
    await callCard(page)
      .getByRole('heading', { name: /^Relative, about / })
      .waitFor();
    await picture(page, 'visits-only');
    expect(await misfits(page)).toEqual([]);
  });

  spec('one with a signed consent acts with it: level 3', desktop, async () => {
    const { page } = desk();
    await isAbout(page, 'Carmen Abreu');
    await isOnTheLine(page, '3');
    await says(page, 'Their own name, as they say it', 'Lee Abreu');
    await panel(page).getByText('First ask this caller for two facts about the patient.').waitFor();
    await provesTwo(page, 'María del Carmen Abreu', '1986-01-01');
    await panel(page)
      .getByText(/^level 3, with a document on file/)
      .waitFor();
    const visits = panel(page).getByRole('region', { name: 'Appointments', exact: true });
    // What a visit is for is told once the call is about visits, and not before (C18).
    await visits.getByText('what to bring', { exact: false }).first().waitFor();
    expect(await visits.innerText()).not.toContain('Results discussion');
    const reason = callCard(page).getByRole('combobox', { name: 'Reason for the call' });
    await reason.focus();
    await chooseReason(page, reason, 'reschedule');
    await visits.getByText('Results discussion', { exact: false }).waitFor();
  });

  spec('a masked number: a reason, half a minute, gone when the window is left', desktop, async () => {
    const { page } = desk();
    const reason = callCard(page).getByRole('combobox', { name: 'Reason for the call' });
    await reason.focus();
    await reason.press('ControlOrMeta+a');
    await chooseReason(page, reason, 'insurance');
    // What such a call needs has come: the cards of before are gone.
    await panel(page)
      .getByRole('region', { name: 'Benefits', exact: true })
      .getByRole('button', { name: /where it comes from$/ })
      .waitFor();
    const cover = panel(page).getByRole('region', { name: 'Coverage', exact: true });
    await cover.getByRole('button', { name: 'Reveal: Member number' }).click();
    await cover.getByRole('button', { name: 'Eligibility or a claim' }).click();
    const seconds = cover.getByText(/^masked again in \d+ seconds$/);
    await seconds.waitFor();
    await picture(page, 'revealed');
    await isSound(page);
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await seconds.waitFor({ state: 'detached' });
    await cover.getByRole('button', { name: 'Reveal: Member number' }).waitFor();
  });

  spec('a restricted record: that something is withheld, and what to say', desktop, async () => {
    const { page } = desk();
    await isAbout(page, 'Derek Becker');
    await provesTwo(page, 'Derek Becker', '1964-03-18');
    await panel(page).getByText('Something is withheld here').waitFor();
    const shown = await panel(page).innerText();
    expect(shown).not.toMatch(/Becker|1964|Appointments|Allergies|entr/);
    await picture(page, 'restricted');
  });

  spec('three wrong answers close the record on this call, for whomever is chosen', desktop, async () => {
    const { page } = desk();
    await isAbout(page, 'Sandi Gerlach');
    for (const stated of ['2 May 1970', '3 May 1970', '4 May 1970']) {
      await says(page, 'Date of birth', stated);
      if (stated !== '4 May 1970')
        await panel(page)
          .getByText(stated === '2 May 1970' ? /^2 wrong answers left/ : /^One wrong answer left/)
          .waitFor();
    }
    await panel(page).getByText('The record stays closed for this call').waitFor();
    await panel(page).getByText('I’m not able to open the record on this call', { exact: false }).waitFor();
    // The one way left is told in the audit and looked at afterwards (`break-glass`).
    expect(await panel(page).getByRole('button').allInnerTexts()).toEqual(['Open in an emergency…']);
  });

  spec('broke no policy and put no error in the console', desktop, () => {
    expect(desk().problems.found).toEqual([]);
  });
});
