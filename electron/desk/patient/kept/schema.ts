// Who is kept in patients.db, by which names, and since when: one row a person, so that a whole person goes at once.

/** patients.db. What was cached before is asked for anew: it has no names yet. */
export const keptSchema = `
delete from cache; delete from cache_number;
alter table cache_number add column old integer not null default 0 check (old in (0, 1));
create table kept_person (
  patient_id text primary key, since text not null, needed_at text not null, birth_date text
) strict, without rowid;
create index kept_person_by_need on kept_person (needed_at);
create table kept_word (id integer primary key autoincrement, word text not null unique) strict;
create table kept_name (
  word integer not null references kept_word (id), patient_id text not null,
  former integer not null check (former in (0, 1)), primary key (word, patient_id)
) strict, without rowid;
create index kept_name_by_patient on kept_name (patient_id);
create trigger cache_kept after insert on cache begin
  insert into kept_person (patient_id, since, needed_at) values (new.patient_id, new.as_of, new.as_of)
  on conflict (patient_id) do update set needed_at = max(needed_at, excluded.needed_at);
end;
create trigger cache_kept_anew after update on cache begin
  update kept_person set needed_at = max(needed_at, new.as_of) where patient_id = new.patient_id;
end;
create trigger kept_person_gone after delete on kept_person begin
  delete from cache where patient_id = old.patient_id;
  delete from cache_number where patient_id = old.patient_id;
  delete from kept_name where patient_id = old.patient_id;
end;
`;
