// What a wipe that was interrupted goes on with: a small file in the profile, from just before the keys go until the receipt
// was taken. It holds no key and nothing of a patient: a receipt, signed while the device could still sign. It destroys
// nothing by itself: while the keys or the database are there, core.db's own note says whether this desk is revoked.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isBlank, writeAtomic } from '../vault/files.ts';
import { databasesExist, vaultPaths } from '../vault/paths.ts';

const header = z.string().max(400);
/** A request as it will be sent: signed before the key that signs goes. */
export const signedReceipt = z.strictObject({
  body: z.string().max(2000),
  headers: z.record(z.string().regex(/^[a-z-]{1,40}$/), header),
});
export type SignedReceipt = z.infer<typeof signedReceipt>;

const marker = z.strictObject({
  v: z.literal(1),
  /** `destroy`: keys, files and receipt are still to come; `done`: the receipt was taken, or nobody takes one. */
  step: z.enum(['destroy', 'done']),
  at: z.iso.datetime({ precision: 3 }),
  /** True once every file is gone: only then may it be sent. */
  receipt: signedReceipt.nullable(),
});
export type WipeMarker = z.infer<typeof marker>;

const pathOf = (profile: string): string => join(profile, markerName);
export const markerName = 'revoked.json';

/**
 * Null: no wipe was begun here, or not so far that a file outside the vault may go on with it. A file that is empty, damaged
 * or somebody else's counts for nothing; so does a good one while a keyring lies beside a database: that vault is opened,
 * and goes on by its own note. What remains is a vault that nobody opens any more.
 */
export function readWipe(profile: string): WipeMarker | null {
  const paths = vaultPaths(profile);
  try {
    const read = marker.parse(JSON.parse(readFileSync(pathOf(profile), 'utf8')));
    return isBlank(paths.keyring) || !databasesExist(paths) ? read : null;
  } catch {
    return null;
  }
}
export const writeWipe = (profile: string, to: WipeMarker): void =>
  writeAtomic(pathOf(profile), `${JSON.stringify(to)}\n`);
/** This computer is set up anew. */
export const forgetWipe = (profile: string): void => rmSync(pathOf(profile), { force: true });
