// The windows beside the main one: the patient panel and the compact phone. They show what the desk knows, act through it,
// lock with it and end with it.
import { expect } from 'vitest';
import { closeWindow, desktop, emulated, openSurface } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { callCard, lock, ring, sitAs } from './desk/steps.ts';

story('windows beside the desk', {}, (desk) => {
  spec('the patient panel opens in a window of its own, and once only', desktop, async () => {
    const { page } = desk();
    await sitAs(page, 'Agent, daytime');
    await page.getByRole('button', { name: 'Patient panel in its own window' }).click();
    const panel = await desk().window('panel');
    await panel.getByText('No call', { exact: true }).waitFor();
    await openSurface(desk(), 'panel');
    expect(await desk().main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
  });

  spec('the panel follows the call that rings in the main window', desktop, async () => {
    await ring(desk().page, 'Ring a worried patient', 4);
    const panel = await desk().window('panel');
    await panel.getByRole('group', { name: 'Call that this panel follows' }).waitFor();
  });

  spec('the compact phone answers and holds the call, and the main window shows it', desktop, async () => {
    const { page } = desk();
    await page.getByRole('button', { name: 'Compact phone' }).click();
    const compact = await desk().window('compact');
    await compact
      .getByRole('button', { name: /^Answer/ })
      .first()
      .click();
    await callCard(page).waitFor();
    await compact.getByRole('button', { name: /^Hold/ }).first().click();
    await callCard(page).getByRole('button', { name: 'Resume' }).waitFor();
    await compact
      .getByRole('button', { name: /^Resume/ })
      .first()
      .click();
    await callCard(page).getByRole('button', { name: /^Hold/ }).waitFor();
  });

  spec('the compact phone may not read what is the main window’s', desktop, async () => {
    const compact = await desk().window('compact');
    const answer = await compact.evaluate(
      () =>
        new Promise<unknown>((resolve) => {
          window.careline?.onFrame((frame) => {
            if (frame.t === 'reply' && frame.id === 'not-mine') resolve(frame.result);
          });
          window.careline?.send({
            t: 'call',
            id: 'not-mine',
            name: 'messages.list',
            input: { accountId: null },
          });
        }),
    );
    expect(answer).toMatchObject({ ok: false, code: 'wrong-surface' });
  });

  spec('a lock empties every window, and the call goes on', desktop, async () => {
    const page = await lock(desk());
    const panel = await desk().window('panel');
    await panel.getByText('The desk is locked').waitFor();
    expect(await panel.getByRole('group', { name: 'Call that this panel follows' }).count()).toBe(0);
    const compact = await desk().window('compact');
    await compact.getByText('Who it is stays hidden while the desk is locked.').first().waitFor();
    await page.getByRole('region', { name: 'Calls' }).getByText('Call in progress').first().waitFor();
    await page.getByRole('button', { name: 'Unlock' }).click();
    await callCard(page).waitFor();
  });
});

story('places of the windows beside', { demo: false }, (desk) => {
  spec('the compact phone is made to stay on top of everything, the others not', emulated, async () => {
    await openSurface(desk(), 'compact');
    await openSurface(desk(), 'panel');
    const onTop = await desk().main(() =>
      globalThis.standin.calls
        .filter(({ name }) => name === 'BrowserWindow.setAlwaysOnTop')
        .map(({ args }) => args),
    );
    expect(onTop).toEqual([[true, 'floating']]);
  });

  spec('closing the main window closes the others and ends the app in good order', desktop, async () => {
    await closeWindow(desk(), desk().page);
    expect(await desk().ended).toBe(0);
    expect(await desk().deskPids()).toEqual([]);
  });
});
