// Playing a role-play in the desk: who practises, a scenario, the ring on the desk's own card, and its lines until the call is over.
import type { Locator, Page } from 'playwright-core';
import { worthOf } from '#shared/domain/practice/giveaway.ts';
import { r2 } from '#shared/domain/practice/testing.ts';
import { until } from '#tests/support/until.ts';
import { messageTab } from './steps.ts';

/** The name that is typed once at a practice desk. */
export const traineeName = 'Mara Kaplan';

/** Says who practises, where that is still asked, and waits for the practice home. */
export async function sitInPractice(page: Page): Promise<void> {
  const ring = page.getByRole('button', { name: 'Let it ring' });
  const name = page.getByLabel('Your name');
  await ring.or(name).first().waitFor();
  if (await name.isVisible()) {
    await name.fill(traineeName);
    await page.keyboard.press('Enter');
  }
  await ring.waitFor();
}

/** Chooses a scenario by its number in the list, sets the seed and lets the call ring. */
export async function ringPractice(page: Page, seed: number, scenario = 'R2'): Promise<void> {
  await sitInPractice(page);
  const list = page.getByRole('listbox', { name: 'Scenarios and attempts' });
  await list.locator(`[data-key="s:${scenario}"]`).click();
  await page.getByLabel('Seed').fill(String(seed));
  await page.getByRole('button', { name: 'Let it ring' }).click();
  await page.getByRole('region', { name: 'Incoming call' }).waitFor();
}

/** The lines that may be said now. */
export const answers = (page: Page): Locator =>
  page.getByRole('region', { name: 'Your answer' }).locator('li button');

/** Between its quotes: the key beside it is drawn on the same line while somebody types. */
const wordsOf = (line: string): string => /“([^]*)”/.exec(line)?.[1] ?? '';

/** Which of the lines is said: the first on the screen, or the one that the scenario's own rules think most of. */
export type Pick = 'first' | 'best';

/** Place of the line that answers the caller best; of R2, the first where the lines are of no node of it. */
function bestOf(lines: readonly string[]): number {
  const words = lines.map(wordsOf);
  const node = r2.nodes.find((n) => n.choices.some((c) => c.text === words[0]));
  if (node === undefined) return 0;
  const worth = words.map((text) => worthOf(r2, node, text));
  return worth.indexOf(Math.max(...worth));
}

/** Says one of the lines offered, `turns` times or until nothing more is to be said; gives what was said. */
export async function playOn(page: Page, turns = 40, pick: Pick = 'best'): Promise<string[]> {
  const said: string[] = [];
  const over = page
    .getByText('Nothing more is to be said')
    .or(page.getByRole('region', { name: 'After the call' }));
  for (let turn = 0; turn < turns; turn++) {
    await over.or(answers(page).first()).first().waitFor();
    if (await over.first().isVisible()) return said;
    const lines = await answers(page).allInnerTexts();
    const at = pick === 'first' ? 0 : bestOf(lines);
    const words = wordsOf(lines[at] ?? '');
    await answers(page).nth(at).click();
    await until('the next line, or the end of the call', 15_000, async () => {
      if (await over.first().isVisible()) return true;
      return !(await answers(page).allInnerTexts()).join().includes(words);
    });
    // A line that the caller spoke into is not taken, and the card says so: the next one is.
    const refused = page.getByText('That line was not taken.');
    if (!(await refused.isVisible())) said.push(words);
  }
  return said;
}

/** Ends the call if the caller has not, says how it ended, and waits for the debrief. */
export async function endPractice(page: Page): Promise<void> {
  const wrapUp = page.getByRole('region', { name: 'After the call' });
  if (!(await wrapUp.isVisible())) await page.keyboard.press('F4');
  await wrapUp.waitFor();
  await wrapUp.getByRole('button', { name: 'Message taken' }).click();
  await wrapUp.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('region', { name: 'What was said' }).waitFor();
}

/** R2's message in the desk's own form, whole; the emergency card must have been opened, since what is written asks for it. */
export async function savePractised(page: Page): Promise<void> {
  await page.keyboard.press('F8');
  const form = messageTab(page);
  await form.getByLabel('Caller’s name').fill('Dana Whitfield');
  await form.getByRole('radio', { name: 'parent' }).click();
  await form.getByText('Read back, the caller agreed').click();
  await form.getByLabel('Patient’s name').fill('Theo Whitfield');
  await form.getByLabel('Date of birth').first().fill('03/14/2023');
  await form.getByLabel('Where the patient is now').fill('At home');
  await form.getByLabel('The caller’s own words').fill('Fever of 39.4 since Tuesday.');
  // The scenario's reason came with the ring.
  const reason = form.getByRole('combobox', { name: 'Reason' });
  await until(
    'the reason of the scenario',
    5000,
    async () => (await reason.inputValue()) === 'Clinical message',
  );
  await form.getByRole('button', { name: /^Take / }).click();
  for (const told of ['Said: when to expect it', 'Said: what to do if worse', 'Read back in short'])
    await form.getByText(told, { exact: true }).click();
  await page.keyboard.press('Control+Enter');
  await form.getByRole('button', { name: 'Addendum' }).waitFor();
}
