// The way out when the backend never comes back as it was: everything that it has not taken, in one file that only
// the backend can read. Written in short slices beside its final name, and renamed only when it is whole and on the disk.
import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { lanes, type Lane } from '#shared/domain/messages/lane.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { rescueText } from '#shared/protocol/lanes.ts';
import { asideBatch } from '../sync/aside.ts';
import { countLane } from '../sync/counts.ts';
import type { Enrolment } from '../sync/device.ts';
import { looseBatch } from '../sync/loose.ts';
import { nextBatch, waits, type Batch, type WrapForBackend } from '../sync/outbox.ts';

export interface RescueDeps {
  db: Database.Database;
  wrap: WrapForBackend;
  enrolment: Enrolment;
  /** Ed25519 by the device's key. */
  sign(bytes: Buffer): Buffer;
  now: string;
  signal: AbortSignal;
  progress(done: number, total: number): void;
  /** Others get their turn between slices. */
  soon(): Promise<void>;
  /**
   * Nobody will ever read the rest (../revoke): what can't be wrapped is left out, and what stands after it goes in all the
   * same. Without it such a row is a refusal, and the file is made when the reader is back.
   */
  whatCan?: boolean;
  /** Rows that waited and are in the file now; those that were set aside lie at the backend already. */
  took?(count: number): void;
}
export interface RescueFile {
  name: string;
  items: number;
  bytes: number;
  /** Of everything after the header's line, as the header says it. */
  sha256: string;
}

/** The header's line has this many bytes whatever it says: it is written last, when everything after it is known. */
const headerBytes = 1024;
/** A slice holds the thread for some 5 ms. */
const slice = { items: 40, bytes: 200_000 };

/** Codes: `locked` (rows that were never wrapped for the backend need the reader's key), `cancelled`, `disk-full`, `disk-error`. */
export async function writeRescue(deps: RescueDeps, path: string): Promise<Result<RescueFile>> {
  const part = `${path}.part`;
  let file: FileHandle | null = null;
  try {
    file = await open(part, 'w', 0o600);
    const written = await fill(file, deps);
    if (!written.ok) return written;
    await file.sync();
    await file.close();
    file = null;
    await rename(part, path);
    await syncFolder(dirname(path));
    return ok({ name: basename(path), ...written.value });
  } catch (error) {
    return diskFailure(error);
  } finally {
    await file?.close().catch(() => undefined);
    await rm(part, { force: true }).catch(() => undefined);
  }
}

async function fill(file: FileHandle, deps: RescueDeps): Promise<Result<Omit<RescueFile, 'name'>>> {
  const { db, enrolment, now } = deps;
  const total = lanes.reduce((sum, lane) => {
    const { waiting, quarantined } = countLane(db, lane);
    return sum + waiting + quarantined;
  }, 0);
  const hash = createHash('sha256');
  let bytes = headerBytes;
  let items = 0;
  await file.write(Buffer.alloc(headerBytes, 0x20));
  for (const lane of lanes)
    // What was set aside lies raw where the backend was: all of it stands before what waits, in the lane's order.
    for (let after = 0, aside = true; ;) {
      if (deps.signal.aborted) return fail('cancelled');
      // The desk may have been closed between two slices.
      if (!db.open) return fail('interrupted');
      const before: Batch | null = aside ? asideBatch(db, lane, after, slice.items) : null;
      aside = before !== null;
      const batch: Pick<Batch, 'items' | 'upto'> | null =
        before ?? (deps.whatCan ? anyBatch(deps, lane, after) : nextBatch(db, deps.wrap, lane, slice, after));
      if (batch === null) {
        if (deps.whatCan) break;
        if (waits(db, lane, after)) return fail('locked', 'not wrapped for the backend yet');
        break;
      }
      const text = Buffer.from(batch.items.map((item) => lineOf(lane, item)).join(''));
      hash.update(text);
      await file.write(text);
      bytes += text.length;
      items += batch.items.length;
      if (before === null) deps.took?.(batch.items.length);
      after = batch.upto;
      deps.progress(items, Math.max(total, items));
      await deps.soon();
    }
  const sha256 = hash.digest('hex');
  const { organisation, deviceId, epoch } = enrolment;
  const head = { format: 'careline-rescue-1' as const, deviceId, epoch, madeAt: now, items, sha256 };
  const signature = deps.sign(Buffer.from(rescueText(head))).toString('base64');
  const line = JSON.stringify({ organisation, ...head, signature });
  await file.write(Buffer.from(`${line.padEnd(headerBytes - 1)}\n`), 0, headerBytes, 0);
  return ok({ items, bytes, sha256 });
}
/** The next rows that can be wrapped, chained as long as nothing before them is missing. */
function anyBatch({ db, wrap }: RescueDeps, lane: Lane, after: number): Pick<Batch, 'items' | 'upto'> | null {
  for (const limits of [slice, { ...slice, items: 1 }])
    try {
      const next = nextBatch(db, wrap, lane, limits, after);
      if (next !== null) return next;
    } catch {
      // A row that nothing opens, or a chain that does not fit: first what stands before it, then what follows.
    }
  return looseBatch(db, lane, after, slice.items);
}
/** So that the name is on the disk as well. Windows opens no folders; there the system sees to it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
const lineOf = (lane: Lane, item: object): string => `${JSON.stringify({ lane, item })}\n`;

function diskFailure(error: unknown): Result<never> {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return fail('disk-full', code);
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return fail('profile-read-only', code);
  if (code === '') throw error;
  return fail('disk-error', code);
}
