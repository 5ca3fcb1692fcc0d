// The tables of patients.db: a cache of what the EHR answered. It has its own key so that it can be made unreadable
// alone, and nothing in it is the only copy of anything.
export const patientTables = `
create table cache (
  patient_id text not null, card text not null, json text not null,
  as_of text not null, version integer not null default 1,
  primary key (patient_id, card)
) strict, without rowid;
create index cache_by_age on cache (as_of);
`;
