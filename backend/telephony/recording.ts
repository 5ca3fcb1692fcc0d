// Recording: start, pause, resume, stop. What is shown is what the recorder said when it was asked, never what was ordered:
// from the order until the read back the state is `unknown`, and a desk must take that as running (C25). An order whose
// answer is lost is read back until it is known, and given again where the recorder does something else.
import type { PoolClient } from 'pg';
import { mayRecord } from '#shared/domain/telephony/consent.ts';
import type { PauseReason } from '#shared/domain/telephony/live.ts';
import type { ActRefusal } from '#shared/protocol/telephony.ts';
import { inTransaction } from '../db/transaction.ts';
import { keepRecording } from './kept-recordings.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { afterCall, ordered } from './recording-state.ts';
import { carryOut, type OrderRow } from './recording-work.ts';
import { callOf, changedCall, liveCallOf, partyOf, setCall, type CallRow } from './store.ts';

export type RecordingOrder = 'start' | 'pause' | 'resume' | 'stop';
/** `work` settles when the carrier was asked and the answer is written; it never rejects. */
export interface Ordered {
  refused: ActRefusal | null;
  work: Promise<void> | null;
}
const refused = (why: ActRefusal): Ordered => ({ refused: why, work: null });
const nothing: Ordered = { refused: null, work: null };

const wantedBy = { start: 'on', resume: 'on', pause: 'paused', stop: 'off' } as const;
/** Whoever does an order has this long before the next look takes it up. */
export const orderLeaseMs = 8_000;

/** The leg that is recorded: the caller's, which hears the agents and no consultation. */
async function legOf(db: PoolClient, call: CallRow): Promise<string | null> {
  const lead = await partyOf(db, call.org_id, call.id, 'caller');
  return lead?.leg_sid ?? call.call_sid;
}
async function rowOf(db: PoolClient, org: string, callId: string): Promise<OrderRow | null> {
  const found = await db.query<OrderRow>('select * from voice_recording where org_id = $1 and call_id = $2', [
    org,
    callId,
  ]);
  return found.rows[0] ?? null;
}

/** Null = may be ordered; `same` = is so already, or is on its way. */
function against(call: CallRow, row: OrderRow | null, to: RecordingOrder): ActRefusal | 'same' | null {
  const { state } = call.recording;
  const ends = to === 'stop' || to === 'pause';
  // To stop is allowed as long as the call is there; to begin only while people talk.
  if (call.phase === 'ended' || (!ends && call.phase !== 'talking')) return 'call-state';
  const on = state !== 'off' || (row !== null && row.wanted !== 'off');
  if (to !== 'start' && !on) return to === 'stop' ? 'same' : 'call-state';
  // Without a notice, or after a "no", nothing begins (C22).
  if (!ends && !mayRecord(call.consent)) return 'call-state';
  if (to === 'start' && state === 'paused') return 'call-state';
  const wanted = wantedBy[to];
  const pending = state === 'unknown' && row !== null;
  if (pending) return row.wanted === wanted ? 'same' : null;
  return state === wanted && (row === null || row.wanted === wanted) ? 'same' : null;
}

interface Order {
  to: RecordingOrder;
  reason: PauseReason | null;
  person: string | null;
  byHandOff: boolean;
}
/** Within a transaction that holds the call; answers the number of the order, null when there is nothing to do. */
async function write(
  db: PoolClient,
  parts: VoiceParts,
  call: CallRow,
  legSid: string,
  order: Order,
): Promise<number> {
  const now = parts.clock();
  const lease = new Date(now.getTime() + orderLeaseMs);
  // A recording that was stopped is over: the next one is another.
  const anew = order.to === 'start' && call.recording.state === 'off';
  const before = anew ? (await rowOf(db, call.org_id, call.id))?.recording_sid : null;
  if (before) await keepRecording(db, call, before, now);
  const made = await db.query<{ n: number }>(
    `insert into voice_recording (org_id, call_id, leg_sid, wanted, reason, n, by_hand_off, person_id, due_at, lease_until)
     values ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9)
     on conflict (org_id, call_id) do update set wanted = excluded.wanted, reason = excluded.reason,
       n = voice_recording.n + 1, by_hand_off = excluded.by_hand_off, person_id = excluded.person_id,
       recording_sid = case when $10 then null else voice_recording.recording_sid end,
       leg_sid = case when $10 then excluded.leg_sid else voice_recording.leg_sid end,
       alarmed = false, due_at = excluded.due_at, lease_until = excluded.lease_until, tries = 0
     returning n`,
    [
      call.org_id,
      call.id,
      legSid,
      wantedBy[order.to],
      order.reason,
      order.byHandOff,
      order.person,
      now,
      lease,
      anew,
    ],
  );
  // What is ordered now is what counts; stopped for somebody who was not asked, it goes on without them.
  const waits = call.consent.goesOn === true && call.consent.unasked === true && order.to === 'stop';
  const consent = { ...call.consent, goesOn: waits };
  await setCall(db, call, { recording: ordered(call.recording, now), consent });
  await changedCall(db, call.org_id, call.id);
  return made.rows[0]?.n ?? 0;
}

