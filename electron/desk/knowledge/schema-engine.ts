// Migration 23: the search index of the articles as pieces in core.db, so that it is as encrypted as the articles are. A
// generation is written piece by piece and counts only from the moment the head names it: a desk killed in between keeps the
// one before.
export const engineSchema = `
create table article_engine (
  n integer primary key,
  generation integer not null check (generation > 0),
  part integer not null check (part >= 0),
  bytes blob not null check (length(bytes) between 1 and 270000),
  -- SHA-256 of the bytes.
  sum blob not null check (length(sum) = 32),
  unique (generation, part)
) strict;

create table article_engine_head (
  id integer primary key check (id = 1),
  generation integer not null check (generation > 0),
  format integer not null,
  parts integer not null check (parts > 0),
  articles integer not null
) strict;

-- Who may find what is read for every article at once: without this, every page that holds a body would be.
create index articles_facets on articles
  (practice, site, lang, roles, variant_of, translation_of, reviewed_on, review_by) where current = 1;

-- Rises with whatever changes what a search may find, so that no writer has to tell the search thread.
create table article_revision (id integer primary key check (id = 1), n integer not null) strict;
insert into article_revision (id, n) values (1, 1);
create trigger articles_revised_a after insert on article_heads begin update article_revision set n = n + 1; end;
create trigger articles_revised_b after update on article_heads begin update article_revision set n = n + 1; end;
create trigger articles_revised_c after delete on article_heads begin update article_revision set n = n + 1; end;
create trigger articles_revised_d after insert on article_standing begin update article_revision set n = n + 1; end;
create trigger articles_revised_e after update on article_standing begin update article_revision set n = n + 1; end;
create trigger articles_revised_f after delete on article_standing begin update article_revision set n = n + 1; end;
create trigger articles_revised_g after insert on article_terms begin update article_revision set n = n + 1; end;
create trigger articles_revised_h after update on article_terms begin update article_revision set n = n + 1; end;
`;
