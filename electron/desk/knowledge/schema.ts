// Tables of the knowledge room in core.db. Old versions stay, because notes quote them; only the current one is searched.
// The index follows by triggers, so that no writer can forget it.
export const knowledgeSchema = `
create table articles (
  n integer primary key,
  id text not null, version integer not null check (version > 0),
  current integer not null default 1 check (current in (0, 1)),
  practice text not null, sample integer not null check (sample in (0, 1)),
  review_by text, clinical_draft integer not null check (clinical_draft in (0, 1)),
  owner text, reviewed_on text, call_types text not null,
  source_name text not null, source_url text, source_licence text not null, source_date text not null,
  imported_at text not null,
  title text not null, topic text not null, keywords text not null, body text not null,
  unique (id, version)
) strict;
create unique index articles_current on articles (id) where current = 1;

create table article_call_types (
  call_type integer not null check (call_type between 1 and 24),
  article integer not null references articles (n),
  primary key (call_type, article)
) strict, without rowid;

-- Which starter packs are in, by their bytes' hash: an unchanged pack is not read again.
create table article_packs (
  name text primary key, digest text not null, articles integer not null, imported_at text not null
) strict, without rowid;

create virtual table article_index using fts5(
  title, topic, keywords, body,
  content='articles', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2', prefix='2 3'
);
-- Whole words as written, with the number of articles that hold them: completes and repairs what is typed.
create virtual table article_words using fts5(
  words, content='', tokenize='unicode61 remove_diacritics 2', detail=none, columnsize=0
);
create virtual table article_vocabulary using fts5vocab(article_words, row);

create trigger articles_indexed after insert on articles when new.current = 1
begin
  insert into article_index (rowid, title, topic, keywords, body)
    values (new.n, new.title, new.topic, new.keywords, new.body);
  insert into article_words (rowid, words)
    values (new.n, new.title || ' ' || new.topic || ' ' || new.keywords || ' ' || new.body);
end;
create trigger articles_superseded after update of current on articles when old.current = 1 and new.current = 0
begin
  insert into article_index (article_index, rowid, title, topic, keywords, body)
    values ('delete', old.n, old.title, old.topic, old.keywords, old.body);
end;
-- What a note quotes must stay what it was (C7).
create trigger articles_immutable before update of id, version, title, topic, keywords, body on articles
begin select raise(abort, 'immutable'); end;
`;
