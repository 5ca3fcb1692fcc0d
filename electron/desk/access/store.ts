// The rows of emergency access: what was opened, by whom, for whom, and what ended it.
import type Database from 'better-sqlite3';
import type { Ending, Need } from '#shared/domain/access/break-glass.ts';

type Db = Database.Database;

export interface Opened {
  id: string;
  person: string;
  role: string;
  patientId: string;
  contextId: string;
  need: Need;
  minutes: number;
  begunAt: string;
}

export const putOpened = (db: Db, o: Opened): void =>
  void db
    .prepare(
      `insert into break_glass (id, person, role, patient_id, context_id, need, minutes, begun_at)
       values (@id, @person, @role, @patientId, @contextId, @need, @minutes, @begunAt)`,
    )
    .run(o);

/** Whether it stands as open: a row that was rolled back, or ended by another hand, opens nothing. */
export const isOpen = (db: Db, id: string): boolean =>
  db.prepare('select 1 from break_glass where id = ? and ended_at is null').get(id) !== undefined;

export const putEnded = (db: Db, id: string, at: string, by: Ending): boolean =>
  db
    .prepare('update break_glass set ended_at = ?, ended_by = ? where id = ? and ended_at is null')
    .run(at, by, id).changes === 1;

/** Those that no end was written for: the desk ended while they were open. */
export const leftOpen = (db: Db): Opened[] =>
  db
    .prepare<[], Opened>(
      `select id, person, role, patient_id as patientId, context_id as contextId, need, minutes, begun_at as begunAt
       from break_glass where ended_at is null`,
    )
    .all();
