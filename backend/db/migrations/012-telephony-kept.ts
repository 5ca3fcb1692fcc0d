// What becomes of a recording that can't be fetched, and those that had ended before any was fetched at all.
import type { Migration } from '../migrate.ts';

/** Recordings of calls that ended before this program fetched any. */
export const keepEarlier = `
insert into voice_kept_recording (org_id, recording_sid, call_id, ended_at, due_at)
  select c.org_id, r.recording_sid, c.id, c.ended_at, c.ended_at
  from voice_recording r join voice_call c on c.org_id = r.org_id and c.id = r.call_id
  where c.phase = 'ended' and c.ended_at is not null and r.recording_sid is not null
  on conflict (org_id, recording_sid) do nothing;
`;

export const telephonyKept: Migration = {
  version: 12,
  sql: `
-- So often the carrier said that it has no such recording.
alter table voice_kept_recording add column absent_times int not null default 0;
-- Not fetched, and not tried any more: too-large, absent (at the carrier), days (it would be deleted here by now).
alter table voice_kept_recording add column left_why text;

${keepEarlier}
`,
};
