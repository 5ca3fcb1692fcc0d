// C7: whatever happens to an audit file between the desk and whoever checks it is found and named, by the product's verifier
// and by one that shares no code with it; the samples of the documentation are what the code writes.
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileCrypto } from '#desk/audit/crypto.ts';
import { verifyAuditFile } from '#desk/audit/verify-file.ts';
import { createFileCheck, type Bad, type KnownKeys } from '#shared/domain/audit/check.ts';
import { hashedText, type AuditRow } from '#shared/domain/audit/row.ts';
import {
  device,
  fileOf,
  hashOf,
  keyOf,
  organisation,
  receiptAt,
  sampleLines,
  sampleRows,
  samples,
} from './sample.ts';
import { verifyIndependently } from './verify.ts';

/** What was worked out once is not worked out again: most of a changed file is as it was. */
function remembered() {
  const hashes = new Map<string, string>();
  const checks = new Map<string, boolean>();
  return {
    ...fileCrypto,
    sha256(text: string): string {
      let found = hashes.get(text);
      if (found === undefined) hashes.set(text, (found = fileCrypto.sha256(text)));
      return found;
    },
    verify(key: string, text: string, signature: string): boolean {
      const asked = `${key} ${text} ${signature}`;
      let found = checks.get(asked);
      if (found === undefined) checks.set(asked, (found = fileCrypto.verify(key, text, signature)));
      return found;
    },
  };
}
const crypto = remembered();
const noKeys: KnownKeys = { device: null, organisation: null };
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
interface Cut {
  text: string | null;
  bytes: Buffer;
}
function cut(bytes: Buffer): { lines: Cut[]; rest: boolean } {
  const found: Cut[] = [];
  let from = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
    let text: string | null = null;
    try {
      text = decoder.decode(bytes.subarray(from, at));
    } catch {
      // No UTF-8.
    }
    found.push({ text, bytes: bytes.subarray(from, at + 1) });
    from = at + 1;
  }
  return { lines: found, rest: from < bytes.length };
}
/** The same reading as `verifyAuditFile`, at once: tens of thousands of files go through it. */
function badOf(of: { lines: readonly Cut[]; rest: boolean }, keys = noKeys): Bad | null {
  const check = createFileCheck(crypto, keys);
  for (const { text, bytes } of of.lines) {
    if (check.done()) break;
    check.line(text, bytes);
  }
  return check.end(of.rest).bad;
}
const bad = (bytes: Buffer, keys = noKeys): Bad | null => badOf(cut(bytes), keys);
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const streamed = (bytes: Buffer, keys = noKeys, size = 1000) => verifyAuditFile(pieces(bytes, size), keys);

const lines = sampleLines(samples['sample.jsonl']);
const whole = fileOf(lines);
/** Line index of row 1. */
const firstRow = 4;

describe('samples', () => {
  it.each(Object.entries(samples))(
    '%s is what the code writes, and whole for both verifiers',
    async (name, of) => {
      const bytes = fileOf(sampleLines(of));
      expect(readFileSync(new URL(name, import.meta.url)).equals(bytes)).toBe(true);
      const keys = { device: device.raw, organisation: organisation.raw };
      const found = await streamed(bytes, keys);
      expect(found.bad).toBeNull();
      expect(found).toMatchObject({ rows: name === 'sample.jsonl' ? 60 : 30, anchored: { seq: 57 } });
      expect(verifyIndependently(bytes, keys)).toBeNull();
    },
  );
  it('packed as well, in pieces of any size; a damaged packing is no answer', async () => {
    const packed = gzipSync(whole);
    for (const size of [1, 7, 100_000]) expect((await streamed(packed, noKeys, size)).bad).toBeNull();
    expect((await streamed(whole, noKeys, 1)).bad).toBeNull();
    await expect(streamed(packed.subarray(0, packed.length - 20))).rejects.toThrow();
    expect(verifyIndependently(gunzipSync(packed))).toBeNull();
  });
});

it('finds every single-byte flip; the second verifier says the same of a sample', () => {
  const missed: number[] = [];
  const differ: string[] = [];
  const as = cut(whole).lines;
  let at = 0;
  for (const [index, { bytes }] of as.entries())
    for (let within = 0; within < bytes.length; within++, at++) {
      // Each bit has its turn.
      const changed = Buffer.from(bytes);
      changed[within] = (bytes[within] ?? 0) ^ (1 << (at % 8));
      const mine = cut(changed);
      // A line break that went, or came, moves what stands behind it.
      const moved = mine.lines.length !== 1 || mine.rest;
      const file = (): Buffer =>
        Buffer.concat([whole.subarray(0, at - within), changed, whole.subarray(at - within + bytes.length)]);
      const found = moved ? bad(file()) : badOf({ lines: as.with(index, mine.lines[0]!), rest: false });
      if (found === null) missed.push(at);
      if (at % 37 !== 0) continue;
      const second = verifyIndependently(file());
      if (JSON.stringify(second) !== JSON.stringify(found))
        differ.push(`${at}: ${JSON.stringify(found)} / ${JSON.stringify(second)}`);
    }
  console.info(`audit file: ${at} single-byte flips of 60 rows, ${missed.length} not found`);
  expect(at).toBe(whole.length);
  expect(missed).toEqual([]);
  expect(differ).toEqual([]);
});

