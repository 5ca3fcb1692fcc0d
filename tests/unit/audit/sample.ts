// The test vectors of docs/audit-format.md: audit files of invented ids, signed with published keys. Whoever writes a
// verifier can make them again from here, or read `sample.jsonl` and `sample-pruned.jsonl`.
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { auditFileLines } from '#desk/audit/write-file.ts';
import type { FileCheckpoint, FileReceipt } from '#shared/domain/audit/file.ts';
import { chainStart, hashedText, type AuditRow } from '#shared/domain/audit/row.ts';
import { checkpointText, receiptText } from '#shared/domain/audit/signed.ts';

/** Seed: 32 times this byte. */
export function keyOf(byte: number): { key: KeyObject; raw: string; sign: (text: string) => string } {
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = createPrivateKey({
    key: Buffer.concat([head, Buffer.alloc(32, byte)]),
    format: 'der',
    type: 'pkcs8',
  });
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
  return { key, raw, sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64') };
}
export const device = keyOf(1);
export const organisation = keyOf(2);
export const names = { organisation: 'sample-org', device: 'sample-device' } as const;

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 2, 3, minute)).toISOString();
const events = [
  ['session.open', 'ok', {}],
  ['patient.find', 'ok', { callId: 'call-7', count: 3 }],
  ['patient.record', 'asked', { patientId: 'pat-12' }],
  ['patient.record', 'answered', { patientId: 'pat-12' }],
  ['session.unlock', 'wrong-passphrase', {}],
  ['messages.save', 'ok', { messageId: 'msg-4', version: 1 }],
] as const;

export const hashOf = (row: Omit<AuditRow, 'hash'>): string =>
  createHash('sha256').update(hashedText(row)).digest('hex');
/** Rows 1 to `count`. */
export function sampleRows(count: number): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const [event, outcome, subject] = events[seq % events.length] ?? events[0];
    const someone = seq % 7 !== 0;
    const row = {
      seq,
      at: at(seq),
      person: someone ? `p-${(seq % 3) + 1}` : '',
      role: someone ? (['agent', 'nurse', 'supervisor'][seq % 3] ?? '') : '',
      surface: 'main',
      event,
      outcome,
      subjects: JSON.stringify(subject),
      prev: rows.at(-1)?.hash ?? chainStart,
    };
    rows.push({ ...row, hash: hashOf(row) });
  }
  return rows;
}
export function receiptAt(row: AuditRow, by = organisation): FileReceipt {
  const stand = { ...names, seq: row.seq, hash: row.hash, at: at(row.seq + 1) };
  return { ...stand, signature: by.sign(receiptText(stand)) };
}

export interface SampleOptions {
  rows: number;
  /** Rows before this one were pruned. */
  from?: number;
  receipts?: readonly number[];
}
/** The lines of a file, without their line breaks. */
export function sampleLines({ rows: count, from = 1, receipts: wanted = [] }: SampleOptions): string[] {
  const all = sampleRows(count);
  const last = all[from - 2];
  let checkpoint: FileCheckpoint | null = null;
  if (last !== undefined) {
    const of = { deviceKey: device.raw, seq: last.seq, hash: last.hash, at: at(count) };
    checkpoint = { seq: of.seq, hash: of.hash, at: of.at, signature: device.sign(checkpointText(of)) };
  }
  const receipts = wanted.map((seq) => receiptAt(all[seq - 1]!));
  const lines = auditFileLines({
    header: {
      format: 'careline-audit-1',
      ...names,
      deviceKey: device.raw,
      organisationKey: organisation.raw,
      madeAt: at(count + 5),
      firstSeq: from,
      lastSeq: count,
      before: last?.hash ?? chainStart,
      receipts: receipts.length,
    },
    checkpoint,
    receipts,
    rows: all.slice(from - 1),
    sign: device.sign,
  });
  return [...lines].map((line) => line.slice(0, -1));
}
export const fileOf = (lines: readonly string[]): Buffer => Buffer.from(lines.map((l) => `${l}\n`).join(''));
export const samples = {
  'sample.jsonl': { rows: 60, receipts: [20, 41, 57] },
  'sample-pruned.jsonl': { rows: 60, from: 31, receipts: [30, 57] },
} as const satisfies Record<string, SampleOptions>;

if (import.meta.main)
  for (const [name, options] of Object.entries(samples))
    writeFileSync(new URL(name, import.meta.url), fileOf(sampleLines(options)));
