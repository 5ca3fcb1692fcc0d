// Scenarios that trainers write, as text: kept whatever is wrong with it, published only when nothing is.
import type Database from 'better-sqlite3';
import type { DraftRow } from '#shared/contract/training-shapes.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;
interface Row {
  id: string;
  text: string;
  revision: number;
  changed_at: string;
  changed_by: string;
  findings: number;
  published_text: string | null;
  published_version: number | null;
  published_at: string | null;
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
const draftOf = (row: Row): Draft => ({
  text: row.text,
  row: {
    id: row.id,
    ...headOf(row.text),
    revision: row.revision,
    changedAt: row.changed_at,
    by: row.changed_by,
    findings: row.findings,
    published: row.withdrawn === 1 ? null : row.published_version,
    withdrawn: row.withdrawn === 1,
  },
});

export const drafts = (db: Db): Draft[] =>
  prepared<[], Row>(db, 'SELECT * FROM training_drafts ORDER BY changed_at DESC, id LIMIT 200')
    .all()
    .map(draftOf);
export const findDraft = (db: Db, id: string): Draft | null => {
  const row = prepared<[string], Row>(db, 'SELECT * FROM training_drafts WHERE id = ?').get(id);
  return row === undefined ? null : draftOf(row);
};
export const putDraft = (
  db: Db,
  d: { id: string; text: string; findings: number; by: string; at: string },
): void =>
  void prepared(
    db,
    `INSERT INTO training_drafts (id, text, revision, changed_at, changed_by, findings) VALUES (?, ?, 1, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET text = excluded.text, revision = revision + 1, changed_at = excluded.changed_at,
       changed_by = excluded.changed_by, findings = excluded.findings`,
  ).run(d.id, d.text, d.at, d.by, d.findings);

/** In force until it is withdrawn or another draft of the same scenario is published. */
export function publishDraft(
  db: Db,
  id: string,
  of: { scenarioId: string; version: number; at: string },
): void {
  for (const { row } of drafts(db))
    if (row.id !== id && row.scenarioId === of.scenarioId) withdrawDraft(db, row.id);
  prepared(
    db,
    `UPDATE training_drafts SET published_text = text, published_version = ?, published_at = ?, withdrawn = 0 WHERE id = ?`,
  ).run(of.version, of.at, id);
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
