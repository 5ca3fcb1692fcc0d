// Where the vault lies inside a profile folder.
import { join } from 'node:path';
import { isThere } from './disk.ts';
import { firstBytes } from './files.ts';

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
/** A database's own first 16 bytes: random, public, kept in the keyring too. */
export const saltOf = (path: string): string => firstBytes(path, 16).toString('base64');
/** Every name under which a keyring may lie in the vault's folder. */
export const ringFiles = ({ keyring }: Pick<VaultPaths, 'keyring'>): string[] =>
  ['', '.bak', '.tmp', '.bak.tmp'].map((end) => `${keyring}${end}`);
