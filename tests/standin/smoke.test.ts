// The built app, unmodified, in the stand-in: its first screen is there, made by real parts, and nothing is left behind.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { launchedFlag, type LaunchConfig } from '#host/launch.ts';
import { endAll, family } from '#tests/e2e/desk/processes.ts';
import { root } from '#tests/support/app.ts';
import { chromiumPath } from '#tests/support/browser.ts';

const userData = mkdtempSync(join(tmpdir(), 'careline-smoke-'));
afterAll(() => rmSync(userData, { recursive: true, force: true }));
const possible = (await chromiumPath()) !== null && existsSync(join(root, 'dist/electron/main.mjs'));
describe.runIf(possible)('the built app', { timeout: 60_000 }, () => {
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
      // Docs: api/protocol, registerSchemesAsPrivileged, and no privilege more than these.
      expect(
        await app.evaluate(() =>
          globalThis.standin.calls.filter(({ name }) => name === 'protocol.registerSchemesAsPrivileged'),
        ),
      ).toMatchObject([
        {
          args: [
            [
              {
                scheme: 'app',
                privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
              },
            ],
          ],
        },
      ]);
      const all = family(child.pid ?? 0);
      expect(all.filter(({ args }) => args.includes('--type=renderer')).length).toBeGreaterThan(0);
      expect(all.filter(({ args }) => args.includes('desk.mjs'))).toHaveLength(1);
      await app.close();
      expect(await ended).toEqual([0, null]);
      expect(await endAll(all, 5000)).toEqual([]);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('gives no session a device, a screen or a word list, whatever is asked of its handlers', async () => {
    const app = await _electron.launch({
      executablePath: join(root, 'tests/standin/electron'),
      chromiumSandbox: true,
      args: [root, `--user-data-dir=${userData}`],
    });
    try {
      await app.firstWindow();
      const answers = await app.evaluate(() =>
        Promise.all(
          globalThis.standin.handlers().map(async ({ partition, handlers }) => {
            const call = (name: string, ...args: unknown[]): unknown =>
              (handlers[name] as (...all: unknown[]) => unknown)(...args);
            const answered = (name: string, details: object): Promise<unknown> =>
              new Promise((settle) => void call(name, details, settle));
            return {
              partition,
              device: call('setDevicePermissionHandler', { deviceType: 'hid', origin: 'app://desk' }),
              bluetooth: await answered('setBluetoothPairingHandler', { pairingKind: 'confirm' }),
              usb: call('setUSBProtectedClassesHandler', { protectedClasses: ['audio', 'hid'] }),
              display: await answered('setDisplayMediaRequestHandler', { videoRequested: true }),
              spellChecker: handlers['setSpellCheckerEnabled'],
            };
          }),
        ),
      );
      const refused = {
        device: false,
        bluetooth: { confirmed: false },
        usb: ['audio', 'hid'],
        display: null,
        spellChecker: false,
      };
      expect(answers).toEqual([
        { partition: 'careline', ...refused },
        { partition: '', ...refused },
      ]);
    } finally {
      await app.close();
    }
  });

  it('takes everything with it when it is killed, its page painted for the launcher that started it', async () => {
    const profile = join(userData, 'launched');
    mkdirSync(profile, { mode: 0o700 });
    const child = spawn(join(root, 'tests/standin/electron'), [root, launchedFlag], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    try {
      // As `npm start` does when ELECTRON_OVERRIDE_DIST_PATH names this folder.
      child.send({
        t: 'launch',
        profile,
        demo: null,
        backendUrl: null,
        fhir: null,
        enrolCode: null,
      } satisfies LaunchConfig);
      expect(await once(child, 'message')).toEqual([{ t: 'painted' }, undefined]);
      const all = family(child.pid ?? 0);
      expect(all.length).toBeGreaterThan(4);
      const [own] = all
        .map(({ args }) => /--user-data-dir=(\S+)/.exec(args)?.[1])
        .filter((folder) => folder !== undefined);
      child.kill('SIGKILL');
      expect(await endAll(all, 5000)).toEqual([]);
      await expect.poll(() => existsSync(own ?? '/')).toBe(false);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
