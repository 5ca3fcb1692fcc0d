// A call that rings is seen whatever is worked on: the message form is scrolled to its end, and the ring stays where it was.
import { expect } from 'vitest';
import { spec, story } from './desk/spec.ts';
import { callCard, hasFocus, ring, sitAs } from './desk/steps.ts';

story('a ring beside a long form', {}, (desk) => {
  spec('stays in sight over the message form, however far that is scrolled', async () => {
    const { page } = desk();
    await sitAs(page, 'Agent, daytime');
    await page.keyboard.press('F8');
    const last = page.getByRole('main').getByRole('button', { name: /Save/ }).last();
    await last.waitFor();
    await page.getByRole('main').hover();
    await page.mouse.wheel(0, 5000);
    await ring(page, 'Ring any caller', 7);
    const card = page.getByRole('region', { name: 'Incoming call' });
    await card.waitFor();
    await page.mouse.wheel(0, 5000);
    if (process.env.CARELINE_SHOTS)
      await page.screenshot({ path: `${process.env.CARELINE_SHOTS}/ring-in-sight.png` });
    const answer = card.getByRole('button', { name: 'Answer' });
    // Really there: a press would reach it.
    await answer.click({ trial: true, timeout: 2000 });
    expect(
      await answer.evaluate((e) => {
        const at = e.getBoundingClientRect();
        return document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2)?.closest('button') === e;
      }),
    ).toBe(true);
  });

  spec('who types as they answer types on in the notes, and no key of the script is pressed', async () => {
    const { page } = desk();
    const words = page.getByRole('main').getByLabel('The caller’s own words');
    await words.focus();
    await page.keyboard.type('My heart');
    await page.keyboard.press('F2');
    await callCard(page).waitFor();
    const notes = page.getByLabel('Notes on this call');
    await expect.poll(() => hasFocus(notes)).toBe(true);
    await page.keyboard.type('12 races ');
    await page.keyboard.press('Enter');
    await expect.poll(() => notes.inputValue()).toBe('12 races \n');
    await page.getByRole('button', { name: /^Next: acknowledge/ }).waitFor();
  });
});
