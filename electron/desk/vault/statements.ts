// Compiling a statement takes longer than running most of them, and every save runs a dozen: a connection keeps the plain
// ones. A statement whose way of answering was changed (pluck, raw, bind …) or that is walked through row by row is its
// caller's own from then on, and is never handed to anyone else.
import type Database from 'better-sqlite3';

const most = 300;
const changing = ['pluck', 'expand', 'raw', 'bind', 'safeIntegers', 'iterate'] as const;

/** `db.prepare` answers a kept statement where it can. */
export function keepStatements(db: Database.Database): void {
  const kept = new Map<string, Database.Statement>();
  const compile = db.prepare.bind(db) as (sql: string) => Database.Statement;
  const prepare = (sql: string): Database.Statement => {
    const known = kept.get(sql);
    if (known !== undefined && !known.busy) return known;
    const made = compile(sql);
    for (const name of changing) {
      const original = made[name].bind(made) as (...args: unknown[]) => unknown;
      Object.defineProperty(made, name, {
        value(...args: unknown[]) {
          if (kept.get(sql) === made) kept.delete(sql);
          return original(...args);
        },
      });
    }
    if (kept.size >= most) kept.clear();
    kept.set(sql, made);
    return made;
  };
  db.prepare = prepare as typeof db.prepare;
}
