// Who is offered which call: the longest on the line first (a menu, or going back to the queue, costs nobody their place), to whoever has been available the longest and holds the queue's
// skill. An offer is a lease: one agent at a time for a call, one call at a time for an agent, by unique keys of the
// database, whatever number of processes look.
import { seenMs } from './agents.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { arrival, freeAgents, isReady, type Free } from './queues.ts';
import { peopleWith, skillsOf } from './skills.ts';
import type { CallRow, PartyRow } from './store.ts';
import { changeCall, type Turn } from './turn.ts';

export const newPartyId = (parts: VoiceParts): string => `a-${parts.random.uuid().slice(0, 13)}`;
export async function nameOf(turn: Turn, person: string): Promise<string> {
  const found = await turn.db.query<{ name: string }>(
    'select name from person where org_id = $1 and id = $2',
    [turn.org, person],
  );
  return (found.rows[0]?.name ?? '').slice(0, 120);
}

/** Rings this agent for this call. Null = the agent is not free (any more), or somebody is being offered it already. */
export async function offerTo(
  turn: Turn,
  person: string,
  role: 'agent' | 'target',
  queueId: string | null,
): Promise<PartyRow | null> {
  const { parts, db, org, call, now } = turn;
  const free = await db.query<{ identity: string }>(
    `select identity from voice_agent where org_id = $1 and person_id = $2 and state = 'available'
       and phone_registered and phone_microphone and seen_at > $3 and ${isReady('voice_agent', '$4')} for update`,
    [org, person, new Date(now.getTime() - seenMs), now],
  );
  const identity = free.rows[0]?.identity;
  if (identity === undefined) return null;
  const open = await db.query(
    `select 1 from voice_offer where org_id = $1 and ended_at is null and (person_id = $2 or call_id = $3)`,
    [org, person, call.id],
  );
  if ((open.rowCount ?? 0) > 0) return null;
  const party = await turn.addParty({
    id: newPartyId(parts),
    role,
    person_id: person,
    label: await nameOf(turn, person),
    number: null,
  });
  await db.query(
    `insert into voice_offer (org_id, id, call_id, party_id, person_id, queue_id, offered_at, lease_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      org,
      parts.voice.newId(),
      call.id,
      party.id,
      person,
      queueId,
      now,
      new Date(now.getTime() + parts.voice.config.offerSeconds * 1000),
    ],
  );
  await turn.task('ring-agent', { party: party.id, identity });
  return party;
}

/** So many of each queue: a long line before one does not hide the callers of another. */
const waitingSql = `select * from (select c.*, row_number() over (partition by c.wait_queue order by ${arrival('c')}, c.id) as place
  from voice_call c where c.org_id = $1 and c.wait_since is not null and c.wait_queue is not null
  and c.phase in ('waiting', 'talking') and not exists (
    select 1 from voice_offer o where o.org_id = c.org_id and o.call_id = c.id and o.ended_at is null)) w
  where place <= 50 order by ${arrival('w')}, id`;

/** Makes every offer that can be made now; the tasks that ring for them. */
export async function assign(parts: VoiceParts): Promise<string[]> {
  const org = orgOf(parts);
  const waiting = await parts.pool.query<CallRow>(waitingSql, [org]);
  if (waiting.rows.length === 0) return [];
  const now = parts.clock();
  const free = await freeAgents(parts.pool, org, now);
  const needsSkill = (call: CallRow): boolean =>
    parts.voice.config.queues.some((one) => one.id === call.wait_queue && one.skill !== null);
  if (free.length === 0 && !waiting.rows.some(needsSkill)) return [];
  const skills = await skillsOf(parts.pool, org, now);
  const told = await toldMissing(parts, waiting.rows);
  /** Skills that nobody at work holds. */
  const nobody = new Map<string, boolean>();
  const tasks: string[] = [];
  for (const call of waiting.rows) {
    const queue = parts.voice.config.queues.find((one) => one.id === call.wait_queue);
    const skill = queue?.skill ?? null;
    const able = (one: Free): boolean => skill === null || (skills.get(one.person_id) ?? []).includes(skill);
    if (skill !== null && !free.some(able) && !told.has(call.id)) {
      const missing = nobody.get(skill) ?? !(await anybodyWith(parts, skill, now));
      nobody.set(skill, missing);
      if (missing) await changeCall(parts, call.id, (turn) => turn.notice('skill-missing', null));
    }
    for (const one of free.filter(able)) {
      const made = await changeCall(parts, call.id, async (turn) => {
        if (turn.call.wait_since === null || turn.call.wait_queue !== call.wait_queue) return 'gone';
        const role = turn.call.wait_role ?? 'agent';
        const party = await offerTo(turn, one.person_id, role, call.wait_queue);
        if (party === null) return 'busy';
        const { transfer } = turn.call;
        if (transfer !== null && transfer.partyId === null && transfer.state === 'ringing')
          await turn.set({ transfer: { ...transfer, partyId: party.id } });
        return 'offered';
      }).catch((error: unknown) => {
        // Another process made the same offer in this moment.
        if (typeof error === 'object' && error !== null && 'code' in error && error.code === '23505')
          return null;
        throw error;
      });
      tasks.push(...(made?.tasks ?? []));
      if (made?.value === 'busy') continue;
      if (made?.value === 'offered') free.splice(free.indexOf(one), 1);
      break;
    }
  }
  return tasks;
}

/** Whether somebody at work may take calls that need this skill. */
async function anybodyWith(parts: VoiceParts, skill: string, now: Date): Promise<boolean> {
  const org = orgOf(parts);
  const people = await peopleWith(parts.pool, org, skill, now);
  const atWork = await parts.pool.query(
    `select 1 from voice_agent where org_id = $1 and person_id = any($2::text[]) and state <> 'offline' limit 1`,
    [org, people],
  );
  return (atWork.rowCount ?? 0) > 0;
}
/** Calls of which the supervisors were told already: once each. */
async function toldMissing(parts: VoiceParts, calls: readonly CallRow[]): Promise<Set<string>> {
  const found = await parts.pool.query<{ call_id: string }>(
    `select call_id from voice_notice where org_id = $1 and kind = 'skill-missing' and call_id = any($2::uuid[])`,
    [orgOf(parts), calls.map((call) => call.id)],
  );
  return new Set(found.rows.map((row) => row.call_id));
}
