// Small files that must never be half written: keyring and settings. Also the fsync helpers that copies need.
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Makes a directory's entries durable (a rename or a new file). Windows has no such call and needs none. */
export function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export function syncFile(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Replaces a file in one step: written beside it, synced, renamed, directory synced. A crash leaves the old or the new
 * one, never a part. `keepPrevious` leaves the replaced content as `<path>.bak`.
 */
export function writeAtomic(path: string, content: string, options: { keepPrevious?: boolean } = {}): void {
  const beside = `${path}.tmp`;
  const fd = openSync(beside, 'w', 0o600);
  try {
    writeSync(fd, content);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  if (options.keepPrevious && existsSync(path)) {
    copyFileSync(path, `${path}.bak.tmp`);
    syncFile(`${path}.bak.tmp`);
    renameSync(`${path}.bak.tmp`, `${path}.bak`);
  }
  renameSync(beside, path);
  syncDirectory(dirname(path));
}

/** The first bytes of a file, fewer if it is shorter. */
export function firstBytes(path: string, count: number): Buffer {
  const fd = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(count);
    return buffer.subarray(0, readSync(fd, buffer, 0, count, 0));
  } finally {
    closeSync(fd);
  }
}
