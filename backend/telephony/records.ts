// What the backend knows of one person's legs from the carrier, for the desk to hold its own log against (row 58).
import type { CallRecord } from '#shared/protocol/telephony.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import type { EndedBy } from './store.ts';

interface Row {
  call_id: string;
  direction: CallRecord['direction'];
  rang_at: Date;
  answered_at: Date | null;
  ended_at: Date | null;
  open: boolean;
  ended_by: EndedBy | null;
  held: number;
  consult: number;
  transferred: CallRecord['transferred'];
}

/**
 * One for each call that rang at this person in the interval, several legs of a call put together. To whoever dialled it a
 * call is outgoing, and answered when the other side is; to a colleague whom it was handed to it came in.
 */
export async function recordsOf(
  parts: VoiceParts,
  person: string,
  from: string,
  to: string,
): Promise<CallRecord[]> {
  const found = await parts.pool.query<Row>(
    `select c.id as call_id, case when d.dialled then 'outgoing' else 'incoming' end as direction, min(p.ring_at) as rang_at,
       case when d.dialled then c.answered_at else min(p.joined_at) end as answered_at,
       max(p.left_at) as ended_at, bool_or(p.left_at is null) as open,
       (array_agg(p.ended_by order by p.ring_at desc, p.id))[1] as ended_by,
       sum(p.held_seconds) as held, sum(p.consult_seconds) as consult,
       (array_agg(p.transferred order by p.ring_at desc, p.id) filter (where p.transferred is not null))[1] as transferred
     from voice_party p join voice_call c on c.org_id = p.org_id and c.id = p.call_id
     cross join lateral (select c.direction = 'outgoing' and $2 = (
       select q.person_id from voice_party q where q.org_id = c.org_id and q.call_id = c.id and q.person_id is not null
       order by q.ring_at, q.id limit 1) as dialled) d
     where p.org_id = $1 and p.person_id = $2
     group by c.id, d.dialled, c.answered_at
     having min(p.ring_at) >= $3 and min(p.ring_at) < $4
     order by min(p.ring_at), c.id limit 2000`,
    [orgOf(parts), person, new Date(from), new Date(to)],
  );
  return found.rows.map((row) => ({
    callId: row.call_id,
    direction: row.direction,
    rangAt: row.rang_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    endedAt: row.open ? null : (row.ended_at?.toISOString() ?? null),
    endedBy: row.open ? null : row.ended_by,
    heldSeconds: row.held,
    consultSeconds: row.consult,
    transferred: row.transferred,
  }));
}
