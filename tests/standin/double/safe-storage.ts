// `safeStorage`: the async half, really encrypting (AES-256-GCM) with a key that outlives the process and lies outside the
// profile, as a keystore's does. How it fails is the spec's choice, so every spec on it is @emulated.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SafeStorage } from 'electron';
import type { SafeStorageMembers } from './members.ts';
import { surface } from './not-in-surface.ts';

export interface KeystoreModes {
  /** False: no keystore at all, for the whole session. */
  available: boolean;
  /** The keystore is there but doesn't answer now (locked, prompt dismissed): calls reject, a later one may work. */
  temporarilyUnavailable: boolean;
  /** The next reads succeed and ask to be wrapped anew (a rotated key). Ends with the first new encryption. */
  reEncrypt: boolean;
  failDecrypt: boolean;
  failEncrypt: boolean;
  /** Calls never settle. */
  hang: boolean;
  backend: ReturnType<SafeStorage['getSelectedStorageBackend']>;
}
export const usualKeystore: KeystoreModes = {
  available: true,
  temporarilyUnavailable: false,
  reEncrypt: false,
  failDecrypt: false,
  failEncrypt: false,
  hang: false,
  backend: 'gnome_libsecret',
};

export interface SafeStorageDeps {
  modes: KeystoreModes;
  /** File with the key of this stand-in's keystore. */
  keyFile: string;
  /** The app's name chooses the entry (docs: api/safe-storage, macOS and Linux). */
  name(): string;
  isReady(): boolean;
}

export function createSafeStorage({ modes, keyFile, name, isReady }: SafeStorageDeps): SafeStorageMembers {
  const key = (): Buffer => Buffer.from(hkdfSync('sha256', rootKey(keyFile), '', `entry:${name()}`, 32));
  const usable = async (what: string): Promise<void> => {
    // Docs: api/safe-storage: the encryptor is initialised lazily by the first call after the app is ready.
    if (!isReady()) throw new Error(`safeStorage.${what} cannot be used before app is ready`);
    if (modes.hang) await new Promise<never>(() => undefined);
    if (modes.temporarilyUnavailable) throw new Error('Encryption is temporarily unavailable');
    if (!modes.available) throw new Error('Encryption is not available');
  };
  return surface('safeStorage', {
    // Docs: api/safe-storage, getSelectedStorageBackend: `unknown` before `ready`.
    getSelectedStorageBackend: () => (isReady() ? modes.backend : 'unknown'),
    async isAsyncEncryptionAvailable() {
      if (modes.hang) await new Promise<never>(() => undefined);
      return isReady() && modes.available && !modes.temporarilyUnavailable;
    },
    async encryptStringAsync(plainText) {
      await usable('encryptStringAsync');
      if (modes.failEncrypt)
        throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
      modes.reEncrypt = false;
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(), nonce);
      const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from('v12'), nonce, cipher.getAuthTag(), sealed]);
    },
    async decryptStringAsync(encrypted) {
      await usable('decryptStringAsync');
      const refused = new Error(
        'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.',
      );
      if (modes.failDecrypt || encrypted.subarray(0, 3).toString() !== 'v12') throw refused;
      try {
        const opener = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(3, 15));
        opener.setAuthTag(encrypted.subarray(15, 31));
        const result = Buffer.concat([opener.update(encrypted.subarray(31)), opener.final()]).toString(
          'utf8',
        );
        return { result, shouldReEncrypt: modes.reEncrypt };
      } catch {
        throw refused;
      }
    },
  } satisfies SafeStorageMembers);
}

/** Made once, whoever comes first: two processes that start together must end with the same key. */
function rootKey(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const mine = `${file}.${process.pid}`;
    writeFileSync(mine, randomBytes(32), { mode: 0o600 });
    try {
      linkSync(mine, file);
    } catch {
      // Another process was first; its key is the one.
    }
    rmSync(mine, { force: true });
    return readFileSync(file);
  }
}
