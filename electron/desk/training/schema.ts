// Tables of the trainer's room, as a migration step. In a live desk's vault they stay empty for ever.

/** Ratings and corrections are only ever added: what counted once can be shown. */
export const trainingSchema = `
create table training_trainers (
  id text primary key, name text not null, key_id text not null unique, public_key text not null, sealed text not null,
  made_at text not null, failures integer not null default 0, failed_at text
) strict;
create table training_trainees (
  id text primary key, name text not null, added_at text not null, retired_at text
) strict;
create table training_assignments (
  id text primary key, trainee_id text not null, json text not null, at text not null, withdrawn_at text
) strict;
create index training_assignments_of on training_assignments (trainee_id, at desc);
create table training_comments (
  id text primary key, run_id text not null, json text not null, at text not null, removed_at text
) strict;
create index training_comments_of on training_comments (run_id);
create table training_ratings (
  n integer primary key, id text not null unique, run_id text not null, json text not null, at text not null
) strict;
create index training_ratings_of on training_ratings (run_id, n);
create table training_corrections (
  scenario_id text not null, version integer not null check (version > 0), json text not null, at text not null,
  primary key (scenario_id, version)
) strict, without rowid;
create table training_drafts (
  id text primary key, text text not null, revision integer not null, changed_at text not null, changed_by text not null,
  findings integer not null, published_text text, published_version integer, published_at text, withdrawn integer not null default 0
) strict;
create table training_certificates (
  id text primary key, trainee_id text not null, json text not null, text text not null, at text not null
) strict;
create trigger training_ratings_kept before delete on training_ratings begin select raise(abort, 'immutable'); end;
create trigger training_ratings_said before update on training_ratings begin select raise(abort, 'immutable'); end;
create trigger training_corrections_kept before delete on training_corrections begin select raise(abort, 'immutable'); end;
create trigger training_certificates_kept before delete on training_certificates begin select raise(abort, 'immutable'); end;
`;

/** What a list shows of a draft beside its text, which may be long and no JSON at all; and of which scenario it is in force. */
export const draftHeadsSchema = `
alter table training_drafts add column scenario_id text not null default '';
alter table training_drafts add column title text not null default '';
alter table training_drafts add column published_id text;
update training_drafts set
  scenario_id = case when json_type(text, '$.id') = 'text' then substr(json_extract(text, '$.id'), 1, 24) else '' end,
  title = case when json_type(text, '$.title') = 'text' then substr(json_extract(text, '$.title'), 1, 120) else '' end
where json_valid(text);
update training_drafts set published_id = json_extract(published_text, '$.id') where published_text is not null;
`;
