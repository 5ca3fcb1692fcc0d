// The system's lock, sleep and another person's session lock the desk at once (C3), in every window; a desk that does not
// answer finds its pages emptied all the same.
import { expect } from 'vitest';
import { emulated, openSurface, power, sitQuietly } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { statusBar, unlock } from './desk/steps.ts';

story('the system locks', {}, (desk) => {
  for (const event of ['lock-screen', 'suspend', 'user-did-resign-active'] as const)
    spec(`${event}: locked at once, and unlocked by a person only`, emulated, async () => {
      const here = event === 'lock-screen' ? await sitQuietly(desk()) : desk().page;
      await statusBar(here).waitFor();
      let emptied: number | null = null;
      let began = 0;
      here.once('crash', () => (emptied = performance.now() - began));
      const page = await desk().renewed(async () => {
        began = performance.now();
        await power(desk(), event);
      });
      // How long it takes is this computer's own; that the page's process ended, and not only its document, is ours.
      expect(emptied).not.toBeNull();
      process.stdout.write(`  ${event}: emptied after ${Math.round(emptied ?? 0)} ms\n`);
      await page.getByRole('heading', { name: 'The desk is locked' }).waitFor();
      await power(desk(), 'unlock-screen');
      await power(desk(), 'resume');
      expect(await page.getByRole('heading', { name: 'The desk is locked' }).count()).toBe(1);
      await unlock(desk());
    });

  spec('the windows beside the desk are emptied with it', emulated, async () => {
    const panel = await openSurface(desk(), 'panel');
    await panel.getByText('No call', { exact: true }).waitFor();
    const gone = panel.waitForEvent('crash');
    await desk().renewed(() => power(desk(), 'lock-screen'));
    await gone;
    await (await desk().window('panel')).getByText('The desk is locked').waitFor();
    await unlock(desk());
  });

  spec(
    'a desk that hangs: its pages are emptied without it, and it is locked when it goes on',
    emulated,
    async () => {
      await openSurface(desk(), 'panel');
      const [pid] = await desk().deskPids();
      if (pid === undefined) throw new Error('no desk');
      process.kill(pid, 'SIGSTOP');
      let page;
      try {
        page = await desk().renewed(() => power(desk(), 'lock-screen'));
        expect(await statusBar(page).count()).toBe(0);
        // It hears of the lock now, and empties the pages as ever.
        page = await desk().renewed(async () => void process.kill(pid, 'SIGCONT'));
      } finally {
        process.kill(pid, 'SIGCONT');
      }
      await page.getByRole('heading', { name: 'The desk is locked' }).waitFor();
    },
  );
});
