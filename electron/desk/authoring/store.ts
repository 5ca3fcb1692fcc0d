// Drafts as rows, and their earlier states.
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import type { ArticleDraftRow, draftBeginnings, draftStates } from '#shared/contract/authoring.ts';
import { draftFields, type DraftFields } from '#shared/domain/knowledge/draft.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;
export type DraftState = (typeof draftStates)[number];
export interface Who {
  id: string;
  name: string;
}
interface Row {
  id: string;
  article_id: string;
  based_on: number | null;
  newest: number | null;
  begun: (typeof draftBeginnings)[number];
  title: string;
  kind: DraftFields['kind'];
  lang: DraftFields['lang'];
  practice: string;
  site: string | null;
  roles: string | null;
  clinical: number;
  state: DraftState;
  revision: number;
  made_at: string;
  changed_at: string;
  by_id: string;
  by_name: string;
  writers: string;
  import_id: string | null;
  proposal_id: string | null;
  note: string | null;
  decided_by: string | null;
  decided_at: string | null;
}
/** A draft as the room has it: `row` goes to the page, the rest stays here. */
export interface KeptDraft {
  row: z.input<typeof import('#shared/contract/authoring.ts').draftRow>;
  roles: DraftFields['roles'];
  proposalId: string | null;
}
/** Begun ones are never thrown away by themselves, so there is an end to beginning new ones. */
export const mostDrafts = 2000;
const mostPast = 60;
/** An earlier state is kept when this long has passed since the last one, or somebody else wrote. */
const pastEveryMs = 120_000;

const columns = `id, article_id, based_on, begun, title, kind, lang, practice, site, roles, clinical, state, revision, made_at,
  changed_at, by_id, by_name, writers, import_id, proposal_id, note, decided_by, decided_at,
  (select version from article_heads h where h.id = article_drafts.article_id) as newest`;
const kept = (r: Row): KeptDraft => ({
  row: {
    id: r.id,
    articleId: r.article_id,
    basedOn: r.based_on,
    behind: (r.state === 'open' || r.state === 'came-back') && (r.newest ?? 0) > (r.based_on ?? 0),
    begun: r.begun,
    title: r.title,
    kind: r.kind,
    lang: r.lang,
    practice: r.practice,
    site: r.site,
    clinicalDraft: r.clinical === 1,
    state: r.state,
    revision: r.revision,
    madeAt: r.made_at,
    changedAt: r.changed_at,
    by: { id: r.by_id, name: r.by_name },
    writers: JSON.parse(r.writers) as Who[],
    importId: r.import_id,
    note: r.note,
    decided: r.decided_by === null || r.decided_at === null ? null : { by: r.decided_by, at: r.decided_at },
  },
  roles: r.roles === null ? null : (JSON.parse(r.roles) as DraftFields['roles']),
  proposalId: r.proposal_id,
});

/** Newest change first; `after` = the last of the page before. Without `state`: all but those that were left. */
export const listDrafts = (
  db: Db,
  of: { state: DraftState | null; after: { at: string; id: string } | null; limit: number },
): KeptDraft[] =>
  prepared<unknown[], Row>(
    db,
    `select ${columns} from article_drafts
     where (state = @state or (@state is null and state <> 'left'))
       and (@at is null or changed_at < @at or (changed_at = @at and id > @id))
     order by changed_at desc, id limit @limit`,
  )
    .all({ state: of.state, at: of.after?.at ?? null, id: of.after?.id ?? null, limit: of.limit })
    .map(kept);
export const findDraft = (db: Db, id: string): KeptDraft | null => {
  const row = prepared<[string], Row>(db, `select ${columns} from article_drafts where id = ?`).get(id);
  return row === undefined ? null : kept(row);
};
export const draftsOfImport = (db: Db, importId: string): KeptDraft[] =>
  prepared<[string], Row>(db, `select ${columns} from article_drafts where import_id = ? order by title, id`)
    .all(importId)
    .map(kept);
export const handedIn = (db: Db): KeptDraft[] =>
  prepared<[], Row>(
    db,
    `select ${columns} from article_drafts where state = 'handed-in' and proposal_id is not null`,
  )
    .all()
    .map(kept);

const read = (json: string | undefined): Result<DraftFields> => {
  if (json === undefined) return fail('not-found', 'draft');
  const fields = draftFields.safeParse(JSON.parse(json));
  return fields.success ? ok(fields.data) : fail('article-damaged', 'draft');
};
/** `article-damaged` = written by a newer Careline. */
export const fieldsOf = (db: Db, id: string): Result<DraftFields> =>
  read(
    prepared<[string], { json: string }>(db, 'select json from article_drafts where id = ?').get(id)?.json,
  );
export const pastOf = (db: Db, id: string): { revision: number; at: string; by: Who }[] =>
  prepared<[string], { revision: number; at: string; by_id: string; by_name: string }>(
    db,
    'select revision, at, by_id, by_name from article_draft_past where draft_id = ? order by revision desc',
  )
    .all(id)
    .map(({ by_id, by_name, ...rest }) => ({ ...rest, by: { id: by_id, name: by_name } }));
