// The file that holds the seal keys.
import { z } from 'zod';
import { newSealKey, sealKeysFrom, type SealKeys } from './keys.ts';
import { readOrMake } from './once.ts';

const content = z.strictObject({ v: z.literal(1), keys: z.array(z.string()).min(1) });

/** Reads the file, or makes it with one new key. A damaged file is an error: a new key would orphan sealed bodies. */
export async function loadSealKeys(file: string): Promise<SealKeys> {
  const text = await readOrMake(file, () => JSON.stringify({ v: 1, keys: [newSealKey()] }));
  return sealKeysFrom(content.parse(JSON.parse(text)).keys);
}
