// The executable itself, as a test runner and as a system start it: real processes, real Chromium, an app without windows.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { root } from '#tests/support/app.ts';
import { chromiumPath } from '#tests/support/browser.ts';

const standin = join(root, 'tests/standin/electron');
const life = join(root, 'tests/standin/fixtures/life');
const userData = mkdtempSync(join(tmpdir(), 'careline-life-'));
afterAll(() => rmSync(userData, { recursive: true, force: true }));

let running: ElectronApplication | null = null;
const direct: ChildProcess[] = [];
afterEach(async () => {
  for (const child of direct.splice(0)) child.kill('SIGKILL');
  await running?.close();
});
const launch = async (env: Record<string, string> = {}): Promise<ElectronApplication> =>
  (running = await _electron.launch({
    executablePath: standin,
    chromiumSandbox: true,
    args: [life, `--user-data-dir=${userData}`],
    env: { ...(process.env as Record<string, string>), ...env },
  }));
function start(...args: string[]) {
  const child = spawn(standin, [life, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  direct.push(child);
  return child;
}
const all = async (child: ReturnType<typeof start>): Promise<{ out: string; code: unknown }> => {
  let out = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  const [code] = await once(child, 'close');
  return { out, code };
};

describe.skipIf((await chromiumPath()) === null)('the executable', { timeout: 60_000 }, () => {
  it('is an Electron to a test runner, and a second start ends after telling the first one', async () => {
    const app = await launch();
    expect(
      await app.evaluate(({ app: inside }) => ({
        name: inside.getName(),
        version: inside.getVersion(),
        packaged: inside.isPackaged,
        folder: inside.getPath('userData'),
        type: process.type,
        electron: process.versions.electron,
      })),
    ).toMatchObject({
      name: 'Life',
      version: '1.2.3',
      packaged: false,
      folder: userData,
      type: 'browser',
      electron: expect.stringMatching(/^45\./),
    });
    await expect(app.evaluate((electron) => void Reflect.get(electron, 'Tray'))).rejects.toThrow(
      /not in surface: electron\.Tray/,
    );

    const second = start(`--user-data-dir=${userData}`, 'careline://open/work');
    // Its own `quit` before `ready`: no Chromium, no events of a start.
    expect(await all(second)).toEqual({ out: '["before-quit","will-quit"]\n', code: 0 });
    const events = await app.evaluate(() => Reflect.get(globalThis, 'events') as unknown);
    expect(events).toEqual([
      'will-finish-launching',
      'ready',
      {
        argv: [life, `--user-data-dir=${userData}`, 'careline://open/work'],
        cwd: process.cwd(),
        data: { from: 'second' },
      },
    ]);
    const ended = once(app.process(), 'exit');
    await app.close();
    running = null;
    expect(await ended).toEqual([0, null]);
    expect(existsSync(join(userData, 'SingletonLock'))).toBe(false);
  });

  it('is steered by the spec through CARELINE_STANDIN and globalThis.standin', async () => {
    const app = await launch({
      CARELINE_STANDIN: JSON.stringify({ safeStorage: { available: false }, backend: 'basic_text' }),
    });
    expect(
      await app.evaluate(async ({ safeStorage }) => [
        await safeStorage.isAsyncEncryptionAvailable(),
        safeStorage.getSelectedStorageBackend(),
        process.env['CARELINE_STANDIN'],
      ]),
    ).toEqual([false, 'basic_text', undefined]);
    expect(
      await app.evaluate(({ powerMonitor, dialog }) => {
        let heard = 0;
        powerMonitor.on('suspend', () => heard++);
        globalThis.standin.power('suspend');
        globalThis.standin.dialogs.answer('showMessageBox', { response: 1 });
        return dialog.showMessageBox({ message: 'x', buttons: ['a', 'b'] }).then(({ response }) => ({
          heard,
          response,
          calls: globalThis.standin.calls.map((call) => call.name),
        }));
      }),
    ).toEqual({ heard: 1, response: 1, calls: ['dialog.showMessageBox'] });
  });

  it('quits on SIGTERM in good order', async () => {
    const child = start('--remote-debugging-port=0');
    let told = '';
    const up = new Promise<void>((settle) =>
      child.stderr.on('data', (part: Buffer) => {
        told += part.toString();
        if (/^DevTools listening on ws:/m.test(told)) settle();
      }),
    );
    await up;
    const whole = all(child);
    child.kill('SIGTERM');
    expect(await whole).toEqual({
      out: '["will-finish-launching","ready","before-quit","will-quit"]\n',
      code: 0,
    });
  });
});
