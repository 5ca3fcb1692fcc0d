// The tables of emergency access and of what is reported for review, as one migration step of core.db.
export const breakGlassSchema = `
create table break_glass (
  id text primary key, person text not null, role text not null, patient_id text not null, context_id text not null,
  need text not null, minutes integer not null, begun_at text not null, ended_at text, ended_by text
) strict, without rowid;
create index break_glass_open on break_glass (begun_at) where ended_at is null;
create table reports (
  id text primary key, kind text not null check (kind in ('break-glass', 'incident')), author text not null,
  at text not null, facts text not null, body blob, reader_key blob, backend_key_id text, backend_key blob, told_at text
) strict, without rowid;
create index reports_untold on reports (at) where told_at is null;
create trigger reports_kept before delete on reports begin select raise(abort, 'immutable'); end;
`;
