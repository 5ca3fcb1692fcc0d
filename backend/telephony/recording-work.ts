// Carries out what was ordered of a recorder and reads it back. Done after the order's commit, and again by whoever looks
// next when that was lost with its process: every step may be repeated.
import { inTransaction } from '../db/transaction.ts';
import type { PauseReason } from '#shared/domain/telephony/live.ts';
import { keepRecording } from './kept-recordings.ts';
import { raise } from './raise.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { afterRead, readStateOf, type ReadState } from './recording-state.ts';
import { callOf, changedCall, liveCallOf, setCall } from './store.ts';

export interface OrderRow {
  org_id: string;
  call_id: string;
  leg_sid: string;
  recording_sid: string | null;
  wanted: ReadState;
  reason: PauseReason | null;
  n: number;
  by_hand_off: boolean;
  person_id: string | null;
  alarmed: boolean;
  due_at: Date | null;
  tries: number;
  /** A start was sent then, and nobody knows what became of it. */
  start_sent_at: Date | null;
}

/** The recording of this leg that is not over; null = there is none; undefined = the carrier did not say. */
async function findRunning(parts: VoiceParts, legSid: string): Promise<string | null | undefined> {
  const found = await parts.voice.carrier.ask((client) =>
    client.calls(legSid).recordings.list({ limit: 20 }),
  );
  // A refused question is no answer: only a leg that is gone has no recording.
  if (!found.ok) return found.why === 'gone' ? null : undefined;
  const running = found.value.filter((one) => {
    const state = readStateOf(one.status);
    return state === 'on' || state === 'paused';
  });
  return running.toSorted((a, b) => Number(b.dateCreated) - Number(a.dateCreated))[0]?.sid ?? null;
}

/** Whether a start that was sent may still arrive: then that nothing runs says nothing. */
const mayStillCome = (parts: VoiceParts, { start_sent_at: sent }: OrderRow): boolean =>
  sent !== null && parts.clock().getTime() - sent.getTime() < 2 * parts.voice.config.carrierTimeoutMs;

/** Begins a recording. Whoever orders a pause meanwhile sees that one was sent; one that was overtaken is not sent. */
async function begin(parts: VoiceParts, row: OrderRow): Promise<string | null> {
  const { org_id: org, call_id: callId } = row;
  const at = parts.clock();
  const sent = await parts.pool.query(
    'update voice_recording set start_sent_at = $4 where org_id = $1 and call_id = $2 and n = $3',
    [org, callId, row.n, at],
  );
  if (sent.rowCount !== 1) return null;
  const made = await parts.voice.carrier.ask((client) => client.calls(row.leg_sid).recordings.create({}));
  if (!made.ok && made.why === 'silent') return null;
  const sid = made.ok ? made.value.sid : null;
  await inTransaction(parts.pool, async (db) => {
    const call = await liveCallOf(db, org, callId);
    // What became of it is known, also to an order that overtook it.
    await db.query(
      `update voice_recording set start_sent_at = null, recording_sid = coalesce(recording_sid, $4)
       where org_id = $1 and call_id = $2 and start_sent_at = $3`,
      [org, callId, at, sid],
    );
    // The call ended meanwhile: nobody else asks for this one any more.
    if (sid !== null && call?.phase === 'ended') await keepRecording(db, call, sid, parts.clock());
  });
  return sid;
}

/** Gives the order. Whatever the answer is, only what is read afterwards counts. */
async function tell(parts: VoiceParts, row: OrderRow, sid: string | null): Promise<string | null> {
  const { carrier } = parts.voice;
  if (sid === null) return row.wanted === 'on' ? begin(parts, row) : null;
  const status = { on: 'in-progress', paused: 'paused', off: 'stopped' } as const;
  await carrier.ask((client) =>
    client
      .calls(row.leg_sid)
      .recordings(sid)
      .update(
        row.wanted === 'paused'
          ? { status: 'paused', pauseBehavior: 'skip' }
          : { status: status[row.wanted] },
      ),
  );
  return sid;
}

async function readBack(parts: VoiceParts, legSid: string, sid: string): Promise<ReadState | null> {
  const read = await parts.voice.carrier.ask((client) => client.calls(legSid).recordings(sid).fetch());
  if (read.ok) return readStateOf(read.value.status);
  return read.why === 'gone' ? 'off' : null;
}

/** @param n the order that is meant: a later one makes this one nothing. */
export async function carryOut(parts: VoiceParts, callId: string, n: number): Promise<void> {
  const org = orgOf(parts);
  const found = await parts.pool.query<OrderRow>(
    'select * from voice_recording where org_id = $1 and call_id = $2 and n = $3',
    [org, callId, n],
  );
  const row = found.rows[0];
  if (!row) return;
  let sid = row.recording_sid;
  // Its start may have been heard though nothing came back: looked for before a second one is begun.
  if (sid === null && (row.tries > 0 || row.wanted !== 'on' || row.start_sent_at !== null)) {
    const running = await findRunning(parts, row.leg_sid);
    if (running === undefined || (running === null && mayStillCome(parts, row)))
      return settle(parts, row, null, null);
    sid = running;
    if (sid === null && row.wanted !== 'on') return settle(parts, row, null, 'off');
  }
  sid = await tell(parts, row, sid);
  await settle(parts, row, sid, sid === null ? null : await readBack(parts, row.leg_sid, sid));
}

