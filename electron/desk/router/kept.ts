// Results of requests that change something, kept ten minutes in the same transaction, so that a page that lost its port
// between send and reply asks again with the same requestId and gets the same answer (architecture rule 3). Answers of control
// requests belong to the desk that runs: they are kept in its memory, by the open vault.
import type Database from 'better-sqlite3';
import { prepared } from '../vault/prepared.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Phase } from './gate.ts';

const keepMs = 10 * 60_000;
const sweepMs = 60_000;
const sweptAt = new WeakMap<Database.Database, number>();

export type Kept = { found: true; result: Result<unknown> } | { found: false; clash: boolean };

/** Who asked, and how the desk stood then. */
export interface Stands {
  person: { id: string } | null;
  phase: Phase;
}
/** What a kept answer is bound to. */
export const standingOf = ({ person, phase }: Stands): string =>
  `${person?.id ?? ''}|${phase === 'locked' ? 'locked' : 'open'}`;

/** `standing` = who asked, and whether the desk was locked: another standing gets nothing of an earlier answer. */
export function findKept(db: Database.Database, requestId: string, name: string, standing: string): Kept {
  const row = prepared<[string], { request: string; person: string | null; result: string }>(
    db,
    'SELECT request, person, result FROM kept_results WHERE request_id = ?',
  ).get(requestId);
  if (row === undefined) return { found: false, clash: false };
  if (row.request !== name || row.person !== standing) return { found: false, clash: true };
  return { found: true, result: JSON.parse(row.result) as Result<unknown> };
}

export function keep(
  db: Database.Database,
  requestId: string,
  name: string,
  standing: string,
  result: Result<unknown>,
  now: string,
): void {
  const at = Date.parse(now);
  // Looking for old ones walks over all of them: once a minute is enough, also after the clock was set back.
  const last = sweptAt.get(db) ?? Number.NEGATIVE_INFINITY;
  if (Math.abs(at - last) >= sweepMs) {
    prepared(db, 'DELETE FROM kept_results WHERE at < ?').run(new Date(at - keepMs).toISOString());
    sweptAt.set(db, at);
  }
  prepared(
    db,
    'INSERT INTO kept_results (request_id, request, person, result, at) VALUES (?, ?, ?, ?, ?)',
  ).run(requestId, name, standing, JSON.stringify(result), now);
}

/** A control request that was done. It may have changed who sits or whether the desk is locked: it is known by both. */
interface Done {
  name: string;
  standings: readonly string[];
  result: Result<unknown>;
}
const done = new WeakMap<Database.Database, Map<string, Done & { at: number }>>();
/** More than a person does in ten minutes; the oldest goes first. */
const mostDone = 200;

export function findDone(db: Database.Database, requestId: string, name: string, standing: string): Kept {
  const kept = done.get(db)?.get(requestId);
  if (kept === undefined) return { found: false, clash: false };
  if (kept.name !== name || !kept.standings.includes(standing)) return { found: false, clash: true };
  return { found: true, result: kept.result };
}
export function keepDone(db: Database.Database, requestId: string, what: Done, now: string): void {
  const at = Date.parse(now);
  const all = done.get(db) ?? new Map<string, Done & { at: number }>();
  for (const [id, one] of all) if (Math.abs(at - one.at) >= keepMs) all.delete(id);
  const [oldest] = all.keys();
  if (all.size >= mostDone && oldest !== undefined) all.delete(oldest);
  all.set(requestId, { ...what, at });
  done.set(db, all);
}

/** At lock nothing of the last ten minutes stays readable, and the page that could repeat is gone. */
export function forgetKept(db: Database.Database): void {
  done.delete(db);
  prepared(db, 'DELETE FROM kept_results').run();
}
