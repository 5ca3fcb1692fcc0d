// The list of abbreviations that ships counts until the organisation delivers one of its own; a newer shipped list replaces a
// shipped one only.
import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { termList } from '#shared/domain/knowledge/terms.ts';

/** Beside the starter articles in `article_packs`. */
const packName = 'terms';
const digestOf = (json: string): string => createHash('sha256').update(json).digest('hex');

/**
 * From here on the list in `folder` counts, unless one was delivered. Small: one row. False when nothing changed, also when the
 * file is missing or is no list of terms. `now` is an ISO instant.
 */
export function takeShippedTerms(db: Database.Database, folder: string, now: string): boolean {
  let json: string;
  try {
    json = JSON.stringify(termList.parse(JSON.parse(readFileSync(join(folder, 'terms.json'), 'utf8'))));
  } catch {
    return false;
  }
  const list = termList.parse(JSON.parse(json));
  return db
    .transaction(() => {
      const there = db.prepare<[], { json: string }>('select json from article_terms').get();
      const shipped = db
        .prepare<[string], { digest: string }>('select digest from article_packs where name = ?')
        .get(packName);
      if (there && (there.json === json || digestOf(there.json) !== shipped?.digest)) return false;
      db.prepare('insert or replace into article_terms (one, version, json) values (1, ?, ?)').run(
        list.version,
        json,
      );
      db.prepare(
        'insert or replace into article_packs (name, digest, articles, imported_at) values (?, ?, 0, ?)',
      ).run(packName, digestOf(json), now);
      return true;
    })
    .immediate();
}
