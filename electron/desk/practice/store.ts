// Attempts as rows of the practice vault: the run as it is, its scenario once, what lists show in columns.
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import {
  bookmark,
  party,
  type Bookmark,
  type PracticeParty,
  type PracticeSkill,
  type PracticeTrainee,
  type RunRow,
} from '#shared/contract/practice.ts';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { PracticeLevel, Scenario } from '#shared/domain/practice/scenario.ts';
import { prepared } from '../vault/prepared.ts';
import { sameTrainee } from './progress.ts';

type Db = Database.Database;
export type SkillShares = Partial<Record<PracticeSkill, number | null>>;

interface Columns {
  id: string;
  scenario_id: string;
  scenario_version: number;
  title: string;
  level: number;
  seed: number;
  trainee_id: string | null;
  trainee_name: string;
  assignment_id: string | null;
  started_at: string;
  ended_at: string | null;
  state: RunRow['state'];
  ending: RunRow['ending'];
  score: number | null;
  passed: number | null;
  skills: string;
  marks: number;
  interrupted: number;
}
interface Wide extends Columns {
  hash: string | null;
  party: string | null;
  bookmarks: string;
}
/** As lists have it. */
export interface AttemptRow {
  row: RunRow;
  skills: SkillShares;
}
export interface Attempt extends AttemptRow {
  hash: string | null;
  party: PracticeParty | null;
  bookmarks: Bookmark[];
}

const listed = `id, scenario_id, scenario_version, title, level, seed, trainee_id, trainee_name, assignment_id, started_at,
  ended_at, state, ending, score, passed, skills, interrupted, json_array_length(bookmarks) AS marks`;
const whole = `${listed}, hash, party, bookmarks`;

function rowOf(c: Columns): AttemptRow {
  return {
    row: {
      id: c.id,
      scenarioId: c.scenario_id,
      scenarioVersion: c.scenario_version,
      title: c.title,
      level: c.level as PracticeLevel,
      seed: c.seed,
      trainee: { id: c.trainee_id, name: c.trainee_name },
      assignmentId: c.assignment_id,
      startedAt: c.started_at,
      endedAt: c.ended_at,
      state: c.state,
      ending: c.ending,
      score: c.score,
      passed: c.passed === null ? null : c.passed === 1,
      bookmarks: c.marks,
      old: false,
      interrupted: c.interrupted === 1,
    },
    skills: JSON.parse(c.skills) as SkillShares,
  };
}
const attemptOf = (c: Wide): Attempt => ({
  ...rowOf(c),
  hash: c.hash,
  party: c.party === null ? null : party.parse(JSON.parse(c.party)),
  bookmarks: z.array(bookmark).parse(JSON.parse(c.bookmarks)),
});

/** Keeps the scenario as it is played; its hash. */
export function keepScenario(db: Db, scenario: Scenario): string {
  const json = JSON.stringify(scenario);
  const hash = createHash('sha256').update(json).digest('hex');
  prepared(
    db,
    'INSERT INTO practice_scenarios (hash, scenario_id, version, json) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING',
  ).run(hash, scenario.id, scenario.version, json);
  return hash;
}
/** Text of a kept scenario; null = there is none. */
export const scenarioText = (db: Db, hash: string): string | null =>
  prepared<[string], { json: string }>(db, 'SELECT json FROM practice_scenarios WHERE hash = ?').get(hash)
    ?.json ?? null;

