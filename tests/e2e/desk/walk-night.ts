// The states of a night, one after the other: what is marked while it is typed, the card that says whom to phone, what waits,
// who is on call, what was handed over. For faults (screens.test.ts) and for pictures (pictures.ts), as walk.ts.
import type { Locator, Page } from 'playwright-core';
import type { Driver } from './driver.ts';
import {
  dispatchCard,
  makeIt,
  nightOf,
  otherPhone,
  save,
  sayGoodbye,
  sitAtNight,
  writeDown,
} from './night.ts';
import { messages, statusSays, turnBackend } from './steps.ts';
import type { Visit } from './walk.ts';

const practice = 'Riverside Family Practice';
const jensen = {
  caller: 'Mara Jensen',
  callerIs: 'spouse or partner',
  number: '(617) 555-0152',
  patient: 'Paul Jensen',
  born: '4 May 1961',
  where: 'At home, 3 Quay Road, Natick',
  reason: 'clinical message',
  words: 'He asks for the results of the test of last week, the doctor wanted to call tonight.',
};
const haddad = {
  caller: 'Noor Haddad',
  callerIs: 'the patient',
  number: '(617) 555-0148',
  patient: 'Noor Haddad',
  born: '12 Aug 1988',
  reason: 'move or cancel',
  words: 'I have to move Monday’s visit, any afternoon is fine.',
};
const brandt = {
  caller: 'Hanna Brandt',
  callerIs: 'spouse or partner',
  number: '(617) 555-0164',
  patient: 'Walter Brandt',
  born: '3 Feb 1955',
  where: 'At home, 14 Alder Street, Natick',
  reason: 'clinical message',
  words:
    'He says it’s like a belt around his chest, since supper. He’s sweating. He doesn’t want to bother anyone.',
};

const saved = (page: Page): Promise<void> =>
  page
    .getByText(/^(Saved on this computer|At the backend) \d\d/)
    .first()
    .waitFor();

async function open(form: Locator, part: RegExp): Promise<void> {
  const head = form.getByRole('button', { name: part });
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
}

async function stated(form: Locator): Promise<void> {
  await open(form, /^What is the matter/);
  await form.getByLabel('Since when').fill('19:30');
  await form.getByRole('radiogroup', { name: 'Getting worse' }).getByRole('radio', { name: /^Yes/ }).click();
  await open(form, /^Conditions/);
  await form.getByRole('radiogroup', { name: 'Blood thinner' }).getByRole('radio', { name: /^Yes/ }).click();
}

/** From the first screen to a colleague who takes over in the morning. */
export async function walkNight(desk: Driver, visit: Visit): Promise<void> {
  const { page, demo } = desk;
  const { evening, morning } = nightOf(new Date());
  await sitAtNight(page);
  await makeIt(page, evening, '22:28');
  await turnBackend(page, 'Start the backend');
  await statusSays(page, /^Online/, 15_000);

  let form = await otherPhone(page, practice);
  await writeDown(page, form, jensen);
  await form.getByRole('radio', { name: 'Urgent clinical' }).click();
  await sayGoodbye(form);
  await save(form);
  const paging = page.getByRole('region', { name: 'The backend’s turn' });
  await paging.getByRole('list', { name: 'What was tried' }).waitFor();
  await visit('night-paging');
  if (!(await demo.accept())) throw new Error('nobody could accept');
  const accepted = page.getByRole('region', { name: 'Accepted', exact: true });
  await accepted.waitFor();
  await accepted.getByRole('radio', { name: 'Gave advice' }).click();
  await visit('night-accepted');
  await accepted.getByRole('button', { name: 'Write it down' }).click();
  await accepted.getByText('Outcome written').waitFor();

  await makeIt(page, evening, '22:41');
  await turnBackend(page, 'Stop the backend');
  await statusSays(page, /^Offline since/, 8000);
  await makeIt(page, evening, '22:55');
  form = await otherPhone(page, practice);
  await writeDown(page, form, haddad);
  await form.getByRole('radio', { name: 'Non-clinical' }).click();
  await save(form);
  await saved(page);

  await makeIt(page, evening, '23:12');
  form = await otherPhone(page, practice);
  await form.getByLabel('Caller’s name').fill('Ruth Delgado');
  await form.getByLabel('The caller’s own words').fill('I will ask my sister for the number and call back.');
  await save(form);
  await form.getByRole('button', { name: 'Save as incomplete' }).click();
  await page.getByRole('group', { name: 'Incomplete' }).waitFor();
  await visit('night-incomplete');

  await makeIt(page, evening, '23:50');
  form = await otherPhone(page, practice);
  await writeDown(page, form, brandt);
  await form.getByRole('group', { name: 'Red flag in the words' }).waitFor();
  await visit('night-red-flag');
  await form.getByRole('button', { name: /^Open protocol/ }).click();
  const protocol = page.getByRole('dialog', { name: 'Emergency' });
  await protocol.waitFor();
  await page.keyboard.press('Alt+1');
  await protocol.getByRole('button', { name: 'Somebody there says yes' }).click();
  await protocol.getByText(/Confirmed at \d\d:\d\d/).waitFor();
  await page.keyboard.press('Escape');
  await stated(form);
  await sayGoodbye(form);
  await save(form);
  const card = dispatchCard(page);
  await card.waitFor();
  await page.keyboard.press('Control+5');
  await messages(page).waitFor();
  await visit('night-dispatch');
  await card.getByRole('button', { name: /^I am calling this number/ }).click();
  await card.getByText(/^Calling .* What happened\?/).waitFor();
  await card.getByRole('button', { name: /^No answer/ }).click();
  await makeIt(page, evening, '23:53');
  await card.getByRole('button', { name: /^I am calling this number/ }).click();
  await card.getByText(/^Calling .* What happened\?/).waitFor();
  await page.keyboard.press('Control+9');
  await page.getByRole('tabpanel', { name: 'On-call' }).waitFor();
  await visit('night-on-call');

  await page.keyboard.press('Control+Shift+Y');
  await page.getByRole('region', { name: 'Urgent lane' }).getByRole('listitem').first().waitFor();
  await visit('night-queue');
  await page.getByRole('region', { name: 'Waiting for the backend' }).getByLabel('Close the queue').click();
  await page.keyboard.press('Control+5');
  await messages(page).getByRole('option').filter({ hasText: brandt.patient }).click();
  await card.getByRole('button', { name: /^Accepted/ }).click();
  await accepted.waitFor();

  await page.getByRole('button', { name: /: menu$/ }).click();
  await page.getByRole('menuitem', { name: 'Leave this desk' }).click();
  const handover = page.getByRole('region', { name: 'Hand-over' });
  await handover.getByRole('heading', { name: 'Hand-over' }).waitFor();
  await visit('night-leaving');
  await turnBackend(page, 'Start the backend');
  await statusSays(page, /^All synced/, 15_000);
  await makeIt(page, morning, '07:00');
  await page.keyboard.press('Control+Shift+H');
  await handover.getByRole('button', { name: new RegExp(`^${practice}`) }).click();
  await handover.getByRole('listitem').filter({ hasText: brandt.patient }).waitFor();
  await visit('night-handover');
}
