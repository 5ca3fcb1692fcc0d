// Which skills people hold, and until when: a crisis queue's calls go to nobody whose certificate has ended. The day that the
// configuration or a supervisor names still counts (UTC); a practice certificate (backend/certificates) ends at its instant.
import type { Pool } from 'pg';
import { orgOf, type VoiceParts } from './parts.ts';
import { changedPeople, type Db } from './store.ts';

const valid =
  '(s.valid_until is null or s.valid_until >= ($2::timestamptz at time zone $$UTC$$)::date) and (s.expires_at is null or s.expires_at > $2::timestamptz)';

/** Puts in what the configuration names, and renews what it put in before; what a supervisor set stays. */
export async function seedSkills(parts: VoiceParts): Promise<void> {
  const { skills } = parts.voice.config;
  await parts.pool.query(
    `insert into voice_skill (org_id, person_id, skill, valid_until)
     select $1, i.person_id, i.skill, i.valid_until::date
     from unnest($2::text[], $3::text[], $4::text[]) as i (person_id, skill, valid_until)
     join person p on p.org_id = $1 and p.id = i.person_id
     on conflict (org_id, person_id, skill) do update set valid_until = excluded.valid_until
       where not voice_skill.by_hand`,
    [
      orgOf(parts),
      skills.map((s) => s.personId),
      skills.map((s) => s.skill),
      skills.map((s) => s.validUntil),
    ],
  );
}

/** A supervisor's word. @param validUntil `YYYY-MM-DD`; null = does not end. */
export async function setSkill(
  pool: Pool,
  org: string,
  given: { personId: string; skill: string; validUntil: string | null },
): Promise<void> {
  await pool.query(
    `insert into voice_skill (org_id, person_id, skill, valid_until, by_hand) values ($1, $2, $3, $4::date, true)
     on conflict (org_id, person_id, skill) do update
       set valid_until = excluded.valid_until, by_hand = true, set_on = (now() at time zone 'UTC')::date`,
    [org, given.personId, given.skill, given.validUntil],
  );
  await changedPeople(pool, org, [given.personId]);
}

/** What each person holds now, sorted; who holds nothing is not among them. */
export async function skillsOf(db: Db, org: string, now: Date): Promise<ReadonlyMap<string, string[]>> {
  const found = await db.query<{ person_id: string; skill: string }>(
    `select distinct s.person_id, s.skill from voice_skill_held s where s.org_id = $1 and ${valid} order by s.person_id, s.skill`,
    [org, now],
  );
  const all = new Map<string, string[]>();
  for (const { person_id: person, skill } of found.rows) all.set(person, [...(all.get(person) ?? []), skill]);
  return all;
}

/** People who may be offered calls that need this skill; whether they are there is another question. */
export async function peopleWith(db: Db, org: string, skill: string, now: Date): Promise<string[]> {
  const found = await db.query<{ person_id: string }>(
    `select distinct s.person_id from voice_skill_held s where s.org_id = $1 and s.skill = $3 and ${valid} order by s.person_id`,
    [org, now, skill],
  );
  return found.rows.map((row) => row.person_id);
}
