// No Chromium outlives the process that started it, however that process ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { chromiumPath } from '#tests/support/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'careline-chromium-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it.skipIf((await chromiumPath()) === null)(
  'ends, and takes its profile along, when its parent is killed',
  async () => {
    const profile = join(folder, 'profile');
    const script = `
    const { launchChromium } = await import(${JSON.stringify(new URL('./chromium.ts', import.meta.url).href)});
    const chromium = await launchChromium({ userDataDir: ${JSON.stringify(profile)}, args: [] });
    const { processInfo } = await chromium.browser.send('SystemInfo.getProcessInfo');
    console.log(JSON.stringify([chromium.pid, ...processInfo.map((each) => each.id)]));`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [said] = (await once(parent.stdout, 'data')) as [Buffer];
      // The keeper, the browser, and whatever helpers the browser has by now.
      const pids = JSON.parse(said.toString('utf8')) as number[];
      expect(pids.length).toBeGreaterThan(1);
      expect(pids.every(alive)).toBe(true);
      parent.kill('SIGKILL');
      await expect.poll(() => pids.filter(alive), { timeout: 10_000 }).toEqual([]);
      await expect.poll(() => existsSync(profile), { timeout: 10_000 }).toBe(false);
    } finally {
      parent.kill('SIGKILL');
    }
  },
);
