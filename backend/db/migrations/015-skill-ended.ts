// A supervisor's word that a skill is over is another thing than one that gives it until a day to come: only the first stands
// against a practice certificate, also once that day has gone by.
import type { Migration } from '../migrate.ts';

export const skillEnded: Migration = {
  version: 15,
  sql: `
-- The day (UTC) of the word: a \`valid_until\` that lay before it was meant as an end.
alter table voice_skill add column set_on date not null default (now() at time zone 'UTC')::date;

create or replace view voice_skill_held as
  select org_id, person_id, skill, valid_until, null::timestamptz as expires_at from voice_skill
  union all
  select c.org_id, c.person_id, c.skill, null::date, c.expires_at
  from practice_certificate c
  join trainer_key k on k.org_id = c.org_id and k.key_id = c.key_id
  where c.ended_at is null and k.revoked_at is null
    and not exists (
      select 1 from voice_skill s
      where s.org_id = c.org_id and s.person_id = c.person_id and s.skill = c.skill and s.by_hand
        and s.valid_until < s.set_on
    );
`,
};
