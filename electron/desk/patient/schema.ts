// The tables of this room, as migration steps for the vault.

/** core.db: the evidence of each call; survives a restart with the call. What was stated is never kept. */
export const patientSchema = `
create table verification (
  n integer primary key autoincrement, context_id text not null, patient_id text not null,
  fact text not null, matched integer not null check (matched in (0, 1)),
  name_needed integer not null check (name_needed in (0, 1)), at text not null, person text not null
) strict;
create index verification_by_context on verification (context_id, n);
create trigger verification_no_update before update on verification
begin select raise(abort, 'append-only'); end;
create table verification_choice (
  context_id text primary key, patient_id text not null, at text not null, person text not null
) strict, without rowid;
`;

/** patients.db: which cached people a number belongs to, so that a ring finds them without the server. */
export const patientNumbersSchema = `
create table cache_number (
  digits text not null, patient_id text not null, primary key (digits, patient_id)
) strict, without rowid;
create index cache_number_by_patient on cache_number (patient_id);
`;

/** core.db, later still: the time line of a patient's contacts asks for all their calls. */
export const patientContactsSchema = `
create index verification_choice_by_patient on verification_choice (patient_id, at);
`;

/** core.db, later: who else is on the line for which patient, and a fast look at a patient's wrong answers (C19). */
export const patientCallerSchema = `
create table verification_caller (
  context_id text not null, patient_id text not null, caller text not null, scope text not null, why text not null,
  document text, at text not null, person text not null, primary key (context_id, patient_id)
) strict, without rowid;
create index verification_wrong on verification (patient_id, at) where matched = 0;
`;
