// For tests only: a vault in a folder of its own, with a cheap key derivation.
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, FailureError } from '#shared/domain/result.ts';
import { leastArgon } from './argon.ts';
import type { HostSecrets } from './host-secrets.ts';
import type { Migration } from './migrations.ts';
import { readKeyring } from './keyring.ts';
import { derivePassphraseKey, type ScryptCost } from './scrypt.ts';
import { encrypt } from './seal.ts';
import { openBySecret } from './ways.ts';
import { createVault, openVault, type Vault } from './vault.ts';

export const testPassphrase = 'correct horse battery';
export const cheapArgon = async () => leastArgon;
export const cheapScrypt: ScryptCost = { N: 16, r: 8, p: 1 };
const clock = (): string => new Date().toISOString();

export const tempFolder = (): string => mkdtempSync(join(tmpdir(), 'careline-vault-'));
export const removeFolder = (path: string): void => rmSync(path, { recursive: true, force: true });
export const copyFolder = (from: string, to: string): void => cpSync(from, to, { recursive: true });

/** Throws when creating fails. */
export async function makeTestVault(profile: string, migrations?: readonly Migration[]): Promise<Vault> {
  const made = await createVault({
    profile,
    passphrase: testPassphrase,
    argon: cheapArgon,
    random: randomBytes,
    clock,
    ...(migrations ? { migrations } : {}),
  });
  if (!made.ok) throw new Error(made.code);
  return made.value;
}
export const openTestVault = (
  profile: string,
  passphrase = testPassphrase,
  migrations?: readonly Migration[],
): ReturnType<typeof openVault> =>
  openVault({
    profile,
    unlock: { passphrase },
    argon: cheapArgon,
    random: randomBytes,
    clock,
    ...(migrations ? { migrations } : {}),
  });

interface RingV1 {
  v: 1;
  unlock: { passphrase: ScryptCost & { kdf: 'scrypt'; salt: string; wrapped: string } };
}
/** Puts a keyring of the first form in place of today's, over the same keys and under `testPassphrase`. Throws. */
export async function ringV1(profile: string): Promise<RingV1> {
  const path = join(profile, 'vault', 'keyring.json');
  const ring = readKeyring(path);
  if (ring === null) throw new Error('no ring');
  const { master } = await openBySecret(ring, null, testPassphrase, null);
  const { vaultId, state, keys, salts } = ring;
  const salt = randomBytes(32);
  const key = await derivePassphraseKey(testPassphrase, salt, cheapScrypt);
  const aad = Buffer.from(`careline-keyring-v1:${vaultId}:passphrase`);
  const wrapped = encrypt(key, master, aad, randomBytes).toString('base64');
  const unlock = {
    passphrase: { kdf: 'scrypt', ...cheapScrypt, salt: salt.toString('base64'), wrapped },
  } as const;
  const old = { v: 1 as const, vaultId, state, unlock, keys, salts };
  // As a vault was before rings had generations.
  const opened = await openTestVault(profile, testPassphrase);
  if (opened.ok) {
    opened.value.core.exec("delete from settings_core where key = 'keyring'");
    opened.value.close();
  }
  writeFileSync(path, JSON.stringify(old));
  rmSync(`${path}.bak`, { force: true });
  return old;
}

/** A computer's key store: what one wrapped, another one calls lost. */
export const storeOf = (mask: number): HostSecrets => ({
  backend: async () => 'test',
  wrap: async (bytes) => Buffer.concat([Buffer.from([mask]), bytes.map((b) => b ^ mask)]),
  async unwrap(wrapped) {
    if (wrapped[0] !== mask) throw new FailureError(fail('keystore-lost'));
    return { bytes: Buffer.from(wrapped.subarray(1).map((b) => b ^ mask)), shouldRewrap: false };
  },
});

/** Every file under a folder with its size and hash: two of them are equal when not a byte changed. */
export function bytesOf(folder: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      const bytes = readFileSync(path);
      out[path.slice(folder.length + 1)] =
        `${bytes.length} ${createHash('sha256').update(bytes).digest('hex')}`;
    }
  return out;
}

/**
 * As `bytesOf`, but for how often a secret was tried: that is counted before anything is opened, in a file of its own and in
 * the keyring, whose keys may stand in another order afterwards.
 */
export function bytesWithoutTries(folder: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(bytesOf(folder))) {
    if (name.endsWith('tries.json')) continue;
    out[name] = name.endsWith('keyring.json') ? ringWithoutTries(join(folder, name), bytes) : bytes;
  }
  return out;
}
function ringWithoutTries(path: string, bytes: string): string {
  try {
    const ring = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    return JSON.stringify(
      Object.entries(ring)
        .filter(([key]) => key !== 'tries')
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  } catch {
    return bytes;
  }
}
