// What the shell does with the windows beside the main one; what they show is windows.test.ts.
import { expect } from 'vitest';
import { closeWindow, desktop, emulated, openSurface } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';

story('windows of the shell', { demo: false }, (desk) => {
  spec('a surface has one window: asked for again, it comes to the front', desktop, async () => {
    await openSurface(desk(), 'panel');
    await openSurface(desk(), 'compact');
    await openSurface(desk(), 'panel');
    await openSurface(desk(), 'compact');
    expect(await desk().main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(3);
  });

  spec('the compact phone is made to stay on top of everything, the others not', emulated, async () => {
    const onTop = await desk().main(() =>
      globalThis.standin.calls
        .filter(({ name }) => name === 'BrowserWindow.setAlwaysOnTop')
        .map(({ args }) => args),
    );
    expect(onTop).toEqual([[true, 'floating']]);
  });

  spec(
    'a window’s rights are its own: the compact phone can’t read what is the main page’s',
    desktop,
    async () => {
      const compact = await desk().window('compact');
      const answer = await compact.evaluate(
        () =>
          new Promise<unknown>((resolve) => {
            window.careline?.onFrame((frame) => {
              if (frame.t === 'reply' && frame.id === 'not-mine') resolve(frame.result);
            });
            const input = { accountId: null };
            window.careline?.send({ t: 'call', id: 'not-mine', name: 'messages.list', input });
          }),
      );
      expect(answer).toMatchObject({ ok: false, code: 'wrong-surface' });
    },
  );

  spec('closing the main window closes the others and ends the app in good order', desktop, async () => {
    await closeWindow(desk(), desk().page);
    expect(await desk().ended).toBe(0);
    expect(await desk().deskPids()).toEqual([]);
  });
});
