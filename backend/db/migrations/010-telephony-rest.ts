// What an act has written before it was answered, the breath between two calls, callers who gave up waiting, and recordings
// of calls that are fetched from the carrier and kept here, sealed.
import type { Migration } from '../migrate.ts';

export const telephonyRest: Migration = {
  version: 10,
  sql: `
-- Written with what the act did: the answer to the same request when its process died before it said anything.
alter table voice_act add column began jsonb;

-- Available, and offered nothing before.
alter table voice_agent add column ready_at timestamptz;

-- Nobody asked for this one: the caller hung up in the queue. Seconds of the last wait, of all, and how often.
alter table voice_callback add column gave_up_seconds int;
alter table voice_callback add column gave_up_total int;
alter table voice_callback add column gave_up_times int;
create index voice_callback_gave_up on voice_callback (org_id, number)
  where gave_up_seconds is not null and ended_at is null;

-- The recording of a call, once it is finished. Sealed for the backend; null until it was fetched. The carrier's copy is
-- deleted after that, and released_at says when it was gone.
create table voice_kept_recording (
  org_id text not null,
  recording_sid text not null,
  call_id uuid not null,
  ended_at timestamptz not null,
  key_id text,
  key_for_backend bytea,
  body bytea,
  stored_at timestamptz,
  released_at timestamptz,
  -- Next try to fetch it, or to delete the carrier's copy; null = nothing left to do.
  due_at timestamptz,
  lease_until timestamptz,
  tries int not null default 0,
  primary key (org_id, recording_sid),
  foreign key (org_id, call_id) references voice_call (org_id, id)
);
create index voice_kept_recording_due on voice_kept_recording (due_at) where due_at is not null;
create index voice_kept_recording_call on voice_kept_recording (org_id, call_id);
`,
};
