// Migration 19 of core.db: where the read-lease stands (one row), and whose columns could not be made anew because nothing
// could be read when something came to them.
export const leaseSchema = `
create table read_lease (
  id integer primary key check (id = 1),
  minutes real, seen_at text not null, ended_at text,
  contact_wall integer not null, high_wall integer not null, elapsed_ms integer not null, boot_ms integer not null
) strict;
create table project_later (message_id text primary key) strict, without rowid;
`;
