// Who is kept, how many, since when; and how they go: whole persons, by age, by number, or all at once.
import type Database from 'better-sqlite3';
import { prepared } from '../../vault/prepared.ts';
import { dropUnused, wordsOf } from './words.ts';

type Db = Database.Database;
export interface Kept {
  people: number;
  /** When the first of them was kept; null while nobody is. */
  since: string | null;
  /** When the record was last asked about one of them. */
  newest: string | null;
}
export interface KeptPeople {
  count(): Kept;
  /** Takes out, at most `atOnce` at a time, whom nobody needed since `before`, then the longest unneeded above `most`. */
  purge(before: string, most: number, atOnce: number): number;
  /** When the record answered each of these cards of a person; missing = it is not kept. */
  ages(patientId: string): ReadonlyMap<string, string>;
}
/** Later than any time that is kept. */
const forEver = '~';
const nobody: Kept = { people: 0, since: null, newest: null };

/** `db` is null while patients.db is closed (locked): nobody is kept then, and nothing can go. */
export function createKeptPeople(db: () => Db | null): KeptPeople {
  /** Freed pages are overwritten (`secure_delete` of the vault): forgotten is not only unlisted. */
  const drop = (open: Db, patientIds: readonly string[]): void => {
    const words = wordsOf(open, patientIds);
    const gone = prepared<[string]>(open, 'delete from kept_person where patient_id = ?');
    for (const id of patientIds) gone.run(id);
    dropUnused(open, words);
  };
  return {
    count() {
      const open = db();
      if (open === null) return nobody;
      return (
        prepared<[], Kept>(
          open,
          'select count(*) as people, min(since) as since, max(needed_at) as newest from kept_person',
        ).get() ?? nobody
      );
    },
    purge(before, most, atOnce) {
      const open = db();
      if (open === null) return 0;
      return open
        .transaction(() => {
          const people =
            prepared<[], { n: number }>(open, 'select count(*) as n from kept_person').get()?.n ?? 0;
          const unneeded = prepared<[string, number], { patient_id: string }>(
            open,
            'select patient_id from kept_person where needed_at < ? order by needed_at limit ?',
          );
          // The longest unneeded come first: whoever is one too many stands right behind those who are too old.
          const old = unneeded.all(before, atOnce).length;
          const all = Math.min(atOnce, Math.max(old, people - most));
          const ids = unneeded.all(forEver, all).map((row) => row.patient_id);
          drop(open, ids);
          return ids.length;
        })
        .immediate();
    },
    ages(patientId) {
      const open = db();
      if (open === null) return new Map();
      return new Map(
        prepared<[string], { card: string; as_of: string }>(
          open,
          'select card, as_of from cache where patient_id = ?',
        )
          .all(patientId)
          .map((row) => [row.card, row.as_of]),
      );
    },
  };
}
