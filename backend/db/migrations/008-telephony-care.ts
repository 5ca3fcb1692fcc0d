// What callers say of themselves apart from what they did: typed values and labels of outside numbers sealed, places that
// were stated on their own, the moment at which a recorder was last told to start, skills that a supervisor set.
import type { Migration } from '../migrate.ts';

export const telephonyCare: Migration = {
  version: 8,
  sql: `
-- What was typed in the menu, sealed for the backend as the handover is and gone with it; path keeps the prompts.
alter table voice_call add column typed jsonb;
-- Nobody ever waited for a person; a colleague is rung at once.
alter table voice_call drop column wait_person;
-- Only what was said: what follows from numbers and from the practice's own place is worked out anew each time.
alter table voice_call add column stated_places text[] not null default '{}';
drop index voice_call_sealed;
create index voice_call_sealed on voice_call (ended_at)
  where handover is not null or typed is not null or transfer is not null or path <> '[]';

-- Of a number outside, as an agent's desk named it; sealed, gone with the handover. Colleagues' names stay in label.
alter table voice_party add column sealed_label jsonb;

-- A start was sent to the carrier and may still arrive: until its time is over "no recording" means nothing.
alter table voice_recording add column start_sent_at timestamptz;

-- Set by a supervisor: the configuration no longer changes it.
alter table voice_skill add column by_hand boolean not null default false;
`,
};
