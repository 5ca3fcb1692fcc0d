// The first tables. Every key starts with the organisation, so that tables can later be partitioned or sharded by it
// without a change of code; exactly-once lives in these unique keys, not in any process's memory.
import type { Migration } from '../migrate.ts';

export const house: Migration = {
  version: 1,
  sql: `
create table organisation (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{1,23}$'),
  name text not null
);

create table person (
  org_id text not null references organisation (id),
  id text not null,
  name text not null,
  initials text not null,
  role text not null,
  synthetic boolean not null,
  primary key (org_id, id)
);

-- One-time codes, kept as hashes. used_key: a repeat of the same request after a lost answer gets the same device.
create table enrol_code (
  org_id text not null references organisation (id),
  code_hash text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_key text,
  device_id text,
  primary key (org_id, code_hash)
);

create table device (
  org_id text not null references organisation (id),
  id text not null,
  name text not null,
  public_key text not null,
  enrolled_at timestamptz not null,
  revoked_at timestamptz,
  -- Highest request counter accepted: a copied request has an old one.
  request_counter bigint not null default 0,
  -- A device has one epoch for life; last_seq and chain_head say how far its log is held here.
  epoch uuid,
  last_seq bigint not null default 0,
  chain_head text not null default repeat('0', 64),
  last_push_at timestamptz,
  primary key (org_id, id)
);

-- Everything ever accepted from a device, in its order, with the hash to compare repeats with.
create table received (
  org_id text not null,
  device_id text not null,
  seq bigint not null,
  item_id uuid not null,
  hash text not null,
  result text not null check (result in ('applied', 'duplicate', 'quarantined')),
  why text,
  received_at timestamptz not null,
  primary key (org_id, device_id, seq)
);

-- Messages and addenda, sealed as they came; only what ordering needs stands in clear.
create table message (
  org_id text not null,
  id uuid not null,
  device_id text not null,
  seq bigint not null,
  type text not null check (type in ('message', 'addendum')),
  schema int not null,
  author text not null,
  taken_at timestamptz not null,
  urgency smallint not null check (urgency between 0 and 3),
  key_id text not null,
  key_for_backend bytea not null,
  body bytea not null,
  received_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, device_id, seq)
);
create index message_work on message (org_id, urgency, taken_at);

-- What could not be opened or read, raw, for a person to look at. It never stops what comes after it.
create table quarantine (
  org_id text not null,
  device_id text not null,
  seq bigint not null,
  item_id uuid not null,
  reason text not null,
  raw text not null,
  received_at timestamptz not null,
  primary key (org_id, device_id, seq)
);
`,
};
