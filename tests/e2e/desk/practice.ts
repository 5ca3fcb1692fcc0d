// Playing a role-play: the first line offered, or the one that is asked for, until the call is over.
import type { Locator, Page } from 'playwright-core';
import { until } from '#tests/support/until.ts';

/** Sets the seed and lets the call ring. */
export async function ringPractice(page: Page, seed: number): Promise<void> {
  await page.getByLabel('Seed').fill(String(seed));
  await page.getByRole('button', { name: 'Let it ring' }).click();
  await page.getByRole('heading', { name: 'A practice call rings' }).waitFor();
}

/** The lines that may be said now. */
export const answers = (page: Page): Locator =>
  page.getByRole('region', { name: 'Your answer' }).locator('li button');

/** Which of the lines is said; the longest is mostly the one that listens. */
export type Pick = 'first' | 'longest';

async function picked(page: Page, pick: Pick): Promise<Locator> {
  const lines = await answers(page).allInnerTexts();
  const most = Math.max(...lines.map((line) => line.length));
  return answers(page).nth(pick === 'first' ? 0 : lines.findIndex((line) => line.length === most));
}

/** Says one of the lines offered, `turns` times or until the debrief; gives what was said. */
export async function playOn(page: Page, turns = 40, pick: Pick = 'first'): Promise<string[]> {
  const said: string[] = [];
  const over = page.getByRole('img', { name: /^(Score \d+ of 100|No score)$/ });
  for (let turn = 0; turn < turns; turn++) {
    await over.or(answers(page).first()).first().waitFor();
    if (await over.isVisible()) return said;
    const line = await picked(page, pick);
    const words = (await line.innerText()).split('\n').findLast((part) => part.length > 3) ?? '';
    await line.click();
    said.push(words.replaceAll(/[“”]/g, ''));
    await until('the next line, or the end of the call', 15_000, async () => {
      if (await over.isVisible()) return true;
      return !(await answers(page).allInnerTexts()).join().includes(words);
    });
  }
  return said;
}
