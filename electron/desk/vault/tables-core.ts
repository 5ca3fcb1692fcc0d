// The tables of core.db: what the desk owns. Message bodies are sealed blobs; what stands in clear beside them is what
// ordering, listing and exactly-once need.
/** Append-only, each row with the hash of the one before (C7). */
export const auditTables = `
create table audit (
  seq integer primary key, at text not null, person text not null, role text not null,
  surface text not null, event text not null, outcome text not null,
  subjects text not null, prev text not null, hash text not null
) strict;
-- The newest row's hash stands apart, so that cutting off the end shows too.
create table audit_head (id integer primary key check (id = 1), seq integer not null, hash text not null) strict;
create trigger audit_no_update before update on audit begin select raise(abort, 'append-only'); end;
create trigger audit_no_delete before delete on audit begin select raise(abort, 'append-only'); end;
`;
export const coreTables = `
create table drafts (
  id text primary key, account_id text not null, author text not null,
  opened_at text not null, kept_at text not null,
  version integer not null default 1, body_sealed blob not null
) strict;

create table messages (
  id text primary key, account_id text not null,
  urgency integer not null check (urgency between 0 and 3),
  taken_at text not null, saved_at text not null, author text not null, reason text not null,
  seq integer, body_sealed blob not null,
  has_emergency integer not null default 0, version integer not null default 1
) strict;
create index messages_by_time on messages (saved_at desc, id desc);

create table addenda (
  id text primary key, message_id text not null references messages (id),
  at text not null, author text not null, body_sealed blob not null, seq integer
) strict;
create index addenda_by_message on addenda (message_id, at);

-- An item's key for each reader: 'reader' is this desk's own, 'backend:<keyId>' the backend's.
create table message_keys (
  item_id text not null, recipient text not null, wrapped blob not null,
  primary key (item_id, recipient)
) strict, without rowid;

-- What was said is not changed afterwards (C7): corrections are addenda.
create trigger messages_immutable before update of id, body_sealed, taken_at, saved_at, author on messages
begin select raise(abort, 'immutable'); end;
create trigger addenda_immutable before update of id, message_id, at, author, body_sealed on addenda
begin select raise(abort, 'immutable'); end;

-- seq is the device's sequence number; autoincrement never gives one out twice.
create table outbox (
  seq integer primary key autoincrement, item_id text not null unique,
  type text not null, schema integer not null, author text not null, taken_at text not null,
  urgency integer not null, body blob not null, key_for_backend blob, key_id text, hash text,
  state text not null default 'waiting' check (state in ('waiting', 'acked', 'quarantined')),
  why text, acked_at text
) strict;
create index outbox_waiting on outbox (seq) where state = 'waiting';

create table calls (
  id text primary key, account_id text, state text not null, person text,
  started_at text not null, ended_at text, version integer not null default 1, json text not null
) strict;
create index calls_by_time on calls (started_at desc, id desc);
create table call_events (
  call_id text not null references calls (id), n integer not null,
  at text not null, kind text not null, json text not null,
  primary key (call_id, n)
) strict, without rowid;

${auditTables}
-- Answers to requests that changed something, for ten minutes: a repeat gets the same answer (architecture rule 3).
create table kept_results (
  request_id text primary key, request text not null, person text, at text not null, result text not null
) strict, without rowid;

create table settings_core (key text primary key, value text not null) strict, without rowid;
create table device (key text primary key, value text not null) strict, without rowid;
create table people (
  id text primary key, name text not null, initials text not null, role text not null
) strict, without rowid;
`;
