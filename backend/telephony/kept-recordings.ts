// Recordings of calls, once they are finished: fetched from the carrier, sealed at rest here, and only then deleted there. What
// can't be fetched or deleted is tried again, by whichever process looks next; nothing is deleted that is not safe here.
import type { PoolClient } from 'pg';
import { inTransaction } from '../db/transaction.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import type { CallRow } from './store.ts';
import { deleteSound, fetchSound, openSound, sealSound, type SealedSound } from './voicemail-sound.ts';

/** An hour of a call as WAV is about 58 MB. One that is larger stays at the carrier, and the log says so. */
const mostBytes = 96 * 1024 * 1024;
/** The carrier writes its file after the leg's end. */
const firstMs = 5_000;
const leaseMs = 120_000;
const againMs = (tries: number): number => Math.min(3_600_000, 5_000 * 2 ** Math.min(tries, 10));
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
  tries: number;
  stored: boolean;
}
async function takeDue(parts: VoiceParts): Promise<DueRow | null> {
  const now = parts.clock();
  const found = await parts.pool.query<DueRow>(
    `update voice_kept_recording set lease_until = $3 where (org_id, recording_sid) in (
       select org_id, recording_sid from voice_kept_recording
       where org_id = $1 and due_at <= $2 and (lease_until is null or lease_until <= $2)
       order by due_at limit 1 for update skip locked)
     returning recording_sid, tries, stored_at is not null as stored`,
    [orgOf(parts), now, new Date(now.getTime() + leaseMs)],
  );
  return found.rows[0] ?? null;
}
async function set(parts: VoiceParts, sid: string, change: string, values: unknown[]): Promise<void> {
  await parts.pool.query(
    `update voice_kept_recording set ${change}, lease_until = null where org_id = $1 and recording_sid = $2`,
    [orgOf(parts), sid, ...values],
  );
}
const later = (parts: VoiceParts, row: DueRow): Promise<void> =>
  set(parts, row.recording_sid, 'tries = tries + 1, due_at = $3', [
    new Date(parts.clock().getTime() + againMs(row.tries)),
  ]);

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

async function bring(parts: VoiceParts, row: DueRow): Promise<void> {
  const { recording_sid: sid } = row;
  const there = await atCarrier(parts, sid);
  if (there === 'nothing' && row.tries >= notYetTries)
    return set(parts, sid, 'due_at = null, released_at = $3', [parts.clock()]);
  if (there !== 'whole') return later(parts, row);
  const got = await fetchSound(parts.voice.config, sid, mostBytes);
  if (!got.ok) {
    parts.log('carrier', { code: `recording-${got.code}` });
    return later(parts, row);
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
  if (!(await deleteSound(parts, row.recording_sid))) return later(parts, row);
  await set(parts, row.recording_sid, 'due_at = null, released_at = $3', [parts.clock()]);
}

/** One after the other: each is held in memory once. */
export async function lookAtKeptRecordings(parts: VoiceParts): Promise<void> {
  for (let left = 20; left > 0; left -= 1) {
    const row = await takeDue(parts);
    if (row === null) return;
    await (row.stored ? release(parts, row) : bring(parts, row));
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

/** Those whose days are over, and of which the carrier has no copy any more. */
export async function forgetRecordings(parts: VoiceParts): Promise<void> {
  const before = new Date(parts.clock().getTime() - parts.voice.config.recordingDays * 86_400_000);
  await inTransaction(parts.pool, (db) =>
    db.query(
      `delete from voice_kept_recording where org_id = $1 and ended_at < $2 and released_at is not null`,
      [orgOf(parts), before],
    ),
  );
}
