// Recordings of calls, once they are finished: fetched from the carrier, sealed at rest here, and only then deleted there. What
// can't be fetched or deleted is tried again, by whichever process looks next; nothing is deleted there that is not safe here.
// What will never come is let be, and the supervisors are told.
import type { PoolClient } from 'pg';
import { inTransaction } from '../db/transaction.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { raise } from './raise.ts';
import type { CallRow } from './store.ts';
import {
  deleteSound,
  fetchSound,
  openSound,
  sealSound,
  type FetchLimits,
  type SealedSound,
} from './voicemail-sound.ts';

/** An hour of a call as WAV is about 58 MB: at 0.8 Mbit/s it comes in time. One that is larger stays at the carrier. */
const limits: FetchLimits = { most: 96 * 1024 * 1024, idleMs: 20_000, wholeMs: 600_000 };
/** The carrier writes its file after the leg's end. */
const firstMs = 5_000;
/** Longer than a fetch may take. */
const leaseMs = limits.wholeMs + 60_000;
/** In the end a fetch is tried each hour, a deletion each day. */
const againMs = ({ tries, stored }: DueRow): number =>
  Math.min(stored ? 86_400_000 : 3_600_000, 5_000 * 2 ** Math.min(tries, 15));
/** So often in vain (that is about a day) the supervisors are told, though it goes on. */
const triesUntilTold = 30;
/** So often "no such recording" is taken for "not yet". */
const notYetTries = 8;

/** In a transaction that holds the call: this recording is finished, or about to be. Said twice it is one. */
export async function keepRecording(
  db: PoolClient,
  call: Pick<CallRow, 'org_id' | 'id'>,
  recordingSid: string,
  at: Date,
): Promise<void> {
  await db.query(
    `insert into voice_kept_recording (org_id, recording_sid, call_id, ended_at, due_at) values ($1, $2, $3, $4, $5)
     on conflict (org_id, recording_sid) do nothing`,
    [call.org_id, recordingSid, call.id, at, new Date(at.getTime() + firstMs)],
  );
}

interface DueRow {
  recording_sid: string;
  call_id: string;
  tries: number;
  absent_times: number;
  stored: boolean;
}
/** @param until due by then: what is put off meanwhile is for the next look. */
async function takeDue(parts: VoiceParts, until: Date): Promise<DueRow | null> {
  const now = parts.clock();
  const found = await parts.pool.query<DueRow>(
    `update voice_kept_recording set lease_until = $3 where (org_id, recording_sid) in (
       select org_id, recording_sid from voice_kept_recording
       where org_id = $1 and due_at <= $4 and (lease_until is null or lease_until <= $2)
       order by due_at limit 1 for update skip locked)
     returning recording_sid, call_id, tries, absent_times, stored_at is not null as stored`,
    [orgOf(parts), now, new Date(now.getTime() + leaseMs), until],
  );
  return found.rows[0] ?? null;
}
async function set(
  parts: VoiceParts,
  sid: string,
  change: string,
  values: unknown[],
  db: Pick<PoolClient, 'query'> = parts.pool,
): Promise<void> {
  await db.query(
    `update voice_kept_recording set ${change}, lease_until = null where org_id = $1 and recording_sid = $2`,
    [orgOf(parts), sid, ...values],
  );
}
const tell = (db: PoolClient, parts: VoiceParts, { call_id: callId }: DueRow): Promise<void> =>
  raise(db, parts, { kind: 'recording-not-fetched', callId, queueId: null, personId: null });

/** @param absent the carrier said that there is none. */
const later = (parts: VoiceParts, row: DueRow, absent = false): Promise<void> =>
  inTransaction(parts.pool, async (db) => {
    const due = new Date(parts.clock().getTime() + againMs(row));
    const change = 'tries = tries + 1, absent_times = absent_times + $4, due_at = $3';
    await set(parts, row.recording_sid, change, [due, absent ? 1 : 0], db);
    if (!row.stored && row.tries + 1 === triesUntilTold) await tell(db, parts, row);
  });
