// The lines of an audit file (docs/audit-format.md): what each holds, in which order, and how it is written and read.
// Pure: whoever writes a file brings rows and signatures, whoever reads one brings the lines.
import type { AuditRow } from './row.ts';
import type { AuditStand } from './signed.ts';

export const auditFormat = 'careline-audit-1';
/** A row has some 400 bytes. */
export const mostLineBytes = 16_384;
/** An export carries the newest of each day, and the last. */
export const mostReceipts = 1000;

export interface FileHeader {
  format: typeof auditFormat;
  /** Ids at the backend; null together. */
  organisation: string | null;
  device: string | null;
  /** Ed25519, raw 32 bytes, base64. */
  deviceKey: string;
  organisationKey: string | null;
  madeAt: string;
  firstSeq: number;
  lastSeq: number;
  /** Hash of the row before the first. */
  before: string;
  receipts: number;
}
export interface FileCheckpoint {
  seq: number;
  hash: string;
  at: string;
  /** Ed25519, 64 bytes, base64, as every signature here. */
  signature: string;
}
export interface FileReceipt extends AuditStand {
  signature: string;
}
export interface FileFoot {
  seq: number;
  hash: string;
  /** Over every byte before the foot's line. */
  sha256: string;
  signature: string;
}
export type FileLine =
  | { kind: 'header'; of: FileHeader }
  | { kind: 'checkpoint'; of: FileCheckpoint }
  | { kind: 'receipt'; of: FileReceipt }
  | { kind: 'row'; of: AuditRow }
  | { kind: 'foot'; of: FileFoot };
export type LineKind = FileLine['kind'];

const isText = (v: unknown): v is string => typeof v === 'string';
const isCount = (v: unknown): boolean => Number.isSafeInteger(v) && Number(v) >= 0;
const isHash = (v: unknown): boolean => isText(v) && /^[0-9a-f]{64}$/.test(v);
const isInstant = (v: unknown): boolean =>
  isText(v) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(v) && !Number.isNaN(Date.parse(v));
/** Base64 of exactly so many bytes, its unused bits zero: one key or signature has one way to be written. */
const isBase64Of = (bytes: number) => {
  const unused = { 0: '', 1: '[AQgw]==', 2: '[AEIMQUYcgkosw048]=' }[bytes % 3] ?? '';
  const whole = Math.floor(bytes / 3) * 4 + (bytes % 3 === 0 ? 0 : bytes % 3);
  const shape = new RegExp(`^[A-Za-z0-9+/]{${whole}}${unused}$`);
  return (v: unknown): boolean => isText(v) && shape.test(v);
};
export const isKey = isBase64Of(32);
const isSignature = isBase64Of(64);
const orNull = (is: (v: unknown) => boolean) => (v: unknown) => v === null || is(v);

type Shape<T> = { [K in keyof T]: (v: unknown) => boolean };
/** The members of each kind in the order in which they are written. */
const shapes: {
  header: Shape<FileHeader>;
  checkpoint: Shape<FileCheckpoint>;
  receipt: Shape<FileReceipt>;
  row: Shape<AuditRow>;
  foot: Shape<FileFoot>;
} = {
  header: {
    format: (v) => v === auditFormat,
    organisation: orNull(isText),
    device: orNull(isText),
    deviceKey: isKey,
    organisationKey: orNull(isKey),
    madeAt: isInstant,
    firstSeq: (v) => isCount(v) && v !== 0,
    lastSeq: isCount,
    before: isHash,
    receipts: (v) => isCount(v) && Number(v) <= mostReceipts,
  },
  checkpoint: { seq: isCount, hash: isHash, at: isInstant, signature: isSignature },
  receipt: {
    organisation: isText,
    device: isText,
    seq: isCount,
    hash: isHash,
    at: isInstant,
    signature: isSignature,
  },
  row: {
    seq: isCount,
    at: isText,
    person: isText,
    role: isText,
    surface: isText,
    event: isText,
    outcome: isText,
    subjects: isText,
    prev: isHash,
    hash: isHash,
  },
  foot: { seq: isCount, hash: isHash, sha256: isHash, signature: isSignature },
};

/** One line without its line break. */
export function writeLine(line: FileLine): string {
  const of = line.of as unknown as Record<string, unknown>;
  const members = Object.fromEntries(Object.keys(shapes[line.kind]).map((key) => [key, of[key]]));
  return JSON.stringify({ [line.kind]: members });
}

/** Null = not written as the format says: whatever parses but is not canonical was changed. */
export function readLine(text: string): FileLine | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const [kind, ...more] = Object.keys(value);
  if (kind === undefined || more.length > 0 || !Object.hasOwn(shapes, kind)) return null;
  const of = (value as Record<string, unknown>)[kind];
  if (typeof of !== 'object' || of === null || Array.isArray(of)) return null;
  const shape: Record<string, (v: unknown) => boolean> = shapes[kind as LineKind];
  const keys = Object.keys(shape);
  if (Object.keys(of).join('|') !== keys.join('|')) return null;
  if (!keys.every((key) => shape[key]?.((of as Record<string, unknown>)[key]) === true)) return null;
  // Written again it must be the same: no white space, no other way to write a number or a letter, no member twice.
  return JSON.stringify(value) === text ? ({ kind, of } as FileLine) : null;
}
