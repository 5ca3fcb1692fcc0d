// Rows of the trainer's room. What a trainer wrote is kept as it was written; lists read it back through its schema.
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import {
  comment,
  correction,
  humanRating,
  type Comment,
  type Correction,
  type HumanRating,
} from '#shared/domain/training/records.ts';
import type { AssignmentGiven } from '#shared/domain/training/standing.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;
interface Json {
  json: string;
}
const read = <S extends z.ZodType>(schema: S, rows: readonly Json[]): z.output<S>[] =>
  rows.flatMap((row) => {
    const found = schema.safeParse(JSON.parse(row.json));
    return found.success ? [found.data] : [];
  });

export interface Trainee {
  id: string;
  name: string;
  addedAt: string;
}
export const trainees = (db: Db): Trainee[] =>
  prepared<[], Trainee>(
    db,
    'SELECT id, name, added_at AS addedAt FROM training_trainees WHERE retired_at IS NULL ORDER BY name, id LIMIT 200',
  ).all();
export const findTrainee = (db: Db, id: string): Trainee | null =>
  prepared<[string], Trainee>(
    db,
    'SELECT id, name, added_at AS addedAt FROM training_trainees WHERE id = ? AND retired_at IS NULL',
  ).get(id) ?? null;
export const putTrainee = (db: Db, who: { id: string; name: string }, at: string): void =>
  void prepared(
    db,
    `INSERT INTO training_trainees (id, name, added_at) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, retired_at = NULL`,
  ).run(who.id, who.name, at);
export const retireTrainee = (db: Db, id: string, at: string): boolean =>
  prepared(db, 'UPDATE training_trainees SET retired_at = ? WHERE id = ? AND retired_at IS NULL').run(at, id)
    .changes === 1;

type Given = Omit<AssignmentGiven, 'withdrawnAt'>;
/** False = it is there already. */
export const addAssignment = (db: Db, given: Given): boolean =>
  prepared(
    db,
    'INSERT INTO training_assignments (id, trainee_id, json, at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  ).run(given.id, given.traineeId, JSON.stringify(given), given.at).changes === 1;
/** Newest first. `traineeId` null = of everybody; `most` -1 = all. */
export const assignments = (db: Db, traineeId: string | null, most = 500): AssignmentGiven[] =>
  prepared<[string | null, string | null, number], Json & { withdrawnAt: string | null }>(
    db,
    `SELECT json, withdrawn_at AS withdrawnAt FROM training_assignments WHERE ? IS NULL OR trainee_id = ?
     ORDER BY at DESC, id LIMIT ?`,
  )
    .all(traineeId, traineeId, most)
    .map(({ json, withdrawnAt }) => ({ ...(JSON.parse(json) as Given), withdrawnAt }));
export const withdrawAssignment = (db: Db, id: string, at: string): boolean =>
  prepared(db, 'UPDATE training_assignments SET withdrawn_at = coalesce(withdrawn_at, ?) WHERE id = ?').run(
    at,
    id,
  ).changes === 1;

export const addComment = (db: Db, c: Comment): void =>
  void prepared(
    db,
    'INSERT INTO training_comments (id, run_id, json, at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  ).run(c.id, c.runId, JSON.stringify(c), c.at);
export const removeComment = (db: Db, id: string, at: string): boolean =>
  prepared(db, 'UPDATE training_comments SET removed_at = ? WHERE id = ? AND removed_at IS NULL').run(at, id)
    .changes === 1;
export const commentsOf = (db: Db, runId: string): Comment[] =>
  read(
    comment,
    prepared<[string], Json>(
      db,
      'SELECT json FROM training_comments WHERE run_id = ? AND removed_at IS NULL ORDER BY at, id LIMIT 200',
    ).all(runId),
  ).toSorted((a, b) => a.atMs - b.atMs);
export const commentCounts = (db: Db): Map<string, number> =>
  new Map(
    prepared<[], { run: string; n: number }>(
      db,
      'SELECT run_id AS run, count(*) AS n FROM training_comments WHERE removed_at IS NULL GROUP BY run_id',
    )
      .all()
      .map(({ run, n }) => [run, n]),
  );

export const addRating = (db: Db, r: HumanRating): void =>
  void prepared(
    db,
    'INSERT INTO training_ratings (id, run_id, json, at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  ).run(r.id, r.runId, JSON.stringify(r), r.at);
/** Newest first: it counts. */
export const ratingsOf = (db: Db, runId: string): HumanRating[] =>
  read(
    humanRating,
    prepared<[string], Json>(
      db,
      'SELECT json FROM training_ratings WHERE run_id = ? ORDER BY n DESC LIMIT 50',
    ).all(runId),
  );
/** The newest of each run. */
export const newestRatings = (db: Db): Map<string, HumanRating> =>
  new Map(
    read(
      humanRating,
      prepared<[], Json>(
        db,
        `SELECT json FROM training_ratings WHERE n IN (SELECT max(n) FROM training_ratings GROUP BY run_id)
         ORDER BY n DESC`,
      ).all(),
    ).map((r) => [r.runId, r]),
  );

export const addCorrection = (db: Db, c: Correction): void =>
  void prepared(
    db,
    'INSERT INTO training_corrections (scenario_id, version, json, at) VALUES (?, ?, ?, ?)',
  ).run(c.scenarioId, c.version, JSON.stringify(c), c.at);
/** Oldest first. */
export const correctionsOf = (db: Db, scenarioId: string): Correction[] =>
  read(
    correction,
    prepared<[string], Json>(
      db,
      'SELECT json FROM training_corrections WHERE scenario_id = ? ORDER BY version',
    ).all(scenarioId),
  );

export interface CertificateKept {
  json: string;
  text: string;
}
export const addCertificate = (
  db: Db,
  of: { id: string; traineeId: string; json: string; text: string; at: string },
): void =>
  void prepared(
    db,
    'INSERT INTO training_certificates (id, trainee_id, json, text, at) VALUES (?, ?, ?, ?, ?)',
  ).run(of.id, of.traineeId, of.json, of.text, of.at);
export const findCertificate = (db: Db, id: string): CertificateKept | null =>
  prepared<[string], CertificateKept>(db, 'SELECT json, text FROM training_certificates WHERE id = ?').get(
    id,
  ) ?? null;
/** All of one person's. */
export const certificatesOf = (db: Db, traineeId: string): CertificateKept[] =>
  prepared<[string], CertificateKept>(
    db,
    'SELECT json, text FROM training_certificates WHERE trainee_id = ?',
  ).all(traineeId);
export const certificates = (db: Db): CertificateKept[] =>
  prepared<[], CertificateKept>(
    db,
    'SELECT json, text FROM training_certificates ORDER BY at DESC, id LIMIT 500',
  ).all();
