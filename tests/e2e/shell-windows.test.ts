// What the shell does with the windows beside the main one; what they show is windows.test.ts.
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import {
  askRaw,
  closeWindow,
  desktop,
  emulated,
  isOnTop,
  openSurface,
  ownWord,
  startAgain,
} from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';

story('windows of the shell', { demo: false, env: { CARELINE_NOT_FOR_THE_DESK: 'secret' } }, (desk) => {
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
    // Over other programs, and under the system's own dialogs (api/browser-window, setAlwaysOnTop).
    const levels = await desk().main(() => globalThis.standin.windows().map(({ level }) => level));
    expect(levels.toSorted()).toEqual(['floating', 'normal', 'normal']);
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

  spec('the desk’s process sees nothing of the app’s environment', desktop, async ({ skip }) => {
    if (process.platform !== 'linux') return skip('only Linux shows another process’s environment');
    const [pid] = await desk().deskPids();
    const environment = (of: number | undefined): string => readFileSync(`/proc/${of}/environ`, 'utf8');
    expect(environment(await desk().main(() => process.pid))).toContain('CARELINE_NOT_FOR_THE_DESK=secret');
    expect(environment(pid)).not.toContain('CARELINE_NOT_FOR_THE_DESK');
  });

  spec('a second start ends by itself and brings the first one’s window to the front', ownWord, async () => {
    const first = (): Promise<{ count: number; front: boolean }> =>
      desk().main(({ BrowserWindow }) => {
        const windows = BrowserWindow.getAllWindows();
        const main = windows.find(({ webContents }) =>
          /^app:\/\/desk\/(index\.html)?(\?|$)/.test(webContents.getURL()),
        );
        return {
          count: windows.length,
          front: main !== undefined && !main.isMinimized() && main.isFocused(),
        };
      });
    const { count } = await first();
    await desk().main(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.minimize();
    });
    await expect.poll(first).toEqual({ count, front: false });
    expect(await startAgain(desk())).toBe(0);
    await expect.poll(first).toEqual({ count, front: true });
  });

  spec('closing the main window closes the others and ends the app in good order', ownWord, async () => {
    await closeWindow(desk(), desk().page);
    expect(await desk().ended).toBe(0);
    expect(await desk().deskPids()).toEqual([]);
  });
});
