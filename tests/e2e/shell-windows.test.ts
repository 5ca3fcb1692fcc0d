// What the shell does with the windows beside the main one; what they show is windows.test.ts.
import { expect } from 'vitest';
import { askRaw, closeWindow, desktop, emulated, isOnTop, openSurface, ownWord } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';

story('windows of the shell', { demo: false }, (desk) => {
  spec('a surface has one window: asked for again, it comes to the front', desktop, async () => {
    await openSurface(desk(), 'panel');
    await openSurface(desk(), 'compact');
    await openSurface(desk(), 'panel');
    await openSurface(desk(), 'compact');
    expect(await desk().main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(3);
  });

  spec('the compact phone is made to stay on top of everything, the others not', ownWord, async () => {
    expect(await isOnTop(desk(), await desk().window('compact'))).toBe(true);
    expect(await isOnTop(desk(), await desk().window('panel'))).toBe(false);
    expect(await isOnTop(desk(), desk().page)).toBe(false);
  });

  spec(
    'a window’s rights are its own: the compact phone can’t read what is the main page’s',
    desktop,
    async () => {
      const compact = await desk().window('compact');
      const answer = await askRaw(compact, 'messages.list', { accountId: null });
      expect(answer).toMatchObject({ ok: false, code: 'wrong-surface' });
    },
  );

  spec(
    'each was made with sandbox and isolation, and without Node: what a runtime enforces',
    emulated,
    async () => {
      const made = await desk().main(() =>
        globalThis.standin.windows().map(({ options: { webPreferences: asked } }) => ({
          sandbox: asked?.sandbox,
          contextIsolation: asked?.contextIsolation,
          node: [asked?.nodeIntegration, asked?.nodeIntegrationInWorker, asked?.nodeIntegrationInSubFrames],
          webSecurity: asked?.webSecurity,
          webviewTag: asked?.webviewTag,
        })),
      );
      const wanted = {
        sandbox: true,
        contextIsolation: true,
        node: [false, false, false],
        webSecurity: true,
        webviewTag: false,
      };
      expect(made).toEqual([wanted, wanted, wanted]);
    },
  );

  spec('closing the main window closes the others and ends the app in good order', ownWord, async () => {
    await closeWindow(desk(), desk().page);
    expect(await desk().ended).toBe(0);
    expect(await desk().deskPids()).toEqual([]);
  });
});
