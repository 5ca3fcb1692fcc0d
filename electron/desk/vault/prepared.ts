// One compiled statement for each text and connection: compiling costs as much as running on the way of a save.
import type Database from 'better-sqlite3';

type Statement = Database.Statement<unknown[], unknown>;
const compiled = new WeakMap<Database.Database, Map<string, Statement>>();

/** As `db.prepare`, kept for the connection's life. Don't change its mode (`pluck`, `raw`): others share it. */
export function prepared<Bind extends unknown[] = unknown[], Row = unknown>(
  db: Database.Database,
  sql: string,
): Database.Statement<Bind, Row> {
  let known = compiled.get(db);
  if (known === undefined) compiled.set(db, (known = new Map()));
  let statement = known.get(sql);
  if (statement === undefined) known.set(sql, (statement = db.prepare<unknown[], unknown>(sql)));
  return statement as unknown as Database.Statement<Bind, Row>;
}
