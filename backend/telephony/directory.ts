// Where a call can be handed to: colleagues with what they are doing, queues with what is known of the wait, and the numbers
// that a call out may show.
import type { DirectoryAnswer } from '#shared/protocol/telephony.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { queueStates } from './queues.ts';
import { skillsOf } from './skills.ts';

export async function directoryFor(parts: VoiceParts, person: string): Promise<DirectoryAnswer> {
  const org = orgOf(parts);
  const now = parts.clock();
  const found = await parts.pool.query<{ person_id: string; name: string; state: string }>(
    // Who is out because a call went by is on no break (`isOut`).
    `select a.person_id, p.name,
       case when a.state = 'break' and a.reason is null then 'missed' else a.state end as state
     from voice_agent a
     join person p on p.org_id = a.org_id and p.id = a.person_id
     where a.org_id = $1 and a.person_id <> $2 order by (a.state = 'offline'), p.name, a.person_id limit 500`,
    [org, person],
  );
  const skills = await skillsOf(parts.pool, org, now);
  const queues = await queueStates(parts.pool, parts, now);
  return {
    v: 2,
    agents: found.rows.map((row) => ({
      personId: row.person_id,
      name: row.name.slice(0, 160),
      state: row.state,
      skills: (skills.get(row.person_id) ?? []).slice(0, 40),
    })),
    queues: queues.map(({ id, label, skill, waiting, estimateSeconds }) => ({
      id,
      label,
      skill,
      waiting,
      estimateSeconds,
    })),
    callerIds: parts.voice.config.callerIds,
  };
}
