// Installers cannot be built without Electron's runtime; the fuses are flipped on a stand-in file here, and the settings
// that protect what is on an agent's computer are held.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'careline-fuses-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Hook {
  default(context: object): Promise<void>;
  programOf(context: object): string;
}
const hook = (await import(join(root, 'build/after-pack.mjs'))) as Hook;
const context = (platform: string) => ({
  electronPlatformName: platform,
  appOutDir: folder,
  packager: { appInfo: { productFilename: 'Careline' }, executableName: 'careline' },
});
/** Electron's own mark of where the fuses are. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** A file with a fuse wire as Electron's binary has one: version 1, `count` fuses, all off. */
const program = (count: number): void =>
  writeFileSync(
    join(folder, 'careline'),
    Buffer.concat([
      Buffer.from(`xx${sentinel}`),
      Buffer.from([1, count]),
      Buffer.alloc(count, '0'),
      Buffer.from('xx'),
    ]),
  );

it('decides every fuse that this Electron has', async () => {
  const names = Object.values(FuseV1Options).filter((value) => typeof value === 'number');
  program(names.length);
  await hook.default(context('linux'));
  const wire = await getCurrentFuseWire(join(folder, 'careline'));
  const on = names.filter((fuse) => wire[fuse] === FuseState.ENABLE).toSorted();
  expect(names).toHaveLength(9);
  expect(on).toEqual(
    [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
      FuseV1Options.WasmTrapHandlers,
    ].toSorted(),
  );
});

it('stops the build at a fuse nobody has decided', async () => {
  program(10);
  await expect(hook.default(context('linux'))).rejects.toThrow();
});

it('finds the program on each system', () => {
  expect(['linux', 'win32', 'darwin'].map((p) => hook.programOf(context(p)))).toEqual([
    join(folder, 'careline'),
    join(folder, 'Careline.exe'),
    join(folder, 'Careline.app'),
  ]);
});

it('the installers ship no sources, demo or backend, keep the vault, and upload nothing', () => {
  const yml = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  const shipped = yml.slice(yml.indexOf('\nfiles:'), yml.indexOf('\nasar:'));
  expect([...shipped.matchAll(/^ {2}- ([^'!\n]+)$/gm)].map((m) => m[1])).toEqual([
    'dist/electron/**',
    'dist/desk/**',
    'dist/renderer/**',
    'data/**',
    'LICENSE',
    'THIRD-PARTY*',
  ]);
  for (const line of [
    'asar: true',
    'npmRebuild: false',
    'afterPack: ./build/after-pack.mjs',
    'publish: null',
    'deleteAppDataOnUninstall: false',
    'hardenedRuntime: true',
    'target: [nsis, msi]',
    'target: [dmg, zip]',
    'target: [AppImage, deb]',
  ])
    expect(yml).toContain(line);
});

it('macOS is asked for the microphone and nothing else of the computer', () => {
  for (const file of ['build/entitlements.mac.plist', 'build/entitlements.mac.inherit.plist']) {
    const keys = [...readFileSync(join(root, file), 'utf8').matchAll(/<key>(.*?)<\/key>/g)].map((m) => m[1]);
    expect(keys).toEqual(['com.apple.security.cs.allow-jit', 'com.apple.security.device.audio-input']);
  }
});
