// Small files that must never be half written: keyring and settings. Also the fsync helpers that copies need.
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
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

/** Zeroes over all of an open file. Whether the disk writes them to the same blocks is the disk's own affair. */
function overwrite(fd: number): void {
  const { size } = fstatSync(fd);
  writeSync(fd, Buffer.alloc(size), 0, size, 0);
  fsyncSync(fd);
}
/** Nothing is overwritten through a link that somebody put there; Windows has no such flag. */
const ownFile = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0);

/** As `writeAtomic`; the file before is overwritten once the new one has its name. A crash leaves either one whole. */
export function replaceShredded(path: string, content: string): void {
  let old: number | null = null;
  try {
    // Windows lets no file be replaced that is open: there the file before is only unlinked.
    if (process.platform !== 'win32') old = openSync(path, ownFile);
  } catch {
    old = null; // there was none
  }
  try {
    writeAtomic(path, content);
    if (old !== null) overwrite(old);
  } finally {
    if (old !== null) closeSync(old);
  }
}

/** Overwritten, then unlinked, each as far as the disk allows. False: it is still there. Never throws. */
export function shred(path: string): boolean {
  const tried = (work: () => void): void => {
    try {
      work();
    } catch {
      // The next step, and what is still there at the end, say whether it mattered.
    }
  };
  tried(() => {
    const fd = openSync(path, ownFile);
    try {
      overwrite(fd);
    } finally {
      closeSync(fd);
    }
  });
  tried(() => rmSync(path, { force: true }));
  tried(() => syncDirectory(dirname(path)));
  return !existsSync(path);
}

/** Nothing is in it: it is not there, or `shred` came as far as its zeroes. Throws when the disk does not say. */
export function isBlank(path: string): boolean {
  try {
    return readFileSync(path).every((byte) => byte === 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true;
    throw error;
  }
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
