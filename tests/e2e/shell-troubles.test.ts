// What other programs and the system do to a desk that has not started, or cannot: a link waits, a window comes to the front,
// and a folder that takes nothing is told as that.
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import { copyFolder } from '#desk/vault/testing.ts';
import {
  closed,
  failurePage,
  goodVault,
  newFolder,
  opened,
  ownApp,
  pressAgain,
  removeFolders,
  typePassphrase,
} from './desk/failing.ts';
import { ask, sitAlone } from './desk/hostile.ts';
import { foldersOf, hostName } from './desk/hosts.ts';
import { launch, type Driver, type LaunchOptions } from './desk/launch.ts';
import { alone, desktop, ownWord, startAgain } from './desk/shell.ts';
import { canRun, spec } from './desk/spec.ts';

afterAll(removeFolders);

async function started(options: LaunchOptions, tell: (desk: Driver) => Promise<void>): Promise<void> {
  const desk = await launch({ ...alone, ...options });
  try {
    await tell(desk);
  } finally {
    await desk.close();
  }
}

/** The place of the links below, in a vault without messages. */
const placeOpen = (page: Page): Promise<void> => page.getByText('No messages yet').waitFor();

describe.runIf(canRun)('a desk in trouble', () => {
  spec('a link that comes while the desk starts waits for it, and for who sits down', desktop, async () => {
    await started({ firstWindow: null }, async (desk) => {
      const [pid] = await desk.deskPids();
      // On a quick computer it has started already; then the link waits for the person alone.
      if (pid !== undefined) process.kill(pid, 'SIGSTOP');
      try {
        expect(await startAgain(desk, 'careline://open/messages')).toBe(0);
      } finally {
        if (pid !== undefined) process.kill(pid, 'SIGCONT');
      }
      const page = await desk.window('main');
      await sitAlone(page);
      await placeOpen(desk.page);
    });
  });

  spec('a link that meets a failure page brings it to the front, and is not lost', ownWord, async () => {
    const profile = newFolder();
    const { live } = foldersOf(hostName, profile);
    writeFileSync(live, 'mine');
    await started({ profile }, async (desk) => {
      const title = 'Careline cannot use its folder';
      await failurePage(desk.page, 'profile-blocked', title);
      await desk.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
      expect(await startAgain(desk, 'careline://open/messages')).toBe(0);
      await expect
        .poll(() => desk.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
        .toBe(false);
      await failurePage(desk.page, 'profile-blocked', title);
      rmSync(live);
      copyFolder(await goodVault(), live);
      await pressAgain(desk.page);
      await closed(desk.page);
      await typePassphrase(desk.page);
      await opened(desk.page);
      expect(await ask(desk.page, 'session.sit', { personId: 'local' })).toMatchObject({ ok: true });
      await placeOpen(desk.page);
    });
  });

  spec(
    'a folder that takes nothing is told as that; once it does, the first run begins',
    desktop,
    async ({ skip }) => {
      if (process.platform !== 'linux') return skip('rights are given away by a way of Linux');
      const profile = newFolder();
      const { live } = foldersOf(hostName, profile);
      const app = ownApp();
      const desks = join(app, 'dist', 'desk');
      renameSync(join(desks, 'desk.mjs'), join(desks, 'real.mjs'));
      // As root no permission stops it: then the desk gives up being root before it begins.
      writeFileSync(
        join(desks, 'desk.mjs'),
        `if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }\nawait import('./real.mjs');\n`,
      );
      for (const folder of [profile, app]) chmodSync(folder, 0o755);
      mkdirSync(dirname(live), { recursive: true });
      mkdirSync(live);
      chmodSync(live, 0o555);
      await started({ profile, root: app }, async ({ page }) => {
        await failurePage(page, 'profile-read-only', 'Careline may not write on this disk');
        chmodSync(live, 0o777);
        await pressAgain(page);
        await page.getByRole('heading', { name: 'A passphrase for this desk' }).waitFor();
      });
    },
  );
});
