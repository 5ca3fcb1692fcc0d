// The table of this room, as a migration step for the vault. Wording is no patient data: it lies in core.db in clear.

/** What was submitted is not changed any more, and no version is ever deleted: whoever spoke it can be shown it. */
export const scriptsSchema = `
create table script_versions (
  id text primary key, key text not null, version integer not null check (version > 0),
  state text not null check (state in ('draft', 'submitted', 'approved', 'withdrawn')),
  revision integer not null default 1, schema integer not null, json text not null,
  author_id text not null, author_name text not null, editors text not null,
  made_at text not null, changed_at text not null, submitted_at text,
  decided_at text, decider_id text, decider_name text, note text not null default '',
  unique (key, version)
) strict;
create unique index script_versions_open on script_versions (key) where state in ('draft', 'submitted');
create trigger script_versions_kept before delete on script_versions begin select raise(abort, 'immutable'); end;
create trigger script_versions_said before update of json, key, version, author_id on script_versions
  when old.state <> 'draft' begin select raise(abort, 'immutable'); end;
`;
