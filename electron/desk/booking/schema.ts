// The table of this room, as a migration step for the vault.

/** core.db: each booking from before it is sent until a person or the record has settled it. What was asked for is sealed. */
export const bookingSchema = `
create table bookings (
  id text primary key, context_id text not null, patient_id text not null, account_id text,
  person text not null, role text not null, what text not null check (what in ('book', 'move', 'cancel')),
  at text not null, old_id text, offer_id text, asked_sealed blob not null,
  state text not null check (state in ('running', 'open', 'done', 'ended', 'settled')),
  resumed integer not null default 0, result text, read_back text not null default '{}'
) strict;
create index bookings_by_context on bookings (context_id, patient_id, at);
create index bookings_open on bookings (at) where state in ('running', 'open');
`;
