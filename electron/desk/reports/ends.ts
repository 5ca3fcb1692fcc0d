// How emergency accesses of this desk ended, for who reviews them: from their rows and from what the audit log says was read.
import type Database from 'better-sqlite3';
import { endings } from '#shared/domain/access/break-glass.ts';
import { type AccessEnd, accessEnd } from '#shared/protocol/report-ends.ts';
import { prepared } from '../vault/prepared.ts';

/** Days for which an end is told anew by a desk that does not remember that it was taken. */
const days = 3;
/** Audit rows that are looked at from the end on: a shift has fewer. */
const reach = 20_000;

interface Row {
  id: string;
  begunAt: string;
  endedAt: string;
  by: (typeof endings)[number];
}
export interface EndTold {
  id: string;
  ended: AccessEnd;
}

/** Newest first, at most `most`. `told`: those that the backend has, by id; `at`: this desk's time as the backend's. */
export function endsToTell(
  db: Database.Database,
  told: ReadonlySet<string>,
  at: (iso: string) => string,
  now: string,
  most: number,
): EndTold[] {
  const since = new Date(Date.parse(now) - days * 86_400_000).toISOString();
  const rows = prepared<[string], Row>(
    db,
    `select b.id, b.begun_at as begunAt, b.ended_at as endedAt, b.ended_by as "by" from break_glass b
     join reports r on r.id = b.id where b.ended_at > ? and r.told_at is not null order by b.ended_at desc limit 200`,
  ).all(since);
  return rows
    .filter(({ id }) => !told.has(id))
    .slice(0, most)
    .flatMap(({ id, begunAt, endedAt, by }) => {
      const seconds = Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(begunAt)) / 1000));
      const ended = accessEnd.safeParse({ at: at(endedAt), by, seconds, cards: cardsOf(db, id) });
      return ended.success ? [{ id, ended: ended.data }] : [];
    });
}

/** Cards that were answered under it, in alphabetical order. */
function cardsOf(db: Database.Database, id: string): string[] {
  const subjects = prepared<[number, string], { subjects: string }>(
    db,
    `select subjects from audit where seq > (select coalesce(max(seq), 0) from audit) - ?
     and event in ('patient.card', 'patient.cards') and outcome = 'answered' and instr(subjects, ?) > 0`,
  ).all(reach, `"${id}"`);
  const names = subjects.flatMap((row) => {
    const { card } = JSON.parse(row.subjects) as { card?: unknown };
    return typeof card === 'string' ? card.split(':') : [];
  });
  return [...new Set(names)].filter((name) => /^[a-z-]{1,40}$/.test(name)).toSorted();
}
