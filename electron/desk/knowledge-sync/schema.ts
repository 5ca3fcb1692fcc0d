// Tables of the knowledge base's way to and from the backend, in core.db (migration 24).
export const knowledgeSyncSchema = `
-- How far the feed of the organisation was taken. One row.
create table knowledge_feed (
  one integer primary key check (one = 1),
  -- Whose feed it is: another organisation's begins at the beginning.
  organisation text not null,
  -- As which device: another one is given answers of its own.
  device text not null,
  -- Everything up to this number counts here; mark = the item of that number.
  upto integer not null, mark text,
  -- Everything up to this number lies here, unseen where it does not count yet (the articles' own tables).
  staged integer not null, staged_mark text,
  -- All that there was lies here.
  whole integer not null default 0 check (whole in (0, 1)),
  answers_upto integer not null, answers_mark text,
  -- When the backend last said that nothing newer is there, by this desk's clock.
  as_of text,
  -- The backend has fewer numbers than this desk took: it was set back.
  set_back_at text
) strict;
-- What could not be read or taken, by number, without its text.
create table knowledge_aside (
  seq integer primary key, why text not null, at text not null
) strict;
-- Versions that the feed gave this desk, by the number that they came with; confirmed: the feed as it is now has them too.
create table knowledge_taken (
  kind text not null, id text not null, version integer not null, seq integer not null,
  confirmed integer not null check (confirmed in (0, 1)),
  primary key (kind, id, version)
) strict, without rowid;
-- What people say of articles, kept until the backend has it; typed words are sealed.
create table knowledge_events (
  id text primary key, kind text not null, author text not null, at text not null, facts text not null,
  body blob, reader_key blob, backend_key_id text, backend_key blob,
  told_at text,
  answered_by text, answered_at text, answer_id text, answer_body blob, answer_key blob
) strict, without rowid;
create index knowledge_events_waiting on knowledge_events (at, id) where told_at is null;
create index knowledge_events_own on knowledge_events (author, at desc) where kind in ('flag', 'unanswered');
`;
