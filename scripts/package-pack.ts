// Runs electron-builder for one system. Everything that packs goes through here: the real thing and the check.
import { createRequire } from 'node:module';
import type { Configuration } from 'electron-builder';
import { nativeName, root } from './package-config.ts';
import type { System } from './package-fixture.ts';

export interface Packing {
  system: System;
  arch: 'x64' | 'arm64';
  /** A folder of the unpacked app only, no installer. */
  dirOnly: boolean;
  over: Configuration;
}

/** The files made. Throws what electron-builder throws. */
export async function pack({ system, arch, dirOnly, over }: Packing): Promise<string[]> {
  const { build, Platform, Arch } = createRequire(import.meta.url)(
    'electron-builder',
  ) as typeof import('electron-builder');
  const platform = { win: Platform.WINDOWS, mac: Platform.MAC, linux: Platform.LINUX }[system];
  process.env['CARELINE_NATIVE'] = nativeName[system];
  // The hook's path in the configuration is read from the working folder.
  process.chdir(root);
  return build({
    projectDir: root,
    targets: platform.createTarget(dirOnly ? 'dir' : null, Arch[arch]),
    config: over,
    // Nothing is uploaded from here, whatever the environment of a CI suggests.
    publish: 'never',
  });
}
