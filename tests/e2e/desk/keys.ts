// Walking by keyboard alone: Tab until a control has the focus, arrows inside a group. A control that can't be reached is
// a failure with the names of what was passed.
import type { Locator, Page } from 'playwright-core';

const isFocused = (control: Locator): Promise<boolean> =>
  control
    .evaluate((e) => e === document.activeElement || e.contains(document.activeElement))
    .catch(() => false);

const nameOfFocus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const e = document.activeElement;
    return `${e?.getAttribute('role') ?? e?.tagName.toLowerCase()} ${(e?.getAttribute('aria-label') ?? e?.textContent ?? '').trim().slice(0, 30)}`;
  });

/** Presses `key` until `control` has the focus. */
export async function walkTo(page: Page, control: Locator, key = 'Tab', most = 60): Promise<void> {
  await control.first().waitFor();
  const passed: string[] = [];
  for (let pressed = 0; pressed <= most; pressed++) {
    if (await isFocused(control.first())) return;
    passed.push(await nameOfFocus(page));
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