export const pastFields = (db: Db, id: string, revision: number): Result<DraftFields> =>
  read(
    prepared<[string, number], { json: string }>(
      db,
      'select json from article_draft_past where draft_id = ? and revision = ?',
    ).get(id, revision)?.json,
  );

const headOf = (f: DraftFields) => ({
  json: JSON.stringify(f),
  title: f.title.slice(0, 400),
  kind: f.kind,
  lang: f.lang,
  practice: f.practice,
  site: f.site,
  roles: f.roles === null ? null : JSON.stringify(f.roles),
  clinical: f.clinicalDraft ? 1 : 0,
});

export interface NewDraft {
  id: string;
  articleId: string;
  basedOn: number | null;
  begun: (typeof draftBeginnings)[number];
  importId: string | null;
  fields: DraftFields;
}
/** Inside a transaction. `drafts-full` when there are `mostDrafts` already. */
export function addDraft(db: Db, d: NewDraft, by: Who, at: string): Result<ArticleDraftRow> {
  const { changes } = prepared(
    db,
    `insert into article_drafts (id, article_id, based_on, begun, json, title, kind, lang, practice, site, roles, clinical,
       state, revision, made_at, changed_at, by_id, by_name, writers, import_id)
     select @id, @articleId, @basedOn, @begun, @json, @title, @kind, @lang, @practice, @site, @roles, @clinical,
       'open', 1, @at, @at, @byId, @byName, @writers, @importId
     where (select count(*) from article_drafts where state <> 'left') < ${mostDrafts}`,
  ).run({
    id: d.id,
    articleId: d.articleId,
    basedOn: d.basedOn,
    begun: d.begun,
    importId: d.importId,
    ...headOf(d.fields),
    at,
    byId: by.id,
    byName: by.name,
    writers: JSON.stringify([by]),
  });
  return changes === 0 ? fail('drafts-full', 'articles') : again(db, d.id);
}
function again(db: Db, id: string): Result<ArticleDraftRow> {
  const found = findDraft(db, id);
  return found === null ? fail('not-found', 'draft') : ok(found.row);
}

/** Inside a transaction, after the revision was compared. What it was before is remembered now and then. */
export function writeDraft(
  db: Db,
  before: KeptDraft,
  fields: DraftFields,
  by: Who,
  at: string,
  /** The version that it was compared with meanwhile. */
  basedOn: number | null,
): Result<ArticleDraftRow> {
  const { row } = before;
  const last = pastOf(db, row.id)[0];
  const lastBy = row.writers.at(-1)?.id ?? row.by.id;
  const old = last === undefined || Date.parse(at) - Date.parse(last.at) >= pastEveryMs;
  if (old || lastBy !== by.id) {
    prepared(
      db,
      `insert or ignore into article_draft_past (draft_id, revision, json, at, by_id, by_name)
       select id, revision, json, changed_at, by_id, by_name from article_drafts where id = ?`,
    ).run(row.id);
    prepared(
      db,
      `delete from article_draft_past where draft_id = @id and revision not in
         (select revision from article_draft_past where draft_id = @id order by revision desc limit ${mostPast})`,
    ).run({ id: row.id });
  }
  // The last one of the list wrote last; nobody falls out of it, because none of them may approve it.
  const writers = [...row.writers.filter((w) => w.id !== by.id), by];
  prepared(
    db,
    `update article_drafts set json = @json, title = @title, kind = @kind, lang = @lang, practice = @practice, site = @site,
       roles = @roles, clinical = @clinical, revision = revision + 1, changed_at = @at, by_id = @byId, by_name = @byName,
       writers = @writers, state = 'open', based_on = coalesce(@basedOn, based_on) where id = @id`,
  ).run({
    id: row.id,
    ...headOf(fields),
    at,
    byId: by.id,
    byName: by.name,
    writers: JSON.stringify(writers),
    basedOn,
  });
  return again(db, row.id);
}

/** What was said when it was decided, by whom (a name) and when. */
export interface Said {
  note: string;
  by: string;
  at: string;
}
/** A step that changes no words. `proposal` and `said` stay as they are where they are left out. */
export function moveDraft(
  db: Db,
  id: string,
  to: { state: DraftState; proposalId?: string | null; said?: Said | null },
  at: string,
): Result<ArticleDraftRow> {
  prepared(
    db,
    `update article_drafts set state = @state, revision = revision + 1, changed_at = @at,
       proposal_id = case when @setProposal = 1 then @proposalId else proposal_id end,
       note = case when @setSaid = 1 then @note else note end,
       decided_by = case when @setSaid = 1 then @by else decided_by end,
       decided_at = case when @setSaid = 1 then @decidedAt else decided_at end where id = @id`,
  ).run({
    id,
    state: to.state,
    at,
    setProposal: to.proposalId === undefined ? 0 : 1,
    proposalId: to.proposalId ?? null,
    setSaid: to.said === undefined ? 0 : 1,
    note: to.said?.note || null,
    by: to.said?.by ?? null,
    decidedAt: to.said?.at ?? null,
  });
  return again(db, id);
}
