// Checks an audit file line by line (docs/audit-format.md), whatever its length, and names the first thing that is wrong.
// Pure: hashes and signatures come in, so that desk, command and tests check alike.
import { readLine, type FileFoot, type FileHeader, type FileLine, type FileReceipt } from './file.ts';
import { chainStart, hashedText, type AuditRow } from './row.ts';
import { checkpointText, fileText, receiptText } from './signed.ts';

export const badReasons = [
  'changed',
  'missing',
  'out-of-order',
  'foreign',
  'cut-off',
  'anchor',
  'signature',
  'key',
] as const;
export type BadReason = (typeof badReasons)[number];
export interface Bad {
  /** 1, 2, 3 … */
  line: number;
  /** Number of the row that was due there; null where no row was. */
  seq: number | null;
  why: BadReason;
}
export interface FileVerdict {
  header: FileHeader | null;
  /** Rows that hang together from the first on. */
  rows: number;
  /** The newest receipt of the file: the backend holds everything up to it. */
  anchored: { seq: number; at: string } | null;
  bad: Bad | null;
}
export interface FileCrypto {
  /** SHA-256, hex, of the UTF-8 bytes. */
  sha256(text: string): string;
  /** Ed25519 over the UTF-8 of `text`; false for a key that is none. */
  verify(key: string, text: string, signature: string): boolean;
  /** SHA-256 over bytes as they come. */
  digest(): { update(bytes: Uint8Array): void; hex(): string };
}
/** What the caller knows of its own; null = the header's is taken. */
export interface KnownKeys {
  device: string | null;
  organisation: string | null;
}

const contradicts = (h: FileHeader): boolean =>
  h.lastSeq < h.firstSeq - 1 ||
  (h.firstSeq === 1 && h.before !== chainStart) ||
  (h.organisation === null) !== (h.device === null) ||
  (h.receipts > 0 && (h.organisationKey === null || h.organisation === null));

export function createFileCheck(crypto: FileCrypto, keys: KnownKeys) {
  let line = 0;
  let bad: Bad | null = null;
  let header: FileHeader | null = null;
  let checkpoint = false;
  let foot = false;
  let due = 1;
  let prev = chainStart;
  /** A row further on is whole while this one is due: it may still come (out of order) or not (missing). */
  let seeking: Bad | null = null;
  const receipts: (FileReceipt & { line: number })[] = [];
  let met = 0;
  const digest = crypto.digest();

  const say = (why: BadReason, seq: number | null = null, at = line): void =>
    void (bad ??= { line: at, seq, why });

  function readHeader(found: FileLine): void {
    if (found.kind !== 'header') return say('out-of-order');
    if (contradicts(found.of)) return say('changed');
    header = found.of;
    due = header.firstSeq;
    prev = header.before;
    if (keys.device !== null && keys.device !== header.deviceKey) say('key');
    if (keys.organisation !== null && keys.organisation !== header.organisationKey) say('key');
  }

  function readCheckpoint(found: FileLine, h: FileHeader): void {
    if (found.kind !== 'checkpoint') return say(found.kind === 'header' ? 'out-of-order' : 'missing');
    checkpoint = true;
    const { seq, hash, at, signature } = found.of;
    if (seq !== h.firstSeq - 1 || hash !== h.before) return say('changed');
    const text = checkpointText({ deviceKey: h.deviceKey, seq, hash, at });
    if (!crypto.verify(h.deviceKey, text, signature)) say('signature');
  }

  function readReceipt(found: FileLine, h: FileHeader): void {
    if (found.kind !== 'receipt')
      return say(found.kind === 'row' || found.kind === 'foot' ? 'missing' : 'out-of-order');
    const { of } = found;
    const last = receipts.at(-1);
    receipts.push({ ...of, line });
    const ours = of.organisation === h.organisation && of.device === h.device;
    if (!ours || h.organisationKey === null) return say('anchor', of.seq);
    if (!crypto.verify(h.organisationKey, receiptText(of), of.signature)) return say('anchor', of.seq);
    if (last !== undefined && of.seq <= last.seq) return say('out-of-order', of.seq);
    if (of.seq > h.lastSeq) return say('cut-off', of.seq);
    if (of.seq < h.firstSeq - 1) return say('anchor', of.seq);
    if (of.seq < h.firstSeq) meet(of.seq, h.before);
  }

  /** The receipt for this row, if there is one, must name its hash. */
  function meet(seq: number, hash: string): void {
    const next = receipts[met];
    if (next?.seq !== seq) return;
    met++;
    if (next.hash !== hash) say('anchor', seq, next.line);
  }

  const ownHash = (row: AuditRow): boolean => crypto.sha256(hashedText(row)) === row.hash;

  function readRow(row: AuditRow, h: FileHeader): void {
    if (!ownHash(row)) return say('changed', due);
    if (row.seq < due) return say('out-of-order', due);
    if (due > h.lastSeq) return say('foreign', due);
    if (row.seq > due) return void (seeking = { line, seq: due, why: 'missing' });
    if (row.prev !== prev) return say('foreign', due);
    meet(due, row.hash);
    prev = row.hash;
    due++;
  }

  function readFoot(of: FileFoot, h: FileHeader, sha256: string): void {
    foot = true;
    if (due <= h.lastSeq) return say('cut-off', due);
    if (of.seq !== h.lastSeq || of.hash !== prev) return say('signature');
    if (!crypto.verify(h.deviceKey, fileText(of), of.signature)) return say('signature');
    if (of.sha256 !== sha256) say('changed', null, 1);
  }

  function seek(found: FileLine | null, missing: Bad): void {
    if (found?.kind === 'row' && found.of.seq === missing.seq && ownHash(found.of))
      bad = { ...missing, why: 'out-of-order' };
  }

  /** The row due, where rows are what is due. */
  const dueRow = (): number | null => {
    if (header === null || receipts.length < header.receipts) return null;
    if (header.firstSeq > 1 && !checkpoint) return null;
    return due <= header.lastSeq ? due : null;
  };

  function take(text: string | null, bytes: Uint8Array): void {
    const found = text === null ? null : readLine(text);
    if (seeking !== null) return seek(found, seeking);
    if (foot) return say('foreign');
    if (found === null) return say('changed', dueRow());
    if (found.kind !== 'foot') digest.update(bytes);
    if (header === null) readHeader(found);
    else if (header.firstSeq > 1 && !checkpoint) readCheckpoint(found, header);
    else if (receipts.length < header.receipts) readReceipt(found, header);
    else if (found.kind === 'row') readRow(found.of, header);
    else if (found.kind === 'foot') readFoot(found.of, header, digest.hex());
    else say('out-of-order', dueRow());
  }

  return {
    /** The next line: its text without its line break, null if it is no UTF-8 or too long; `bytes` with its line break. */
    line(text: string | null, bytes: Uint8Array): void {
      line++;
      if (bad === null) take(text, bytes);
    },
    /** Nothing more needs to be read. */
    done: (): boolean => bad !== null,
    /** `rest`: the file ended in a line without its line break. */
    end(rest: boolean): FileVerdict {
      if (bad === null && seeking !== null) bad = seeking;
      if (bad === null && (rest || !foot)) {
        line++;
        if (foot) say('foreign');
        else say('cut-off', dueRow());
      }
      const newest = receipts.at(-1);
      const anchored =
        newest === undefined || bad?.why === 'anchor' ? null : { seq: newest.seq, at: newest.at };
      return { header, rows: header === null ? 0 : due - header.firstSeq, anchored, bad };
    },
  };
}
