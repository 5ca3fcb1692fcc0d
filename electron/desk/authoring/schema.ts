// Tables of the authoring room, as migration steps.

/**
 * Drafts and their earlier states; what was brought in; and what nobody found. Drafts are no patient data; of what was asked only
 * known words are kept (shared/domain/knowledge/misses.ts), counted by day.
 */
export const authoringSchema = `
create table article_drafts (
  id text primary key, article_id text not null, based_on integer, begun text not null,
  json text not null, title text not null, kind text not null, lang text not null, practice text not null, site text,
  roles text, clinical integer not null check (clinical in (0, 1)),
  state text not null, revision integer not null, made_at text not null, changed_at text not null,
  by_id text not null, by_name text not null, writers text not null,
  import_id text, proposal_id text, note text
) strict;
create index article_drafts_newest on article_drafts (changed_at desc, id);
create index article_drafts_of_import on article_drafts (import_id) where import_id is not null;
create index article_drafts_of_proposal on article_drafts (proposal_id) where proposal_id is not null;
create table article_draft_past (
  draft_id text not null references article_drafts (id), revision integer not null, json text not null, at text not null,
  by_id text not null, by_name text not null, primary key (draft_id, revision)
) strict, without rowid;
create table article_imports (
  id text primary key, file text not null, at text not null, by_id text not null, refused text not null,
  refused_total integer not null, undone integer not null default 0 check (undone in (0, 1))
) strict;
-- Whose check is due, and whether a title is taken: asked of the practice's own articles alone.
create index articles_due on articles (review_by) where sample = 0;
create index articles_titled on articles (title collate nocase) where sample = 0;
create index article_standing_due on article_standing (verified_until);
create table knowledge_misses (
  day text not null, account_id text not null, reason text not null, words text not null, hidden integer not null,
  count integer not null, primary key (day, account_id, reason, words, hidden)
) strict, without rowid;
`;

/** Who decided about what was handed in, and when by this computer's clock: told with the note, offline too. */
export const draftDecisionSchema = `
alter table article_drafts add column decided_by text;
alter table article_drafts add column decided_at text;
`;
