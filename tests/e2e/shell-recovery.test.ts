// A page or a desk that is killed comes back, and nothing that was kept is lost.
import { expect } from 'vitest';
import { until } from '#tests/support/until.ts';
import {
  beginMessage,
  desktop,
  draftKept,
  emulated,
  killPage,
  nextAnswer,
  openSurface,
  questions,
  sitQuietly,
} from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { statusBar } from './desk/steps.ts';

const inForm = 'Typed Before The End';

story('what is killed comes back', {}, (desk) => {
  spec('the desk: another process, the same person, the draft as it was', desktop, async () => {
    const page = await sitQuietly(desk());
    await beginMessage(page, inForm);
    const [before] = await desk().deskPids();
    await desk().killDesk();
    await until('another desk', 15_000, async () => {
      const [now] = await desk().deskPids();
      return now !== undefined && now !== before;
    });
    await expect.poll(() => page.getByLabel('Caller’s name').inputValue()).toBe(inForm);
    await page.getByLabel('Caller’s name').fill(`${inForm}, twice`);
    await draftKept(page, `${inForm}, twice`);
    await statusBar(page)
      .getByRole('button', { name: /restarting/ })
      .waitFor({ state: 'detached' });
  });

  spec('the page’s process: rebuilt by itself, with the draft that the desk kept', desktop, async () => {
    const before = desk().page;
    const page = await desk().renewed(() => killPage(desk(), before));
    await page.getByRole('listbox', { name: 'What waits for you' }).waitFor();
    await page.getByText(`${inForm}, twice`).first().waitFor();
    expect(await desk().deskPids()).toHaveLength(1);
  });

  spec('the processes of the windows beside it: rebuilt as well', desktop, async () => {
    for (const [surface, shows] of [
      ['panel', 'No call'],
      ['compact', 'No call rings'],
    ] as const) {
      const before = await openSurface(desk(), surface);
      await before.getByText(shows, { exact: true }).waitFor();
      const gone = before.waitForEvent('crash');
      await killPage(desk(), before);
      await gone;
      // The crashed page may still be listed for a moment: what counts is that one comes that shows it.
      await expect
        .poll(
          async () => {
            const page = await desk().window(surface);
            return page !== before && (await page.getByText(shows, { exact: true }).isVisible());
          },
          { timeout: 15_000 },
        )
        .toBe(true);
    }
  });

  spec('a page that keeps ending: asked once, opened again when a person says so', emulated, async () => {
    await nextAnswer(desk(), 1);
    // One end has been used by the spec before; the fourth within the minute is asked about.
    for (let ends = 0; ends < 3; ends++) {
      const { page } = desk();
      await desk().renewed(() => killPage(desk(), page));
      await statusBar(desk().page).waitFor();
    }
    expect((await questions(desk())).map((asked) => asked.buttons)).toEqual([['Quit', 'Open again']]);
  });

  // A page that hangs for real would hang the test with it: the stand-in says so instead.
  spec(
    'a page that hangs: asked after a while, ended and loaded anew when a person says so',
    emulated,
    async () => {
      await nextAnswer(desk(), 1);
      await desk().renewed(() =>
        desk().main(({ BrowserWindow }) => {
          const main = BrowserWindow.getAllWindows().find(({ webContents }) =>
            /^app:\/\/desk\/(index\.html)?(\?|$)/.test(webContents.getURL()),
          );
          main?.emit('unresponsive');
        }),
      );
      expect((await questions(desk())).at(-1)?.buttons).toEqual(['Wait', 'Load it anew']);
      await statusBar(desk().page).waitFor();
    },
  );
});
