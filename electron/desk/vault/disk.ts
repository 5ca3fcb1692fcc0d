// What the disk itself says: no room, no right, something in the way. Told apart because each has another way out, and
// because "there is no vault" must never be concluded from a folder that could not be read.
import { closeSync, fsyncSync, lstatSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fail, FailureError, type Failure } from '#shared/domain/result.ts';

/** A system call's error as a failure by cause; null for any other error. `message` is the code only, never a path. */
export function systemFailure(error: unknown): Failure | null {
  if (error instanceof FailureError) return error.failure;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^E[A-Z]+$/.test(code)) return null;
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return fail('disk-full', code);
  if (['EROFS', 'EACCES', 'EPERM'].includes(code)) return fail('profile-read-only', code);
  if (['ENOTDIR', 'EEXIST', 'EISDIR', 'ELOOP'].includes(code)) return fail('profile-blocked', code);
  return fail('disk-error', code);
}

/** Whether something of that name is there. Throws FailureError when the disk does not say. */
export function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw new FailureError(systemFailure(error) ?? fail('disk-error'));
  }
}

/** Null when `path` is a folder or nothing at all; otherwise what stands in its place. */
export function blockedFolder(path: string): Failure | null {
  try {
    return !isThere(path) || statSync(path).isDirectory() ? null : fail('profile-blocked');
  } catch (error) {
    return systemFailure(error) ?? fail('disk-error');
  }
}

/** As much as SQLite's own side files ask for at once. */
const roomNeeded = 64 * 1024;

/** Why nothing can be written in a folder, by trying; null when it can. Takes away what it wrote. */
export function whyNotWritable(folder: string): Failure | null {
  const path = join(folder, '.room');
  try {
    const fd = openSync(path, 'w', 0o600);
    try {
      const bytes = Buffer.alloc(roomNeeded);
      for (let at = 0; at < roomNeeded;) {
        const written = writeSync(fd, bytes, at);
        if (written === 0) return fail('disk-full', 'no byte was taken');
        at += written;
      }
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    return null;
  } catch (error) {
    return systemFailure(error) ?? fail('disk-error');
  } finally {
    rmSync(path, { force: true });
  }
}

/** SQLite says only "I/O error" or "cannot open" for a full or read-only disk: the folder itself says which. */
export function clearer(failure: Failure, folder: string): Failure {
  return failure.code === 'disk-error' ? (whyNotWritable(folder) ?? failure) : failure;
}
