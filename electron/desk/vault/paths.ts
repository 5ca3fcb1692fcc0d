// Where the vault lies inside a profile folder.
import { join } from 'node:path';
import { isThere } from './disk.ts';

export interface VaultPaths {
  folder: string;
  core: string;
  patients: string;
  keyring: string;
  copies: string;
}
export function vaultPaths(profile: string): VaultPaths {
  const folder = join(profile, 'vault');
  return {
    folder,
    core: join(folder, 'core.db'),
    patients: join(folder, 'patients.db'),
    keyring: join(folder, 'keyring.json'),
    copies: join(folder, 'copies'),
  };
}
/** Throws FailureError when the disk does not say. */
export const databasesExist = (paths: VaultPaths): boolean => isThere(paths.core) || isThere(paths.patients);
