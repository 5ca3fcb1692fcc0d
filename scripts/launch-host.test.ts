// Which host `npm start` takes, with stand-in runtimes that crash, hang, stay empty or paint.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LaunchConfig } from '#host/launch.ts';
import { chooseHost, runtimeOf, tryElectron, type HostQuestion } from './launch-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'careline-runtime-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const config: LaunchConfig = {
  t: 'launch',
  profile: '/tmp/profile',
  demo: { controlUrl: 'http://127.0.0.1:1', controlToken: 'secret-token' },
  backendUrl: null,
  fhir: null,
  enrolCode: null,
};
let made = 0;
/** A runtime that is a Node script: takes what Electron would take and does `body`. */
function runtime(body: string): string {
  const file = join(folder, `electron-${++made}.cjs`);
  writeFileSync(file, `#!${process.execPath}\n${body}\n`, { mode: 0o755 });
  return file;
}
const start = (body: string, withinMs = 10_000) =>
  tryElectron({ binary: runtime(body), root: folder, config, withinMs, endWithinMs: 300 });
const untilGone = `process.on('disconnect', () => process.exit(0));`;

describe.skipIf(process.platform === 'win32')('a runtime that', () => {
  it('paints is taken, was told everything over the pipe and nothing by argument, and ends with it', async () => {
    const electron = await start(`
      const bad = () => process.exit(9);
      if (process.argv.join(' ').includes('secret') || JSON.stringify(process.env).includes('secret-token')) bad();
      if (process.argv[3] !== '--careline-launched') bad();
      ${untilGone}
      process.on('message', (m) => m.demo.controlToken === 'secret-token' ? process.send({ t: 'painted' }) : bad());`);
    expect(electron).toMatchObject({ painted: true, why: '' });
    const gone = new Promise<void>((resolve) => electron.onExit(resolve));
    await electron.close();
    await gone;
  });
  it('crashes is not taken, with its code', async () => {
    expect(await start('process.exit(133);')).toMatchObject({
      painted: false,
      why: expect.stringContaining('133'),
    });
  });
  it('shows an empty page is ended and not taken', async () => {
    const electron = await start(`${untilGone} process.on('message', () => undefined);`, 400);
    expect(electron).toMatchObject({ painted: false, why: expect.stringContaining('showed nothing') });
  });
  it('hangs, deaf to the end of its pipe, is killed', async () => {
    const electron = await start(
      `setInterval(() => undefined, 1000); process.on('message', () => undefined);`,
      300,
    );
    expect(electron.painted).toBe(false);
  });
  it('says something else than painted is not believed', async () => {
    const electron = await start(
      `${untilGone} process.send({ t: 'painted', and: 'more' }); process.on('message', () => 0);`,
      400,
    );
    expect(electron.painted).toBe(false);
  });
  it('cannot be started is not taken', async () => {
    const electron = await tryElectron({
      binary: join(folder, 'not-there'),
      root: folder,
      config,
      withinMs: 2000,
    });
    expect(electron).toMatchObject({ painted: false, why: expect.stringContaining('could not be started') });
  });
});

describe('the choice', () => {
  const dist = join(folder, 'dist');
  mkdirSync(dist);
  writeFileSync(join(dist, 'electron'), '');
  const question: HostQuestion = {
    wanted: null,
    platform: 'linux',
    env: { ELECTRON_OVERRIDE_DIST_PATH: dist, DISPLAY: ':0' },
    isRoot: false,
    root: folder,
  };
  it.each([
    ['the runtime, when all is there', {}, 'electron', 'runtime found'],
    ['the preview, when asked for', { wanted: 'preview' as const }, 'preview', 'asked for'],
    ['the preview without a runtime', { env: { DISPLAY: ':0' } }, 'preview', 'runtime is not installed'],
    [
      'the preview without a display',
      { env: { ELECTRON_OVERRIDE_DIST_PATH: dist } },
      'preview',
      'no display',
    ],
    ['the preview for root', { isRoot: true }, 'preview', 'root'],
  ])('is %s', (_what, change, host, why) => {
    expect(chooseHost({ ...question, ...change })).toMatchObject({ host, why: expect.stringContaining(why) });
  });
  it('looks for the file each system has', () => {
    expect(runtimeOf({ ...question, platform: 'win32' })).toBeNull();
    writeFileSync(join(dist, 'electron.exe'), '');
    expect(runtimeOf({ ...question, platform: 'win32' })).toBe(join(dist, 'electron.exe'));
  });
});
