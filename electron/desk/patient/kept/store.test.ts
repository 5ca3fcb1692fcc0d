// Thousands of people are forgotten in turns of few rows each, so that the desk's loop is held for a breath at most; words of their
// names go with them.
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { purgedAtOnce } from '../../prefetch/policy.ts';
import { patientTables } from '../../vault/tables-patients.ts';
import { patientNumbersSchema } from '../schema.ts';
import { createCardCache } from '../store.ts';
import { keptSchema } from './schema.ts';
import { createKeptPeople } from './store.ts';

const at = '2026-11-01T00:00:00.000Z';
function filled(people: number, ran?: (sql: string) => void): Database.Database {
  const db = new Database(':memory:', ran === undefined ? {} : { verbose: (sql) => ran(String(sql)) });
  db.exec(`pragma secure_delete = on;${patientTables}${patientNumbersSchema}${keptSchema}`);
  const cache = createCardCache(() => db);
  const json = JSON.stringify({ pad: 'x'.repeat(1500) });
  db.transaction(() => {
    for (let i = 0; i < people; i++) {
      for (const card of ['person', 'identity', 'appointments', 'coverage'])
        cache.write(`p${i}`, card, json, new Date(Date.parse(at) + i).toISOString());
      const words = [`g${i % 300}`, `f${i % 900}`, `g${i % 300}f${i % 900}`, `own${i}`];
      cache.names.put(
        `p${i}`,
        words.map((word) => ({ word, former: false })),
        '1980-01-01',
      );
    }
  })();
  return db;
}
const count = (db: Database.Database, table: string) =>
  db.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()?.n;

it('a turn of forgetting is of as many rows as it has people, however many are kept: none is read through', () => {
  const work = (people: number) => {
    const ran: string[] = [];
    const db = filled(people, (sql) => ran.push(sql));
    const kept = createKeptPeople(() => db);
    const changes = () => db.prepare<[], { n: number }>('select total_changes() as n').get()?.n ?? 0;
    const reads = (sql: string) =>
      db
        .prepare<[], { detail: string }>(`explain query plan ${sql}`)
        .all()
        .map((row) => row.detail)
        .filter((detail) => detail.startsWith('SCAN') && !detail.startsWith('SCAN json_each'));
    kept.purge('9999', 0, purgedAtOnce);
    const before = changes();
    ran.length = 0;
    expect(kept.purge('9999', 0, purgedAtOnce)).toBe(purgedAtOnce);
    const statements = ran.filter((sql) => /^(?:select|insert|update|delete)/.test(sql));
    const rows = changes() - before;
    // What goes with a person is not told among them.
    const trigger = db
      .prepare<[], { sql: string }>("select sql from sqlite_master where name = 'kept_person_gone'")
      .get();
    const along =
      trigger?.sql.match(/delete from [^;]+/g)?.map((sql) => sql.replace('old.patient_id', "'p1'")) ?? [];
    expect(along.length).toBe(3);
    const through = new Set([...statements, ...along].flatMap(reads));
    db.close();
    return { rows, through: [...through], statements: statements.length };
  };
  const [few, many] = [work(200), work(4000)];
  // How many there are, counted in an index of times alone.
  expect(many.through).toEqual(['SCAN kept_person USING COVERING INDEX kept_person_by_need']);
  // A person, four cards and four words of names each, and of the words those that are nobody else's.
  expect(many.rows).toBeGreaterThanOrEqual(9 * purgedAtOnce);
  expect(many.rows).toBeLessThanOrEqual(13 * purgedAtOnce);
  expect(many.statements).toBeLessThanOrEqual(few.statements);
});
it('the longest unneeded go first, and of the words of names those that nobody else bears', () => {
  const db = filled(20);
  const kept = createKeptPeople(() => db);
  const cache = createCardCache(() => db);
  cache.names.put('p19', [{ word: 'own0', former: false }], null);
  expect(kept.purge(at, 15, 3)).toBe(3);
  expect(kept.purge(at, 15, 3)).toBe(2);
  expect(kept.purge(at, 15, 3)).toBe(0);
  expect(cache.read('p4', 'person')).toBeNull();
  expect(cache.read('p5', 'person')).not.toBeNull();
  const words = db
    .prepare<[], { word: string }>('select word from kept_word')
    .all()
    .map((r) => r.word);
  expect(words).toContain('own0');
  expect(words).not.toContain('own1');
  expect(words).not.toContain('own19');
  expect(kept.purge(new Date(Date.parse(at) + 7).toISOString(), 15, 100)).toBe(2);
  while (kept.purge('9999', 0, 3) > 0);
  expect(['cache', 'kept_name', 'kept_word', 'kept_person'].map((t) => count(db, t))).toEqual([0, 0, 0, 0]);
  db.close();
});
