// Step 4 of core.db: the outbox gets two lanes, what happens to a message gets a table of its own, and lists get the
// columns that they filter and order by. Every row of an older vault stays: its one sequence becomes the normal lane.
export const nightSchema = `
-- Numbers of a lane have no gaps and rows are never removed: the next one is the highest plus one.
create table outbox_lanes (
  lane text not null check (lane in ('urgent', 'normal')), seq integer not null,
  item_id text not null unique, type text not null, schema integer not null, author text not null,
  taken_at text not null, saved_at text not null, urgency integer not null,
  message_id text not null, kind text not null default '',
  state text not null default 'waiting' check (state in ('waiting', 'acked', 'quarantined')),
  why text, acked_at text, hash text, key_id text, key_for_backend blob, body blob not null,
  primary key (lane, seq)
) strict;
insert into outbox_lanes
  (lane, seq, item_id, type, schema, author, taken_at, saved_at, urgency, message_id, kind, state, why, acked_at, hash, key_id, key_for_backend, body)
  select 'normal', o.seq, o.item_id, o.type, o.schema, o.author, o.taken_at,
    coalesce((select saved_at from messages where id = o.item_id), (select at from addenda where id = o.item_id), o.taken_at),
    o.urgency, coalesce((select message_id from addenda where id = o.item_id), o.item_id), '',
    o.state, o.why, o.acked_at, o.hash, o.key_id, o.key_for_backend, o.body
  from outbox o order by o.seq;
drop table outbox;
alter table outbox_lanes rename to outbox;
-- What every status read counts and what the sender walks, without the rows that carry bodies.
create index outbox_waiting on outbox (lane, seq, urgency, saved_at) where state = 'waiting';
create index outbox_quarantined on outbox (lane, seq) where state = 'quarantined';
-- What was queued stays what it was: only keys, chain and state are filled in.
create trigger outbox_immutable before update of lane, seq, item_id, type, schema, author, taken_at, saved_at, urgency, message_id, kind, body on outbox
begin select raise(abort, 'immutable'); end;
create trigger outbox_kept before delete on outbox begin select raise(abort, 'immutable'); end;

alter table messages add column lane text not null default 'normal';
alter table messages add column elsewhere integer not null default 0;
alter table messages add column incomplete integer not null default 0;
alter table messages add column urgency_now integer not null default 3;
alter table messages add column dispatch text;
-- Where its dispatch stands by its entries: open, accepted or ended; null = it may wait until morning.
-- dispatch_at: since when it is accepted or ended. due_at, page_due_at: next step by hand and by the backend.
alter table messages add column dispatch_at text;
alter table messages add column due_at text;
alter table messages add column page_due_at text;
-- Until when this desk holds its ladder by choice.
alter table messages add column claimed_until text;
alter table messages add column accepted_at text;
alter table messages add column accepted_by text;
alter table messages add column closed_at text;
alter table messages add column conflict integer not null default 0;
alter table messages add column set_aside integer not null default 0;
alter table messages add column repeats text;
-- The version entry that counts now; null = as taken.
alter table messages add column current_entry text;
-- Who answers for it after a hand-over, as personId and name.
alter table messages add column owner_id text;
alter table messages add column owner_name text;
-- Keyed hashes: the same patient, the same number (M23), without words in clear.
alter table messages add column same_patient text;
alter table messages add column same_number text;
update messages set urgency_now = urgency,
  set_aside = exists (select 1 from outbox o where o.item_id = messages.id and o.state = 'quarantined'),
  -- Urgent ones of the last half day: nobody wrote down yet whether they were accepted.
  dispatch = case when urgency <= 1 and saved_at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-12 hours') then 'open' end,
  due_at = saved_at, page_due_at = saved_at;
drop index messages_by_time;
create index messages_by_time on messages (saved_at desc, id desc, same_patient, same_number);
create index messages_by_account on messages (account_id, saved_at desc, id desc);
create index messages_open on messages (saved_at desc, id desc, account_id) where dispatch in ('open', 'ended') and closed_at is null;
create index messages_dispatched on messages (dispatch_at) where dispatch_at is not null;
create index messages_attention on messages (saved_at desc, id desc, account_id) where incomplete = 1 or conflict = 1 or set_aside = 1;
drop trigger messages_immutable;
create trigger messages_immutable before update of id, account_id, urgency, taken_at, saved_at, author, reason, seq, lane, elsewhere, has_emergency, repeats, body_sealed on messages
begin select raise(abort, 'immutable'); end;
create trigger outbox_set_aside after update of state on outbox when new.state <> old.state and 'quarantined' in (new.state, old.state)
begin
  update messages set set_aside = exists
    (select 1 from outbox o where o.message_id = new.message_id and o.state = 'quarantined') where id = new.message_id;
end;
create index outbox_quarantined_message on outbox (message_id) where state = 'quarantined';

-- Another desk's addendum may come before its message: no reference.
create table addenda_elsewhere (
  id text primary key, message_id text not null,
  at text not null, author text not null, seq integer, lane text, elsewhere integer not null default 0, body_sealed blob not null
) strict;
insert into addenda_elsewhere (id, message_id, at, author, seq, lane, elsewhere, body_sealed)
  select id, message_id, at, author, seq, 'normal', 0, body_sealed from addenda order by rowid;
drop trigger addenda_immutable;
drop trigger addenda_kept;
drop table addenda;
alter table addenda_elsewhere rename to addenda;
create index addenda_by_message on addenda (message_id, at);
create trigger addenda_immutable before update on addenda begin select raise(abort, 'immutable'); end;
create trigger addenda_kept before delete on addenda begin select raise(abort, 'immutable'); end;

-- What happens to a message after it was saved (entry.ts). A raise may arrive before its message: no reference.
-- arrived is this desk's order: its own entries as they were written, others' as they came.
create table entries (
  id text primary key, message_id text not null, kind text not null, at text not null, author text not null,
  lane text, seq integer, elsewhere integer not null default 0, arrived integer not null unique, body_sealed blob not null
) strict;
create index entries_by_message on entries (message_id, arrived);
create index entries_batched on entries (message_id, at) where kind = 'batch';
create trigger entries_immutable before update on entries begin select raise(abort, 'immutable'); end;
create trigger entries_kept before delete on entries begin select raise(abort, 'immutable'); end;

alter table drafts add column revises text;
alter table drafts add column base integer;

-- What another desk or the backend sent and this version can't read: kept as it came, for the next one.
create table changes_unread (id text primary key, n integer not null, received_at text not null, json text not null) strict, without rowid;

insert into settings_core (key, value) values ('same-key', lower(hex(randomblob(32))));

-- Accounts and on-call schedules as they were delivered.
create table documents (
  kind text not null, id text not null, version integer not null,
  published_at text not null, received_at text not null, json text not null,
  primary key (kind, id)
) strict, without rowid;
`;

/** Later: the call that a message was taken on, and the patient whom it names from the record. Null in older rows. */
export const messageAboutSchema = `
alter table messages add column call_id text;
alter table messages add column patient_ref text;
create index messages_by_call on messages (call_id) where call_id is not null;
create index messages_by_patient on messages (patient_ref, saved_at) where patient_ref is not null;
`;
