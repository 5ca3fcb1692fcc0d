// The table of this room, as a migration step for the vault.

/** core.db: each act from before it is sent until it is done, taken back or settled. What was asked and answered is sealed. */
export const actsSchema = `
create table acts (
  id text primary key, context_id text not null, patient_id text not null, account_id text,
  person text not null, role text not null, kind text not null, at text not null,
  asked_sealed blob not null, answered_sealed blob,
  state text not null check (state in
    ('queued', 'sending', 'done', 'refused', 'conflict', 'open', 'withdrawn', 'message', 'settled')),
  how text not null, why text not null, resumed integer not null default 0, progress text not null
) strict;
create index acts_by_context on acts (context_id, patient_id, at);
create index acts_open on acts (at) where state in ('queued', 'sending', 'refused', 'conflict', 'open');
`;
