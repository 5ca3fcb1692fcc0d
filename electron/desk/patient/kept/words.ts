// Words of names that nobody bears any more: they go with the last person, and only those are looked at that may have.
import type Database from 'better-sqlite3';
import { prepared } from '../../vault/prepared.ts';

type Db = Database.Database;

/** Ids of the words of these people. */
export const wordsOf = (open: Db, patientIds: readonly string[]): number[] =>
  prepared<[string], { word: number }>(
    open,
    'select distinct word from kept_name where patient_id in (select value from json_each(?))',
  )
    .all(JSON.stringify(patientIds))
    .map((row) => row.word);

/** Takes out those of `ids` that are nobody's. */
export function dropUnused(open: Db, ids: readonly number[]): void {
  const drop = prepared<[number, number]>(
    open,
    'delete from kept_word where id = ? and not exists (select 1 from kept_name where word = ?)',
  );
  for (const id of ids) drop.run(id, id);
}
