// Writes an audit file (docs/audit-format.md) line by line from rows that are read as they are needed.
import { createHash } from 'node:crypto';
import {
  writeLine,
  type FileCheckpoint,
  type FileHeader,
  type FileLine,
  type FileReceipt,
} from '#shared/domain/audit/file.ts';
import type { AuditRow } from '#shared/domain/audit/row.ts';
import { fileText } from '#shared/domain/audit/signed.ts';

export interface FileParts {
  header: FileHeader;
  /** Null when the first row is number 1. */
  checkpoint: FileCheckpoint | null;
  /** As many as the header says, rising. */
  receipts: readonly FileReceipt[];
  /** From `firstSeq` to `lastSeq`. */
  rows: Iterable<AuditRow>;
  /** Ed25519 by the device's key over the UTF-8 of a text; base64. */
  sign(text: string): string;
}

/** The lines with their line breaks. */
export function* auditFileLines(parts: FileParts): Generator<string> {
  const digest = createHash('sha256');
  const lineOf = (line: FileLine): string => {
    const text = `${writeLine(line)}\n`;
    digest.update(text, 'utf8');
    return text;
  };
  const { header, checkpoint, receipts, rows, sign } = parts;
  let { before: hash } = header;
  let seq = header.firstSeq - 1;
  yield lineOf({ kind: 'header', of: header });
  if (checkpoint !== null) yield lineOf({ kind: 'checkpoint', of: checkpoint });
  for (const of of receipts) yield lineOf({ kind: 'receipt', of });
  for (const of of rows) {
    yield lineOf({ kind: 'row', of });
    ({ seq, hash } = of);
  }
  const sha256 = digest.digest('hex');
  const foot = { seq, hash, sha256 };
  yield `${writeLine({ kind: 'foot', of: { ...foot, signature: sign(fileText(foot)) } })}\n`;
}
