// What an agent does in the night, in the words of the screen: a message from another phone, the card of the night, and the
// hours, which are set on the demo's own clock instead of being waited for.
import type { Locator, Page } from 'playwright-core';
import { until } from '#tests/support/until.ts';
import { ask } from './hostile.ts';
import { chooseReason, sitAs, statusSays } from './steps.ts';

const patience = 15_000;
/** Where all three sample practices are. */
export const practiceZone = 'America/New_York';
/** A Monday to come, so that the night begins after the lived-in day of the demo, and the day after it. */
export function nightOf(now: Date): { evening: string; morning: string } {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7 || 7));
  const next = new Date(day);
  next.setUTCDate(next.getUTCDate() + 1);
  return { evening: day.toISOString().slice(0, 10), morning: next.toISOString().slice(0, 10) };
}

/** Sits down after hours; the seat's own first caller rings ten seconds later: a reload drops that ring. */
export async function sitAtNight(page: Page): Promise<void> {
  await sitAs(page, 'After hours, no network');
  await statusSays(page, /^Offline since/, 8000);
  await page.reload();
  await page.getByRole('listbox', { name: 'What waits for you' }).waitFor();
}

/** Makes it that time at the practice, on that day, for the desk and every page of it. */
export async function makeIt(page: Page, date: string, time: string): Promise<void> {
  const done = await ask(page, 'demo.clock', { time, date, zone: practiceZone });
  if (!done.ok) throw new Error(`demo.clock: ${done.code}`);
  await until(`the desk to say ${time}`, patience, async () =>
    (await page.getByRole('banner').innerText()).includes(time),
  );
}

/** A message without a call on this desk; answers with its form. */
export async function otherPhone(page: Page, practice: string): Promise<Locator> {
  await page.keyboard.press('F8');
  const form = page.getByRole('main');
  await form.getByLabel('Taken on another phone: why?').fill('The softphone was down');
  await form.getByRole('button', { name: /For which practice$/ }).click();
  await page.getByRole('option', { name: practice, exact: true }).click();
  await form.getByRole('heading', { name: `Message · ${practice}` }).waitFor();
  return form;
}

export interface Told {
  caller: string;
  callerIs: string;
  number: string;
  patient: string;
  /** As the caller says it. */
  born: string;
  where?: string;
  /** Words that find it in the list of reasons. */
  reason: string;
  words: string;
}

/** Everything up to the caller's own words. */
export async function writeDown(page: Page, form: Locator, told: Told): Promise<void> {
  await form.getByLabel('Caller’s name').fill(told.caller);
  await form.getByText('spelled', { exact: true }).click();
  await form.getByRole('radio', { name: told.callerIs, exact: true }).click();
  await form.getByLabel('Number to call back').fill(told.number);
  await form.getByText('Read back, the caller agreed').click();
  await form.getByLabel('Patient’s name').fill(told.patient);
  await form.getByLabel('Date of birth, then say it aloud').fill(told.born);
  if (told.where !== undefined) await form.getByLabel(/^Where the patient is now/).fill(told.where);
  const reason = form.getByRole('combobox', { name: 'Reason' });
  await reason.focus();
  await chooseReason(page, reason, told.reason);
  await form.getByLabel('The caller’s own words').fill(told.words);
}

/** What is said before hanging up (M18, M19): each is ticked after it was said. */
export async function sayGoodbye(form: Locator): Promise<void> {
  for (const said of ['Said: when to expect it', 'Said: what to do if worse', 'Read back in short'])
    await form.getByText(said, { exact: true }).click();
}

export const save = (form: Locator): Promise<void> =>
  form.getByRole('button', { name: 'Save', exact: true }).click();

/** The card that says: phone now. */
export const dispatchCard = (page: Page): Locator =>
  page.getByRole('region', { name: 'Call the on-call clinician now' });

/** Counts the sentences of the alarm from now on; asked again, how many there were. */
export async function countAlarms(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = globalThis as unknown as { alarmsSaid: number };
    counted.alarmsSaid = 0;
    const live = document.querySelector('.cl-hidden [role="alert"]');
    if (live === null) throw new Error('nothing says an alarm');
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) if (node.textContent?.startsWith('Alarm.')) counted.alarmsSaid++;
    }).observe(live, { childList: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { alarmsSaid: number }).alarmsSaid);
}
