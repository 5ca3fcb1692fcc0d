// Every screen and state of the desk, one after the other, in one sitting. Whoever walks decides what to do at each: look
// for faults (screens.test.ts) or take a picture (pictures.ts).
import type { Page } from 'playwright-core';
import { until } from '#tests/support/until.ts';
import type { Drawn } from './draw.ts';
import type { Driver } from './driver.ts';
import { answers, endPractice, playOn, ringPractice, sitInPractice } from './practice.ts';
import {
  answerCall,
  callCard,
  candidates,
  closeDrawer,
  fillMessage,
  hasFocus,
  lock,
  messageTab,
  openDrawer,
  ring,
  runProof,
  statusBar,
  statusSays,
  turnBackend,
  verifyCaller,
} from './steps.ts';

/** Called at each state, with the state's name. */
export type Visit = (name: string) => Promise<void>;

const patience = 15_000;

/** The first screen, the desk while nothing rings, and what opens over it. */
export async function walkDesk({ page }: Driver, visit: Visit): Promise<void> {
  await page.getByRole('button', { name: 'Agent, daytime' }).waitFor();
  await until('the seats', patience, () => page.getByRole('button', { name: 'Agent, daytime' }).isEnabled());
  await visit('first-screen');
  await page.getByRole('button', { name: 'Connect to your own backend instead' }).click();
  await page.getByRole('dialog').waitFor();
  await visit('own-backend');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Agent, daytime' }).click();
  await page.getByRole('region', { name: 'A look around' }).waitFor();
  await page.getByRole('listbox', { name: 'What waits for you' }).waitFor();
  await visit('tour');
  await page.getByRole('button', { name: 'Not now' }).click();
  // The first caller of the seat rings by itself: a reload drops that ring, this walk has its own.
  await page.reload();
  await page.getByRole('listbox', { name: 'What waits for you' }).waitFor();
  await statusSays(page, /^Knowledge as of/, 60_000);
  await visit('desk-empty');

  await page.keyboard.press('Control+K');
  await page
    .getByRole('dialog')
    .getByRole('searchbox')
    .or(page.getByRole('dialog').getByRole('combobox'))
    .waitFor();
  await page.keyboard.type('mess');
  await page.getByRole('dialog').getByRole('option').first().waitFor();
  await visit('palette');
  await page.keyboard.press('Escape');
  for (const [keys, name] of [
    ['F1', 'cheat-sheet'],
    ['Control+,', 'settings'],
  ] as const) {
    await page.keyboard.press(keys);
    await page.getByRole('dialog').waitFor();
    await visit(name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await page.getByRole('button', { name: /: menu$/ }).click();
  await page.getByRole('menu').waitFor();
  await visit('person-menu');
  await page.keyboard.press('Escape');
  await openDrawer(page);
  await visit('demo-drawer');
  await closeDrawer(page);
}

/** What is done at the record, in the place of the script: an appointment and an act. */
async function walkRecord(page: Page, visit: Visit): Promise<void> {
  const script = page.getByRole('region', { name: 'Script' });
  await page.keyboard.press('Control+Shift+M');
  await page.getByRole('listbox', { name: 'Free times' }).getByRole('option').first().click();
  await page.getByRole('button', { name: 'Book it' }).waitFor();
  await visit('appointment');
  await page.keyboard.press('Escape');
  await script.waitFor();
  await page.getByRole('group', { name: 'Do at the record' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  await visit('act');
  await page.keyboard.press('Escape');
  await script.waitFor();
}

/** One call from ring to wrap-up, and the message that is taken in it. */
export async function walkCall(desk: Driver, drawn: Drawn, visit: Visit): Promise<void> {
  let { page } = desk;
  await ring(page, 'Ring a worried patient', drawn.seed);
  await candidates(page).waitFor();
  await visit('ringing');
  await answerCall(page);
  await until('a candidate to choose', patience, () =>
    candidates(page).getByRole('button').first().isEnabled(),
  );
  await page
    .getByRole('log')
    .getByText(drawn.ring.captions[0]?.text ?? '')
    .waitFor();
  await visit('call-unverified');
  await page.getByRole('button', { name: 'New patient', exact: true }).click();
  await page.getByRole('textbox', { name: 'Given names', exact: true }).waitFor();
  await visit('new-patient');
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Script' }).waitFor();
  await candidates(page).getByRole('button', { name: drawn.patient.preferredName }).first().click();
  const name = page.getByRole('textbox', { name: 'Full name', exact: true });
  await name.fill('Nobody Atall');
  await name.press('Enter');
  await page.getByText(/Counted as a wrong answer/).waitFor();
  await visit('call-fact-wrong');
  await verifyCaller(page, drawn, { chosen: true });
  for (const title of ['Identity', 'Appointments', 'Allergies', 'Coverage'])
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
  // Nothing of it is still being read, and the call's own card has the name.
  await callCard(page).getByRole('heading', { name: drawn.patient.preferredName }).waitFor();
  await until(
    'the record to be read',
    patience,
    async () => (await page.locator('.cl-skeleton').count()) === 0,
  );
  await visit('call-verified');
  await page.keyboard.press('Shift+F7');
  await page.getByRole('group', { name: 'Who is on the line?' }).waitFor();
  await visit('who-is-on-the-line');
  await page.keyboard.press('Escape');
  await walkRecord(page, visit);

  await page.keyboard.press('F7');
  const box = page.getByRole('searchbox', { name: 'Find an article' });
  await until('the search to have the focus', patience, () => hasFocus(box));
  await visit('knowledge-start');
  await page.keyboard.insertText('test results');
  const hits = page.getByRole('list', { name: 'Articles found' });
  await hits.waitFor();
  await visit('knowledge-results');
  await hits.getByRole('button').first().click();
  await page.getByRole('article').waitFor();
  await visit('article');
  await page.keyboard.press('Escape');
  await box.fill('xqzzy wvvk');
  await page.getByText(/^Nothing found for/).waitFor();
  await visit('knowledge-nothing');

  await page.keyboard.press('F8');
  const form = messageTab(page);
  await form.getByLabel('Caller’s name').waitFor();
  await visit('message-form');
  await page.keyboard.press('Control+Enter');
  await form.getByRole('group', { name: 'What is still missing' }).waitFor();
  await visit('message-problems');
  await fillMessage(page, drawn, 'I am scared about my results, nobody called me back.');
  await turnBackend(page, 'Stop the backend');
  await statusSays(page, /^Offline since/, 6000);
  await visit('offline');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page
    .getByText(/Saved on this computer/)
    .first()
    .waitFor();
  await statusSays(page, /^1 waiting/, 6000);
  await page.keyboard.press('Control+5');
  await visit('message-saved-offline');

  await page.keyboard.press('F9');
  await page.getByRole('dialog', { name: 'Emergency' }).waitFor();
  await page.keyboard.press('Alt+1');
  await until(
    'the tick to be kept',
    patience,
    async () => (await page.getByText('not kept yet').count()) === 0,
  );
  await visit('emergency');
  await page.keyboard.press('Escape');
  page = await lock(desk);
  await visit('locked-on-call');
  await page.keyboard.press('F9');
  await page.getByRole('dialog', { name: 'Emergency' }).waitFor();
  await visit('emergency-locked');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await callCard(page).waitFor();
  await turnBackend(page, 'Start the backend');
  await page.keyboard.press('F3');
  await callCard(page).getByRole('button', { name: 'Resume' }).waitFor();
  await visit('call-held');
  // Nobody else is here: the key means this one, on hold or not.
  await page.keyboard.press('F4');
  // The protocol was begun and help is not confirmed: one question before the call ends.
  const ask = page.getByRole('alertdialog', { name: 'Help is not confirmed. End the call?' });
  await ask.waitFor();
  await visit('end-asked');
  await ask.getByRole('button', { name: 'End the call' }).click();
  const wrap = page.getByRole('region', { name: 'After the call' });
  await wrap.waitFor();
  await wrap.getByRole('button', { name: 'Callback promised' }).click();
  await visit('wrap-up');
  await wrap.getByRole('button', { name: 'Done' }).click();
  await wrap.waitFor({ state: 'detached' });
}

/** What is there after a call: lists, a message and a call that are over, a message without a call, the Proof page. */
export async function walkAfter({ page }: Driver, visit: Visit): Promise<void> {
  await page.keyboard.press('Control+6');
  await page.getByRole('listbox', { name: 'Calls' }).getByRole('option').first().click();
  await page.getByRole('main').getByText('Callback promised').waitFor();
  await visit('past-call');
  await page.keyboard.press('Control+5');
  await page.getByRole('listbox', { name: 'Messages' }).getByRole('option').first().click();
  await page.getByRole('main').getByRole('button', { name: 'Addendum' }).waitFor();
  await visit('message-view');
  await page.keyboard.press('F8');
  await page.getByRole('main').getByLabel('Taken on another phone: why?').waitFor();
  await visit('message-other-phone');
  await runProof(page);
  await visit('proof-page');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** The trainer's room, from the brief to the debrief. Ends on the real desk. */
export async function walkPractice(desk: Driver, visit: Visit): Promise<void> {
  const { page } = desk;
  await desk.go('?desk=practice');
  // Opened from a desk that is open already, practice asks before it makes its own vault.
  await page.getByText('PRACTICE · nothing here is real').waitFor();
  await sitInPractice(page);
  await visit('practice-brief');
  await ringPractice(page, 7);
  await visit('practice-ring');
  await page.keyboard.press('F2');
  await answers(page).first().waitFor();
  await playOn(page, 1);
  await visit('practice-call');
  await playOn(page);
  await endPractice(page);
  // Its picture is fetched when a debrief is first shown.
  await page.locator('.recharts-surface').first().waitFor();
  await visit('practice-debrief');
  await page.getByRole('button', { name: 'Leave practice', exact: true }).click();
  await statusBar(page).waitFor();
}

/** The desk's process killed until it stays down, and the page that says why. */
export async function walkDown(desk: Driver, visit: Visit): Promise<void> {
  const { page } = desk;
  // Started again three times a minute: killed once more, it stays down.
  for (let kills = 0; kills < 4; kills++) {
    await until('a desk to kill', patience, async () => (await desk.deskPids()).length > 0);
    await desk.killDesk();
  }
  await page.getByText(/^The desk has stopped/).waitFor();
  await visit('desk-lost');
  await page.reload();
  const down = page.getByRole('heading', { name: 'The desk keeps ending by itself' });
  await down.waitFor();
  await visit('desk-down');
  await page.getByRole('button', { name: 'Try again' }).click();
  await down.waitFor({ state: 'detached' });
}
