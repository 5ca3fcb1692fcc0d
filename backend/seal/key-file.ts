// The file that holds the seal keys: readable by its owner alone, made once, whole or not at all even when several
// processes start together.
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { newSealKey, sealKeysFrom, type SealKeys } from './keys.ts';

const content = z.strictObject({ v: z.literal(1), keys: z.array(z.string()).min(1) });
const has = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

/** Reads the file, or makes it with one new key. A damaged file is an error: a new key would orphan sealed bodies. */
export async function loadSealKeys(file: string): Promise<SealKeys> {
  try {
    return await read(file);
  } catch (error) {
    if (!has(error, 'ENOENT')) throw error;
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify({ v: 1, keys: [newSealKey()] }));
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
  } catch (error) {
    if (!has(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
  return read(file);
}

async function read(file: string): Promise<SealKeys> {
  return sealKeysFrom(content.parse(JSON.parse(await readFile(file, 'utf8'))).keys);
}
