// The one way a database file is opened: the pragmas that make it SQLCipher 4 and durable, in their exact order. Each of
// them was paid for: without `legacy=4` the file is not SQLCipher 4, without a key it is silently plain, and in WAL mode
// this library falls back to synchronous=NORMAL after the first write.
import Database from 'better-sqlite3';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { fail, FailureError, type Failure } from '#shared/domain/result.ts';
import { firstBytes } from './files.ts';
import { keepStatements } from './statements.ts';

export type Db = Database.Database;
/** The encrypting build's own method: bytes instead of a pragma's text. The type package does not know it. */
type Keyable = Db & { key(secret: Buffer): number };

const hexDigits = Buffer.from('0123456789abcdef');
const plainHeader = Buffer.from('SQLite format 3\0');

/** `x'<64 hex digits>'` as bytes: a key in a JavaScript string could never be wiped. */
function rawKey(key: Buffer): Buffer {
  const out = Buffer.alloc(3 + key.length * 2);
  out.write("x'", 0);
  key.forEach((byte, i) => {
    out[2 + i * 2] = hexDigits[byte >> 4] ?? 0;
    out[3 + i * 2] = hexDigits[byte & 15] ?? 0;
  });
  out.write("'", out.length - 1);
  return out;
}

function keyed(path: string, key: Buffer, options: Database.Options): Db {
  if (key.length !== 32) throw new FailureError(fail('vault-wrong-key', 'a key has 32 bytes'));
  const db = new Database(path, { timeout: 2000, ...options });
  const secret = rawKey(key);
  try {
    db.pragma("cipher='sqlcipher'");
    db.pragma('legacy=4');
    (db as Keyable).key(secret);
    db.prepare('select count(*) from sqlite_master').get();
    db.pragma('temp_store=memory');
    if (db.pragma('temp_store', { simple: true }) !== 2)
      throw new FailureError(fail('vault-not-durable', 'temporary tables would go to disk in clear'));
    db.pragma('trusted_schema=off');
    return db;
  } catch (error) {
    db.close();
    throw error;
  } finally {
    secret.fill(0);
  }
}

/** True while changes stand in a write-ahead log and not yet in the file. */
export const hasLog = (path: string): boolean =>
  existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;

/** True for a database that nobody encrypted: refused everywhere. */
export const isPlainFile = (path: string): boolean => firstBytes(path, 16).equals(plainHeader);

/**
 * Import and search workers read through this: no writes, the same key. Throws FailureError.
 * The caller wipes `key`.
 */
export function openReadOnly(path: string, key: Buffer): Db {
  if (!existsSync(path)) throw new FailureError(fail('vault-damaged', 'file is gone'));
  if (isPlainFile(path)) throw new FailureError(fail('vault-plain-file'));
  try {
    const db = keyed(path, key, { readonly: true, fileMustExist: true });
    db.pragma('cache_size=-4000');
    return db;
  } catch (error) {
    throw asFailure(error);
  }
}

/** The one writing connection of a file. `fresh` makes it; otherwise the file must exist. Throws FailureError. */
export function openWriter(path: string, key: Buffer, options: { fresh: boolean }): Db {
  if (!options.fresh && isPlainFile(path)) throw new FailureError(fail('vault-plain-file'));
  let db: Db | null = null;
  try {
    db = keyed(path, key, { fileMustExist: !options.fresh });
    // Encrypted, and still nobody else's; what SQLite makes beside it takes the same rights. Windows has its own.
    chmodSync(path, 0o600);
    if (db.pragma('journal_mode=wal', { simple: true }) !== 'wal')
      throw new FailureError(fail('vault-not-durable', 'no write-ahead log'));
    db.pragma('synchronous=FULL');
    if (process.platform === 'darwin') {
      db.pragma('fullfsync=1');
      db.pragma('checkpoint_fullfsync=1');
    }
    db.pragma('cache_size=-8000');
    db.pragma('foreign_keys=on');
    db.pragma('secure_delete=on');
    markOpened(db);
    assertDurable(db);
    if (isPlainFile(path)) throw new FailureError(fail('vault-plain-file'));
    keepStatements(db);
    return db;
  } catch (error) {
    db?.close();
    throw asFailure(error);
  }
}

/** A committed write on every open: the setting that follows is only true once it was read after one. */
function markOpened(db: Db): void {
  db.exec(
    `create table if not exists vault_opens (id integer primary key check (id = 1), count integer not null) strict;
     insert into vault_opens (id, count) values (1, 1) on conflict (id) do update set count = count + 1;`,
  );
}

/** Refuses a connection whose commits would not be on disk before "saved" is said (C38). */
export function assertDurable(db: Db): void {
  if (db.pragma('synchronous', { simple: true }) !== 2)
    throw new FailureError(fail('vault-not-durable', 'synchronous is not FULL after a committed write'));
}

/** What the database library threw, as a failure by cause. Other errors come back unchanged. */
export function asFailure(error: unknown): unknown {
  const failure = sqliteFailure(error);
  return failure ? new FailureError(failure) : error;
}

/** Null for what is not the database library's error. `message` is its code only: never a value from a row. */
export function sqliteFailure(error: unknown): Failure | null {
  if (error instanceof FailureError) return error.failure;
  if (!(error instanceof Database.SqliteError)) return null;
  const { code } = error;
  if (code.startsWith('SQLITE_NOTADB')) return fail('vault-wrong-key', code);
  if (code.startsWith('SQLITE_CORRUPT')) return fail('vault-damaged', code);
  if (code.startsWith('SQLITE_FULL')) return fail('disk-full', code);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return fail('busy', code);
  if (
    code.startsWith('SQLITE_IOERR') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_READONLY')
  )
    return fail('disk-error', code);
  return fail('unexpected', code);
}
