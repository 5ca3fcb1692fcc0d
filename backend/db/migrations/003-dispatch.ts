// Ladders that are due, links for clinicians, and what the demo's capture channel caught.
import type { Migration } from '../migrate.ts';

export const dispatch: Migration = {
  version: 3,
  sql: `
-- A message whose ladder must be looked at, and when; due_at null = nothing to do until something comes in.
create table ladder (
  org_id text not null,
  message_id uuid not null,
  due_at timestamptz,
  primary key (org_id, message_id)
);
create index ladder_due on ladder (due_at) where due_at is not null;
-- What was taken before: looked at once. Messages that nobody acted on for a day are left to the desks.
insert into ladder (org_id, message_id, due_at)
  select org_id, id, received_at from message where type = 'message' and received_at > now() - interval '1 day';

-- A link to one message for one person; the token itself is never stored.
create table clinician_link (
  token_hash text primary key,
  org_id text not null,
  message_id uuid not null,
  attempt_id uuid not null,
  step_id text,
  person_id text not null,
  person_name text not null,
  person_role text not null,
  method text not null,
  sent_to text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null
);
create index clinician_link_expiry on clinician_link (expires_at);

-- Demo and tests only: what would have been sent. Without patient data, as everything that is sent.
create table captured (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  channel text not null,
  sent_to text not null,
  text text not null,
  link text
);
`,
};
