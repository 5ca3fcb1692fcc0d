// A second verifier for audit files, written from docs/audit-format.md alone: it imports nothing of the product, reads the
// file as a whole, and takes every line apart by one regular expression a kind where ours parses JSON.
import { createHash, createPublicKey, verify } from 'node:crypto';

export interface Verdict {
  line: number;
  seq: number | null;
  why: string;
}
const zeros = '0'.repeat(64);
const number = '(0|[1-9]\\d{0,15})';
/** A JSON string as ECMAScript writes it: printable as itself, the rest by the escapes that the page names. */
const string =
  '("(?:[^"\\\\\\x00-\\x1f\\ud800-\\udfff]|[\\ud800-\\udbff][\\udc00-\\udfff]|\\\\["\\\\btnfr]|\\\\u[0-9a-f]{4})*")';
const hash = '"([0-9a-f]{64})"';
const instant = '"(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)"';
const key = '"([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)"';
const signature = '"([A-Za-z0-9+/]{85}[AQgw]==)"';
const orNull = (of: string): string => `(?:null|${of})`;
const line = (kind: string, members: Record<string, string>): RegExp =>
  new RegExp(
    `^\\{"${kind}":\\{${Object.entries(members)
      .map(([name, of]) => `"${name}":${of}`)
      .join(',')}\\}\\}$`,
  );
const header = line('header', {
  format: '"careline-audit-1"',
  organisation: orNull(string),
  device: orNull(string),
  deviceKey: key,
  organisationKey: orNull(key),
  madeAt: instant,
  firstSeq: number,
  lastSeq: number,
  before: hash,
  receipts: number,
});
const checkpoint = line('checkpoint', { seq: number, hash, at: instant, signature });
const receipt = line('receipt', {
  organisation: string,
  device: string,
  seq: number,
  hash,
  at: instant,
  signature,
});
const texts = ['at', 'person', 'role', 'surface', 'event', 'outcome', 'subjects'];
const row = line('row', {
  seq: number,
  ...Object.fromEntries(texts.map((name) => [name, string])),
  prev: hash,
  hash,
});
const foot = line('foot', { seq: number, hash, sha256: hash, signature });

const sha256 = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex');
function signed(by: string, text: string, signature64: string): boolean {
  try {
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(by, 'base64')]);
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), publicKey, Buffer.from(signature64, 'base64'));
  } catch {
    return false;
  }
}
const realInstant = (text: string): boolean => !Number.isNaN(Date.parse(text));
/** Escapes that the writer would not have used: a letter that needs none, or one that has a short form. */
const oddEscape = (text: string): boolean =>
  [...text.matchAll(/\\u([0-9a-f]{4})/g)].some((found) => {
    const code = Number.parseInt(found[1] ?? '', 16);
    return ![0x8, 0x9, 0xa, 0xc, 0xd].includes(code) && (code < 0x20 || (code >= 0xd800 && code <= 0xdfff))
      ? false
      : true;
  });

interface Row {
  seq: number;
  prev: string;
  hash: string;
  own: boolean;
}
function rowOf(text: string): Row | null {
  const found = row.exec(text);
  if (found === null || oddEscape(text)) return null;
  const [, seq = '', ...rest] = found;
  const fields = rest.slice(0, 7);
  const [prev = '', own = ''] = rest.slice(7);
  // The strings stand in the hashed text as they stand in the line.
  return {
    seq: Number(seq),
    prev,
    hash: own,
    own: sha256(`[${[seq, ...fields].join(',')},"${prev}"]`) === own,
  };
}

