// The key store holds only half of what opens the vault: the master key under a part that follows from the master key
// itself. The part lies in the profile while the desk is open and is taken away by a lock, so neither the store alone nor
// a file of the right name undoes a lock; after a passphrase it is written again without asking the store.
import { createHmac } from 'node:crypto';
import { closeSync, constants, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, FailureError } from '#shared/domain/result.ts';
import { syncDirectory, writeAtomic } from '../vault/files.ts';
import { decrypt, encrypt, type RandomBytes } from '../vault/seal.ts';
import type { HostSecrets } from '../vault/vault.ts';

/** 32 bytes; says nothing of the master key. */
export const partOf = (master: Buffer): Buffer =>
  createHmac('sha256', master).update('careline-keystore-part-v1').digest();

const aad = Buffer.from('careline-keystore-v2');

/** The key store as the vault sees it: whatever it holds is under `part`. */
export const underPart = (secrets: HostSecrets, part: Buffer, random: RandomBytes): HostSecrets => ({
  backend: () => secrets.backend(),
  wrap: (bytes) => secrets.wrap(encrypt(part, bytes, aad, random)),
  async unwrap(wrapped) {
    const { bytes, shouldRewrap } = await secrets.unwrap(wrapped);
    const plain = decrypt(part, bytes, aad);
    if (plain === null) throw new FailureError(fail('keystore-lost', 'another part'));
    return { bytes: plain, shouldRewrap };
  },
});

/** Null: not there, not to be read, or not a part (an empty file of that name is none). */
export function readPart(path: string): Buffer | null {
  try {
    const text = readFileSync(path, 'utf8');
    return /^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, 'hex') : null;
  } catch {
    return null;
  }
}
export const writePart = (path: string, part: Buffer): void => writeAtomic(path, part.toString('hex'));

/** Overwritten, then unlinked, each as far as the disk allows. Never throws; false when the part can still be read. */
export function dropPart(path: string): boolean {
  for (const each of [`${path}.tmp`, path]) {
    tried(() => {
      // Nothing is overwritten through a link that somebody put there.
      const fd = openSync(each, constants.O_RDWR | constants.O_NOFOLLOW);
      try {
        writeSync(fd, '0'.repeat(63));
        writeSync(fd, '\n');
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
    });
    tried(() => rmSync(each, { force: true }));
  }
  tried(() => syncDirectory(dirname(path)));
  return readPart(path) === null;
}
function tried(work: () => void): void {
  try {
    work();
  } catch {
    // The next step, and what can still be read at the end, say whether it mattered.
  }
}
