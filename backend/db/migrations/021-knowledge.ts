// The knowledge base: what desks pull by number, what was handed in and decided, and what desks tell back (rows 14, 52, 108).
import type { Migration } from '../migrate.ts';

export const knowledge: Migration = {
  version: 21,
  sql: `
-- Numbers are given at the end of a transaction under the organisation's row lock, as those of changes.
alter table organisation add column knowledge_n bigint not null default 0,
  add column knowledge_answer_n bigint not null default 0;

-- One number: what counts from then on. id: the act or proposal that made it, so that it is taken once.
create table knowledge_feed (
  org_id text not null references organisation (id),
  n bigint not null,
  id uuid not null,
  kind text not null check (kind in ('article', 'verified', 'retired', 'announcement', 'terms')),
  -- The article's or the announcement's id; 'terms' for the one list.
  about text not null,
  version int not null,
  at timestamptz not null,
  -- Null: whoever runs the backend, by the command line.
  by_person text,
  -- What the one who handed it in wrote beside it.
  note text,
  json text not null,
  primary key (org_id, n),
  unique (org_id, id)
);
create unique index knowledge_feed_versions on knowledge_feed (org_id, kind, about, version desc)
  where kind in ('article', 'announcement', 'terms');

create table knowledge_proposal (
  org_id text not null references organisation (id),
  id uuid not null,
  article_id text not null,
  version int not null,
  kind text not null,
  clinical boolean not null,
  json text not null,
  note text not null,
  by_person text not null,
  device_id text not null,
  at timestamptz not null,
  -- Everybody who wrote in it: who handed it in, who the desk named, who handed in what was sent back before.
  writers text[] not null,
  state text not null check (state in ('open', 'published', 'sent-back', 'withdrawn')),
  decided_by text,
  decided_at timestamptz,
  decided_note text,
  primary key (org_id, id)
);
create index knowledge_proposal_list on knowledge_proposal (org_id, at desc, id);
create index knowledge_proposal_open on knowledge_proposal (org_id, at desc, id) where state = 'open';
create index knowledge_proposal_article on knowledge_proposal (org_id, article_id);

-- facts: ids and codes. What a person typed lies sealed in words, as it came.
create table knowledge_event (
  org_id text not null references organisation (id),
  id uuid not null,
  kind text not null check (kind in ('helpful', 'flag', 'unanswered', 'read', 'handout')),
  device_id text not null,
  author text not null,
  author_unbound boolean not null,
  at timestamptz not null,
  received_at timestamptz not null,
  -- The article or announcement, where there is one.
  about text,
  version int,
  facts jsonb not null,
  words jsonb,
  -- Flags and questions: five working days after it came.
  due_at timestamptz,
  answered_by text,
  answered_at timestamptz,
  answer_id uuid,
  answer jsonb,
  answer_n bigint,
  primary key (org_id, id)
);
create index knowledge_event_open on knowledge_event (org_id, due_at, id)
  where due_at is not null and answered_at is null;
create index knowledge_event_answered on knowledge_event (org_id, answered_at desc, id)
  where answered_at is not null;
create index knowledge_event_answers on knowledge_event (org_id, device_id, answer_n) where answer_n is not null;
create index knowledge_event_about on knowledge_event (org_id, kind, about, author);
`,
};
