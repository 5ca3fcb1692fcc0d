// The copy in clear, for what is asked before the vault is open. It holds nothing secret: who this device is, the pinned
// key, the signed text. Whoever can write the profile can replace it, key and all; the vault's copy says so at the next
// opening, and until then it decides only where a sign-in page is looked for and which secrets may be chosen.
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../vault/files.ts';
import type { Kept } from './store.ts';

const mostBytes = 60_000;
const schema = z.strictObject({
  v: z.literal(1),
  organisation: z.string().max(60),
  device: z.string().max(64),
  publicKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  signed: z
    .strictObject({ text: z.string().max(20_000), signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/) })
    .nullable(),
});

const pathOf = (profile: string): string => join(profile, 'policy.json');
const textOf = (kept: Kept): string => `${JSON.stringify({ v: 1, ...kept })}\n`;

/** `absent`, or `broken`: there is something, and not such a copy. */
export function readClear(profile: string): Kept | 'absent' | 'broken' {
  try {
    const path = pathOf(profile);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return 'absent';
    if (!found.isFile() || found.size > mostBytes) return 'broken';
    const { organisation, device, publicKey, signed } = schema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { organisation, device, publicKey, signed };
  } catch {
    return 'broken';
  }
}
/** Never throws: the next opening writes it again. */
export function writeClear(profile: string, kept: Kept | null): void {
  try {
    if (kept === null) rmSync(pathOf(profile), { force: true, recursive: true });
    else writeAtomic(pathOf(profile), textOf(kept));
  } catch {
    // A full disk: what lies there is checked anew at the next opening.
  }
}
export const sameKept = (a: Kept, b: Kept): boolean => textOf(a) === textOf(b);
