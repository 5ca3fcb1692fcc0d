// Two lanes a device, the organisation's change log without gaps, and the documents that desks are given (wire v2). What
// an older desk sent is its normal lane; everything held so far gets its change number here.
import type { Migration } from '../migrate.ts';

export const lanes: Migration = {
  version: 2,
  sql: `
-- change_n: the newest number of the organisation's change log. It is raised at the end of a transaction and this row
-- stays locked until the commit, so that numbers are in the order of commits and without gaps.
alter table organisation add column change_n bigint not null default 0;

-- reader_key: X25519 public key (32 bytes, base64) that changes are sealed for; null until a v2 handshake brought it.
alter table device add column reader_key text;

create table device_lane (
  org_id text not null,
  device_id text not null,
  lane text not null check (lane in ('urgent', 'normal')),
  last_seq bigint not null,
  chain_head text not null,
  last_push_at timestamptz not null,
  -- The desk said that more waits behind its last batch: ladders hold back until then at most.
  more_until timestamptz,
  primary key (org_id, device_id, lane)
);
insert into device_lane (org_id, device_id, lane, last_seq, chain_head, last_push_at)
  select org_id, id, 'normal', last_seq, chain_head, coalesce(last_push_at, enrolled_at) from device where last_seq > 0;
alter table device drop column last_seq, drop column chain_head, drop column last_push_at;

alter table received add column lane text not null default 'normal';
alter table received drop constraint received_pkey;
alter table received add primary key (org_id, device_id, lane, seq);

-- Entries of the backend itself have no device, lane or sequence. message_id: what an addendum or entry is about;
-- arrival orders what is about one message.
alter table message add column lane text default 'normal' check (lane in ('urgent', 'normal')),
  add column message_id uuid,
  add column kind text not null default '',
  add column arrival bigint generated always as identity,
  alter column device_id drop not null,
  alter column seq drop not null;
alter table message drop constraint message_type_check;
alter table message add constraint message_type_check check (type in ('message', 'addendum', 'entry'));
alter table message drop constraint message_org_id_device_id_seq_key;
create unique index message_of_lane on message (org_id, device_id, lane, seq);
create index message_about on message (org_id, message_id) where message_id is not null;
drop index message_work;

alter table quarantine add column lane text not null default 'normal', add column resolved_at timestamptz;
alter table quarantine drop constraint quarantine_pkey;
alter table quarantine add primary key (org_id, device_id, lane, seq);

create table change (
  org_id text not null,
  n bigint not null,
  item_id uuid not null,
  device_id text,
  primary key (org_id, n)
);
insert into change (org_id, n, item_id, device_id)
  select org_id, row_number() over (partition by org_id order by received_at, device_id, seq), id, device_id from message;
update organisation o set change_n = (select count(*) from change c where c.org_id = o.id);

-- Accounts and on-call schedules, whole files; a version once published never changes.
create table document (
  org_id text not null references organisation (id),
  kind text not null check (kind in ('account', 'on-call')),
  id text not null,
  version int not null check (version > 0),
  published_at timestamptz not null,
  json text not null,
  primary key (org_id, kind, id, version)
);
`,
};
