// Scenarios that trainers write, as text: kept whatever is wrong with it, published only when nothing is.
import type Database from 'better-sqlite3';
import type { DraftRow } from '#shared/contract/training-shapes.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;
interface Row {
  id: string;
  scenario_id: string;
  title: string;
  revision: number;
  changed_at: string;
  changed_by: string;
  findings: number;
  published_version: number | null;
  withdrawn: number;
}
export interface Draft {
  row: DraftRow;
  text: string;
}

/** What a list shows of a text that may be no JSON at all. */
function headOf(text: string): { scenarioId: string; title: string } {
  let raw: unknown = null;
  try {
    raw = JSON.parse(text);
  } catch {
    return { scenarioId: '', title: '' };
  }
  const field = (name: string, most: number): string => {
    const value = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>)[name] : null;
    return typeof value === 'string' ? value.slice(0, most) : '';
  };
  return { scenarioId: field('id', 24), title: field('title', 120) };
}
const rowOf = (row: Row): DraftRow => ({
  id: row.id,
  scenarioId: row.scenario_id,
  title: row.title,
  revision: row.revision,
  changedAt: row.changed_at,
  by: row.changed_by,
  findings: row.findings,
  published: row.withdrawn === 1 ? null : row.published_version,
  withdrawn: row.withdrawn === 1,
});
const columns =
  'id, scenario_id, title, revision, changed_at, changed_by, findings, published_version, withdrawn';
/** A draft is never thrown away, so there is an end to beginning new ones. */
export const mostDrafts = 200;

/** Newest first, without their texts. */
export const drafts = (db: Db): DraftRow[] =>
  prepared<[], Row>(
    db,
    `SELECT ${columns} FROM training_drafts ORDER BY changed_at DESC, id LIMIT ${mostDrafts}`,
  )
    .all()
    .map(rowOf);
export const findDraft = (db: Db, id: string): Draft | null => {
  const row = prepared<[string], Row & { text: string }>(
    db,
    `SELECT ${columns}, text FROM training_drafts WHERE id = ?`,
  ).get(id);
  return row === undefined ? null : { row: rowOf(row), text: row.text };
};
/** False = this one would be new, and there are `mostDrafts` already. */
export function putDraft(
  db: Db,
  d: { id: string; text: string; findings: number; by: string; at: string },
): boolean {
  const { scenarioId, title } = headOf(d.text);
  return (
    prepared(
      db,
      `INSERT INTO training_drafts (id, text, scenario_id, title, revision, changed_at, changed_by, findings)
       SELECT @id, @text, @scenarioId, @title, 1, @at, @by, @findings
       WHERE (SELECT count(*) FROM training_drafts WHERE id <> @id) < ${mostDrafts}
       ON CONFLICT (id) DO UPDATE SET text = excluded.text, scenario_id = excluded.scenario_id,
         title = excluded.title, revision = revision + 1, changed_at = excluded.changed_at,
         changed_by = excluded.changed_by, findings = excluded.findings`,
    ).run({ ...d, scenarioId, title }).changes === 1
  );
}

/** In force until it is withdrawn or another draft of the same scenario is published. */
export function publishDraft(
  db: Db,
  id: string,
  of: { scenarioId: string; version: number; at: string },
): void {
  prepared(
    db,
    'UPDATE training_drafts SET withdrawn = 1 WHERE id <> ? AND published_id = ? AND published_text IS NOT NULL',
  ).run(id, of.scenarioId);
  prepared(
    db,
    `UPDATE training_drafts SET published_text = text, published_id = ?, published_version = ?, published_at = ?, withdrawn = 0
     WHERE id = ?`,
  ).run(of.scenarioId, of.version, of.at, id);
}
export const withdrawDraft = (db: Db, id: string): boolean =>
  prepared(db, 'UPDATE training_drafts SET withdrawn = 1 WHERE id = ? AND published_text IS NOT NULL').run(id)
    .changes === 1;

/** Texts in force. */
export const publishedTexts = (db: Db): string[] =>
  prepared<[], { text: string }>(
    db,
    `SELECT published_text AS text FROM training_drafts WHERE published_text IS NOT NULL AND withdrawn = 0
     ORDER BY published_at, id`,
  )
    .all()
    .map(({ text }) => text);
