// A desk that keeps ending and stays down: the windows beside it show nothing of a patient any more (C3). What would lock
// after idle minutes went with it, so nothing else would ever empty them.
import { expect } from 'vitest';
import { until } from '#tests/support/until.ts';
import { desktop, openSurface, sitQuietly } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';

story('a desk that is gone for good', {}, (desk) => {
  spec('its panel says so, and its page was replaced', desktop, async () => {
    await sitQuietly(desk());
    const panel = await openSurface(desk(), 'panel');
    await panel.getByText('No call', { exact: true }).waitFor();
    await panel.evaluate(() => document.documentElement.setAttribute('data-was', 'open'));
    const gone = panel.getByText('The desk is not running', { exact: true });
    for (let times = 0; times < 10 && (await gone.count()) === 0; times++) {
      let pid: number | undefined;
      await until('a desk, or none for good', 20_000, async () => {
        [pid] = await desk().deskPids();
        return pid !== undefined || (await gone.count()) > 0;
      });
      if (pid === undefined) break;
      process.kill(pid, 'SIGKILL');
      const ended = pid;
      await until('the desk ended', 10_000, async () => !(await desk().deskPids()).includes(ended));
    }
    await gone.waitFor();
    await until('another page', 10_000, async () => (await panel.locator('html[data-was]').count()) === 0);
    expect(await panel.getByText('No call', { exact: true }).count()).toBe(0);
  });
});
