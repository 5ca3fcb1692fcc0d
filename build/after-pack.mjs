// Decides all nine fuses of the packed Electron, before it is signed. A fuse that a later Electron adds stops the build
// until somebody has decided it (`strictlyRequireAllFuses`).
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // The app's binary must not be a Node for anyone who can start it.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // We set no cookies; should one ever come, it is encrypted.
  [FuseV1Options.EnableCookieEncryption]: true,
  // Only our own, unchanged archive is loaded.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // We bring no snapshot of our own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come from app://desk, never from file:.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Electron's default; no WebAssembly of ours depends on it.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** Where electron-builder put the program that carries the fuses. */
export function programOf({ electronPlatformName, appOutDir, packager }) {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${name}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${name}.exe`);
  return join(appOutDir, packager.executableName);
}

export default async function afterPack(context) {
  await flipFuses(programOf(context), {
    ...fuses,
    // Apple silicon refuses a changed binary without a signature; the real one follows when certificates are there.
    // Only a Mac has the tool for it.
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin' && process.platform === 'darwin',
  });
}