/** Null = whole. `bytes` are what is inside a gzip. */
export function verifyIndependently(
  bytes: Uint8Array,
  keys: { device?: string; organisation?: string } = {},
): Verdict | null {
  const lines: (string | null)[] = [];
  const ends: number[] = [];
  let from = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
    const part = bytes.subarray(from, at);
    let text: string | null = null;
    try {
      text =
        part.length > 16_384 ? null : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(part);
    } catch {
      // No UTF-8: a line that was changed.
    }
    lines.push(text);
    ends.push((from = at + 1));
  }
  const rest = from < bytes.length;
  const longRest = bytes.length - from > 16_384;
  const end = (n: number, seq: number | null, why = 'cut-off'): Verdict => ({
    line: n,
    seq,
    why: longRest ? 'changed' : why,
  });
  const bad = (index: number, why: string, seq: number | null = null): Verdict => ({
    line: index + 1,
    seq,
    why,
  });
  const kindOf = (text: string): string | null => {
    if (oddEscape(text)) return null;
    const kinds = { header, checkpoint, receipt, row, foot };
    return Object.entries(kinds).find(([, shape]) => shape.test(text))?.[0] ?? null;
  };

  const top = lines[0];
  if (top === undefined) return end(1, null);
  const h = top === null ? null : header.exec(top);
  if (top === null || h === null || oddEscape(top))
    return bad(0, top !== null && kindOf(top) !== null ? 'out-of-order' : 'changed');
  const [, org, dev, deviceKey = '', orgKey, madeAt = '', first = '', last = '', before = '', many = ''] = h;
  const [firstSeq, lastSeq, receipts] = [Number(first), Number(last), Number(many)];
  const sane =
    realInstant(madeAt) &&
    firstSeq >= 1 &&
    lastSeq >= firstSeq - 1 &&
    [firstSeq, lastSeq].every(Number.isSafeInteger) &&
    receipts <= 1000 &&
    (firstSeq > 1 || before === zeros) &&
    (org === undefined) === (dev === undefined) &&
    (receipts === 0 || (org !== undefined && orgKey !== undefined));
  if (!sane) return bad(0, 'changed');
  if (keys.device !== undefined && keys.device !== deviceKey) return bad(0, 'key');
  if (keys.organisation !== undefined && keys.organisation !== orgKey) return bad(0, 'key');

  let at = 1;
  if (firstSeq > 1) {
    const text = lines[at];
    if (text === undefined) return end(at + 1, null);
    const found =
      text === null || !realInstant(checkpoint.exec(text)?.[3] ?? '') ? null : checkpoint.exec(text);
    if (found === null) {
      const kind = text === null ? null : kindOf(text);
      if (kind === null || kind === 'checkpoint') return bad(at, 'changed');
      return bad(at, kind === 'header' ? 'out-of-order' : 'missing');
    }
    const [, seq, of, when, by = ''] = found;
    if (Number(seq) !== firstSeq - 1 || of !== before) return bad(at, 'changed');
    const text2 = `["careline-audit-checkpoint-1","${deviceKey}",${seq},"${of}","${when}"]`;
    if (!signed(deviceKey, text2, by)) return bad(at, 'signature');
    at++;
  }
  const promised = new Map<number, { hash: string; index: number }>();
  for (let n = 0, newest = -1; n < receipts; n++, at++) {
    const text = lines[at];
    if (text === undefined) return end(at + 1, null);
    const found = text === null || !realInstant(receipt.exec(text)?.[5] ?? '') ? null : receipt.exec(text);
    const kind = text === null ? null : kindOf(text);
    if (found === null || kind === null) {
      if (kind === null || kind === 'receipt') return bad(at, 'changed');
      return bad(at, kind === 'row' || kind === 'foot' ? 'missing' : 'out-of-order');
    }
    const [, o, d, seq = '', of = '', when, by = ''] = found;
    const num = Number(seq);
    const stand = `["careline-audit-receipt-1",${o},${d},${seq},"${of}","${when}"]`;
    if (o !== org || d !== dev || !signed(orgKey ?? '', stand, by)) return bad(at, 'anchor', num);
    if (num <= newest) return bad(at, 'out-of-order', num);
    if (num > lastSeq) return bad(at, 'cut-off', num);
    if (num < firstSeq - 1 || (num === firstSeq - 1 && of !== before)) return bad(at, 'anchor', num);
    promised.set(num, { hash: of, index: at });
    newest = num;
  }
  let due = firstSeq;
  let prev = before;
  for (; ; at++) {
    const text = lines[at];
    const dueSeq = due <= lastSeq ? due : null;
    if (text === undefined) return end(at + 1, dueSeq);
    const kind = text === null ? null : kindOf(text);
    if (text === null || kind === null) return bad(at, 'changed', dueSeq);
    if (kind === 'foot') {
      if (dueSeq !== null) return bad(at, 'cut-off', dueSeq);
      const [, seq, of, digest, by = ''] = foot.exec(text) ?? [];
      if (Number(seq) !== lastSeq || of !== prev) return bad(at, 'signature');
      if (!signed(deviceKey, `["careline-audit-file-1","${digest}",${seq},"${of}"]`, by))
        return bad(at, 'signature');
      if (sha256(bytes.subarray(0, ends[at - 1])) !== digest) return bad(0, 'changed');
      break;
    }
    if (kind !== 'row') return bad(at, 'out-of-order', dueSeq);
    const one = rowOf(text);
    if (one === null || !one.own) return bad(at, 'changed', due);
    if (one.seq < due) return bad(at, 'out-of-order', due);
    if (dueSeq === null) return bad(at, 'foreign', due);
    if (one.seq > due) {
      const later = lines.slice(at + 1).some((text) => {
        const other = text === null ? null : rowOf(text);
        return other?.own === true && other.seq === due;
      });
      return bad(at, later ? 'out-of-order' : 'missing', due);
    }
    if (one.prev !== prev) return bad(at, 'foreign', due);
    const receipt = promised.get(due);
    if (receipt !== undefined && receipt.hash !== one.hash) return bad(receipt.index, 'anchor', due);
    prev = one.hash;
    due++;
  }
  if (lines.length > at + 1) return bad(at + 1, 'foreign');
  return rest ? end(at + 2, null, 'foreign') : null;
}
