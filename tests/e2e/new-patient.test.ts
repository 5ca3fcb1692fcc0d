// A new patient as an agent takes them in: who may be on file already, one record, read back; and a message while the record
// is away. What the record holds afterwards is asked of its own REST, around the desk. Each spec goes on where the last ended.
import type { Appointment, Bundle, Patient } from '@medplum/fhirtypes';
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import { until } from '#tests/support/until.ts';
import { axeProblems } from './desk/axe.ts';
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import { misfits } from './desk/fit.ts';
import { desktop, sitQuietly } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, hasFocus, ring, spoken, verifyCaller } from './desk/steps.ts';

const seed = seedOfRun();
let ehr: Ehr;
let drawn: Drawn;
const pane = (page: Page): Locator => page.getByRole('region', { name: 'New patient', exact: true });
const field = (page: Page, name: string): Locator => pane(page).getByRole('textbox', { name, exact: true });
const press = (page: Page, name: string): Promise<void> =>
  pane(page).getByRole('button', { name, exact: true }).click();
const headers = (): Record<string, string> => ({
  authorization: `Bearer ${ehr.token}`,
  'content-type': 'application/json',
});
async function onFile<R extends Patient | Appointment>(query: string): Promise<R[]> {
  const res = await fetch(`${ehr.url}/${query}`, { headers: headers() });
  return (((await res.json()) as Bundle).entry ?? []).map((e) => e.resource as R);
}
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CARELINE_SHOTS'];
  if (folder === undefined) return;
  for (const size of [
    { width: 1280, height: 720 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `${folder}/intake-${name}-${size.width}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 720 });
}
async function say(page: Page, given: string, family: string, birthDate: string): Promise<void> {
  await field(page, 'Given names').fill(given);
  await field(page, 'Family name').fill(family);
  await field(page, 'Birth date').fill(birthDate);
  const tick = pane(page).getByRole('checkbox', { name: /^Read back/ });
  await tick.waitFor();
  if (!(await tick.isChecked())) await tick.press('Space');
}

story(
  'a new patient',
  async () => {
    ehr = await startEhr({ port: 0, now: new Date().toISOString(), admin: true });
    drawn = await drawStory(seed);
    return { ehr: { url: ehr.url, token: ehr.token }, size: { width: 1280, height: 720 } };
  },
  (desk) => {
    afterAll(() => ehr?.close().catch(() => undefined));

    spec('somebody who is on file is found, whatever they are called now', desktop, async () => {
      const page = await sitQuietly(desk());
      await ring(page, 'Ring a worried patient', drawn.seed);
      await answerCall(page);
      await page.getByRole('button', { name: 'New patient', exact: true }).click();
      await field(page, 'Given names').waitFor();
      await press(page, 'Look for them on file');
      await pane(page).getByText('Ask for the birth date.').waitFor();
      // What is lacking first comes into sight, with the keys in it.
      await until('the first box that lacks something', 10_000, () => hasFocus(field(page, 'Given names')));
      const [given = '', ...family] = drawn.ring.facts.fullName.split(' ');
      await say(page, given, family.join(' '), spoken(drawn.ring.facts.birthDate));
      await pane(page).getByRole('button', { name: 'Look for them on file' }).press('Enter');
      const list = pane(page).getByRole('region', { name: /on file may be the same/ });
      await list.getByText('Almost surely the same').first().waitFor();
      expect(await pane(page).getByRole('button', { name: 'Create the record' }).isDisabled()).toBe(true);
      // Keys go on where it is read: the next one must not write into the notes.
      expect(await list.evaluate((e) => e === document.activeElement)).toBe(true);
      expect(await list.innerText()).not.toContain(drawn.ring.facts.birthDate);
      expect(await axeProblems(page)).toEqual([]);
      expect(await misfits(page)).toEqual([]);
      await picture(page, 'found');
    });

    spec(
      'a caller registers another: one record, read back, compared, and the visit is theirs',
      desktop,
      async () => {
        const { page } = desk();
        // The caller is verified themselves: nothing of what comes may be booked for them.
        await verifyCaller(page, drawn);
        const own = (await onFile<Appointment>(`Appointment?patient=${drawn.patient.patientId}&_count=200`))
          .length;
        await say(page, 'Wilhelmina Thea', 'O’Zwartkruis', '3 February 1991');
        await press(page, 'Look for them on file');
        await pane(page).getByText('Nobody like this is on file.').waitFor();
        await picture(page, 'none');
        await press(page, 'Create the record');
        await pane(page)
          .getByText(/^The record was created at/)
          .waitFor();
        const made = await onFile<Patient>('Patient?birthdate=1991-02-03');
        expect(made).toMatchObject([
          { active: true, name: [{ family: 'O’Zwartkruis', given: ['Wilhelmina', 'Thea'] }] },
        ]);
        expect(made[0]?.identifier?.[0]?.system).toBe('urn:careline:intake');
        await pane(page).getByText('Name and birth date are ticked with what they told you.').waitFor();
        const ticks = page.getByRole('list', { name: 'Facts that matched' });
        await ticks.getByText('Full name').waitFor();
        await ticks.getByText('Date of birth').waitFor();
        await picture(page, 'created');
        await press(page, 'Book the first visit');
        const booking = page.getByRole('region', { name: 'Book an appointment' });
        await booking.getByText('for Wilhelmina').waitFor();
        await booking.getByRole('option').first().click();
        await booking.getByRole('button', { name: 'Book it' }).click();
        await page.getByRole('region', { name: 'Booked, and read back from the record' }).waitFor();
        expect(await onFile<Appointment>(`Appointment?patient=${made[0]?.id ?? ''}`)).toHaveLength(1);
        const after = await onFile<Appointment>(`Appointment?patient=${drawn.patient.patientId}&_count=200`);
        expect(after).toHaveLength(own);
      },
    );

    spec(
      'another one on the same call, with the record away: a message, and the words stay',
      desktop,
      async () => {
        const { page } = desk();
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Change: choose another person' }).click();
        await page.getByRole('button', { name: 'New patient', exact: true }).click();
        await pane(page).getByText('They are not verified on this call.').waitFor();
        expect(await pane(page).getByRole('button', { name: 'Book the first visit' }).count()).toBe(0);
        await press(page, 'Another new patient');
        await say(page, 'Marijke', 'O’Zwartkruis', '4 March 2015');
        await ehr.close();
        await press(page, 'Look for them on file');
        await pane(page)
          .getByText(/could not be looked through/)
          .waitFor();
        await press(page, 'Send to intake as a message');
        await pane(page)
          .getByText(/^Saved as a message to intake at/)
          .waitFor();
        await press(page, 'Back to the form');
        expect(await field(page, 'Given names').inputValue()).toBe('Marijke');
      },
    );
  },
);
