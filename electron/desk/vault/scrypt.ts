// The derivation of the first form of the keyring (v1), and of a trainer's own key. New slots of the vault use Argon2id.
import { scrypt } from 'node:crypto';

export { minPassphrase } from '#shared/domain/access/secret.ts';

export interface ScryptCost {
  N: number;
  r: number;
  p: number;
}
/** 128 MiB and about half a second: the cost of one guess. */
export const scryptCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

/** scrypt in libuv's pool: the desk goes on answering meanwhile. */
export function derivePassphraseKey(passphrase: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const { N, r, p } = cost;
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
