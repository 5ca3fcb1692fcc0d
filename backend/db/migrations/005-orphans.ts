// What was set aside because its message had not come is found again by the message that it is about.
import type { Migration } from '../migrate.ts';

export const orphans: Migration = {
  version: 5,
  sql: `
-- Null: set aside for another reason, or before this version: looked at again at the next start.
alter table quarantine add column about uuid;
create index quarantine_orphans on quarantine (org_id, about) where about is not null and resolved_at is null;
`,
};
