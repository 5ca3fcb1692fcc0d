// What is known of the queues right now: how many wait, since when, who could take a call.
import type { QueueState } from '#shared/domain/telephony/live.ts';
import { seenMs } from './agents.ts';
import { estimateSeconds, lookBackMs } from './estimate.ts';
import { waitedBefore } from './gave-up.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { skillsOf } from './skills.ts';
import type { CallRow, Db, PartyRow } from './store.ts';
import { waitsOf } from './waits.ts';

export interface Free {
  person_id: string;
  identity: string;
  since: Date;
}
/**
 * SQL: no breath holds this agent. One that began after now was timed by a clock that was set back since, and counts for
 * nothing; two seconds may lie between the clocks of two processes.
 * @param agent name or alias of `voice_agent` @param now its parameter, neither ever from outside
 */
export const isReady = (agent: 'a' | 'voice_agent', now: '$3' | '$4'): string =>
  `(${agent}.ready_at is null or ${agent}.ready_at <= ${now} or ${agent}.since > ${now}::timestamptz + interval '2 seconds')`;

/** Agents that a call may be offered to now, the longest available first. */
export async function freeAgents(db: Db, org: string, now: Date): Promise<Free[]> {
  const found = await db.query<Free>(
    `select a.person_id, a.identity, a.since from voice_agent a
     where a.org_id = $1 and a.state = 'available' and a.phone_registered and a.phone_microphone and a.seen_at > $2
       and ${isReady('a', '$3')}
       and not exists (select 1 from voice_offer o where o.org_id = $1 and o.person_id = a.person_id and o.ended_at is null)
       and not exists (select 1 from voice_party p join voice_call c on c.org_id = p.org_id and c.id = p.call_id
         where p.org_id = $1 and p.person_id = a.person_id and p.state in ('ringing', 'connected', 'held')
           and c.phase <> 'ended')
     order by a.since, a.person_id`,
    [org, new Date(now.getTime() - seenMs), now],
  );
  return found.rows;
}

/**
 * SQL: since when a waiting call counts in the order of offers. Whoever called in is counted from their call's beginning, so
 * that nobody overtakes them while a menu asks them something, and who comes back keeps their first wait.
 * @param call alias of `voice_call`, never from outside
 */
export const arrival = (call: 'c' | 'o' | 'w'): string =>
  `(case when ${call}.direction = 'incoming' then least(${call}.created_at, ${call}.wait_since) else ${call}.wait_since end)`;

/** Who waits, and how long in all as their ring will say: time that they talked, or waited for nothing, is none of it. */
async function waitingCalls(db: Db, org: string, now: Date): Promise<{ queueId: string; seconds: number }[]> {
  const found = await db.query<
    Pick<CallRow, 'id' | 'queued_at'> & { queue: string; since: Date; role: string }
  >(
    `select id, queued_at, wait_queue as queue, wait_since as since, wait_role as role from voice_call
     where org_id = $1 and wait_queue is not null and wait_since is not null`,
    [org],
  );
  if (found.rows.length === 0) return [];
  const ids = found.rows.map((row) => row.id);
  const talked = await db.query<Pick<PartyRow, 'call_id' | 'id' | 'joined_at' | 'left_at'>>(
    `select call_id, id, joined_at, left_at from voice_party
     where org_id = $1 and call_id = any($2::uuid[]) and id <> 'caller' and joined_at is not null`,
    [org, ids],
  );
  const earlier = await waitedBefore(db, org, ids);
  return found.rows.map((row) => {
    // An agent waits for somebody of this queue, and the caller with them.
    const asked = (now.getTime() - row.since.getTime()) / 1000;
    const parties = talked.rows.filter((party) => party.call_id === row.id);
    const waits = row.role === 'target' ? null : waitsOf(row, parties, now);
    return { queueId: row.queue, seconds: waits === null ? asked : waits.inAll + (earlier.get(row.id) ?? 0) };
  });
}

