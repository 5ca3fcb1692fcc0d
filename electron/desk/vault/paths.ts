// Where the vault lies inside a profile folder.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

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
export const databasesExist = (paths: VaultPaths): boolean =>
  existsSync(paths.core) || existsSync(paths.patients);