export interface NewAttempt {
  id: string;
  scenario: Pick<Scenario, 'id' | 'version' | 'title'>;
  hash: string | null;
  level: PracticeLevel;
  seed: number;
  trainee: PracticeTrainee;
  assignmentId: string | null;
  startedAt: string;
  state: 'running' | 'declined';
  run: PracticeRun | null;
}
export function addAttempt(db: Db, a: NewAttempt): void {
  prepared(
    db,
    `INSERT INTO practice_attempts (id, scenario_id, scenario_version, hash, title, level, seed, trainee_id, trainee_name,
       assignment_id, started_at, ended_at, state, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    a.id,
    a.scenario.id,
    a.scenario.version,
    a.hash,
    a.scenario.title,
    a.level,
    a.seed,
    a.trainee.id,
    a.trainee.name,
    a.assignmentId,
    a.startedAt,
    a.state === 'declined' ? a.startedAt : null,
    a.state,
    a.run === null ? null : JSON.stringify(a.run),
  );
}

export function findAttempt(db: Db, id: string): Attempt | null {
  const found = prepared<[string], Wide>(db, `SELECT ${whole} FROM practice_attempts WHERE id = ?`).get(id);
  return found === undefined ? null : attemptOf(found);
}
/** Text of the run; null = it was declined, or there is none. */
export const runText = (db: Db, id: string): string | null =>
  prepared<[string], { run: string | null }>(db, 'SELECT run FROM practice_attempts WHERE id = ?').get(id)
    ?.run ?? null;
export const putRun = (db: Db, id: string, json: string): void =>
  void prepared(db, 'UPDATE practice_attempts SET run = ? WHERE id = ?').run(json, id);
export const putParty = (db: Db, id: string, p: PracticeParty | null): void =>
  void prepared(db, 'UPDATE practice_attempts SET party = ? WHERE id = ?').run(
    p === null ? null : JSON.stringify(p),
    id,
  );
export const putBookmarks = (db: Db, id: string, marks: readonly Bookmark[]): void =>
  void prepared(db, 'UPDATE practice_attempts SET bookmarks = ? WHERE id = ?').run(JSON.stringify(marks), id);
export const putEnded = (db: Db, id: string, endedAt: string): void =>
  void prepared(db, 'UPDATE practice_attempts SET ended_at = coalesce(ended_at, ?) WHERE id = ?').run(
    endedAt,
    id,
  );

export interface Outcome {
  state: RunRow['state'];
  ending: RunRow['ending'];
  score: number | null;
  passed: boolean | null;
  skills: SkillShares;
}
export const putOutcome = (db: Db, id: string, o: Outcome): void =>
  void prepared(
    db,
    'UPDATE practice_attempts SET state = ?, ending = ?, score = ?, passed = ?, skills = ? WHERE id = ?',
  ).run(
    o.state,
    o.ending,
    o.score,
    o.passed === null ? null : Number(o.passed),
    JSON.stringify(o.skills),
    id,
  );

/** Rings, is talked on, or is being wrapped up. */
export const runningAttempts = (db: Db): Attempt[] =>
  prepared<[], Wide>(db, `SELECT ${whole} FROM practice_attempts WHERE state = 'running' ORDER BY started_at`)
    .all()
    .map(attemptOf);

/** The desk was gone while somebody was on the line: its times are not to be relied on. */
export const putInterrupted = (db: Db, id: string): void =>
  void prepared(db, 'UPDATE practice_attempts SET interrupted = 1 WHERE id = ?').run(id);

const newestFirst = 'ORDER BY started_at DESC, id DESC LIMIT ?';
/** Newest first, of everybody: all of them unless told otherwise (-1). What counts runs never drops the oldest. */
export const attempts = (db: Db, most = -1): AttemptRow[] =>
  prepared<[number], Columns>(db, `SELECT ${listed} FROM practice_attempts ${newestFirst}`)
    .all(most)
    .map(rowOf);

/** Newest first, of one trainee. Without an id a name is meant under any spelling of `sameTrainee`. */
export function attemptsOf(db: Db, who: PracticeTrainee, most = -1): AttemptRow[] {
  const { id } = who;
  if (id !== null)
    return prepared<[string, number], Columns>(
      db,
      `SELECT ${listed} FROM practice_attempts WHERE trainee_id = ? ${newestFirst}`,
    )
      .all(id, most)
      .map(rowOf);
  const names = prepared<[], { name: string }>(
    db,
    'SELECT DISTINCT trainee_name AS name FROM practice_attempts WHERE trainee_id IS NULL',
  )
    .all()
    .filter(({ name }) => sameTrainee({ id: null, name }, who))
    .map(({ name }) => name);
  return prepared<[string, number], Columns>(
    db,
    `SELECT ${listed} FROM practice_attempts
     WHERE trainee_id IS NULL AND trainee_name IN (SELECT value FROM json_each(?)) ${newestFirst}`,
  )
    .all(JSON.stringify(names), most)
    .map(rowOf);
}

/** Calls played under this name by somebody who gave no id. */
export const namelessOf = (db: Db, name: string): number =>
  attemptsOf(db, { id: null, name }).filter(({ row }) => row.state !== 'declined').length;
/** They are this person's from now on, and so is the seat if that name sits there. How many. */
export function joinNameless(db: Db, who: { id: string; name: string }): number {
  const ids = attemptsOf(db, { id: null, name: who.name }).map(({ row }) => row.id);
  const give = prepared(db, 'UPDATE practice_attempts SET trainee_id = ? WHERE id = ?');
  for (const id of ids) give.run(who.id, id);
  const seat = keptTrainee(db);
  if (seat !== null && sameTrainee(seat, { id: null, name: who.name })) keepTrainee(db, who);
  return ids.length;
}

export interface SecondCall {
  id: string;
  runId: string;
  eventId: string;
  text: string;
}
export const addSecondCall = (db: Db, c: SecondCall): void =>
  void prepared(db, 'INSERT INTO practice_second_calls (id, run_id, event_id, text) VALUES (?, ?, ?, ?)').run(
    c.id,
    c.runId,
    c.eventId,
    c.text,
  );
const second = 'SELECT id, run_id AS runId, event_id AS eventId, text FROM practice_second_calls';
export const findSecondCall = (db: Db, id: string): SecondCall | null =>
  prepared<[string], SecondCall>(db, `${second} WHERE id = ?`).get(id) ?? null;
export const secondCallsOf = (db: Db, runId: string): SecondCall[] =>
  prepared<[string], SecondCall>(db, `${second} WHERE run_id = ?`).all(runId);

const key = 'practice-trainee';
export function keptTrainee(db: Db): PracticeTrainee | null {
  const row = prepared<[string], { value: string }>(db, 'SELECT value FROM settings_core WHERE key = ?').get(
    key,
  );
  return row === undefined ? null : (JSON.parse(row.value) as PracticeTrainee);
}
export const keepTrainee = (db: Db, who: PracticeTrainee): void =>
  void prepared(
    db,
    'INSERT INTO settings_core (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(who));
