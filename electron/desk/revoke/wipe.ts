// Files of a revoked device (C16): the keys went before, so what lies here is noise; it is overwritten at its head and
// unlinked all the same. What is not ours to delete is listed, everything else of the profile goes.
import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { shred } from '../vault/files.ts';
import { markerName } from './marker.ts';
import { restFolder } from './rest.ts';

/**
 * The lock of this process, the note of this wipe, the log (no patient is in it), a practice desk's own profile, and what the
 * backend would not take: sealed for it alone.
 */
const stays = /^(lock\.db(-journal)?|logs|practice)$/;
/** Salt, header and first pages of a database; more would take minutes on a large one, for noise. */
const headBytes = 1 << 20;

function overwriteHead(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    const { size } = fstatSync(fd);
    const bytes = Math.min(size, headBytes);
    writeSync(fd, Buffer.alloc(bytes), 0, bytes, 0);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Every file of the profile that goes. Links are unlinked, never followed. */
export function toWipe(profile: string): { files: string[]; folders: string[] } {
  const files: string[] = [];
  const folders: string[] = [];
  const walk = (folder: string, top: boolean): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (top && (entry.name === markerName || entry.name === restFolder || stays.test(entry.name))) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        walk(path, false);
        folders.push(path);
      } else files.push(path);
    }
  };
  walk(profile, true);
  // A wipe that goes on after a crash may still find keys: they go before all else.
  const last = (path: string): number => (/key(ring|store)/.test(path.slice(profile.length)) ? 0 : 1);
  return { files: files.toSorted((a, b) => last(a) - last(b)), folders };
}

/** Never throws. `left`: what the disk kept. */
export function wipeProfile(profile: string): { deleted: number; left: number } {
  let deleted = 0;
  let left = 0;
  const { files, folders } = toWipe(profile);
  for (const path of files) {
    try {
      overwriteHead(path);
    } catch {
      // A link, or a file that can't be written: whether it is gone at the end is what counts.
    }
    try {
      rmSync(path, { force: true });
      deleted++;
    } catch {
      if (shred(path)) deleted++;
      else left++;
    }
  }
  for (const path of folders)
    try {
      rmdirSync(path);
    } catch {
      // Something in it could not be deleted, and was counted.
    }
  return { deleted, left };
}
