// Wraps the vault's key by the system's keystore, and refuses where that would be for show. There is no fallback to a
// plain file: without a keystore the desk asks for a passphrase instead (architecture, "Hosts").
import { fail, ok } from '#shared/domain/result.ts';
import type { Host } from '#host/host.ts';
import type { SafeStorage } from 'electron';

type Safe = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

export function createKeystore(
  safe: Safe,
  platform: NodeJS.Platform,
): Pick<Host, 'secretsState' | 'wrapSecret' | 'unwrapSecret'> {
  /** On Linux Chromium may choose `basic_text`: a password known to everybody, which is no encryption. */
  const backend = (): string => {
    if (platform === 'linux') return safe.getSelectedStorageBackend();
    return platform === 'darwin' ? 'keychain' : 'dpapi';
  };
  const usable = async (): Promise<boolean> => {
    if (['basic_text', 'unknown'].includes(backend())) return false;
    // A store that breaks when it is asked is no store to rely on.
    return safe.isAsyncEncryptionAvailable().catch(() => false);
  };

  return {
    secretsState: async () => ok({ available: await usable(), backend: backend() }),
    async wrapSecret({ secret }) {
      if (!(await usable())) return fail('keystore-unavailable', backend());
      try {
        const wrapped = await safe.encryptStringAsync(secret);
        // Proved before anyone relies on it: a keystore that cannot give back what it took would lock the vault for ever.
        const { result } = await safe.decryptStringAsync(wrapped);
        if (result !== secret) return fail('keystore-unavailable', 'round trip');
        return ok({ wrapped: wrapped.toString('base64'), backend: backend() });
      } catch {
        return fail('keystore-unavailable', backend());
      }
    },
    async unwrapSecret({ wrapped }) {
      if (!(await usable())) return fail('keystore-unavailable', backend());
      try {
        const { result, shouldReEncrypt } = await safe.decryptStringAsync(Buffer.from(wrapped, 'base64'));
        return ok({ secret: result, rewrap: shouldReEncrypt });
      } catch {
        // The typed answer does not say why. A store that can't be used now is told from one that doesn't know this key.
        return fail((await usable()) ? 'keystore-lost' : 'keystore-unavailable', backend());
      }
    },
  };
}
