// One desk a profile. The lock is an exclusive transaction on an empty file: the operating system lets go of it when the
// process ends, however it ends, so no stale lock can keep a person out.
import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { clearer, systemFailure } from './disk.ts';
import { sqliteFailure } from './open.ts';

export interface ProfileLock {
  release(): void;
}

/** A handle that nobody refers to is closed when memory is tidied up, and its lock with it. */
const heldHere = new Set<Database.Database>();

/**
 * Fails with `profile-in-use` while another desk has the profile, with `profile-blocked`, `profile-read-only`, `disk-full`
 * or `disk-error` where it can't be had. Hold the lock until the process ends.
 */
export function lockProfile(profile: string): Result<ProfileLock> {
  let db: Database.Database | null = null;
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    // Holds no data ever: only its lock counts. It is the one file here that has no key.
    db = new Database(join(profile, 'lock.db'), { timeout: 0 });
    db.exec('begin exclusive');
    const held = db;
    heldHere.add(held);
    return ok({
      release() {
        heldHere.delete(held);
        held.close();
      },
    });
  } catch (error) {
    db?.close();
    const failure = sqliteFailure(error);
    if (failure?.code === 'busy') return fail('profile-in-use');
    const cause = failure ?? systemFailure(error) ?? fail('disk-error', 'profile folder');
    return clearer(cause, profile);
  }
}
