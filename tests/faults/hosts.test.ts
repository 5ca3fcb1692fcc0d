// Which host `npm start` ends up with, end to end, with stand-ins for Electron's runtime: one that crashes, one that
// paints. Those that hang or stay empty are given 20 s by the launcher; scripts/launch-host.test.ts tests them with less.
// Electron does not run as root, so a test that does starts the application as another user.
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root, startApp, type RunningApp } from '#tests/support/app.ts';

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
/** A checkout under root's own folder can't be started by anybody else. */
const startable =
  process.platform === 'linux' &&
  (!isRoot ||
    spawnSync(process.execPath, [join(root, 'scripts', 'launch-flags.ts')], { uid: nobody, gid: nobody })
      .status === 0);

const folders: string[] = [];
let running: RunningApp | null = null;
afterEach(async () => {
  await running?.stop();
  running = null;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'careline-host-'));
  if (isRoot) chownSync(made, nobody, nobody);
  folders.push(made);
  return made;
}
/** Starts with a runtime that does this; a display is said to be there. */
async function start(runtime: string, args: readonly string[] = []): Promise<RunningApp> {
  const dist = folder();
  writeFileSync(join(dist, 'electron'), `#!${process.execPath}\n${runtime}\n`);
  chmodSync(join(dist, 'electron'), 0o755);
  return startApp({
    profile: folder(),
    args,
    ...(isRoot ? { uid: nobody } : {}),
    env: { HOME: folder(), DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: dist },
  });
}

describe.skipIf(!startable)('a runtime that', () => {
  it('crashes is named in the preview’s ready line', async () => {
    running = await start('process.exit(133);');
    expect(running.readyLine).toMatch(/^ready preview http\S+ \(no Electron: it ended at once \(133\)\)$/);
  });
  it('crashes although Electron was asked for ends the start, saying why', async () => {
    await expect(start('process.exit(133);', ['--host', 'electron'])).rejects.toThrow(
      /ended with 4 [^]*Electron did not start: .*ended at once \(133\)/,
    );
  });
  it('paints is the host, and when its window is closed everything ends', async () => {
    running = await start(`
      process.on('disconnect', () => process.exit(0));
      process.on('message', () => {
        process.send({ t: 'painted' });
        setTimeout(() => process.exit(0), 1500);
      });`);
    expect(running.readyLine).toMatch(/^ready electron \(window open\) profile /);
    const ended = await new Promise((resolve) => running?.process.once('exit', resolve));
    expect(ended).toBe(0);
  });
  it('is not even tried without a display, or when the preview was asked for', async () => {
    running = await start('process.exit(133);', ['--host', 'preview']);
    expect(running.readyLine).toMatch(/\(asked for\)$/);
  });
});