/** It is not here and will not be. */
const letBe = (parts: VoiceParts, row: DueRow, why: 'too-large' | 'absent' | 'days'): Promise<void> =>
  inTransaction(parts.pool, async (db) => {
    await set(parts, row.recording_sid, 'due_at = null, left_why = $3', [why], db);
    await tell(db, parts, row);
  });

/** What the carrier has: the whole, nothing (any more), or not yet; null = it did not say. */
async function atCarrier(parts: VoiceParts, sid: string): Promise<'whole' | 'nothing' | 'not-yet' | null> {
  const asked = await parts.voice.carrier.ask((client) => client.recordings(sid).fetch());
  if (!asked.ok) return asked.why === 'gone' ? 'nothing' : null;
  const { status } = asked.value;
  return status === 'completed'
    ? 'whole'
    : status === 'absent' || status === 'deleted'
      ? 'nothing'
      : 'not-yet';
}

async function bring(parts: VoiceParts, row: DueRow, stop?: AbortSignal): Promise<void> {
  const { recording_sid: sid } = row;
  const there = await atCarrier(parts, sid);
  if (there === 'nothing' && row.absent_times >= notYetTries) return letBe(parts, row, 'absent');
  if (there !== 'whole') return later(parts, row, there === 'nothing');
  const got = await fetchSound(parts.voice.config, sid, limits, stop);
  if (!got.ok) {
    parts.log('carrier', { code: `recording-${got.code}` });
    return got.code === 'too-large' ? letBe(parts, row, 'too-large') : later(parts, row);
  }
  const { key_id: keyId, key_for_backend: key, body } = sealSound(parts, sid, got.sound);
  await set(
    parts,
    sid,
    'key_id = $3, key_for_backend = $4, body = $5, stored_at = $6, due_at = $6, tries = 0',
    [keyId, key, body, parts.clock()],
  );
}

async function release(parts: VoiceParts, row: DueRow): Promise<void> {
  if (!(await deleteSound(parts, row.recording_sid))) {
    parts.log('carrier', { code: 'recording-not-deleted' });
    return later(parts, row);
  }
  await set(parts, row.recording_sid, 'due_at = null, released_at = $3', [parts.clock()]);
}

/**
 * One after the other: each is held in memory once. It may take long, so nothing that callers wait for waits for it.
 * @param stop the process ends
 */
export async function lookAtKeptRecordings(parts: VoiceParts, stop?: AbortSignal): Promise<void> {
  const began = parts.clock();
  for (let left = 20; left > 0 && stop?.aborted !== true; left -= 1) {
    const row = await takeDue(parts, began);
    if (row === null) return;
    await (row.stored ? release(parts, row) : bring(parts, row, stop));
  }
}

/** WAV; null = not here, or no key opens it. */
export async function keptRecording(parts: VoiceParts, recordingSid: string): Promise<Buffer | null> {
  const found = await parts.pool.query<SealedSound>(
    `select key_id, key_for_backend, body from voice_kept_recording
     where org_id = $1 and recording_sid = $2 and body is not null`,
    [orgOf(parts), recordingSid],
  );
  const row = found.rows[0];
  return row ? openSound(parts, recordingSid, row) : null;
}

/**
 * What its days are over of: the sound goes in any case; its row when the carrier has no copy either, else it stays for the
 * deletion there. What was never fetched by then is let be.
 */
export async function forgetRecordings(parts: VoiceParts): Promise<void> {
  const before = new Date(parts.clock().getTime() - parts.voice.config.recordingDays * 86_400_000);
  const org = orgOf(parts);
  await parts.pool.query(
    `delete from voice_kept_recording where org_id = $1 and ended_at < $2
       and (released_at is not null or left_why = 'absent')`,
    [org, before],
  );
  await parts.pool.query(
    `update voice_kept_recording set key_id = null, key_for_backend = null, body = null
     where org_id = $1 and ended_at < $2 and body is not null`,
    [org, before],
  );
  const late = await parts.pool.query<DueRow>(
    `select recording_sid, call_id, tries, absent_times, false as stored from voice_kept_recording
     where org_id = $1 and ended_at < $2 and stored_at is null and due_at is not null
       and (lease_until is null or lease_until <= $3) limit 50`,
    [org, before, parts.clock()],
  );
  for (const row of late.rows) await letBe(parts, row, 'days');
}