/** Both verifiers, which must say the same. */
function both(of: readonly string[] | Buffer, keys: { device?: string; organisation?: string } = {}): string {
  const bytes = Buffer.isBuffer(of) ? of : fileOf(of);
  const found = bad(bytes, { device: keys.device ?? null, organisation: keys.organisation ?? null });
  expect(verifyIndependently(bytes, keys)).toEqual(found);
  return found === null ? 'whole' : `${found.line} ${found.seq ?? '-'} ${found.why}`;
}
const rowLine = (row: AuditRow): string => JSON.stringify({ row });
const rowsOf = (from: readonly string[]): AuditRow[] =>
  from.filter((l) => l.startsWith('{"row"')).map((l) => (JSON.parse(l) as { row: AuditRow }).row);
/** With its hash worked out again: what somebody without the device's key can do. */
const rehashed = (row: AuditRow): AuditRow => ({ ...row, hash: hashOf(row) });

describe('rows', () => {
  const indexes = Array.from({ length: 60 }, (_, i) => i + firstRow);
  it('every row removed, repeated, swapped with the next, or the file cut before or within it', () => {
    for (const index of indexes) {
      const seq = index - firstRow + 1;
      const last = seq === 60;
      const text = lines[index]!;
      expect(both(lines.toSpliced(index, 1))).toBe(`${index + 1} ${seq} ${last ? 'cut-off' : 'missing'}`);
      expect(both(lines.toSpliced(index, 0, text))).toBe(`${index + 2} ${seq + 1} out-of-order`);
      const swapped = lines.toSpliced(index, 2, lines[index + 1]!, text);
      expect(both(swapped)).toBe(`${index + 1} ${seq} ${last ? 'cut-off' : 'out-of-order'}`);
      expect(both(lines.slice(0, index))).toBe(`${index + 1} ${seq} cut-off`);
      const within = Buffer.from(lines.slice(0, index + 1).join('\n')).subarray(0, -9);
      expect(both(within)).toBe(`${index + 1} ${seq} cut-off`);
    }
  });
  it('a row changed with its own hash, removed with the rest renumbered, put in, or from another desk', () => {
    const rows = rowsOf(lines);
    const at = (seq: number): number => firstRow + seq - 1;
    const changed = rehashed({ ...rows[9]!, person: 'p-9' });
    expect(both(lines.with(at(10), rowLine(changed)))).toBe(`${at(11) + 1} 11 foreign`);
    let prev = rows[19]!.hash;
    const renumbered = rows.slice(21).map((row) => {
      const moved = rehashed({ ...row, seq: row.seq - 1, prev });
      prev = moved.hash;
      return rowLine(moved);
    });
    const shorter = [...lines.slice(0, at(21)), ...renumbered, lines.at(-1)!];
    // The receipt for row 41 remembers what that row was.
    expect(both(shorter)).toBe('3 41 anchor');
    const put = rehashed({ ...rows[29]!, seq: 31, prev: rows[29]!.hash });
    expect(both(lines.toSpliced(at(31), 0, rowLine(put)))).toBe(`${at(32) + 1} 32 out-of-order`);
    const other = rehashed({ ...rows[4]!, prev: 'a'.repeat(64) });
    expect(both(lines.with(at(5), rowLine(other)))).toBe(`${at(5) + 1} 5 foreign`);
    const more = rehashed({ ...rows[59]!, seq: 61, prev: rows[59]!.hash });
    expect(both(lines.toSpliced(at(61), 0, rowLine(more)))).toBe(`${at(61) + 1} 61 foreign`);
  });
  it('a line that says the same in other letters is a changed line', () => {
    const line = lines[firstRow]!;
    for (const odd of [
      line.replace('"seq":1,', '"seq":1.0,'),
      line.replace('"seq":1,', '"seq": 1,'),
      line.replace('"main"', '"m\\u0061in"'),
      line.replace('"surface"', '"extra":1,"surface"'),
      line.replace('"seq":1,', '"seq":1,"seq":1,'),
      `${line} `,
      `\u{feff}${line}`,
      '',
      '{}',
      '[]',
      'null',
      '{"row":null}',
      '{"__proto__":{}}',
      '{"rows":{}}',
    ])
      expect(both(lines.with(firstRow, odd)), odd).toBe(`${firstRow + 1} 1 changed`);
  });
  it('strings that need escapes are read alike', () => {
    const row = rehashed({ ...sampleRows(1)[0]!, person: '"\\\n\u0001\u2028é😀', prev: '0'.repeat(64) });
    expect(JSON.stringify(JSON.parse(hashedText(row)))).toBe(hashedText(row));
    expect(both(lines.with(firstRow, rowLine(row)))).toBe(`${firstRow + 2} 2 foreign`);
  });
});

