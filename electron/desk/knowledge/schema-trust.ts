// Migration 22: what an article says of itself beyond its words, which version counts, and what people keep of articles. Which
// version counts stands in a small table of its own: moving it rewrites no row that carries a body, so that a whole delivery can
// begin to count in one short transaction.
export const knowledgeTrustSchema = `
alter table articles add column kind text not null default 'article'
  check (kind in ('article', 'policy', 'payer', 'handout', 'glossary', 'link'));
alter table articles add column section text;
alter table articles add column lang text not null default 'en';
alter table articles add column translation_of text;
alter table articles add column translation_version integer;
alter table articles add column variant_of text;
alter table articles add column site text;
-- Words with a space between; null = everybody who has the knowledge base.
alter table articles add column roles text;
alter table articles add column owner_id text;
alter table articles add column verified_by text;
alter table articles add column must_read integer not null default 0 check (must_read in (0, 1));

-- The version of each id that counts. by_feed: the organisation's own; no shipped pack takes its place.
create table article_heads (
  id text primary key, n integer not null, version integer not null,
  sample integer not null, by_feed integer not null default 0 check (by_feed in (0, 1))
) strict, without rowid;
create unique index article_heads_by_row on article_heads (n);
insert into article_heads (id, n, version, sample) select id, n, version, sample from articles where current = 1;

-- From here on, current = 1 says only that the row stands in the full-text index: also one that came and does not count yet.
drop index articles_current;
create index articles_variants on articles (variant_of) where variant_of is not null;
create index articles_translations on articles (translation_of) where translation_of is not null;
create index articles_of_kind on articles (kind, lang) where kind <> 'article';
create index articles_must_read on articles (id) where must_read = 1;

drop trigger articles_immutable;
create trigger articles_immutable before update of id, version, title, topic, keywords, body, practice, call_types, sample,
  clinical_draft, owner, owner_id, reviewed_on, review_by, verified_by, source_name, source_url, source_licence, source_date,
  kind, section, lang, translation_of, translation_version, variant_of, site, roles, must_read on articles
begin select raise(abort, 'immutable'); end;

-- What was said of a version after it was published.
create table article_standing (
  id text not null, version integer not null,
  verified_by text, verified_on text, verified_until text,
  retired_by text, retired_at text, retired_note text,
  primary key (id, version)
) strict, without rowid;

-- Came, and does not count yet. n: the article's row; json: a mark, an announcement, terms.
create table article_prepared (
  seq integer primary key, kind text not null, id text, version integer, n integer, at text not null,
  by_name text, note text, json text
) strict;
-- Rows that count no longer and still stand in the full-text index.
create table article_superseded (n integer primary key) strict;

-- What changed, by what was delivered.
create table article_changes (
  n integer primary key, at text not null, what text not null check (what in ('new', 'changed', 'verified', 'retired')),
  id text not null, version integer not null, by_name text, note text
) strict;

create table announcements (
  id text primary key, version integer not null, starts text not null, ends text not null, came_at text not null,
  json text not null
) strict, without rowid;
create index announcements_by_end on announcements (ends);

-- One row: the terms that count.
create table article_terms (one integer primary key check (one = 1), version integer not null, json text not null) strict;

create table article_acknowledged (
  person text not null, about text not null check (about in ('article', 'announcement')), id text not null,
  version integer not null, at text not null,
  primary key (person, about, id, version)
) strict, without rowid;
create table article_ratings (
  person text not null, id text not null, version integer not null, helpful integer check (helpful in (0, 1)), at text not null,
  primary key (person, id, version)
) strict, without rowid;
create table article_pins (
  call_id text not null, id text not null, version integer not null, person text not null, at text not null,
  primary key (call_id, id)
) strict, without rowid;
create index article_pins_by_time on article_pins (at);
create table article_handouts (
  id text primary key, call_id text not null, article_id text not null, version integer not null,
  channel text not null, at text not null, by_name text not null
) strict, without rowid;
create index article_handouts_of_call on article_handouts (call_id, at);
`;
