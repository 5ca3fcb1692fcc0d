// One start a profile: the same kind of lock as the desk's own, on a file beside it, so that a second `npm start` says so
// before it touches the demo's database. The system lets go of it when the process ends, however it ends.
import Database from 'better-sqlite3';
import { join } from 'node:path';

/** Null while another start holds it; throws what else went wrong (a folder that can't be written, a full disk). */
export function lockStart(profile: string): { release(): void } | null {
  const db = new Database(join(profile, 'start.lock'), { timeout: 0 });
  try {
    db.exec('begin exclusive');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return { release: () => db.close() };
}