export async function queueStates(db: Db, parts: VoiceParts, now: Date): Promise<QueueState[]> {
  const org = orgOf(parts);
  const { queues } = parts.voice.config;
  const waiting = await waitingCalls(db, org, now);
  const answered = await db.query<{ queue_id: string; at: Date[] }>(
    `select queue_id, array_agg(ended_at) as at from voice_offer
     where org_id = $1 and outcome = 'answered' and ended_at > $2 and queue_id is not null group by queue_id`,
    [org, new Date(now.getTime() - lookBackMs)],
  );
  const free = await freeAgents(db, org, now);
  const skills = await skillsOf(db, org, now);
  return queues.map((queue) => {
    const waits = waiting.filter((one) => one.queueId === queue.id).map((one) => one.seconds);
    const count = waits.length;
    const able = free.filter(
      (one) => queue.skill === null || (skills.get(one.person_id) ?? []).includes(queue.skill),
    );
    const at = answered.rows.find((row) => row.queue_id === queue.id)?.at ?? [];
    return {
      id: queue.id,
      label: queue.label,
      skill: queue.skill,
      waiting: count,
      longestSeconds: count === 0 ? null : Math.round(Math.max(0, ...waits)),
      estimateSeconds: estimateSeconds(
        count + 1,
        at.map((one) => one.getTime()),
        now.getTime(),
      ),
      available: able.length,
    };
  });
}

/**
 * Queues whose callers are answered by the same people as this one's: to those of them who came before, an agent goes first.
 * Empty = it needs a skill that nobody at work holds.
 */
async function sharedLine(db: Db, parts: VoiceParts, queueId: string, now: Date): Promise<string[]> {
  const org = orgOf(parts);
  const { queues } = parts.voice.config;
  const skill = queues.find((one) => one.id === queueId)?.skill ?? null;
  if (skill === null && queues.every((one) => one.skill === null)) return queues.map((one) => one.id);
  const found = await db.query<{ person_id: string }>(
    `select person_id from voice_agent where org_id = $1 and state <> 'offline'`,
    [org],
  );
  const skills = await skillsOf(db, org, now);
  const holds = (person: string, needed: string | null): boolean =>
    needed === null || (skills.get(person) ?? []).includes(needed);
  const able = found.rows.map((row) => row.person_id).filter((person) => holds(person, skill));
  if (skill !== null && able.length === 0) return [];
  const shares = (other: string | null): boolean =>
    other === skill || able.some((person) => holds(person, other));
  return [...new Set([queueId, ...queues.filter((one) => shares(one.skill)).map((one) => one.id)])];
}

/** The place of a waiting call among all who wait for the same agents, 1 = next; null = it waits in none of these queues. */
async function positionOf(
  db: Db,
  org: string,
  callId: string,
  line: readonly string[],
): Promise<number | null> {
  const found = await db.query<{ place: number }>(
    `select (select count(*)::int from voice_call o where o.org_id = c.org_id and o.wait_queue = any($3::text[])
       and o.wait_since is not null and (${arrival('o')}, o.id) <= (${arrival('c')}, c.id)) as place
     from voice_call c where c.org_id = $1 and c.id = $2 and c.wait_since is not null and c.wait_queue = any($3::text[])`,
    [org, callId, line],
  );
  return found.rows[0]?.place ?? null;
}
/** As `positionOf`, for a call that waits in this queue; null = it waits in none, or nobody at work may answer it. */
export const placeOf = async (
  db: Db,
  parts: VoiceParts,
  call: { id: string; queueId: string },
  now: Date,
): Promise<number | null> =>
  positionOf(db, orgOf(parts), call.id, await sharedLine(db, parts, call.queueId, now));

/** What a waiting caller may be told; null = nothing that would be true. */
export async function waitOf(
  parts: VoiceParts,
  callId: string,
  queueId: string,
): Promise<{ position: number; seconds: number | null } | null> {
  const now = parts.clock();
  const line = await sharedLine(parts.pool, parts, queueId, now);
  const position = await positionOf(parts.pool, orgOf(parts), callId, line);
  if (position === null) return null;
  const answered = await parts.pool.query<{ ended_at: Date }>(
    `select ended_at from voice_offer
     where org_id = $1 and queue_id = any($2::text[]) and outcome = 'answered' and ended_at > $3`,
    [orgOf(parts), line, new Date(now.getTime() - lookBackMs)],
  );
  const at = answered.rows.map((row) => row.ended_at.getTime());
  return { position, seconds: estimateSeconds(position, at, now.getTime()) };
}
