// Row 60: the quarter hours of an organisation's queues out of its calls. Who gave up waiting for a callback or a message
// has not abandoned (product.md 6).
import type { Pool } from 'pg';
import {
  intervalRows,
  type IntervalOptions,
  type IntervalRow,
  type PassedRing,
  type QueueLeg,
} from '#shared/domain/telephony/interval.ts';
import type { Interval, Wait } from '#shared/domain/telephony/metrics.ts';
import { telephonyConfig } from './config.ts';

/** Calls of the day before the interval may end in it. */
const beforeMs = 86_400_000;

interface CallRow {
  queue_id: string;
  queued_at: Date;
  answered_at: Date | null;
  ended_at: Date | null;
  callback: boolean;
  mail: boolean;
}
/** The queue that answered first; of who was never answered the last one, which is then the only one. */
async function waitsOf(pool: Pool, org: string, { from, to }: Interval): Promise<Wait[]> {
  const found = await pool.query<CallRow>(
    `select coalesce((select o.queue_id from voice_offer o where o.org_id = c.org_id and o.call_id = c.id
         and o.outcome = 'answered' and o.queue_id is not null order by o.offered_at limit 1), c.queue_id) as queue_id,
       c.queued_at, c.answered_at, c.ended_at,
       exists (select 1 from voice_callback b where b.org_id = c.org_id and b.call_id = c.id and b.queue_id is not null
         and b.gave_up_seconds is null) as callback,
       exists (select 1 from voice_mail m where m.org_id = c.org_id and m.call_id = c.id) as mail
     from voice_call c where c.org_id = $1 and c.direction = 'incoming' and c.queue_id is not null
       and c.queued_at >= $2 and c.queued_at < $3`,
    [org, from, to],
  );
  return found.rows.map((row) => {
    const left =
      row.answered_at !== null
        ? 'answered'
        : row.callback
          ? 'callback'
          : row.mail
            ? 'voicemail'
            : row.ended_at !== null
              ? 'abandoned'
              : null;
    const leftAt = row.answered_at ?? row.ended_at;
    return {
      queueId: row.queue_id,
      queuedAt: row.queued_at.toISOString(),
      leftAt: left === null ? null : (leftAt?.toISOString() ?? null),
      left: leftAt === null ? null : left,
      callbackLeg: false,
    };
  });
}

interface LegRow {
  queue_id: string;
  direction: QueueLeg['direction'];
  ring_at: Date;
  joined_at: Date;
  left_at: Date;
  held_seconds: number;
  consult_seconds: number;
  wrapped_at: Date | null;
  transferred: QueueLeg['transferred'];
}
/**
 * Each leg counts in the queue that offered it; one without an offer of its own (a colleague who was handed the call) in
 * the queue where the call was by then.
 * @param wrapUpSeconds a wrap-up that nobody closed ended at this cap; null = it is open still
 */
async function legsOf(
  pool: Pool,
  org: string,
  { from, to }: Interval,
  wrapUpSeconds: number | null,
  now: Date,
): Promise<QueueLeg[]> {
  const found = await pool.query<LegRow>(
    `select coalesce(
         (select o.queue_id from voice_offer o where o.org_id = p.org_id and o.call_id = p.call_id
            and o.outcome = 'answered' and o.queue_id is not null and (o.party_id = p.id or o.offered_at <= p.ring_at)
            order by o.party_id = p.id desc, o.offered_at desc limit 1), c.queue_id) as queue_id,
       c.direction, p.ring_at, p.joined_at, p.left_at, p.held_seconds, p.consult_seconds, p.wrapped_at,
       p.transferred
     from voice_party p join voice_call c on c.org_id = p.org_id and c.id = p.call_id
     where p.org_id = $1 and p.person_id is not null and p.joined_at is not null and p.left_at is not null
       and c.queue_id is not null and c.answered_at is not null and p.left_at >= $2 and p.left_at < $3`,
    [org, new Date(Date.parse(from) - beforeMs), to],
  );
  return found.rows.map((row) => {
    const cap = wrapUpSeconds === null ? null : new Date(row.left_at.getTime() + wrapUpSeconds * 1000);
    const capped = cap !== null && cap <= now ? cap : null;
    const ends =
      row.wrapped_at !== null && capped !== null && row.wrapped_at > capped
        ? capped
        : (row.wrapped_at ?? capped);
    return {
      queueId: row.queue_id,
      direction: row.direction,
      rangAt: row.ring_at.toISOString(),
      answeredAt: row.joined_at.toISOString(),
      endedAt: row.left_at.toISOString(),
      heldSeconds: row.held_seconds,
      consultSeconds: row.consult_seconds,
      wrapUps: [{ from: row.left_at.toISOString(), to: ends?.toISOString() ?? null }],
      transferred: row.transferred,
      escalated: false,
    };
  });
}

/** Offers of a queue that an agent let go by, where they did. One that was taken back blames nobody. */
async function passedOf(pool: Pool, org: string, { from, to }: Interval): Promise<PassedRing[]> {
  const found = await pool.query<{ queue_id: string; outcome: string; ended_at: Date }>(
    `select queue_id, outcome, ended_at from voice_offer where org_id = $1 and queue_id is not null
       and outcome in ('no-answer', 'declined', 'phone-gone', 'microphone') and ended_at >= $2 and ended_at < $3`,
    [org, from, to],
  );
  return found.rows.map((row) => ({
    queueId: row.queue_id,
    endedAt: row.ended_at.toISOString(),
    declined: row.outcome === 'declined',
  }));
}

/** The cap of wrap-ups in a telephony file's text, as the backend reads it; '' = no file, then what counts without one. */
export const wrapUpCapOf = (file: string): number | null =>
  file === ''
    ? telephonyConfig.shape.wrapUpSeconds.parse(undefined)
    : telephonyConfig.parse(JSON.parse(file)).wrapUpSeconds;

/** Every queue that had a call in the interval, or is named; `from` and `to` are instants. */
export async function intervalsOf(
  pool: Pool,
  org: string,
  interval: Interval,
  options: IntervalOptions & { queues: readonly string[]; wrapUpSeconds: number | null; now: Date },
): Promise<IntervalRow[]> {
  const waits = await waitsOf(pool, org, interval);
  const legs = await legsOf(pool, org, interval, options.wrapUpSeconds, options.now);
  const passed = await passedOf(pool, org, interval);
  const queues = new Set([...options.queues, ...[...waits, ...legs, ...passed].map((one) => one.queueId)]);
  return intervalRows(waits, legs, [...queues].toSorted(), interval, options, passed);
}
