// The afterPack hook on files that carry Electron's fuses as its binary does: sentinel, version, count, one state each.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire, pathToFuseFile } from '@electron/fuses';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { fuseWire } from '../../scripts/package-fixture.ts';
import { root } from '../../scripts/package-config.ts';

interface Hook {
  default(context: object): Promise<void>;
  programOf(context: object): string;
}
const hook = (await import(join(root, 'build/after-pack.mjs'))) as Hook;
const folder = mkdtempSync(join(tmpdir(), 'careline-fuses-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => rmSync(folder, { recursive: true, force: true }));

const context = (platform: string) => ({
  electronPlatformName: platform,
  appOutDir: folder,
  packager: { appInfo: { productFilename: 'Careline' }, executableName: 'careline' },
});
const put = (platform: string, wire: Buffer): string => {
  const program = hook.programOf(context(platform));
  const file = pathToFuseFile(program);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.concat([Buffer.alloc(5000, 'x'), wire]));
  return program;
};
const names = Object.values(FuseV1Options).filter((value) => typeof value === 'number');
const expected = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

it.each(['linux', 'win32', 'darwin'])(
  'decides all nine fuses and they read back, on %s',
  async (platform) => {
    const program = put(platform, fuseWire(9));
    await hook.default(context(platform));
    const wire = await getCurrentFuseWire(program);
    expect(names).toHaveLength(9);
    expect(Object.fromEntries(names.map((fuse) => [fuse, wire[fuse] === FuseState.ENABLE]))).toEqual(
      expected,
    );
  },
);

it('leaves every other byte of the program as it was', async () => {
  const program = put('linux', fuseWire(9));
  const before = readFileSync(program);
  await hook.default(context('linux'));
  const after = readFileSync(program);
  const changed = [...before.keys()].filter((at) => before[at] !== after[at]);
  expect(after).toHaveLength(before.length);
  expect(changed).toHaveLength(4);
});

it('both halves of a universal program for macOS are decided', async () => {
  const program = put('darwin', Buffer.concat([fuseWire(9), Buffer.alloc(64), fuseWire(9)]));
  await hook.default(context('darwin'));
  const states = readFileSync(pathToFuseFile(program))
    .toString('latin1')
    .match(/[01]{9}/g);
  expect(states).toEqual(['010011001', '010011001']);
});

it.each([
  ['a tenth fuse that nobody has decided', fuseWire(10), 'strictlyRequireAllFuses'],
  ['an Electron with eight fuses', fuseWire(8), 'not long enough'],
  ['a wire of another version', fuseWire(9, 2), 'version'],
  ['no fuses at all', Buffer.from('nothing here'), 'sentinel'],
])('the build stops at %s, and the program stays as it was', async (_what, wire, why) => {
  const program = put('linux', wire);
  const before = readFileSync(program);
  await expect(hook.default(context('linux'))).rejects.toThrow(why);
  expect(readFileSync(program).equals(before)).toBe(true);
});

it('finds the program on each system', () => {
  expect(['linux', 'win32', 'darwin'].map((p) => hook.programOf(context(p)))).toEqual([
    join(folder, 'careline'),
    join(folder, 'Careline.exe'),
    join(folder, 'Careline.app'),
  ]);
});
