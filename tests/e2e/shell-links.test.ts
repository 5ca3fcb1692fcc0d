// How links from other programs reach the app, and what becomes of those that may not; what a link does on the page is
// windows.test.ts.
import { expect } from 'vitest';
import { until } from '#tests/support/until.ts';
import { desktop, emulated, startAgain } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { sitAs } from './desk/steps.ts';

/** Enough to be told from what the demo shows by itself. */
const number = '+16175550199';

story('links from other programs', { args: ['careline://open/calls'] }, (desk) => {
  spec('a link that the app was started with opens its place once somebody sits there', desktop, async () => {
    const { page } = desk();
    await sitAs(page, 'Agent, daytime');
    await page.getByRole('listbox', { name: 'Calls' }).waitFor();
  });

  spec('macOS hands a link over by an event', emulated, async () => {
    expect(await desk().main(() => globalThis.standin.openUrl('careline://open/messages'))).toBe(true);
    await desk().page.getByRole('listbox', { name: 'Messages' }).waitFor();
  });

  spec('what is not on the list is refused, shown nowhere, and audited', desktop, async () => {
    const refused = (): number =>
      desk()
        .output()
        .match(/shell\.refused/g)?.length ?? 0;
    const before = refused();
    for (const hostile of [
      'tel:*21*6175550199#',
      'careline://open/../settings',
      'careline://user:pw@open/work',
    ]) {
      const had = refused();
      expect(await startAgain(desk(), hostile)).toBe(0);
      await until('the refusal to be told', 10_000, () => refused() > had);
    }
    expect(refused()).toBe(before + 3);
    expect(await desk().page.getByRole('dialog').count()).toBe(0);
  });

  spec('no number stands in any log', desktop, async () => {
    expect(await startAgain(desk(), `tel:${number}`)).toBe(0);
    // Over the page, or at the foot of its lists when the demo's call rings already.
    await desk().page.getByText('A number from another program').first().waitFor();
    expect(desk().output()).not.toContain('6175550199');
    expect(desk().problems.found).toEqual([]);
  });
});
