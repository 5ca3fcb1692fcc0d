// Acts at the record as an agent does them on the phone: an insurance that changed, and a refill while the record is away. What
// the record holds afterwards is asked of its own REST, around the desk. Each spec goes on where the last ended.
import type { Bundle, Coverage, Task } from '@medplum/fhirtypes';
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import { axeProblems } from './desk/axe.ts';
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import { misfits } from './desk/fit.ts';
import { desktop, sitQuietly } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, callCard, chooseReason, openDrawer, ring, verifyCaller } from './desk/steps.ts';

const seed = seedOfRun();
let ehr: Ehr;
let drawn: Drawn;
const pane = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const card = (page: Page, name: string): Locator =>
  page.getByRole('tabpanel', { name: 'Patient' }).getByRole('region', { name, exact: true });
const bar = (page: Page): Locator => page.getByRole('group', { name: 'Do at the record' });
const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
const headers = (): Record<string, string> => ({
  authorization: `Bearer ${ehr.token}`,
  'content-type': 'application/json',
});
async function atRecord<T>(path: string): Promise<T[]> {
  const res = await fetch(`${ehr.url}/${path}`, { headers: headers() });
  const bundle = (await res.json()) as Bundle;
  return (bundle.entry ?? []).map((e) => e.resource as T);
}
const fault = (method: 'POST' | 'DELETE', body?: object): Promise<Response> =>
  fetch(`${ehr.adminUrl}/fault`, { method, headers: headers(), ...(body && { body: JSON.stringify(body) }) });
async function isAbout(page: Page, words: string): Promise<void> {
  const reason = callCard(page).getByRole('combobox', { name: 'Reason for the call' });
  await reason.focus();
  await chooseReason(page, reason, words);
}
/** The other rooms' screens are `screens.test.ts`'s. */
const ours = async (page: Page): Promise<string[]> =>
  (await axeProblems(page)).filter((p) => p.includes('cl-acts'));
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CARELINE_SHOTS'];
  if (folder === undefined) return;
  await page.screenshot({ path: `${folder}/acts-${name}.png` });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: `${folder}/acts-${name}-dark.png` });
  await page.emulateMedia({ colorScheme: 'light' });
}

story(
  'acts at the record',
  async () => {
    ehr = await startEhr({ port: 0, now: new Date().toISOString(), admin: true });
    // Somebody whose plan stands in the record: a form begins with it.
    for (let next = seed; ; next++) {
      drawn = await drawStory(next);
      const plans = await atRecord<Coverage>(`Coverage?beneficiary=Patient/${drawn.patient.patientId}`);
      if (plans.some((p) => p.status === 'active')) break;
    }
    return { ehr: { url: ehr.url, token: ehr.token }, size: { width: 1280, height: 720 } };
  },
  (desk) => {
    afterAll(() => ehr?.close());

    spec('an insurance change: prefilled, read back, in the record as unverified', desktop, async () => {
      const page = await sitQuietly(desk());
      await ring(page, 'Ring a worried patient', drawn.seed);
      await answerCall(page);
      await verifyCaller(page, drawn);
      await isAbout(page, 'insurance');
      await bar(page).getByRole('button', { name: 'Insurance' }).click();
      await pane(page, 'Update insurance').getByText('One more fact is needed').waitFor();
      await page.getByRole('button', { name: 'Third fact' }).click();
      await field(page, 'Address').fill(drawn.patient.address);
      await field(page, 'Address').press('Enter');
      const form = pane(page, 'Update insurance');
      await field(page, 'Insurance company').waitFor();
      await picture(page, 'insurance');
      const payer = await field(page, 'Insurance company').inputValue();
      expect(payer).not.toBe('');
      await form.getByText('as on record').first().waitFor();
      // Another company: nothing of the plan before holds, and the number is asked for.
      await field(page, 'Insurance company').fill('Beacon Health');
      await form.getByRole('button', { name: 'Send', exact: true }).click();
      await form.getByText('Ask for the member ID: it stands on the card.').waitFor();
      await picture(page, 'insurance-lacks');
      await field(page, 'Member ID').fill('BH 4471 902');
      await form.getByRole('checkbox', { name: /^Read back: / }).press('Space');
      await field(page, 'Valid from · optional').fill('in 2 weeks');
      expect(await ours(page)).toEqual([]);
      expect(await misfits(page)).toEqual([]);
      await page.keyboard.press('Control+Enter');
      await form.getByText('Done. The record has it, read back and compared.').waitFor();
      await form.getByText('Unverified', { exact: true }).waitFor();
      await picture(page, 'insurance-done');
      const drafts = await atRecord<Coverage>(`Coverage?status=draft`);
      expect(drafts).toMatchObject([
        {
          subscriberId: 'BH 4471 902',
          payor: [{ display: 'Beacon Health' }],
          beneficiary: { reference: `Patient/${drawn.patient.patientId}` },
        },
      ]);
      expect(drafts[0]?.class).toBeUndefined();
      await field(page, 'Payer’s reference · optional').fill('BH-77');
      await form.getByRole('button', { name: 'Verified with the payer' }).click();
      await form.getByText('Reference BH-77, by', { exact: false }).waitFor();
      expect(await atRecord(`Coverage?status=draft`)).toEqual([]);
      await card(page, 'Coverage').getByText('verified', { exact: true }).waitFor();
      await picture(page, 'insurance-verified');
    });

    spec(
      'a refill while the record is away: waits, is there exactly once when it is back',
      desktop,
      async () => {
        const { page } = desk();
        await bar(page).getByRole('button', { name: 'More' }).click();
        await page.getByRole('menuitem', { name: 'Request a refill' }).click();
        const form = pane(page, 'Request a refill');
        await field(page, 'Medicine, as stated').fill('Lisinopril');
        await form.getByRole('checkbox', { name: 'Out of it now' }).press('Space');
        await field(page, 'Pharmacy').fill('Corner Pharmacy');
        await field(page, 'Pharmacy’s phone').fill('6175550177');
        await form.getByRole('checkbox', { name: /^Read back: 617/ }).press('Space');
        await field(page, 'Allergies, as stated').fill('None known');
        await picture(page, 'refill');
        await fault('POST', { path: '^(POST|GET|PUT) /fhir/', cut: 'before', times: 0 });
        await page.keyboard.press('Control+Enter');
        await form.getByText(/^It may have arrived; /).waitFor();
        await page.getByRole('tab', { name: /^Work/ }).click();
        await page.getByRole('region', { name: 'At the record' }).getByText('Waits for the record').waitFor();
        await picture(page, 'refill-waits');
        // Ended in the middle of it, with kill -9: kept on the disk, and gone on with.
        const before = await desk().deskPids();
        await (await openDrawer(page)).getByRole('button', { name: 'Kill the desk process' }).click();
        await expect.poll(() => desk().deskPids()).not.toEqual(before);
        await page.keyboard.press('Control+Shift+D');
        await fault('DELETE');
        await form
          .getByText('Done. Pharmacy and refills has it as a task in the record.')
          .waitFor({ timeout: 15_000 });
        const tasks = await atRecord<Task>('Task?status=requested&_count=200');
        const sent = tasks.filter((t) => t.identifier?.some((i) => i.system === 'urn:careline:act'));
        expect(sent).toMatchObject([{ priority: 'urgent', description: 'Lisinopril (out of it now)' }]);
        await form.getByRole('button', { name: 'Save as an urgent message too' }).click();
        await form.getByRole('button', { name: 'Open the message' }).waitFor();
        await picture(page, 'refill-done');
      },
    );
  },
);
