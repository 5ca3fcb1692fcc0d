// Callbacks and tasks of the left column. In this version they come from the demo's day; the queue is a later issue's.
import type Database from 'better-sqlite3';
import { workItem, type WorkItem } from '#shared/contract/work.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';

export const workSchema = `CREATE TABLE work (id TEXT PRIMARY KEY, due_at TEXT, done_at TEXT, json TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

export function putWork(db: Database.Database, item: WorkItem): void {
  db.prepare(
    'INSERT INTO work (id, due_at, done_at, json) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, done_at = excluded.done_at, json = excluded.json',
  ).run(item.id, item.dueAt, item.doneAt, JSON.stringify(item));
}
export function workHandlers(deps: { core(): Database.Database }): RoomHandlers<'work'> {
  return {
    list: () =>
      ok(
        deps
          .core()
          .prepare<[], { json: string }>(
            'SELECT json FROM work ORDER BY done_at IS NOT NULL, due_at IS NULL, due_at LIMIT 200',
          )
          .all()
          .map((r) => workItem.parse(JSON.parse(r.json))),
      ),
    done({ id, on }, context) {
      const db = deps.core();
      const row = db.prepare<[string], { json: string }>('SELECT json FROM work WHERE id = ?').get(id);
      if (row === undefined) return fail('not-found', 'work');
      const item = { ...workItem.parse(JSON.parse(row.json)), doneAt: on ? context.now : null };
      putWork(db, item);
      context.changed('work.changed', [id]);
      return ok(item);
    },
  };
}
