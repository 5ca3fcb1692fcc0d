// Walking by keyboard alone: Tab until a control has the focus, arrows inside a group. A control that can't be reached is
// a failure with the names of what was passed.
import type { Locator, Page } from 'playwright-core';

/** Whether it has the focus, and what has it: one question, because every step asks it. */
const focusAt = (control: Locator): Promise<{ here: boolean; name: string }> =>
  control
    .evaluate((e) => {
      const at = document.activeElement;
      const words = at?.getAttribute('aria-label') ?? at?.textContent ?? '';
      return {
        here: e === at || e.contains(at),
        name: `${at?.getAttribute('role') ?? at?.tagName.toLowerCase()} ${words.trim().slice(0, 30)}`,
      };
    })
    .catch(() => ({ here: false, name: 'gone' }));

/** Presses `key` until `control` has the focus. */
export async function walkTo(page: Page, control: Locator, key = 'Tab', most = 60): Promise<void> {
  await control.first().waitFor();
  const passed: string[] = [];
  for (let pressed = 0; pressed <= most; pressed++) {
    const { here, name } = await focusAt(control.first());
    if (here) return;
    passed.push(name);
    await page.keyboard.press(key);
  }
  throw new Error(`${control} is not reached by ${key}; passed: ${passed.join(' | ')}`);
}

/** Tab to it, then the key that presses it. */
export async function pressOn(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await walkTo(page, control);
  await page.keyboard.press(key);
}

export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await walkTo(page, field);
  await page.keyboard.type(text);
}

/** Into a group of chips by Tab, to the one that is meant by arrows, and Space chooses it. */
export async function chooseChip(page: Page, group: Locator, chip: string): Promise<void> {
  await walkTo(page, group);
  await walkTo(page, group.getByRole('radio', { name: chip, exact: true }), 'ArrowRight', 12);
  await page.keyboard.press('Space');
}
