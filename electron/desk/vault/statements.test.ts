// Kept statements answer as fresh ones would, whoever used them before and how.
import Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { keepStatements } from './statements.ts';

let db: Database.Database;
const all = 'SELECT n FROM t ORDER BY n';
beforeEach(() => {
  db = new Database(':memory:');
  keepStatements(db);
  db.exec('CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2)');
});

it('keeps a plain statement', () => {
  expect(db.prepare(all)).toBe(db.prepare(all));
  expect(db.prepare(all).all()).toEqual([{ n: 1 }, { n: 2 }]);
});
it('never hands out a statement that answers otherwise', () => {
  const plucked = db.prepare(all).pluck();
  expect(db.prepare(all).all()).toEqual([{ n: 1 }, { n: 2 }]);
  expect(plucked.all()).toEqual([1, 2]);
  expect(db.prepare(all).raw().all()).toEqual([[1], [2]]);
  expect(db.prepare(all).all()).toEqual([{ n: 1 }, { n: 2 }]);
  expect(db.prepare('SELECT ? AS a').bind(5).get()).toEqual({ a: 5 });
  expect(db.prepare('SELECT ? AS a').get(6)).toEqual({ a: 6 });
});
it('may be walked through while the same question is asked', () => {
  const seen: unknown[] = [];
  for (const row of db.prepare(all).iterate()) seen.push([row, db.prepare(all).all().length]);
  expect(seen).toEqual([
    [{ n: 1 }, 2],
    [{ n: 2 }, 2],
  ]);
});
it('follows a changed table', () => {
  const rows = () => db.prepare('SELECT * FROM t').all();
  rows();
  db.exec('ALTER TABLE t ADD COLUMN m INTEGER DEFAULT 7');
  expect(rows()).toEqual([
    { n: 1, m: 7 },
    { n: 2, m: 7 },
  ]);
});
it('does not grow without end, and errors stay errors', () => {
  for (let i = 0; i < 1000; i++) db.prepare(`SELECT ${i}`).get();
  expect(() => db.prepare('SELEKT')).toThrow(/syntax/);
});
