// Whom a call may be about soon, as this desk knows it: recent calls, open work, callbacks that fall due. Read from core.db;
// what is sealed there is not opened for it.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { normalDigits } from '#shared/domain/phone/phone.ts';
import { prepared } from '../vault/prepared.ts';

export interface Wanted {
  patientIds: string[];
  /** As they were dialled or came in: whoever has one of them. */
  numbers: string[];
}
const recentDays = 3;
const dueHours = 24;
const mostOfKind = 200;
const mostNumbers = 40;
/** A call that goes on asks for itself, after two facts and not before: it adds nobody here. */
const goesOn = `select id from calls where state in ('ringing', 'dialling', 'active', 'held', 'wrap-up')`;

const shift = (now: string, hours: number): string =>
  new Date(Date.parse(now) + hours * 3_600_000).toISOString();
const work = z.object({
  patientId: z.string().nullable().catch(null),
  number: z.string().nullable().catch(null),
});
const call = z.object({ number: z.string().nullable().catch(null) });
function read<T>(schema: z.ZodType<T>, json: string): T | null {
  try {
    const found = schema.safeParse(JSON.parse(json));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

/** `expected`: numbers that somebody will be rung under soon (callbacks of the queue). */
export function wantedHere(db: Database.Database, now: string, expected: readonly string[]): Wanted {
  const ids = (sql: string, ...bind: string[]): string[] =>
    prepared<string[], { patient_id: string }>(db, `${sql} limit ${mostOfKind}`)
      .all(...bind)
      .map((row) => row.patient_id);
  const due = prepared<[string], { json: string }>(
    db,
    `select json from work where done_at is null and (due_at is null or due_at < ?) order by due_at limit ${mostOfKind}`,
  )
    .all(shift(now, dueHours))
    .flatMap((row) => read(work, row.json) ?? []);
  const calls = prepared<[string], { json: string }>(
    db,
    `select json from calls where started_at > ? and id not in (${goesOn})
     and id not in (select context_id from verification_choice) order by started_at desc limit ${mostNumbers}`,
  )
    .all(shift(now, -24))
    .flatMap((row) => read(call, row.json) ?? []);
  const patientIds = [
    ...ids("select distinct patient_id from bookings where state in ('running', 'open')"),
    ...due.flatMap((item) => item.patientId ?? []),
    ...ids(
      `select c.patient_id from verification_choice c join messages m on m.id = c.context_id
       where m.closed_at is null and c.context_id not in (${goesOn}) order by c.at desc`,
    ),
    ...ids(
      `select patient_id from verification_choice where at > ? and context_id not in (${goesOn}) order by at desc`,
      shift(now, -24 * recentDays),
    ),
  ];
  const numbers = [
    ...due.filter((item) => item.patientId === null).map((item) => item.number),
    ...expected,
    ...calls.map((one) => one.number),
  ];
  const seen = new Set<string>();
  return {
    patientIds: [...new Set(patientIds)],
    numbers: numbers
      .flatMap((n) => {
        const digits = n === null ? null : normalDigits(n);
        if (n === null || digits === null || seen.has(digits)) return [];
        seen.add(digits);
        return [n];
      })
      .slice(0, mostNumbers),
  };
}
