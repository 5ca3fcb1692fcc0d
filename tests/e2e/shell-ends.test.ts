// The edges of an end: a desk that died in a call, a question without a window, a start that comes too late.
import { expect } from 'vitest';
import { until } from '#tests/support/until.ts';
import { drawStory, seedOfRun } from './desk/draw.ts';
import { alone, beginMessage, emulated, nextAnswer, questions, quitAsked, sitQuietly } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, ring } from './desk/steps.ts';

story('the end of the app', {}, (desk) => {
  spec('a call that a killed desk had is over: the question does not speak of it', emulated, async () => {
    const page = await sitQuietly(desk());
    await beginMessage(page, 'Somebody Invented');
    await ring(page, 'Ring a worried patient', (await drawStory(seedOfRun())).seed);
    await answerCall(page);
    expect((await quitAsked(desk())).message).toMatch(/call/);
    const [before] = await desk().deskPids();
    await desk().killDesk();
    await until('another desk that has opened the vault', 30_000, async () => {
      const [now] = await desk().deskPids();
      if (now === undefined || now === before) return false;
      return (await quitAsked(desk())).message === 'A message is not saved yet.';
    });
  });

  spec('Stay brings the main window back when it was gone before the question', emulated, async () => {
    const before = (await questions(desk())).length;
    const gone = desk().page.waitForEvent('close');
    // As when somebody rings between the closing of the window and the end of the app.
    await desk().main(
      ({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]?.destroy(), 0),
    );
    await gone;
    const page = await desk().window('main');
    expect(await questions(desk())).toHaveLength(before + 1);
    await page.getByText('Somebody Invented').first().waitFor();
  });

  spec('a click at its icon in the dock shows a window that was hidden', emulated, async () => {
    const shown = await desk().main(({ BrowserWindow, app }) => {
      const [main] = BrowserWindow.getAllWindows();
      main?.hide();
      app.emit('activate', {}, false);
      return main?.isVisible();
    });
    expect(shown).toBe(true);
  });

  spec('a start that comes while it ends is left to the next app, with its link', emulated, async () => {
    await nextAnswer(desk(), 1);
    await desk().main(({ app }) => {
      const link = 'careline://open/calls';
      app.once('will-quit', () => app.emit('second-instance', {}, ['/app/careline', '--', link], '/'));
      app.once('quit', () => {
        const [next] = globalThis.standin.calls.filter(({ name }) => name === 'app.relaunch');
        process.stdout.write(`next app: ${JSON.stringify(next?.args)}\n`);
      });
    });
    expect(await desk().quit()).toBe(0);
    expect(desk().output()).toMatch(/next app: \[{"args":\[.*"--","careline:\/\/open\/calls"\]}\]/);
    expect(await desk().deskPids()).toEqual([]);
  });
});

story('Windows ends the session', alone, (desk) => {
  spec('nobody is asked, and the desk ends in order', emulated, async () => {
    expect(await desk().deskPids()).toHaveLength(1);
    await desk().main(
      ({ BrowserWindow }) =>
        void setTimeout(
          () => BrowserWindow.getAllWindows()[0]?.emit('session-end', { reasons: ['logoff'] }),
          0,
        ),
    );
    expect(await desk().ended).toBe(0);
    expect(await desk().deskPids()).toEqual([]);
  });
});
