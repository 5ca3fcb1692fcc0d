// The table of this room, as a migration step for the vault.

/** core.db: what this desk signs in to the record with; each body sealed for the reader, so that a lock closes it. */
export const ehrSchema = `
create table ehr_secrets (
  name text primary key, body blob not null, wrapped blob not null
) strict, without rowid;
`;
