// From a key to paint, measured inside the page by its own clock: the test's way to the browser does not count.
import type { Page } from 'playwright-core';

/** Milliseconds from the press of `key` to the frame after `selector` was drawn. */
export async function keyToPaint(page: Page, key: string, selector: string): Promise<number> {
  const measured = await page.evaluateHandle((wanted) => {
    const taken = new Promise<number>((resolve) => {
      addEventListener(
        'keydown',
        (event) => {
          const look = (): void => {
            const shown = document.querySelector(wanted)?.checkVisibility() === true;
            if (!shown) return void requestAnimationFrame(look);
            // The frame in which it is drawn ends before the next one begins.
            requestAnimationFrame(() => resolve(performance.now() - event.timeStamp));
          };
          requestAnimationFrame(look);
        },
        { capture: true, once: true },
      );
    });
    return { taken };
  }, selector);
  await page.keyboard.press(key);
  return measured.evaluate(({ taken }) => taken);
}
