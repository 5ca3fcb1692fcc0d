// Looks at a file's pages before the database library touches it: every page's authentication code must be right. It
// tells a wrong key from damage, catches a file that is not SQLCipher 4, and changes nothing (opening with the library
// could already move the write-ahead log into the file). Written from the public format description.
import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { existsSync, openSync, readSync, closeSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

const pageSize = 4096;
const saltSize = 16;
/** IV (16) and HMAC-SHA512 (64) at each page's end. */
const macStart = pageSize - 64;
const pagesAtOnce = 256;

export interface PageReport {
  pages: number;
  good: number;
  /** Numbers of bad pages, the first 20. */
  bad: number[];
  /** Bytes after the last whole page. */
  loose: number;
}

/** One page's authentication code, right or not. `number` starts at 1; page 1 begins with the file's salt. */
function pageIsGood(page: Buffer, number: number, macKey: Buffer): boolean {
  const counter = Buffer.alloc(4);
  counter.writeUInt32LE(number);
  const mac = createHmac('sha512', macKey)
    .update(page.subarray(number === 1 ? saltSize : 0, macStart))
    .update(counter)
    .digest();
  return timingSafeEqual(mac, page.subarray(macStart));
}

/** Pages that the write-ahead log holds anew; their place in the file may be torn without harm. */
function pagesInLog(path: string): Set<number> {
  const out = new Set<number>();
  const log = `${path}-wal`;
  if (!existsSync(log)) return out;
  const size = statSync(log).size;
  const fd = openSync(log, 'r');
  try {
    const head = Buffer.alloc(4);
    for (let at = 32; at + 24 + pageSize <= size; at += 24 + pageSize) {
      readSync(fd, head, 0, 4, at);
      out.add(head.readUInt32BE(0));
    }
  } finally {
    closeSync(fd);
  }
  return out;
}

/** Reads every page. `salt` overrides the file's own first 16 bytes (when they are what may be damaged). */
export async function checkPages(path: string, key: Buffer, salt?: Buffer): Promise<PageReport> {
  const logged = pagesInLog(path);
  const fd = openSync(path, 'r');
  try {
    const size = statSync(path).size;
    const report: PageReport = {
      pages: Math.floor(size / pageSize),
      good: 0,
      bad: [],
      loose: size % pageSize,
    };
    const block = Buffer.alloc(pageSize * pagesAtOnce);
    let macKey: Buffer | null = null;
    for (let first = 1; first <= report.pages; first += pagesAtOnce) {
      const bytes = readSync(fd, block, 0, block.length, (first - 1) * pageSize);
      macKey ??= pbkdf2Sync(
        key,
        (salt ?? block.subarray(0, saltSize)).map((b) => b ^ 0x3a),
        2,
        32,
        'sha512',
      );
      for (let i = 0; (i + 1) * pageSize <= bytes; i++) {
        const page = block.subarray(i * pageSize, (i + 1) * pageSize);
        if (pageIsGood(page, first + i, macKey)) report.good++;
        else if (!logged.has(first + i) && report.bad.length < 20) report.bad.push(first + i);
      }
      await setImmediate();
    }
    macKey?.fill(0);
    return report;
  } finally {
    closeSync(fd);
  }
}
