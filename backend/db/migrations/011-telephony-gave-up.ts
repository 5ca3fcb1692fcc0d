// Callers who gave up waiting: found by their number without reading all who ever did, and forgotten by when it was over.
import type { Migration } from '../migrate.ts';

export const telephonyGaveUp: Migration = {
  version: 11,
  sql: `
-- Over ones count for a while too: what a caller who calls again has waited in vain before.
create index voice_callback_in_vain on voice_callback (org_id, number, account_id, due_at)
  where gave_up_seconds is not null;
drop index voice_callback_gave_up;
create index voice_callback_over on voice_callback (org_id, ended_at) where ended_at is not null;
`,
};
