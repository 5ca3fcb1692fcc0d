// The built app, unmodified, in the stand-in: its first screen is there, made by real parts, and nothing is left behind.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '#tests/support/app.ts';
import { chromiumPath } from '#tests/support/browser.ts';

const userData = mkdtempSync(join(tmpdir(), 'careline-smoke-'));
afterAll(() => rmSync(userData, { recursive: true, force: true }));
const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe.skipIf((await chromiumPath()) === null)('the built app', () => {
  it('shows its first screen, from app://desk, with its desk in a process of its own, and ends with it', async () => {
    const app = await _electron.launch({
      executablePath: join(root, 'tests/standin/electron'),
      chromiumSandbox: true,
      args: [root, `--user-data-dir=${userData}`],
      env: {
        ...(process.env as Record<string, string>),
        CARELINE_STANDIN: JSON.stringify({ keystoreFile: join(userData, 'keystore') }),
      },
    });
    const child = app.process();
    const ended = once(child, 'exit');
    try {
      const page = await app.firstWindow();
      await page.getByRole('heading').first().waitFor({ timeout: 15_000 });
      expect(
        await page.evaluate(() => [
          typeof Reflect.get(globalThis, 'careline'),
          typeof Reflect.get(globalThis, 'require'),
        ]),
      ).toEqual(['object', 'undefined']);
      const seen = await app.evaluate(({ BrowserWindow }) => ({
        urls: BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
        children: globalThis.standin.children().map((child) => child.serviceName),
        problems: globalThis.standin.problems,
      }));
      expect(seen).toEqual({
        urls: ['app://desk/index.html'],
        children: ['Careline live desk'],
        problems: [],
      });
      const [desk] = await app.evaluate(() => globalThis.standin.children().map((child) => child.pid));
      await app.close();
      expect(await ended).toEqual([0, null]);
      expect(alive(desk ?? 0)).toBe(false);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
