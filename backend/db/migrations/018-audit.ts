// Audit rows of devices, kept six years (164.316(b)(2)): nothing here deletes them. Every anchor with its two signatures, and what was
// refused, as evidence.
import type { Migration } from '../migrate.ts';

export const audit: Migration = {
  version: 18,
  sql: `
create table audit_row (
  org_id text not null references organisation (id),
  device_id text not null,
  seq bigint not null,
  -- As the device wrote it, to the letter: the hash is taken over these texts.
  at text not null,
  person text not null,
  role text not null,
  surface text not null,
  event text not null,
  outcome text not null,
  subjects text not null,
  prev text not null,
  hash text not null,
  received_at timestamptz not null,
  primary key (org_id, device_id, seq)
);
create index audit_row_hash on audit_row (org_id, seq, hash);

create table audit_anchor (
  org_id text not null references organisation (id),
  device_id text not null,
  seq bigint not null,
  hash text not null,
  -- By the device.
  head_at text not null,
  head_signature text not null,
  -- By the organisation.
  at timestamptz not null,
  receipt_signature text not null,
  primary key (org_id, device_id, seq)
);

create table audit_refused (
  org_id text not null references organisation (id),
  n bigint generated always as identity,
  at timestamptz not null,
  device_id text not null,
  why text not null,
  -- Where the backend stood.
  held_seq bigint not null,
  -- First number of the batch, how many, hash of the request, and its rows if the attempt is among the first of a day.
  first_seq bigint,
  rows int not null,
  sha256 text not null,
  body text,
  primary key (org_id, n)
);
create index audit_refused_device on audit_refused (org_id, device_id, at);
`,
};
