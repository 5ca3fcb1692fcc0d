// What the app does only when it is installed (`app.isPackaged`): the built program, started as a system starts it. No test
// runner can look inside, since the switches it would need are refused: what is seen are processes, files and calls.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindowConstructorOptions } from 'electron';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { text } from '#shell/text.ts';
import { configFlag, launchedFlag, type LaunchConfig } from '#host/launch.ts';
import { endAll, family } from '#tests/e2e/desk/processes.ts';
import { root } from '#tests/support/app.ts';
import { chromiumPath } from '#tests/support/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'careline-packaged-'));
const userData = join(folder, 'user-data');
const callsFile = join(folder, 'calls');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) {
    const all = family(child.pid ?? 0);
    child.kill('SIGKILL');
    await endAll(all, 5000);
  }
});
function start(...args: string[]): ChildProcess {
  const child = spawn(join(root, 'tests/standin/electron'), [root, `--user-data-dir=${userData}`, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, CARELINE_STANDIN: JSON.stringify({ packaged: true, callsFile }) },
  });
  started.push(child);
  return child;
}
async function ended(child: ChildProcess): Promise<{ said: string; code: unknown }> {
  let said = '';
  child.stderr?.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, 'exit')) as [unknown];
  return { said, code };
}
const calls = (name: string): unknown[][] =>
  existsSync(callsFile)
    ? readFileSync(callsFile, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { name: string; args: unknown[] })
        .filter((call) => call.name === name)
        .map(({ args }) => args)
    : [];
const elsewhere = (name: string): LaunchConfig => ({
  t: 'launch',
  profile: join(folder, name),
  demo: { controlUrl: 'http://127.0.0.1:1', controlToken: 'x' },
  backendUrl: 'http://127.0.0.1:1',
  fhir: null,
  enrolCode: null,
});

const possible = (await chromiumPath()) !== null && existsSync(join(root, 'dist/electron/main.mjs'));
describe.runIf(possible)('the installed app', { timeout: 60_000 }, () => {
  it.each(['inspect', 'remote-debugging-port', 'no-sandbox', 'disable-web-security'])(
    'does not run with --%s, and says why',
    async (name) => {
      expect(await ended(start(`--${name}${name === 'inspect' ? '=0' : ''}`))).toEqual({
        said: expect.stringContaining(`${text.switchTitle}\n${text.switch} ${name}\n`),
        code: 1,
      });
      expect(calls('dialog.showErrorBox').at(-1)).toEqual([
        { title: text.switchTitle, content: `${text.switch} ${name}` },
      ]);
      expect(calls('new BrowserWindow')).toEqual([]);
    },
  );

  it('takes its profile and services from nobody who starts it, has no inspector, and is one instance', async () => {
    const file = join(folder, 'config.json');
    writeFileSync(file, JSON.stringify(elsewhere('by-file')), { mode: 0o600 });
    const child = start(`${configFlag}${file}`, launchedFlag);
    child.send(elsewhere('by-pipe'));
    await expect.poll(() => existsSync(join(userData, 'profile')), { timeout: 30_000 }).toBe(true);
    expect([existsSync(join(folder, 'by-file')), existsSync(join(folder, 'by-pipe'))]).toEqual([
      false,
      false,
    ]);
    const [window] = calls('new BrowserWindow') as [BrowserWindowConstructorOptions][];
    expect(window?.[0].webPreferences).toMatchObject({
      devTools: false,
      sandbox: true,
      contextIsolation: true,
    });
    // Docs: api/app, setAsDefaultProtocolClient: path and arguments are for Windows, where the installer does it.
    expect(calls('app.setAsDefaultProtocolClient')).toContainEqual(['careline']);

    // The flag of a launcher is no way round the lock.
    expect(await ended(start(launchedFlag))).toMatchObject({ code: 0 });
    const all = family(child.pid ?? 0);
    child.kill('SIGTERM');
    expect(await ended(child)).toMatchObject({ code: 0 });
    expect(await endAll(all, 5000)).toEqual([]);
  });
});
