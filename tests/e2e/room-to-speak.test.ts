// The words to say keep their room in a low window, whatever else a call has to tell; and in a wide one a panel that is open
// stands beside them.
import { expect } from 'vitest';
import type { CarrierHand } from '#tests/support/carrier-hand.ts';
import { until } from '#tests/support/until.ts';
import { becomeAvailable, phoneReady } from './desk/phone.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, callCard, hasFocus, sitQuietly, statusBar } from './desk/steps.ts';

/** Five lines of what is said and its keys, px. */
const room = 220;

story('room to speak', { phone: true, ehr: false, size: { width: 1280, height: 720 } }, (desk) => {
  let hand: CarrierHand;
  const script = () => desk().page.getByRole('region', { name: 'Script' });
  const height = async (): Promise<number> => (await script().boundingBox())?.height ?? 0;
  const hasRoom = (when: string): Promise<unknown> =>
    until(`room for the script ${when}`, 8000, async () => (await height()) >= room);
  /** Every mood is drawn whole, inside the script's own edges. */
  const moodsWhole = async (): Promise<void> => {
    // The script is read while its place is there already.
    await script().locator('.cl-chips').first().waitFor();
    const box = await script().boundingBox();
    const moods = await script().locator('.cl-chips').first().boundingBox();
    expect(box).not.toBeNull();
    expect(moods).not.toBeNull();
    if (box && moods) {
      expect(moods.y).toBeGreaterThanOrEqual(box.y);
      expect(moods.y + moods.height).toBeLessThanOrEqual(box.y + box.height);
    }
  };

  spec('in a call', async () => {
    const { page } = desk();
    await sitQuietly(page);
    hand = await phoneReady(desk());
    await becomeAvailable(page);
    await hand.call({ number: '+16175550188', dnis: '+16175550110', script: [{ silenceMs: 600_000 }] });
    await page.getByRole('region', { name: 'Incoming call' }).waitFor();
    await answerCall(page);
    await callCard(page).getByText('They hear you').waitFor();
    await hasRoom('in a call');
    await moodsWhole();
    // In words, not as an icon alone.
    const phone = statusBar(page).getByRole('button', { name: 'Phone registered' });
    expect((await phone.boundingBox())?.width ?? 0).toBeGreaterThan(100);
  });

  spec('while somebody is consulted', async () => {
    const { page } = desk();
    await hand.callee({ number: '+16175559911', does: 'answer' });
    await page.keyboard.press('F5');
    const find = page.getByRole('textbox', { name: 'Find who should have the call' });
    await find.fill('6175559911');
    await find.press('Enter');
    await page.getByRole('button', { name: /^Talk first/ }).click();
    await callCard(page)
      .getByText(/^You talk to/)
      .waitFor();
    await hasRoom('in a consultation');
    await moodsWhole();
    // The form that had the focus is gone: what is typed now is a note.
    await expect.poll(() => hasFocus(page.getByLabel('Notes on this call'))).toBe(true);
    await page.keyboard.press('F9');
    const card = page.getByRole('dialog', { name: 'Emergency' });
    await card.getByRole('button', { name: 'End the consultation' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => hasFocus(page.getByLabel('Notes on this call'))).toBe(true);
    await page.keyboard.press('F4');
    await callCard(page)
      .getByText(/^You talk to/)
      .waitFor({ state: 'detached' });
  });

  spec('in a wide window a transfer stands beside the script', async () => {
    const { page } = desk();
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.keyboard.press('F5');
    const panel = page.getByRole('region', { name: 'Hand this call over' });
    await panel.waitFor();
    await script().waitFor();
    const [beside, words] = [await panel.boundingBox(), await script().boundingBox()];
    expect(beside && words && beside.x >= words.x + words.width).toBe(true);
    expect(beside?.height ?? 0).toBeGreaterThan(500);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  spec('while the server is away', async () => {
    await desk().demo.backend(false);
    await desk()
      .page.getByText(/^The telephone server has not answered/)
      .waitFor();
    await hasRoom('while the server is away');
    await moodsWhole();
    await desk().demo.backend(true);
  });
});
