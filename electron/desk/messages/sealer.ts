// What the messages room needs of the vault's sealing: a body is written with public keys alone, and read only while the
// reader's private key is open (architecture rule 4).
import type Database from 'better-sqlite3';
import { prepared } from '../vault/prepared.ts';
import { fail, FailureError } from '#shared/domain/result.ts';

export interface SealedFor {
  body: Buffer;
  forReader: Buffer;
  /** Null before the device is enrolled; the sender wraps it later. */
  forBackend: { keyId: string; key: Buffer } | null;
}
export interface Sealer {
  seal(itemId: string, body: Buffer): SealedFor;
  /** The reader key is open. */
  readable(): boolean;
  /** Why it is not: the desk is locked, or its read-lease has ended (C10) and only a few own items can be opened. */
  shut(): 'locked' | 'lease-ended';
  /** Null while the reader key is not open, or when it does not fit. */
  open(itemId: string, body: Buffer, wrapped: Buffer): Buffer | null;
}

/** Seals a value and keeps the reader's wrapped key; the caller keeps the body. */
export function writeSealed(
  db: Database.Database,
  sealer: Sealer,
  itemId: string,
  value: unknown,
): SealedFor {
  const sealed = sealer.seal(itemId, Buffer.from(JSON.stringify(value)));
  prepared(
    db,
    "INSERT OR REPLACE INTO message_keys (item_id, recipient, wrapped) VALUES (?, 'reader', ?)",
  ).run(itemId, sealed.forReader);
  return sealed;
}

/** The clear value of a sealed item; throws `locked` or `lease-ended` when it can't be opened now, `vault-damaged` when it does not fit. */
export function readSealed(db: Database.Database, sealer: Sealer, itemId: string, body: Buffer): unknown {
  const row = prepared<[string], { wrapped: Buffer }>(
    db,
    "SELECT wrapped FROM message_keys WHERE item_id = ? AND recipient = 'reader'",
  ).get(itemId);
  if (row === undefined) throw new FailureError(fail('vault-damaged', 'no reader key for an item'));
  const clear = sealer.open(itemId, body, row.wrapped);
  if (clear === null)
    throw new FailureError(sealer.readable() ? fail('vault-damaged', 'a sealed item') : fail(sealer.shut()));
  return JSON.parse(clear.toString('utf8'));
}

/** Null for what a write-only desk can't open (C10); every other failure is thrown on. */
export function ifOpen<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'lease-ended') return null;
    throw error;
  }
}
