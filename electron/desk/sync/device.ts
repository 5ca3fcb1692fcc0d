// What this device knows of its backend, in core.db: who it is there, the key to seal for, and the request counter.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { prepared } from '../vault/prepared.ts';

const enrolment = z.strictObject({
  organisation: z.string(),
  organisationName: z.string(),
  deviceId: z.string(),
  epoch: z.uuid(),
  sealKey: z.strictObject({ id: z.string(), publicKey: z.string() }),
});
export type Enrolment = z.infer<typeof enrolment>;

export const readDevice = (db: Database.Database, key: string): string | null =>
  prepared<[string], { value: string }>(db, 'SELECT value FROM device WHERE key = ?').get(key)?.value ?? null;
export const writeDevice = (db: Database.Database, key: string, value: string): void =>
  void prepared(
    db,
    'INSERT INTO device (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, value);

/** The row that was read last, and what it says: every save asks, and it changes once in a device's life. */
let lastRead: { row: string; enrolment: Enrolment } | null = null;
export function findEnrolment(db: Database.Database): Enrolment | null {
  const row = readDevice(db, 'enrolment');
  if (row === null) return null;
  if (lastRead?.row !== row) lastRead = { row, enrolment: enrolment.parse(JSON.parse(row)) };
  return lastRead.enrolment;
}
export const putEnrolment = (db: Database.Database, e: Enrolment): void =>
  writeDevice(db, 'enrolment', JSON.stringify(e));

const block = 1000;
/**
 * The request counter: strictly rising, also over restarts and whatever the clocks say. A block is reserved durably at a
 * time, so that a request doesn't cost a write; a restart skips the rest of its block.
 */
export function requestCounter(db: Database.Database) {
  let next = Number(readDevice(db, 'counter') ?? '0') + 1;
  let reserved = next - 1;
  return {
    take(): number {
      if (next > reserved) {
        reserved = next + block;
        writeDevice(db, 'counter', String(reserved));
      }
      return next++;
    },
    /** The backend has seen a higher one (a restored copy of this vault): go on above it. */
    jumpPast(seen: number): void {
      if (seen >= next) next = seen + 1;
    },
  };
}
export type RequestCounter = ReturnType<typeof requestCounter>;

/** How far the desk's clock is ahead of the backend's, in ms (C37); null = never met. */
export const readClockOffset = (db: Database.Database): number | null => {
  const value = readDevice(db, 'clock-offset-ms');
  return value === null ? null : Number(value);
};
export const writeClockOffset = (db: Database.Database, ms: number): void =>
  writeDevice(db, 'clock-offset-ms', String(Math.round(ms)));
