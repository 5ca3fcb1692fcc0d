// What a person does at the desk, in the words of the screen. Every step waits for the state it leads to.
import type { Locator, Page } from 'playwright-core';
import { until } from '#tests/support/until.ts';
import type { Drawn } from './draw.ts';
import type { Driver } from './driver.ts';

type RingKind = 'Ring a worried patient' | 'Ring chest pain' | 'Ring an angry caller' | 'Ring any caller';

/** Longest wait for a state, ms: many times what the desk needs. */
const patience = 15_000;

export const hasFocus = (field: Locator): Promise<boolean> =>
  field.evaluate((e) => e === document.activeElement).catch(() => false);

/** From the first screen to the desk, with the tour put away. */
export async function sitAs(page: Page, seat: 'Agent, daytime' | 'After hours, no network'): Promise<void> {
  await page.getByRole('button', { name: seat }).click();
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('region', { name: 'A look around' }).waitFor({ state: 'detached' });
}

/** The seat's own first caller rings ten seconds later: a reload drops that ring, a spec has its own. */
export async function sitQuietly(page: Page): Promise<void> {
  await sitAs(page, 'Agent, daytime');
  await page.reload();
  await page.getByRole('listbox', { name: 'What waits for you' }).waitFor();
}

export const drawer = (page: Page): Locator => page.getByRole('complementary', { name: 'Demo' });

/** Opens the demo's drawer when it is not open. */
export async function openDrawer(page: Page): Promise<Locator> {
  if (!(await drawer(page).isVisible())) await page.keyboard.press('Control+Shift+D');
  await drawer(page).waitFor();
  return drawer(page);
}
export async function closeDrawer(page: Page): Promise<void> {
  if (await drawer(page).isVisible()) await page.keyboard.press('Control+Shift+D');
  await drawer(page).waitFor({ state: 'detached' });
}

export async function ring(page: Page, kind: RingKind, seed: number): Promise<void> {
  const box = await openDrawer(page);
  await box.getByLabel('Seed').fill(String(seed));
  await box.getByRole('button', { name: kind }).click();
  await page.getByRole('region', { name: 'Incoming call' }).waitFor();
  await drawer(page).waitFor({ state: 'detached' });
}

export const callCard = (page: Page): Locator => page.getByRole('region', { name: 'Call', exact: true });

export async function answerCall(page: Page): Promise<void> {
  await page.keyboard.press('F2');
  await callCard(page).waitFor();
}

