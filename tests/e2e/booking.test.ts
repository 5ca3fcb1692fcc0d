// The commonest call of all, by keyboard, from the ring to the reading back (product rows 1 to 3): what stands at the record
// afterwards is asked of the record itself, by its own REST, not of the desk that wrote it.
import type { Appointment, Bundle, Slot } from '@medplum/fhirtypes';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import type { Driver } from './desk/driver.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, candidates, ring, sitQuietly, verifyCaller } from './desk/steps.ts';

/** The sample EHR, asked around the desk. */
function recordOf(desk: Driver, patientId: string) {
  const { fhir } = desk.demo.demo;
  if (fhir === null) throw new Error('no EHR');
  const headers = { authorization: `Bearer ${fhir.token}`, 'content-type': 'application/fhir+json' };
  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${fhir.url}/${path}`, { headers })).json()) as T;
  return {
    get,
    /** Every appointment of the patient, by id. */
    async visits(): Promise<Map<string, Appointment>> {
      const found = await get<Bundle>(`Appointment?patient=${patientId}&_count=200`);
      return new Map(
        (found.entry ?? []).flatMap((e) =>
          e.resource?.resourceType === 'Appointment' ? [[e.resource.id ?? '', e.resource]] : [],
        ),
      );
    },
    async take(slotId: string): Promise<void> {
      const slot = await get<Slot>(`Slot/${slotId}`);
      const body = JSON.stringify({ ...slot, status: 'busy' });
      const put = await fetch(`${fhir.url}/Slot/${slotId}`, { method: 'PUT', headers, body });
      if (!put.ok) throw new Error(`PUT Slot: ${put.status}`);
    },
  };
}
const times = (page: Page) => page.getByRole('listbox', { name: 'Free times' });
const which = (page: Page) => page.getByRole('listbox', { name: 'Which appointment' });
const region = (page: Page, name: string) => page.getByRole('region', { name });
/** Reads all of it back by the keys that are drawn on it; before the last one it can't be closed as done. */
async function readBack(page: Page): Promise<void> {
  const done = page.getByRole('button', { name: 'Done', exact: true });
  const ticks = page.getByRole('group', { name: 'Read it back' }).getByRole('checkbox');
  for (let n = 1; n <= 5; n++) {
    expect(await done.isDisabled()).toBe(true);
    await page.keyboard.press(`Alt+Digit${n}`);
    await expect.poll(() => ticks.nth(n - 1).isChecked()).toBe(true);
  }
  await done.click();
}
async function verified(desk: Driver, drawn: Drawn): Promise<Page> {
  const { page } = desk;
  await sitQuietly(page);
  await ring(page, 'Ring a worried patient', drawn.seed);
  await answerCall(page);
  await verifyCaller(page, drawn);
  return page;
}

let drawn: Drawn;
const draw = async () => {
  drawn = await drawStory(seedOfRun());
  return {};
};
story('an appointment', draw, (desk) => {
  let before: Map<string, Appointment>;
  let visitId: string;
  spec('is booked by keyboard while the caller speaks, read back, and stands at the record', async () => {
    const page = await verified(desk(), drawn);
    const record = recordOf(desk(), drawn.patient.patientId);
    before = await record.visits();
    await page.keyboard.press('Control+Shift+M');
    await times(page).waitFor();
    await expect.poll(() => times(page).evaluate((e) => e.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    // A second tap of the same Enter: the question was not even seen, so nothing is asked for.
    await page.keyboard.press('Enter');
    const book = page.getByRole('button', { name: 'Book it' });
    await book.waitFor();
    await expect.poll(() => book.evaluate((e) => e === document.activeElement)).toBe(true);
    expect((await record.visits()).size).toBe(before.size);
    await page.keyboard.press('Enter');
    await region(page, 'Booked, and read back from the record').waitFor();
    const made = [...(await record.visits())].filter(([id]) => !before.has(id));
    expect(made).toHaveLength(1);
    const [id, visit] = made[0] ?? ['', undefined];
    visitId = id;
    expect(visit).toMatchObject({ status: 'booked' });
    const slotId = visit?.slot?.[0]?.reference?.slice(5) ?? '';
    expect((await record.get<Slot>(`Slot/${slotId}`)).status).not.toBe('free');
    await readBack(page);
    await page.getByRole('region', { name: 'Script' }).waitFor();
    // What was done stands in the notes of the call.
    await expect.poll(() => page.locator('.cl-notes textarea').inputValue()).toContain('Booked:');
  });

  spec('is moved: the new one stands, the old one is cancelled, linked as one event', async () => {
    const { page } = desk();
    const record = recordOf(desk(), drawn.patient.patientId);
    const old = (await record.visits()).get(visitId);
    await page.keyboard.press('Control+Shift+G');
    await which(page).or(times(page)).first().waitFor();
    if (await which(page).isVisible()) await page.locator(`[role="option"][data-key="${visitId}"]`).click();
    await times(page).waitFor();
    await times(page).getByRole('option').nth(2).click();
    const move = page.getByRole('button', { name: 'Move it' });
    await expect.poll(() => move.evaluate((e) => e === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await region(page, 'Moved, and read back from the record').waitFor();
    const after = await record.visits();
    expect(after.get(visitId)?.status).toBe('cancelled');
    const made = [...after].filter(([id]) => !before.has(id) && id !== visitId);
    expect(made).toHaveLength(1);
    expect(made[0]?.[1]).toMatchObject({
      status: 'booked',
      supportingInformation: [{ reference: `Appointment/${visitId}` }],
    });
    expect(made[0]?.[1].start).not.toBe(old?.start);
    expect(desk().problems.found).toEqual([]);
  });

  spec(
    'not read back, it is not forgotten with its patient: the wrap-up says so, then the work list',
    async () => {
      const { page } = desk();
      const inList = page.getByRole('option', { name: /Appointment to read back/ });
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Change: choose another person' }).click();
      await candidates(page).waitFor();
      await page.keyboard.press('F4');
      const wrap = region(page, 'After the call');
      await wrap
        .getByText(/was not read back to the caller\. It is for another person of this call/)
        .waitFor();
      await wrap.getByRole('button', { name: 'Choose them again' }).waitFor();
      expect(await inList.count()).toBe(0);
      await wrap.getByRole('button', { name: 'Resolved' }).click();
      await wrap.getByRole('button', { name: 'Done' }).click();
      await inList.click();
      const card = region(page, 'Appointment to read back');
      await card.getByRole('button', { name: 'It is settled' }).click();
      await inList.waitFor({ state: 'detached' });
      expect(desk().problems.found).toEqual([]);
    },
  );
});

story('an appointment that can’t be had', draw, (desk) => {
  spec('taken meanwhile: said so, nothing is booked, other times stand there at once', async () => {
    const page = await verified(desk(), drawn);
    const record = recordOf(desk(), drawn.patient.patientId);
    const before = (await record.visits()).size;
    await page.keyboard.press('Control+Shift+M');
    const first = times(page).getByRole('option').first();
    const offerId = (await first.getAttribute('data-key')) ?? '';
    await first.click();
    await record.take(offerId.split('+')[0] ?? '');
    await page.getByRole('button', { name: 'Book it' }).click();
    await page.getByText(/was taken meanwhile/).waitFor();
    await times(page).waitFor();
    expect(await page.locator(`[role="option"][data-key="${offerId}"]`).count()).toBe(0);
    expect((await record.visits()).size).toBe(before);
  });

  spec('the record is away: it becomes a message that says it is no booking', async () => {
    const { page } = desk();
    await page.keyboard.press('Escape');
    await desk().demo.ehr(false);
    await page.keyboard.press('Control+Shift+M');
    await page.getByRole('button', { name: 'Save as a message' }).click();
    await page.getByText(/^Saved as a message at .* Nothing is booked/).waitFor();
    await page.getByRole('button', { name: 'Open the message' }).click();
    const side = page.getByRole('complementary', { name: 'Patient, knowledge, message and on-call' });
    // Not every practice names its kinds of visit; from when it is wished stands in each.
    await side.getByText('From: ').first().waitFor();
    expect(desk().problems.found).toEqual([]);
  });
});
