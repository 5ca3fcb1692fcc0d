// Links that other programs hand to the app (`tel:`, `careline:`): a number is shown, a thing is opened, nothing is done.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '#tests/support/until.ts';
import type { RawBridge } from '#shared/contract/bridge.ts';
import { drawStory } from './desk/draw.ts';
import type { Driver } from './desk/driver.ts';
import { spec, story } from './desk/spec.ts';
import { lock, sitQuietly, unlock } from './desk/steps.ts';

const words = (page: Page): Promise<string> => page.locator('body').innerText();

/** As a second start of the app hands its arguments to the first one. */
const startAgain = (desk: Driver, argument: string | null): Promise<void> =>
  desk.main((electron, given: string | null) => {
    electron.app.emit('second-instance', {}, given === null ? ['careline'] : ['careline', given], '/');
  }, argument);

/** What waits because it would interrupt somebody. */
const waiting = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'From another program', exact: true });

/** Until it shows: at once, or when what waits is opened because somebody typed a moment ago. */
async function follow(page: Page, shown: Locator): Promise<void> {
  const open = waiting(page).getByRole('button', { name: 'Open', exact: true });
  await open.or(shown).first().waitFor();
  if (await open.isVisible()) await open.click();
  await shown.first().waitFor();
}

/** A message as it was taken, in the middle. */
const taken = (page: Page): Locator =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name: /^Message · / }) });

/** What a person would find in the list, asked over the page's own bridge: its reference stands nowhere on the screen. */
const newestMessage = (page: Page): Promise<{ id: string; callerName: string }> =>
  page.evaluate(async () => {
    const { careline } = window as unknown as { careline: RawBridge };
    const id = crypto.randomUUID();
    const answered = new Promise<{ value: { rows: { id: string; callerName: string }[] } }>((resolve) => {
      careline.onFrame((frame) => {
        if (frame.t === 'reply' && frame.id === id) resolve(frame.result as never);
      });
    });
    const input = { accountId: null };
    careline.send({
      t: 'call',
      id,
      name: 'messages.list',
      input,
      requestId: crypto.randomUUID(),
      cursor: null,
    });
    const row = (await answered).value.rows[0];
    if (row === undefined) throw new Error('no message in the list');
    return row;
  });

story('links of other programs', {}, (desk) => {
  const hosts = ['electron', 'standin'] as const;

  spec('a tel: link shows the number and calls nobody', { hosts }, async () => {
    const { page } = desk();
    await sitQuietly(page);
    await startAgain(desk(), 'tel:+1-617-555-0142');
    const dialog = page.getByRole('dialog', { name: 'A number from another program' });
    await dialog.getByText('617 555 0142').waitFor();
    await dialog.getByText(/Nobody was called/).waitFor();
    expect(await page.getByText('No call rings').count()).toBe(1);
  });

  spec(
    'another one behind it is shown next; F9 puts aside what is open, and it waits',
    { hosts },
    async () => {
      const { page } = desk();
      await startAgain(desk(), 'tel:+1-617-555-0143');
      const dialog = page.getByRole('dialog', { name: 'A number from another program' });
      await dialog.getByText('One more waits behind this one.').waitFor();
      await dialog.getByRole('button', { name: 'Close, show the next' }).click();
      await dialog.getByText('617 555 0143').waitFor();
      await page.keyboard.press('F9');
      await page.getByText('Is help with them?').waitFor();
      await page.keyboard.press('Escape');
      await waiting(page).getByText('A number from another program waits: 617 555 0143.').waitFor();
      await waiting(page).getByRole('button', { name: 'Open', exact: true }).click();
      await dialog.getByText('617 555 0143').waitFor();
    },
  );

  spec('the number goes into a new message as the one to call back, not read back', { hosts }, async () => {
    const { page } = desk();
    await page.getByRole('button', { name: 'New message for this number' }).click();
    await expect.poll(() => page.getByLabel('Number to call back').inputValue()).toContain('555');
    await expect.poll(() => page.getByRole('checkbox', { name: /Read back/ }).isChecked()).toBe(false);
  });

  spec('in mid-sentence a link takes neither the keyboard nor the page', { hosts }, async () => {
    const { page } = desk();
    const name = page.getByLabel('Caller’s name');
    await name.click();
    await page.keyboard.type('Somebody In');
    await startAgain(desk(), 'tel:+1-617-555-0144');
    await waiting(page).getByText('617 555 0144').waitFor();
    await page.keyboard.type('vented');
    expect(await name.inputValue()).toBe('Somebody Invented');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await waiting(page).getByRole('button', { name: 'Put it away' }).click();
    await waiting(page).waitFor({ state: 'detached' });
  });

  spec('an article opens in the knowledge tab, a place in its list', { hosts }, async () => {
    const { page } = desk();
    const { article } = await drawStory(3);
    await startAgain(desk(), `careline://article/${article.id}`);
    await follow(page, page.getByRole('group', { name: article.title }));
    await startAgain(desk(), 'careline://open/calls');
    await expect
      .poll(() => page.getByRole('tab', { name: 'Calls' }).getAttribute('aria-selected'))
      .toBe('true');
  });

  spec('a message opens by its reference', { hosts }, async () => {
    const { page } = desk();
    const row = await newestMessage(page);
    await startAgain(desk(), `careline://message/${row.id.toUpperCase()}`);
    await follow(page, taken(page).filter({ hasText: row.callerName }));
  });

  spec('a message that is not here is said to be so, and nothing else changes', { hosts }, async () => {
    const { page } = desk();
    await startAgain(desk(), 'careline://message/0190b8a0-0000-7000-8000-000000000001');
    await follow(page, page.getByText(/names a message that is not on this computer/));
    await startAgain(desk(), 'careline://article/no-such-article');
    await follow(page, page.getByText(/names an article that is not on this computer/));
    await taken(page).waitFor();
  });

  spec('what is not on the list does nothing at all', { hosts }, async () => {
    const { page } = desk();
    const before = await words(page);
    // One after the other: a newer link takes the place of one that waits, and would hide what an odd one did.
    const refused = (): number =>
      desk()
        .output()
        .match(/shell\.refused/g)?.length ?? 0;
    for (const link of ['careline://open/settings', 'tel:*21*6175550142#', 'careline://article/..%2f..']) {
      const had = refused();
      await startAgain(desk(), link);
      await until('the refusal to be told', 10_000, () => refused() > had);
    }
    await startAgain(desk(), 'careline://open/work');
    await expect
      .poll(() => page.getByRole('tab', { name: /^Work/ }).getAttribute('aria-selected'))
      .toBe('true');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(before).not.toBe('');
  });

  spec('locked, a link waits until the desk is open', { hosts }, async () => {
    await lock(desk());
    await startAgain(desk(), 'tel:6175550199');
    const locked = await desk().window('main');
    await locked.getByRole('heading', { name: 'The desk is locked' }).waitFor();
    expect(await words(locked)).not.toContain('617 555 0199');
    const page = await unlock(desk());
    await page
      .getByRole('dialog', { name: 'A number from another program' })
      .getByText('617 555 0199')
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
    await page.getByText('The number is copied.').first().waitFor();
  });

  spec('a second start brings this desk forward and says so', { hosts }, async () => {
    await startAgain(desk(), null);
    await desk().page.getByText('Careline was already open').first().waitFor();
  });
});
