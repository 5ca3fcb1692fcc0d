// Names of the people who are kept, found by how they are said: each word of the store is compared in memory (there are
// some ten thousand), then the people of the words that fit are read. The words go from memory with the lock.
import type Database from 'better-sqlite3';
import { type KnownWord, readings } from '#shared/domain/finding/match.ts';
import { slips, slipsIn, soundOf } from '#shared/domain/finding/names.ts';
import { prepared } from '../../vault/prepared.ts';
import { dropUnused, wordsOf } from './words.ts';

type Db = Database.Database;
interface Word {
  id: number;
  word: string;
  sound: string;
  /** One bit for each letter that occurs: words with too many different ones need no comparing. */
  letters: number;
}
export interface NameIndex {
  /** Replaces what was kept for this person. */
  put(patientId: string, words: readonly KnownWord[], birthDate: string | null): void;
  /** Ids with the likeliest first. `birthDates` empty = any. */
  find(said: readonly string[], birthDates: readonly string[], most: number): string[];
  /** Reads some more words into memory, so that the first search needn't; false when all are there. */
  warm(): boolean;
  /** Takes the words from memory. */
  forget(): void;
}

const lettersOf = (word: string): number => {
  let bits = 0;
  for (let i = 0; i < word.length; i++) {
    const at = word.charCodeAt(i) - 97;
    bits |= 1 << (at >= 0 && at < 26 ? at : 26 + (Math.abs(at) % 5));
  }
  return bits;
};
function bitsIn(n: number): number {
  let count = 0;
  for (let left = n; left !== 0; left &= left - 1) count++;
  return count;
}
const former = 0.5;
/** Beyond any that fit: more would only slow a ring down. */
const mostRows = 20_000;
/** Words that one turn of the desk's loop reads. */
const wordsAtOnce = 2000;

/** `db` is null while patients.db is closed (locked): then nobody is found and nothing is kept. */
export function createNameIndex(db: () => Db | null): NameIndex {
  let words: Word[] = [];
  /** Words up to this id are in memory; null = nothing was read yet. */
  let upTo: number | null = null;
  let known = new Map<string, Word>();
  let of: Db | null = null;

  function learn(id: number, word: string): void {
    const before = known.get(word);
    // Forgotten and met again: the store gave it another id.
    if (before !== undefined) before.id = id;
    else {
      const one = { id, word, sound: soundOf(word), letters: lettersOf(word) };
      words.push(one);
      known.set(word, one);
    }
  }
  function forget(): void {
    words = [];
    known = new Map();
    upTo = null;
    of = null;
  }
  /** Reads the words that are not in memory yet, `most` at most; false when none was left. */
  function readWords(open: Db, most: number): boolean {
    if (of !== open) forget();
    of = open;
    const rows = prepared<[number, number], { id: number; word: string }>(
      open,
      'select id, word from kept_word where id > ? order by id limit ?',
    ).all(upTo ?? 0, most);
    for (const row of rows) {
      learn(row.id, row.word);
      upTo = row.id;
    }
    upTo ??= 0;
    return rows.length === most;
  }
  function load(open: Db): Word[] {
    while (readWords(open, wordsAtOnce));
    return words;
  }

  /** The words of the store that may be meant by one that was said, with what it costs to take them for it. */
  function near(all: readonly Word[], said: string): Map<number, number> {
    const found = new Map<number, number>();
    const sound = soundOf(said);
    const letters = lettersOf(said);
    for (const w of all) {
      if (w.word === said) found.set(w.id, 0);
      else if (w.word.startsWith(said)) found.set(w.id, 1);
      else {
        const most = slipsIn(Math.max(said.length, w.word.length));
        const close =
          Math.abs(said.length - w.word.length) <= most && bitsIn(letters ^ w.letters) <= 2 * most;
        const apart = most > 0 && close ? slips(said, w.word, most) : most + 1;
        if (apart <= most) found.set(w.id, 1 + apart);
        else if (sound.length > 1 && w.sound === sound) found.set(w.id, 3);
      }
    }
    return found;
  }
  function peopleOf(open: Db, fitting: ReadonlyMap<number, number>): Map<string, number> {
    const people = new Map<string, number>();
    // As lists: a common name has thousands of rows. The text is this line's alone, so its mode is nobody else's.
    const rows = prepared<[string, number], [word: number, patientId: string, was: number]>(
      open,
      'select word, patient_id, former from kept_name where word in (select value from json_each(?)) limit ?',
    )
      .raw(true)
      .all(JSON.stringify([...fitting.keys()]), mostRows);
    for (const [word, patientId, was] of rows) {
      const cost = (fitting.get(word) ?? 0) + (was === 1 ? former : 0);
      if (cost < (people.get(patientId) ?? Infinity)) people.set(patientId, cost);
    }
    return people;
  }

  return {
    forget,
    warm() {
      const open = db();
      return open !== null && readWords(open, wordsAtOnce);
    },
    put(patientId, list, birthDate) {
      const open = db();
      if (open === null) return;
      open.transaction(() => {
        prepared<[string | null, string]>(
          open,
          'update kept_person set birth_date = ? where patient_id = ?',
        ).run(birthDate, patientId);
        const before = wordsOf(open, [patientId]);
        prepared<[string]>(open, 'delete from kept_name where patient_id = ?').run(patientId);
        for (const { word, former: was } of list) {
          const row =
            prepared<[string], { id: number }>(
              open,
              'insert into kept_word (word) values (?) on conflict (word) do nothing returning id',
            ).get(word) ??
            prepared<[string], { id: number }>(open, 'select id from kept_word where word = ?').get(word);
          if (row === undefined) continue;
          if (upTo !== null && of === open) learn(row.id, word);
          prepared<[number, string, number]>(
            open,
            'insert or ignore into kept_name (word, patient_id, former) values (?, ?, ?)',
          ).run(row.id, patientId, was ? 1 : 0);
        }
        dropUnused(open, before);
      })();
    },
    find(said, birthDates, most) {
      const open = db();
      if (open === null) return [];
      const all = load(open);
      const asked = new Map<string, Map<string, number>>();
      const peopleFor = (word: string): Map<string, number> => {
        const before = asked.get(word);
        if (before !== undefined) return before;
        const people = peopleOf(open, near(all, word));
        asked.set(word, people);
        return people;
      };
      const best = new Map<string, number>();
      for (const reading of readings(said)) {
        // An initial says too little to look for; it is compared afterwards.
        const telling = reading.filter((w) => w.length > 1);
        const [first, ...rest] = telling.map(peopleFor).toSorted((a, b) => a.size - b.size);
        for (const [id, cost] of first ?? []) {
          let total = cost;
          for (const other of rest) total += other.get(id) ?? Infinity;
          if (total < (best.get(id) ?? Infinity)) best.set(id, total);
        }
      }
      const born = prepared<[string], { birth_date: string | null }>(
        open,
        'select birth_date from kept_person where patient_id = ?',
      );
      const ofDate = (id: string): boolean =>
        birthDates.length === 0 || birthDates.includes(born.get(id)?.birth_date ?? '');
      return [...best]
        .filter(([id]) => ofDate(id))
        .toSorted((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, most)
        .map(([id]) => id);
    },
  };
}