/** "26 Sep 1996", as a caller's birth date is typed. */
export const spoken = (isoDate: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${isoDate}T00:00:00Z`));

export const candidates = (page: Page): Locator =>
  page.getByRole('list', { name: 'People who may be meant' });

/** Chooses the drawn patient among the candidates and compares two facts as the caller says them. */
export async function verifyCaller(
  page: Page,
  { ring: caller, patient }: Drawn,
  already: { chosen?: boolean } = {},
): Promise<void> {
  const row = candidates(page).getByRole('button').filter({ hasText: patient.preferredName });
  if (already.chosen !== true) await row.first().click();
  for (const [label, stated] of [
    ['Full name', caller.facts.fullName],
    ['Date of birth', spoken(caller.facts.birthDate)],
  ] as const) {
    const field = page.getByRole('textbox', { name: label, exact: true });
    await field.fill(stated);
    await field.press('Enter');
    await field.waitFor({ state: 'detached' });
  }
  await page.getByRole('list', { name: 'Facts that matched' }).waitFor();
}

export const statusBar = (page: Page): Locator =>
  page.getByRole('contentinfo', { name: 'State of the desk' });

/** Milliseconds until the status bar says it, as the page saw it. */
export async function statusSays(page: Page, words: RegExp, withinMs: number): Promise<number> {
  const began = performance.now();
  await statusBar(page).getByRole('button', { name: words }).first().waitFor({ timeout: withinMs });
  return performance.now() - began;
}

/** Presses the drawer's button that stops or starts the backend, and leaves the drawer closed. */
export async function turnBackend(page: Page, turn: 'Stop the backend' | 'Start the backend'): Promise<void> {
  const box = await openDrawer(page);
  // Another row tells of it in its own sentence.
  await box.getByRole('button', { name: new RegExp(`^${turn}`) }).click();
  await box.getByText(turn === 'Stop the backend' ? 'stopped' : 'runs', { exact: true }).waitFor();
  await closeDrawer(page);
}

/** Opens the Proof page from the drawer and runs every check on it. */
export async function runProof(page: Page): Promise<Locator> {
  await (await openDrawer(page)).getByRole('button', { name: 'Proof page' }).click();
  const proof = page.getByRole('dialog');
  await proof.getByRole('button', { name: 'Run all' }).click();
  const open = proof.getByText(/^(not run yet|running)$/);
  await until('every check to have run', patience, async () => (await open.count()) === 0);
  return proof;
}
/** The figure of one line of the Proof page, in its own words: `12 · 12 · 0`. */
export async function proofFigure(proof: Locator, check: string): Promise<string> {
  const cell = proof.getByRole('row', { name: check }).getByRole('cell').nth(0);
  return (
    (await cell.innerText())
      .split('\n')
      .map((line) => line.trim())
      .find((line) => /\d/.test(line)) ?? ''
  );
}

export const messageTab = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Patient, knowledge, message and on-call' });

export const messages = (page: Page): Locator => page.getByRole('listbox', { name: 'Messages' });

/** Finds the drawn article by its title's words among the first three hits, and quotes a line of it. */
export async function quoteArticle(page: Page, { article }: Drawn): Promise<void> {
  await page.keyboard.press('F7');
  const box = page.getByRole('searchbox', { name: 'Find an article' });
  await until('the search to have the focus', patience, () => hasFocus(box));
  await page.keyboard.insertText(article.title.replaceAll(/[^\p{L}\p{N}]+/gu, ' '));
  const hits = page.getByRole('list', { name: 'Articles found' }).getByRole('listitem');
  await until(`“${article.title}” among the first three hits`, patience, async () =>
    (await hits.allInnerTexts()).slice(0, 3).join('\n').includes(article.title),
  );
  await hits.filter({ hasText: article.title }).first().getByRole('button').click();
  const body = page.getByRole('group', { name: article.title });
  await body.locator('p, li').first().click({ clickCount: 3 });
  await page.getByRole('button', { name: 'Quote into note' }).click();
  await page.getByText('Quoted into the message.').first().waitFor();
}

/** Searches by keyboard alone, opens the first hit, and flags its second passage as out of date. */
export async function flagArticle(page: Page, typed: string, title: RegExp): Promise<void> {
  await page.keyboard.press('F7');
  const box = page.getByRole('searchbox', { name: 'Find an article' });
  await until('the search to have the focus', patience, () => hasFocus(box));
  await page.keyboard.insertText(typed);
  await page.getByText(/^showing results for/).waitFor();
  const hits = page.getByRole('list', { name: 'Articles found' }).getByRole('listitem');
  await until('the first hit', patience, async () => title.test(await hits.first().innerText()));
  await page.keyboard.press('Alt+Digit1');
  await page.getByRole('article').getByRole('heading', { name: title }).waitFor();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+KeyW');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Out of date' }).click();
  await dialog.getByLabel('What should it say?').fill('It takes three days since Monday.');
  await dialog.getByRole('button', { name: /^(Send the flag|Keep and send later)$/ }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Fills what a complete message lacks after a call; `words` make it recognisable. */
export async function fillMessage(page: Page, { ring: caller }: Drawn, words: string): Promise<void> {
  const form = messageTab(page);
  const name = form.getByLabel('Caller’s name');
  await name.fill(caller.callerName);
  await form.getByText('spelled', { exact: true }).click();
  await choose(
    form.getByRole('radio', { name: caller.relation === 'self' ? 'the patient' : caller.relation }),
  );
  await form.getByText('Read back, the caller agreed').click();
  await form.getByLabel('Where the patient is now').fill('At home');
  const reason = form.getByRole('combobox', { name: 'Reason' });
  await reason.focus();
  await chooseReason(page, reason, 'results');
  await form.getByLabel('The caller’s own words').fill(words);
  await choose(form.getByRole('radio', { name: 'Urgent clinical' }));
  // What is said before hanging up (M18, M19).
  for (const said of ['Said: when to expect it', 'Said: what to do if worse', 'Read back in short'])
    await form.getByText(said, { exact: true }).click();
}

/** With the focus in it: the first reason of the list, or the first that has these words. */
export async function chooseReason(page: Page, reason: Locator, words = ''): Promise<void> {
  await page.keyboard.type(words);
  const marked = async (): Promise<boolean> => Boolean(await reason.getAttribute('aria-activedescendant'));
  // Until a row is marked, Enter means "the next field".
  await until('a marked reason', patience, async () => {
    await page.keyboard.press('ArrowDown');
    return until('a mark', 500, marked).then(
      () => true,
      () => false,
    );
  });
  await page.keyboard.press('Enter');
  await until(
    'a chosen reason',
    patience,
    async () => (await reason.getAttribute('aria-expanded')) === 'false',
  );
  if ((await reason.inputValue()) === '') throw new Error('no reason was chosen');
}

/** Presses one chip of a choice and waits until it is the chosen one. */
async function choose(chip: Locator): Promise<void> {
  await chip.click();
  await until(
    'the chip to be chosen',
    patience,
    async () => (await chip.getAttribute('aria-checked')) === 'true',
  );
}

/** Does what the desk replaces its pages after, and gives the main page that stands there then. */
export async function replacedBy(desk: Driver, act: (before: Page) => Promise<unknown>): Promise<Page> {
  const before = await desk.window('main');
  // On a desktop host a lock loads the page anew and then replaces its process; what is asked in between is lost.
  const replaced =
    desk.host === 'preview'
      ? null
      : before.waitForEvent('crash', { timeout: patience }).catch(() => undefined);
  await desk.renewed(() => act(before));
  await replaced;
  return desk.window('main');
}

/** Locks by the key and gives the page that stands there then. */
export async function lock(desk: Driver): Promise<Page> {
  const page = await replacedBy(desk, (before) => before.keyboard.press('Control+Shift+L'));
  await page.getByRole('heading', { name: 'The desk is locked' }).waitFor();
  return page;
}

/**
 * Opens the locked desk again and gives its page. On a desktop host a lock loads the page anew and then replaces its
 * process: a press that falls between the two is lost, and a person presses again.
 */
export async function unlock(desk: Driver): Promise<Page> {
  const lists = (page: Page): Locator => page.getByRole('tablist', { name: 'Lists' });
  await until('the desk to be open', patience, async () => {
    const page = await desk.window('main');
    if (await lists(page).isVisible()) return true;
    const press = page.getByRole('button', { name: 'Unlock' }).click({ timeout: 2000 });
    await press
      .then(
        () => lists(page).waitFor({ timeout: 3000 }),
        () => undefined,
      )
      .catch(() => undefined);
    return lists(page)
      .isVisible()
      .catch(() => false);
  });
  return desk.page;
}

/** What was asked needs a fresh proof: in the demo, where names prove nothing, the set-up passphrase stands there. */
export async function proveAgain(page: Page, before: () => Promise<unknown>): Promise<void> {
  const asked = page.getByRole('alertdialog', { name: 'Is it still you?' });
  const secret = asked.getByLabel(/^Passphrase/);
  await until('the passphrase to stand there', patience, async () => (await secret.inputValue()) !== '');
  await before();
  await secret.press('Enter');
  await asked.waitFor({ state: 'detached' });
}