async function give(parts: VoiceParts, callId: string, order: Order): Promise<Ordered> {
  const org = orgOf(parts);
  const n = await inTransaction(parts.pool, async (db): Promise<number | ActRefusal | null> => {
    const call = await liveCallOf(db, org, callId);
    if (call === null) return 'no-call';
    const why = against(call, await rowOf(db, org, callId), order.to);
    if (why !== null) return why === 'same' ? null : why;
    const legSid = await legOf(db, call);
    return legSid === null ? 'call-state' : write(db, parts, call, legSid, order);
  });
  if (n === null) return nothing;
  if (typeof n === 'string') return refused(n);
  return { refused: null, work: carryOut(parts, callId, n).catch(() => undefined) };
}

/** What an agent asks; `person` null = the server itself. A repeat of what is so already is no error. */
export const orderRecording = (
  parts: VoiceParts,
  person: string | null,
  callId: string,
  asked: { to: RecordingOrder; reason: PauseReason | null },
): Promise<Ordered> =>
  give(parts, callId, {
    ...asked,
    // A gap has a reason, always.
    reason: asked.to === 'pause' ? (asked.reason ?? 'other') : null,
    person,
    byHandOff: false,
  });

/** When talking begins, or consent was given: starts where a notice is said on this account's lines and it is allowed. */
export async function startIfAllowed(parts: VoiceParts, callId: string): Promise<Ordered> {
  if (parts.voice.config.recordingNotice === null) return nothing;
  const before = await parts.pool.query('select 1 from voice_recording where org_id = $1 and call_id = $2', [
    orgOf(parts),
    callId,
  ]);
  // Somebody has ordered something about it: then it is theirs to begin again, unless it only waited for others to go.
  const call = await callOf(parts.pool, orgOf(parts), callId);
  if ((before.rowCount ?? 0) > 0 && call?.consent.goesOn !== true) return nothing;
  const given = await orderRecording(parts, null, callId, { to: 'start', reason: null });
  return given.refused === null ? given : nothing;
}

/** C25: a payment hand-off pauses by itself; its end resumes only what it had paused. */
export async function paymentHandOff(parts: VoiceParts, callId: string, on: boolean): Promise<Ordered> {
  if (on) {
    const pause = { to: 'pause', reason: 'card-data', person: null, byHandOff: true } as const;
    const given = await give(parts, callId, pause);
    return given.refused === 'call-state' ? nothing : given;
  }
  const found = await parts.pool.query(
    `select 1 from voice_recording where org_id = $1 and call_id = $2 and by_hand_off and wanted = 'paused'`,
    [orgOf(parts), callId],
  );
  if ((found.rowCount ?? 0) === 0) return nothing;
  return give(parts, callId, { to: 'resume', reason: null, person: null, byHandOff: false });
}

/**
 * With the end of a call, in its transaction: the carrier ends the recording with the leg, and it is fetched then. A start of
 * which nobody knows what became is looked for.
 */
export async function recordingOver(db: PoolClient, call: CallRow, at: Date): Promise<void> {
  const recording = afterCall(call.recording, at);
  if (recording !== call.recording) await setCall(db, call, { recording });
  const found = await db.query<Pick<OrderRow, 'recording_sid' | 'start_sent_at'>>(
    `update voice_recording set wanted = 'off', lease_until = null, n = n + 1, tries = 0,
       due_at = case when recording_sid is null and start_sent_at is not null then $3::timestamptz end
     where org_id = $1 and call_id = $2 returning recording_sid, start_sent_at`,
    [call.org_id, call.id, at],
  );
  const sid = found.rows[0]?.recording_sid ?? null;
  if (sid !== null) await keepRecording(db, call, sid, at);
}
