// How many messages need a phone call and since when, beside the vault: a desk that was restarted rings before anybody
// unlocks it. A number and an instant, nothing about anybody.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../vault/files.ts';

const left = z.strictObject({ count: z.int().min(0), due: z.iso.datetime({ precision: 3 }).nullable() });
export type LeftAlarm = z.infer<typeof left>;
export interface KeptAlarm {
  /** Null = nothing was kept, or it can't be read. */
  read(): LeftAlarm | null;
  /** Writes only what is new. Throws when the disk refuses. */
  write(value: LeftAlarm): void;
}

export function keptAlarm(profile: string): KeptAlarm {
  const file = join(profile, 'alarm.json');
  let written = '';
  return {
    read() {
      try {
        return left.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return null;
      }
    },
    write(value) {
      const text = JSON.stringify(value);
      if (text === written) return;
      writeAtomic(file, text);
      written = text;
    },
  };
}
