// Where the tries lie: a file of their own, written every few seconds of a wait, and a count in the keyring, so that taking
// the file away gives nothing. Both are in clear: they say how often somebody was wrong, and nothing else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from './files.ts';
import { noteTries, readKeyring } from './keyring.ts';
import { vaultPaths } from './paths.ts';

const count = z.int().min(0).max(1_000_000);
const waiting = z.strictObject({
  wrong: count,
  /** Milliseconds of the desk running that are left. */
  waitMs: z.number().min(0),
  /** Wrong ones that the audit was not told of. */
  untold: count,
});
export type Waiting = z.infer<typeof waiting>;
const file = z.strictObject({ v: z.literal(1), tries: z.record(z.string().max(80), waiting) });

export interface TriesStore {
  /** Null: there is no file, or none that can be read. */
  read(): Record<string, Waiting> | null;
  /** Durable when it returns. Throws. */
  write(tries: Record<string, Waiting>): void;
  /** The keyring's counts. */
  ring(): Record<string, number>;
  note(key: string, wrong: number): void;
}

export const triesFile = (profile: string): string => join(vaultPaths(profile).folder, 'tries.json');

export function triesStore(profile: string): TriesStore {
  const path = triesFile(profile);
  const { keyring } = vaultPaths(profile);
  return {
    read() {
      try {
        const read = file.safeParse(JSON.parse(readFileSync(path, 'utf8')));
        return read.success ? read.data.tries : null;
      } catch {
        return null;
      }
    },
    write: (tries) => writeAtomic(path, `${JSON.stringify({ v: 1, tries })}\n`),
    ring() {
      try {
        return readKeyring(keyring)?.tries ?? {};
      } catch {
        return {};
      }
    },
    note: (key, wrong) => noteTries(keyring, key, wrong),
  };
}
