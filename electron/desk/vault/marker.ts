// What core.db remembers of the keyring, so that an older ring that somebody puts back is noticed: the generation after the
// last way in was taken out, and whether the readers were dropped.
import { z } from 'zod';
import { fail, FailureError } from '#shared/domain/result.ts';
import type { Keyring } from './keyring.ts';
import { openReadOnly, type Db } from './open.ts';
import { prepared } from './prepared.ts';

const shape = z.strictObject({
  generation: z.int().min(0),
  /** The reader's public key (base64) while this vault is write-only. */
  dropped: z.string().max(100).nullable(),
});
export type Marker = z.infer<typeof shape>;
const none: Marker = { generation: 0, dropped: null };

/** Throws `vault-damaged` for a row of another shape: whoever can write core.db holds its key. */
export function readMarker(core: Db): Marker {
  const row = prepared<[], { value: string }>(
    core,
    "SELECT value FROM settings_core WHERE key = 'keyring'",
  ).get();
  if (row === undefined) return none;
  const read = shape.safeParse(JSON.parse(row.value));
  if (!read.success) throw new FailureError(fail('vault-damaged', 'marker'));
  return read.data;
}
export function writeMarker(core: Db, marker: Partial<Marker>): void {
  const value = JSON.stringify({ ...readMarker(core), ...marker });
  prepared<[string]>(
    core,
    "INSERT INTO settings_core (key, value) VALUES ('keyring', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  ).run(value);
}

/** Of a file that may be damaged: null when it is not there, or when this row of it can't be read. */
export function markerIn(path: string, key: Buffer): Marker | null {
  let db: Db | null = null;
  try {
    db = openReadOnly(path, key);
    return readMarker(db);
  } catch {
    return null;
  } finally {
    db?.close();
  }
}
/** What several files know, newest file first: the highest generation, and whether the readers were dropped by the newest's word. */
export function newestMarker(known: readonly (Marker | null)[]): Marker {
  const read = known.filter((one) => one !== null);
  return {
    generation: Math.max(0, ...read.map((one) => one.generation)),
    dropped: read[0]?.dropped ?? null,
  };
}

/**
 * Throws `vault-keyring-older` for a ring from before a way in was taken out. Returns what has to be made good: the readers
 * are in the ring though they were dropped (a crash in between, or an older ring), or the ring says so and core.db does
 * not (an older core.db was put back).
 */
export function compareMarker(core: Db, ring: Keyring): 'agree' | 'drop' | 'note' {
  const marker = readMarker(core);
  if (ring.generation < marker.generation) throw new FailureError(fail('vault-keyring-older'));
  if (marker.dropped !== null && ring.dropped === undefined) return 'drop';
  if (ring.dropped !== undefined && marker.dropped !== ring.dropped.reader)
    return marker.dropped === null ? 'note' : 'drop';
  return 'agree';
}
