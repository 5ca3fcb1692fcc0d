// Looks for words in the bytes of every file of a folder: the proof that a name written to the vault is nowhere in clear
// (C5). Streams, with an overlap, so that a word across two reads is found too.
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

export interface ScanReport {
  files: number;
  bytes: number;
  /** Places where one of the words stands, UTF-8 or UTF-16. */
  found: number;
}

/** Counts occurrences of `words` in all files under `folder`, write-ahead logs included. Yields between reads. */
export async function scanForWords(folder: string, words: readonly string[]): Promise<ScanReport> {
  const needles = words
    .filter((w) => w.length > 0)
    .flatMap((w) => [Buffer.from(w, 'utf8'), Buffer.from(w, 'utf16le')]);
  const overlap = Math.max(0, ...needles.map((n) => n.length - 1));
  const report: ScanReport = { files: 0, bytes: 0, found: 0 };
  const block = Buffer.alloc(1 << 20);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    report.files++;
    const fd = openSync(join(entry.parentPath, entry.name), 'r');
    try {
      let kept = 0;
      for (;;) {
        const read = readSync(fd, block, kept, block.length - kept, null);
        if (read === 0) break;
        report.bytes += read;
        const length = kept + read;
        for (const needle of needles) report.found += count(block.subarray(0, length), needle, kept);
        const next = Math.min(overlap, length);
        block.copyWithin(0, length - next, length);
        kept = next;
        await setImmediate();
      }
    } finally {
      closeSync(fd);
    }
  }
  return report;
}

/** Occurrences that end after the first `known` bytes: those before were counted with the block they came from. */
function count(text: Buffer, needle: Buffer, known: number): number {
  let found = 0;
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1))
    if (at + needle.length > known) found++;
  return found;
}
