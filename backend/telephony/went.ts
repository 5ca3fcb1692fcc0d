// Calls that an agent let go by, handed on or lost, and where their callers are now: a desk that doesn't know says "lost" of
// somebody who waits in the queue, or "a colleague has it" where there is none.
import type { Went } from '#shared/domain/telephony/live.ts';
import type { Db } from './store.ts';

interface WentRow {
  id: string;
  phase: 'waiting' | 'talking' | 'ended';
  wait_role: 'agent' | 'target' | null;
  place: number | null;
  others: boolean;
  offered: boolean;
}
/** @param since who left, or was not reached, before it is not told any more */
export async function wentOf(db: Db, org: string, person: string, since: Date): Promise<Went[]> {
  const found = await db.query<WentRow>(
    `select c.id, c.phase, c.wait_role,
       case when c.wait_since is null then null else (select count(*)::int + 1 from voice_call w where w.org_id = $1
         and w.wait_queue = c.wait_queue and (w.wait_since, w.id) < (c.wait_since, c.id)) end as place,
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
  return found.rows.flatMap((row) => {
    const now =
      row.phase === 'ended'
        ? 'ended'
        : row.others
          ? 'with-others'
          : row.offered
            ? 'offered-elsewhere'
            : row.phase === 'waiting' || row.wait_role !== null
              ? 'queued'
              : null;
    return now === null ? [] : [{ callId: row.id, now, place: now === 'queued' ? row.place : null }];
  });
}
