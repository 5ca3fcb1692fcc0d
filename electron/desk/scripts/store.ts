// Versions of scripts as rows of core.db. A row that cannot be read, or is of a newer Careline, is listed by name and never said.
import type Database from 'better-sqlite3';
import type { VersionRow } from '#shared/contract/scripts.ts';
import { readContent, readDraft, scriptSchema, type ScriptContent } from '#shared/domain/script/draft.ts';
import type { VersionState } from '#shared/domain/script/versions.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;
interface Row {
  id: string;
  key: string;
  version: number;
  state: VersionState;
  revision: number;
  schema: number;
  json: string;
  author_id: string;
  author_name: string;
  editors: string;
  made_at: string;
  changed_at: string;
  submitted_at: string | null;
  decided_at: string | null;
  decider_id: string | null;
  decider_name: string | null;
  note: string;
}
export interface Kept {
  row: VersionRow;
  /** A draft's shape is whole, its lines may be unfinished; what was approved is whole in everything. */
  content: Result<ScriptContent>;
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
};

const isText = (e: unknown): e is string => typeof e === 'string';

function contentOf(row: Row): Result<ScriptContent> {
  if (row.schema > scriptSchema) return fail('script-newer', `${row.key} ${row.version}`);
  const read = row.state === 'approved' ? readContent : readDraft;
  const found = read(parsed(row.json));
  return found.ok ? found : fail('script-damaged', `${row.key} ${row.version}`);
}

function keptOf(row: Row): Kept {
  const content = contentOf(row);
  const editors = parsed(row.editors);
  return {
    content,
    row: {
      id: row.id,
      key: row.key,
      version: row.version,
      state: row.state,
      revision: row.revision,
      author: { id: row.author_id, name: row.author_name },
      // The author stands there whatever the list says, also one that cannot be read.
      editors: [...new Set([row.author_id, ...(Array.isArray(editors) ? editors.filter(isText) : [])])],
      madeAt: row.made_at,
      changedAt: row.changed_at,
      submittedAt: row.submitted_at,
      decidedAt: row.decided_at,
      decidedBy:
        row.decider_id === null ? null : { id: row.decider_id, name: row.decider_name ?? row.decider_id },
      note: row.note,
      refused: content.ok ? null : content.code === 'script-newer' ? 'script-newer' : 'script-damaged',
    },
  };
}

export const findVersion = (db: Db, id: string): Kept | null => {
  const row = prepared<[string], Row>(db, 'SELECT * FROM script_versions WHERE id = ?').get(id);
  return row === undefined ? null : keptOf(row);
};
/** Newest first. */
export const versionsOf = (db: Db, key: string): VersionRow[] =>
  prepared<[string], Row>(db, 'SELECT * FROM script_versions WHERE key = ? ORDER BY version DESC LIMIT 200')
    .all(key)
    .map((row) => keptOf(row).row);
/** What is being written, what is in force or was before it, and what cannot be read; newest first for each key. */
export const keptVersions = (db: Db): Kept[] =>
  prepared<[], Row>(db, "SELECT * FROM script_versions WHERE state <> 'withdrawn' ORDER BY key, version DESC")
    .all()
    .map(keptOf);
export const newestNumber = (db: Db, key: string): number =>
  prepared<[string], { n: number | null }>(
    db,
    'SELECT max(version) AS n FROM script_versions WHERE key = ?',
  ).get(key)?.n ?? 0;

export function addVersion(
  db: Db,
  of: { id: string; key: string; version: number; content: unknown },
  by: { id: string; name: string },
  now: string,
): void {
  prepared(
    db,
    `INSERT INTO script_versions (id, key, version, state, schema, json, author_id, author_name, editors, made_at, changed_at)
     VALUES (?, ?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    of.id,
    of.key,
    of.version,
    scriptSchema,
    JSON.stringify(of.content),
    by.id,
    by.name,
    JSON.stringify([by.id]),
    now,
    now,
  );
}
export function writeVersion(
  db: Db,
  id: string,
  to: { content: unknown; editors: readonly string[] },
  now: string,
): void {
  prepared(
    db,
    `UPDATE script_versions SET json = ?, editors = ?, schema = ?, changed_at = ?, revision = revision + 1 WHERE id = ?`,
  ).run(JSON.stringify(to.content), JSON.stringify(to.editors), scriptSchema, now, id);
}
export function moveVersion(
  db: Db,
  id: string,
  to: { state: VersionState; by: { id: string; name: string }; note: string; submitted: boolean },
  now: string,
): void {
  prepared(
    db,
    `UPDATE script_versions SET state = ?, note = ?, changed_at = ?, revision = revision + 1,
       submitted_at = CASE WHEN ? THEN ? ELSE submitted_at END,
       decided_at = CASE WHEN ? THEN decided_at ELSE ? END,
       decider_id = CASE WHEN ? THEN decider_id ELSE ? END,
       decider_name = CASE WHEN ? THEN decider_name ELSE ? END
     WHERE id = ?`,
  ).run(
    to.state,
    to.note,
    now,
    Number(to.submitted),
    now,
    Number(to.submitted),
    now,
    Number(to.submitted),
    to.by.id,
    Number(to.submitted),
    to.by.name,
    id,
  );
}
