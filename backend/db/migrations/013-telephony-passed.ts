// The quarter hours ask for the offers that agents let go by, of one interval; without this, all there ever were are read.
import type { Migration } from '../migrate.ts';

export const telephonyPassed: Migration = {
  version: 13,
  sql: `
create index voice_offer_passed on voice_offer (org_id, ended_at)
  where outcome in ('no-answer', 'declined', 'phone-gone', 'microphone');
`,
};
