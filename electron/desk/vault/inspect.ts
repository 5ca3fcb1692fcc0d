// What an existing file is, found out without changing a byte of it: plain, foreign or wrongly keyed, damaged, made by a
// newer program, or fine. Each has its own error; none of them deletes or repairs anything (C43).
import { existsSync, rmSync } from 'node:fs';
import { fail, FailureError } from '#shared/domain/result.ts';
import { checkPages } from './cipher-check.ts';
import { firstBytes } from './files.ts';
import { versionOf } from './migrations.ts';
import { asFailure, hasLog, isPlainFile, openReadOnly } from './open.ts';

/**
 * Returns the file's schema version. Throws FailureError: `vault-plain-file`, `vault-foreign`, `vault-damaged`,
 * `vault-newer-schema`. `salt` is what the keyring remembers of the file's first 16 bytes.
 */
export async function inspectFile(
  path: string,
  key: Buffer,
  newest: number,
  salt: Buffer | null,
): Promise<number> {
  if (!existsSync(path)) throw new FailureError(fail('vault-damaged', 'file is gone'));
  if (isPlainFile(path)) throw new FailureError(fail('vault-plain-file'));
  const report = await checkPages(path, key);
  if (report.pages === 0) throw new FailureError(fail('vault-damaged', 'file is empty'));
  if (report.bad.length > 0) {
    const known = salt && !salt.equals(firstBytes(path, 16)) ? await checkPages(path, key, salt) : report;
    throw new FailureError(
      known.good > 0
        ? fail('vault-damaged', `${report.bad.length} bad pages of ${report.pages}`)
        : fail('vault-foreign', 'no page answers to this key'),
    );
  }
  if (report.loose > 0 && !hasLog(path))
    throw new FailureError(fail('vault-damaged', 'file ends inside a page'));
  const version = versionUntouched(path, key);
  if (version > newest) throw new FailureError(fail('vault-newer-schema', `${version} > ${newest}`));
  return version;
}

/** Even a reader makes empty files for the write-ahead log; those that were not there before are taken away again. */
function versionUntouched(path: string, key: Buffer): number {
  const made = [`${path}-wal`, `${path}-shm`].filter((p) => !existsSync(p));
  try {
    const db = openReadOnly(path, key);
    try {
      return versionOf(db);
    } finally {
      db.close();
    }
  } catch (error) {
    throw asFailure(error);
  } finally {
    if (!hasLog(path)) for (const file of made) rmSync(file, { force: true });
  }
}
