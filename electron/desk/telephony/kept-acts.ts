// What an agent has finished must reach the server although it is away just now: a wrap-up, a voicemail that became a message,
// a callback's outcome. Kept in the vault until the server has answered; told again under the same ids.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { act, type Act, type ActKind } from '#shared/domain/telephony/acts.ts';

const row = z.array(z.strictObject({ person: z.string().max(60), act })).max(200);
const key = 'kept-acts';
/** Only what stays true however late it is told. */
export const kinds: ReadonlySet<ActKind> = new Set([
  'wrapped-up',
  'voicemail-taken',
  'callback-end',
  'callback-plan',
]);

type Kept = z.infer<typeof row>;
export function readKeptActs(db: Database.Database): Kept {
  const found = db
    .prepare<[string], { value: string }>('SELECT value FROM settings_core WHERE key = ?')
    .get(key);
  if (found === undefined) return [];
  try {
    return row.parse(JSON.parse(found.value));
  } catch {
    return [];
  }
}
function write(db: Database.Database, kept: Kept): void {
  db.prepare(
    'INSERT INTO settings_core (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(kept.slice(-200)));
}
const same = (a: Kept[number], b: Kept[number]): boolean => JSON.stringify(a) === JSON.stringify(b);
export const keepAct = (db: Database.Database, person: string, kept: Act): void =>
  write(db, [...readKeptActs(db).filter((k) => !same(k, { person, act: kept })), { person, act: kept }]);
export const forgetAct = (db: Database.Database, person: string, told: Act): void =>
  write(
    db,
    readKeptActs(db).filter((k) => !same(k, { person, act: told })),
  );
