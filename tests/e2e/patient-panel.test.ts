// The patient panel at the sample record's largest patient: what a call needs first, what a role is not shown and what to do
// instead, a record that can't be reached after it was read, and a nurse with results. Each spec goes on where the last ended.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { makeRing } from '#demo/control/scenario.ts';
import { loadCallers } from '#demo/people/callers.ts';
import { demoPersonFor } from '#demo/people/people.ts';
import { until } from '#tests/support/until.ts';
import { axeProblems } from './desk/axe.ts';
import { drawStory, type Drawn } from './desk/draw.ts';
import { misfits } from './desk/fit.ts';
import { askRaw, desktop, sitQuietly } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, callCard, chooseReason, ring, verifyCaller } from './desk/steps.ts';

/** Most entries of those who ring for themselves: visits, results, medicines, a hundred and more. */
const largest = 'f1c01f54-8408-492f-aa92-e633953e8443';

let drawn: Drawn;
const panel = (page: Page): Locator => page.getByRole('tabpanel', { name: 'Patient' });
const card = (page: Page, title: string): Locator =>
  panel(page).getByRole('region', { name: title, exact: true });
async function ringAndVerify(page: Page): Promise<void> {
  await ring(page, 'Ring a worried patient', drawn.seed);
  await answerCall(page);
  await verifyCaller(page, drawn);
}
async function isAbout(page: Page, words: string): Promise<void> {
  const reason = callCard(page).getByRole('combobox', { name: 'Reason for the call' });
  await reason.focus();
  await chooseReason(page, reason, words);
}

story(
  'the patient panel',
  async () => {
    const callers = await loadCallers();
    const today = new Date().toISOString().slice(0, 10);
    let seed = 0;
    while (makeRing({ kind: 'worried', seed }, callers, today).patientId !== largest) seed++;
    drawn = await drawStory(seed);
    return { size: { width: 1280, height: 720 } };
  },
  (desk) => {
    spec('before a reason is chosen the panel says so; results are not for an agent', desktop, async () => {
      const page = await sitQuietly(desk());
      await ringAndVerify(page);
      await card(page, 'Results').getByText('Not for your role').waitFor();
      await card(page, 'Results')
        .getByText(/^Results are the clinic’s to give\. Take a message/)
        .waitFor();
      await panel(page)
        .getByText('Not fetched yet. Choose what the call is about', { exact: false })
        .waitFor();
      expect(await card(page, 'Contacts').count()).toBe(0);
    });

    spec(
      'with a reason the panel shows what such a call needs, each with its age and source',
      desktop,
      async () => {
        const { page } = desk();
        await isAbout(page, 'move');
        for (const title of ['Appointments', 'Contacts', 'Care gaps', 'Coverage'])
          await card(page, title)
            .getByRole('button', { name: /where it comes from$/ })
            .waitFor();
        await card(page, 'Contacts').getByText('Not shown on this call: what it was about.').waitFor();
        await card(page, 'Contacts').getByText('this call', { exact: true }).waitFor();
        await card(page, 'Coverage').getByText('not verified').waitFor();
        // A visit is booked from its card; Escape goes back to the script.
        await card(page, 'Appointments').getByRole('button', { name: 'Book a visit' }).click();
        await page.getByRole('listbox', { name: 'Free times' }).waitFor();
        await page.keyboard.press('Escape');
        await page.getByRole('region', { name: 'Script' }).waitFor();
        await card(page, 'Care gaps')
          .getByRole('button', { name: /where it comes from$/ })
          .click();
        const from = page.getByRole('dialog', { name: 'Care gaps: where it comes from' });
        await from.getByText('The practice’s record system').waitFor();
        await page.keyboard.press('Escape');
        await panel(page)
          .getByRole('button', { name: /^More of the record/ })
          .click();
        await card(page, 'Allergies').getByText('No known allergies').waitFor();
        await card(page, 'Open tasks').getByText('No open tasks recorded.').waitFor();
        expect(await misfits(page)).toEqual([]);
      },
    );

    spec(
      'a record that can’t be reached leaves what was read, with its time; then it is renewed',
      desktop,
      async () => {
        const { page } = desk();
        await desk().demo.ehr(false);
        await page.keyboard.press('Control+Shift+F');
        await panel(page)
          .getByText(/^The record system was not reached/)
          .waitFor();
        const contacts = card(page, 'Contacts');
        await contacts.getByText(/^\d\d:\d\d, not renewed$/).waitFor();
        expect(await contacts.getByRole('listitem').count()).toBeGreaterThan(1);
        await desk().demo.ehr(true);
        await panel(page).getByRole('button', { name: 'Renew' }).click();
        await panel(page)
          .getByText(/^as of \d/)
          .waitFor();
        expect(await contacts.getByText(/not renewed/).count()).toBe(0);
      },
    );

    spec(
      'a nurse sees results after a third fact, and their trend as a picture and a table',
      desktop,
      async () => {
        const before = desk().page;
        await before.keyboard.press('F4');
        const wrap = before.getByRole('region', { name: 'After the call' });
        await wrap.getByRole('button', { name: 'Callback promised' }).click();
        await wrap.getByRole('button', { name: 'Done' }).click();
        await wrap.waitFor({ state: 'detached' });
        // The first screen of the demo has seats for others only.
        await askRaw(before, 'session.sit', { personId: demoPersonFor('nurse').id });
        const { page } = desk();
        await page.getByRole('button', { name: /Ingrid Solheim, RN.*: menu$/ }).waitFor();
        await ringAndVerify(page);
        await isAbout(page, 'results');
        await card(page, 'Results').getByText('Needs a third fact').waitFor();
        // The agent's call of a minute ago, by this desk's own log.
        const ended = card(page, 'Contacts').getByRole('listitem').filter({ hasText: 'Callback promised' });
        await ended.getByText('Call to this desk').waitFor();
        await card(page, 'Contacts').getByText('2nd call in 7 days').waitFor();
        await panel(page).getByRole('button', { name: 'Third fact' }).click();
        const address = page.getByRole('textbox', { name: 'Address', exact: true });
        await address.fill(drawn.patient.address);
        await address.press('Enter');
        const trend = card(page, 'Results')
          .getByRole('button', { name: /^Trend · \d+/ })
          .first();
        await trend.click();
        const drawing = card(page, 'Results').getByRole('img', { name: /over time in .*: \d+ values from/ });
        await drawing.waitFor();
        const rows = card(page, 'Results').getByRole('table').getByRole('row');
        await until('the values', 5000, async () => (await rows.count()) > 2);
        expect(await misfits(page)).toEqual([]);
        expect(await axeProblems(page)).toEqual([]);
      },
    );
  },
);
