// Calls whose numbers are still there: what is looked for when they have been kept long enough.
import type { Migration } from '../migrate.ts';

export const telephonyNumbers: Migration = {
  version: 9,
  sql: `
create index voice_call_numbered on voice_call (org_id, ended_at) where number <> '';
create index voice_party_numbered on voice_party (org_id, call_id)
  where person_id is null and (number is not null or label is not null);
`,
};
