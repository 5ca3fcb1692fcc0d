// The log as a file that anybody can check (docs/audit-format.md): written in short slices beside its final name, renamed only
// when it is whole and on the disk. Rows that come meanwhile are not in it.
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { auditFormat, mostReceipts, type FileHeader } from '#shared/domain/audit/file.ts';
import { chainStart, type AuditRow } from '#shared/domain/audit/row.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Db } from '../vault/open.ts';
import { prepared } from '../vault/prepared.ts';
import { auditHead } from './append.ts';
import { checkpointOf, receiptsFrom, type Anchorage } from './anchors.ts';
import { auditFileLines } from './write-file.ts';

/** Rows of a slice: some 5 ms. */
const slice = 400;

export interface ExportParts {
  db: Db;
  /** Null: no backend confirmed anything. */
  anchorage: Anchorage | null;
  deviceKey: string;
  sign(text: string): string;
  now: string;
  signal: AbortSignal;
  progress(done: number, total: number): void;
  /** Others get their turn between slices. */
  soon(): Promise<void>;
}
export interface ExportedFile {
  name: string;
  rows: number;
  bytes: number;
}

function* rowsOf(db: Db, from: number, to: number): Generator<AuditRow> {
  const read = prepared<[number, number, number], AuditRow>(
    db,
    'select * from audit where seq >= ? and seq <= ? order by seq limit ?',
  );
  for (let next = from; next <= to;) {
    const rows = read.all(next, to, slice);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    next = last.seq + 1;
  }
}

function linesOf(parts: ExportParts): { lines: Generator<string>; header: FileHeader } {
  const { db, anchorage, deviceKey, now, sign } = parts;
  const checkpoint = checkpointOf(db);
  const receipts =
    anchorage === null ? [] : receiptsFrom(db, anchorage, Math.max(checkpoint?.seq ?? 0, 1), mostReceipts);
  const firstSeq = (checkpoint?.seq ?? 0) + 1;
  const header: FileHeader = {
    format: auditFormat,
    organisation: anchorage?.organisation ?? null,
    device: anchorage?.device ?? null,
    deviceKey,
    organisationKey: anchorage?.publicKey ?? null,
    madeAt: now,
    firstSeq,
    lastSeq: auditHead(db).seq,
    before: checkpoint?.hash ?? chainStart,
    receipts: receipts.length,
  };
  const rows = rowsOf(db, firstSeq, header.lastSeq);
  return { header, lines: auditFileLines({ header, checkpoint, receipts, rows, sign }) };
}

async function fill(file: FileHandle, parts: ExportParts): Promise<Result<{ rows: number; bytes: number }>> {
  const { header, lines } = linesOf(parts);
  const total = header.lastSeq - header.firstSeq + 1;
  let bytes = 0;
  let waiting: string[] = [];
  let done = 0;
  const flush = async (): Promise<void> => {
    const text = Buffer.from(waiting.join(''));
    waiting = [];
    bytes += text.length;
    await file.write(text);
    parts.progress(Math.min(done, total), total);
    await parts.soon();
  };
  for (;;) {
    if (parts.signal.aborted) return fail('cancelled');
    // The desk may have been closed between two slices.
    if (!parts.db.open) return fail('interrupted');
    const line = lines.next();
    if (line.done === true) break;
    waiting.push(line.value);
    if (line.value.startsWith('{"row"')) done++;
    if (waiting.length >= slice) await flush();
  }
  await flush();
  return ok({ rows: total, bytes });
}

/** Codes: `cancelled`, `interrupted`, `disk-full`, `profile-read-only`, `disk-error`. */
export async function writeExport(parts: ExportParts, path: string): Promise<Result<ExportedFile>> {
  const part = `${path}.part`;
  let file: FileHandle | null = null;
  try {
    file = await open(part, 'w', 0o600);
    const written = await fill(file, parts);
    if (!written.ok) return written;
    await file.sync();
    await file.close();
    file = null;
    await rename(part, path);
    const folder = await open(dirname(path), 'r').catch(() => null);
    await folder?.sync().catch(() => undefined);
    await folder?.close();
    return ok({ name: basename(path), ...written.value });
  } catch (error) {
    const code = String((error as { code?: unknown } | null)?.code ?? '');
    if (code === 'ENOSPC' || code === 'EDQUOT') return fail('disk-full', code);
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return fail('profile-read-only', code);
    if (code === '') throw error;
    return fail('disk-error', code);
  } finally {
    await file?.close().catch(() => undefined);
    await rm(part, { force: true }).catch(() => undefined);
  }
}
