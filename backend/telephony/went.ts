// Calls that an agent let go by, handed on or lost, and where their callers are now: a desk that doesn't know says "lost" of
// somebody who waits in the queue, or "a colleague has it" where there is none.
import type { Went } from '#shared/domain/telephony/live.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { placeOf } from './queues.ts';
import type { Db } from './store.ts';

interface WentRow {
  id: string;
  phase: 'waiting' | 'talking' | 'ended';
  wait_role: 'agent' | 'target' | null;
  wait_queue: string | null;
  others: boolean;
  offered: boolean;
}
/** @param since who left, or was not reached, before it is not told any more */
export async function wentOf(
  db: Db,
  parts: VoiceParts,
  person: string,
  { now, since }: { now: Date; since: Date },
): Promise<Went[]> {
  const org = orgOf(parts);
  const found = await db.query<WentRow>(
    `select c.id, c.phase, c.wait_role, c.wait_queue,
       exists (select 1 from voice_party o where o.org_id = $1 and o.call_id = c.id and o.id <> 'caller'
         and o.state in ('connected', 'held')) as others,
       exists (select 1 from voice_offer o where o.org_id = $1 and o.call_id = c.id and o.ended_at is null) as offered
     from (select distinct on (call_id) call_id, state, left_at from voice_party
       where org_id = $1 and person_id = $2 and (left_at > $3 or left_at is null)
       order by call_id, ring_at desc) p
     join voice_call c on c.org_id = $1 and c.id = p.call_id
     where p.state in ('left', 'failed') and c.phase in ('waiting', 'talking', 'ended')
     order by p.left_at desc, c.id limit 50`,
    [org, person, since],
  );
  const told: Went[] = [];
  for (const row of found.rows) {
    const where = nowOf(row);
    if (where === null) continue;
    const queueId = where === 'queued' ? row.wait_queue : null;
    const place = queueId === null ? null : await placeOf(db, parts, { id: row.id, queueId }, now);
    told.push({ callId: row.id, now: where, place });
  }
  return told;
}

function nowOf(row: WentRow): Went['now'] | null {
  if (row.phase === 'ended') return 'ended';
  if (row.others) return 'with-others';
  if (row.offered) return 'offered-elsewhere';
  return row.phase === 'waiting' || row.wait_role !== null ? 'queued' : null;
}