const againMs = (tries: number): number => Math.min(10_000, 500 * 2 ** tries);

/** Writes what was read; null = nothing is known, so it stays `unknown` and is looked at again. */
async function settle(
  parts: VoiceParts,
  row: OrderRow,
  sid: string | null,
  read: ReadState | null,
): Promise<void> {
  const { org_id: org, call_id: callId, n } = row;
  await inTransaction(parts.pool, async (db) => {
    const call = await liveCallOf(db, org, callId);
    if (call === null || call.phase === 'ended') return;
    const now = parts.clock();
    const recording = read === null ? call.recording : afterRead(call.recording, read, row.reason, now);
    const done = read === row.wanted;
    const alarm = done && recording.alarmAt !== null ? new Date(recording.alarmAt) : null;
    const due = done ? alarm : new Date(now.getTime() + againMs(row.tries));
    // Stopped in the moment before it was to go on: that one is over, so another is begun.
    const over = sid !== null && read === 'off' && row.wanted === 'on' && row.recording_sid === sid;
    const written = await db.query(
      `update voice_recording set recording_sid = case when $7 then null else coalesce($4, recording_sid) end,
         due_at = $5, lease_until = null, tries = case when $6 then 0 else tries + 1 end
       where org_id = $1 and call_id = $2 and n = $3`,
      [org, callId, n, sid, due, done, over],
    );
    if (over && written.rowCount === 1) await keepRecording(db, call, sid, now);
    if ((written.rowCount ?? 0) === 0 || recording === call.recording) return;
    await setCall(db, call, { recording });
    await changedCall(db, org, callId);
  });
}

/** Takes up what is due: orders without an answer, and pauses that have been open too long. */
export async function lookAtRecordings(
  parts: VoiceParts,
  stop?: AbortSignal,
  leaseMs = 8_000,
): Promise<void> {
  const began = parts.clock();
  for (let left = 50; left > 0 && stop?.aborted !== true; left -= 1) {
    const now = parts.clock();
    const due = await parts.pool.query<OrderRow>(
      `update voice_recording set lease_until = $3 where (org_id, call_id) in (
         select org_id, call_id from voice_recording where org_id = $1 and due_at <= $4
           and (lease_until is null or lease_until <= $2) order by due_at limit 1 for update skip locked)
       returning *`,
      [orgOf(parts), now, new Date(now.getTime() + leaseMs), began],
    );
    const row = due.rows[0];
    if (!row) return;
    const over = await collect(parts, row);
    if (!over && !(await alarm(parts, row))) await carryOut(parts, row.call_id, row.n);
  }
}

/** After the call's end: what a start that nobody heard of has left at the carrier. False = the call goes on. */
async function collect(parts: VoiceParts, row: OrderRow): Promise<boolean> {
  const { org_id: org, call_id: callId } = row;
  const call = await callOf(parts.pool, org, callId);
  if (call?.phase !== 'ended') return false;
  const listed = await parts.voice.carrier.ask((client) =>
    client.calls(row.leg_sid).recordings.list({ limit: 20 }),
  );
  // A start that is under way may still become one.
  const known = (listed.ok || listed.why === 'gone') && !mayStillCome(parts, row);
  await inTransaction(parts.pool, async (db) => {
    // A message that the caller left is another kind, and is fetched as that.
    if (row.recording_sid !== null) await keepRecording(db, call, row.recording_sid, parts.clock());
    for (const one of listed.ok ? listed.value : [])
      if (one.source === 'StartCallRecordingAPI') await keepRecording(db, call, one.sid, parts.clock());
    await db.query(
      `update voice_recording set due_at = $3, lease_until = null, tries = tries + 1 where org_id = $1 and call_id = $2`,
      [org, callId, known ? null : new Date(parts.clock().getTime() + againMs(row.tries))],
    );
  });
  return true;
}

/** True = it was due for its alarm alone. */
async function alarm(parts: VoiceParts, row: OrderRow): Promise<boolean> {
  const { org_id: org, call_id: callId } = row;
  return inTransaction(parts.pool, async (db) => {
    const call = await liveCallOf(db, org, callId);
    if (call === null || call.phase === 'ended') return true;
    const now = parts.clock();
    const { state, alarmAt } = call.recording;
    if (state !== 'paused' || row.wanted !== 'paused' || alarmAt === null) return false;
    if (Date.parse(alarmAt) > now.getTime() || row.alarmed) return false;
    await db.query(
      `update voice_recording set alarmed = true, due_at = null, lease_until = null
       where org_id = $1 and call_id = $2 and n = $3`,
      [org, callId, row.n],
    );
    await raise(db, parts, {
      kind: 'recording-gap',
      callId,
      queueId: call.queue_id,
      personId: row.person_id,
    });
    return true;
  });
}