describe('what stands around the rows', () => {
  const pruned = sampleLines(samples['sample-pruned.jsonl']);
  it('the end: no foot, another one, something after it', () => {
    expect(both(Buffer.alloc(0))).toBe('1 - cut-off');
    expect(both(lines.slice(0, -1))).toBe(`${lines.length} - cut-off`);
    expect(both(whole.subarray(0, -1))).toBe(`${lines.length} - cut-off`);
    expect(both([...lines, lines.at(-1)!])).toBe(`${lines.length + 1} - foreign`);
    expect(both(Buffer.concat([whole, Buffer.from('x')]))).toBe(`${lines.length + 1} - foreign`);
    expect(both(lines.with(-1, pruned.at(-1)!))).toBe('1 - changed');
    expect(both(lines.toSpliced(20, 0, lines.at(-1)!))).toBe('21 17 cut-off');
  });
  it('a line that never ends is not read to its end', async () => {
    const endless = Buffer.concat([whole.subarray(0, -1), Buffer.alloc(40_000, 0x20)]);
    const told = { line: lines.length, seq: null, why: 'changed' };
    expect((await streamed(endless)).bad).toEqual(told);
    expect(verifyIndependently(endless)).toEqual(told);
  });
  it('the header and its keys', () => {
    const key = { device: keyOf(9).raw };
    expect(both(lines, { device: device.raw, organisation: organisation.raw })).toBe('whole');
    expect(both(lines, key)).toBe('1 - key');
    expect(both(lines, { organisation: keyOf(9).raw })).toBe('1 - key');
    expect(both(lines.slice(1))).toBe('1 - out-of-order');
    expect(both(lines.toSpliced(10, 0, lines[0]!))).toBe('11 7 out-of-order');
    const [top] = lines;
    // Somebody else's key: whole as far as the header goes, and signed by another.
    expect(both(lines.with(0, top!.replace(device.raw, key.device)))).toBe(`${lines.length} - signature`);
    expect(both(lines.with(0, top!.replace(organisation.raw, key.device)))).toBe('2 20 anchor');
    expect(both(lines.with(0, top!.replace('"lastSeq":60', '"lastSeq":59')))).toBe(
      `${lines.length - 1} 60 foreign`,
    );
    expect(both(lines.with(0, top!.replace('"lastSeq":60', '"lastSeq":40')))).toBe('3 41 cut-off');
    expect(both(lines.with(0, top!.replace(/"madeAt":"2026/, '"madeAt":"2025')))).toBe('1 - changed');
    for (const [from, to] of [
      ['"organisation":"sample-org"', '"organisation":null'],
      [`"organisationKey":"${organisation.raw}"`, '"organisationKey":null'],
      ['"firstSeq":1', '"firstSeq":0'],
      ['"before":"0', '"before":"1'],
      ['careline-audit-1', 'careline-audit-2'],
      ['"receipts":3', '"receipts":1001'],
      ['"lastSeq":60', '"lastSeq":-1'],
      ['T04', 'T25'],
    ] as const)
      expect(both(lines.with(0, top!.replace(from, to))), to).toBe('1 - changed');
  });
  it('receipts: one that is gone, another’s, for another row, twice, by another key', () => {
    const rows = sampleRows(60);
    expect(both(lines.toSpliced(2, 1))).toBe('4 - missing');
    expect(both(lines.toSpliced(2, 0, lines[1]!))).toBe('3 20 out-of-order');
    expect(both(lines.toSpliced(4, 0, lines[3]!))).toBe('5 1 out-of-order');
    const receipt = (of: object): string => JSON.stringify({ receipt: of });
    expect(both(lines.with(2, receipt(receiptAt(rows[40]!, keyOf(9)))))).toBe('3 41 anchor');
    const lie = receiptAt({ ...rows[40]!, hash: 'b'.repeat(64) });
    expect(both(lines.with(2, receipt(lie)))).toBe('3 41 anchor');
    expect(both(lines.with(2, receipt(receiptAt(rows[41]!))))).toBe('1 - changed');
    const beyond = receiptAt({ ...rows[59]!, seq: 61 });
    expect(both(lines.with(3, receipt(beyond)))).toBe('4 61 cut-off');
  });
  it('the checkpoint of a pruned log', () => {
    expect(both(pruned)).toBe('whole');
    expect(both(pruned.toSpliced(1, 1))).toBe('2 - missing');
    expect(both(pruned.with(1, pruned[1]!.replace('"seq":30', '"seq":29')))).toBe('2 - changed');
    expect(both(pruned.with(1, pruned[1]!.replace('T04', 'T05')))).toBe('2 - signature');
    expect(both(lines.toSpliced(1, 0, pruned[1]!))).toBe('2 - out-of-order');
    // Rows cut off at the beginning with a header that fits: the checkpoint needs the device's key.
    const later = sampleLines({ rows: 60, from: 41 });
    expect(both(later.with(1, pruned[1]!))).toBe('2 - changed');
    expect(both(pruned.with(2, lines[1]!))).toBe('3 20 anchor');
  });
  it('no rows at all is a file as well', () => {
    expect(both(sampleLines({ rows: 0 }))).toBe('whole');
  });
});
