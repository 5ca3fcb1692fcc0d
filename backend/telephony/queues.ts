// What is known of the queues right now: how many wait, since when, who could take a call.
import type { QueueState } from '#shared/domain/telephony/live.ts';
import { seenMs } from './agents.ts';
import { estimateSeconds, lookBackMs } from './estimate.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { skillsOf } from './skills.ts';
import type { Db } from './store.ts';

export interface Free {
  person_id: string;
  identity: string;
  since: Date;
}
/** Agents that a call may be offered to now, the longest available first. */
export async function freeAgents(db: Db, org: string, now: Date): Promise<Free[]> {
  const found = await db.query<Free>(
    `select a.person_id, a.identity, a.since from voice_agent a
     where a.org_id = $1 and a.state = 'available' and a.phone_registered and a.phone_microphone and a.seen_at > $2
       and not exists (select 1 from voice_offer o where o.org_id = $1 and o.person_id = a.person_id and o.ended_at is null)
       and not exists (select 1 from voice_party p join voice_call c on c.org_id = p.org_id and c.id = p.call_id
         where p.org_id = $1 and p.person_id = a.person_id and p.state in ('ringing', 'connected', 'held')
           and c.phase <> 'ended')
     order by a.since, a.person_id`,
    [org, new Date(now.getTime() - seenMs)],
  );
  return found.rows;
}

export async function queueStates(db: Db, parts: VoiceParts, now: Date): Promise<QueueState[]> {
  const org = orgOf(parts);
  const { queues } = parts.voice.config;
  const waiting = await db.query<{ wait_queue: string; waiting: number; longest: Date }>(
    `select wait_queue, count(*)::int as waiting, min(wait_since) as longest from voice_call
     where org_id = $1 and wait_queue is not null and wait_since is not null group by wait_queue`,
    [org],
  );
  const answered = await db.query<{ queue_id: string; at: Date[] }>(
    `select queue_id, array_agg(ended_at) as at from voice_offer
     where org_id = $1 and outcome = 'answered' and ended_at > $2 and queue_id is not null group by queue_id`,
    [org, new Date(now.getTime() - lookBackMs)],
  );
  const free = await freeAgents(db, org, now);
  const skills = await skillsOf(db, org, now);
  return queues.map((queue) => {
    const line = waiting.rows.find((row) => row.wait_queue === queue.id);
    const count = line?.waiting ?? 0;
    const able = free.filter(
      (one) => queue.skill === null || (skills.get(one.person_id) ?? []).includes(queue.skill),
    );
    const at = answered.rows.find((row) => row.queue_id === queue.id)?.at ?? [];
    return {
      id: queue.id,
      label: queue.label,
      skill: queue.skill,
      waiting: count,
      longestSeconds: line ? Math.max(0, Math.round((now.getTime() - line.longest.getTime()) / 1000)) : null,
      estimateSeconds: estimateSeconds(
        count + 1,
        at.map((one) => one.getTime()),
        now.getTime(),
      ),
      available: able.length,
    };
  });
}

/** The place of a waiting call in its queue, 1 = next; null = it waits in none. */
export async function positionOf(db: Db, org: string, callId: string): Promise<number | null> {
  const found = await db.query<{ place: number }>(
    `select (select count(*)::int from voice_call o where o.org_id = c.org_id and o.wait_queue = c.wait_queue
       and (o.wait_since, o.id) <= (c.wait_since, c.id)) as place
     from voice_call c where c.org_id = $1 and c.id = $2 and c.wait_since is not null and c.wait_queue is not null`,
    [org, callId],
  );
  return found.rows[0]?.place ?? null;
}
export async function waitOf(
  parts: VoiceParts,
  callId: string,
  queueId: string,
): Promise<{ position: number; seconds: number | null } | null> {
  const now = parts.clock();
  const position = await positionOf(parts.pool, orgOf(parts), callId);
  if (position === null) return null;
  const answered = await parts.pool.query<{ ended_at: Date }>(
    `select ended_at from voice_offer where org_id = $1 and queue_id = $2 and outcome = 'answered' and ended_at > $3`,
    [orgOf(parts), queueId, new Date(now.getTime() - lookBackMs)],
  );
  const at = answered.rows.map((row) => row.ended_at.getTime());
  return { position, seconds: estimateSeconds(position, at, now.getTime()) };
}
