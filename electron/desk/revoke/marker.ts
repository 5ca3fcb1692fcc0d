// What a wipe that was interrupted goes on with: a small file in the profile, from just before the keys go until the receipt
// was taken. It holds no key and nothing of a patient: two receipts, signed while the device could still sign.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../vault/files.ts';

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

/** Null: no wipe was begun here. One that can't be read counts as one that was begun: its receipt is lost. */
export function readWipe(profile: string): WipeMarker | null {
  let text: string;
  try {
    text = readFileSync(pathOf(profile), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    return { v: 1, step: 'destroy', at: new Date(0).toISOString(), receipt: null };
  }
  try {
    return marker.parse(JSON.parse(text));
  } catch {
    return { v: 1, step: 'destroy', at: new Date(0).toISOString(), receipt: null };
  }
}
export const writeWipe = (profile: string, to: WipeMarker): void =>
  writeAtomic(pathOf(profile), `${JSON.stringify(to)}\n`);
/** This computer is set up anew. */
export const forgetWipe = (profile: string): void => rmSync(pathOf(profile), { force: true });
