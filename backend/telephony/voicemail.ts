// Voicemail: told by the carrier once somebody has left one, fetched and sealed, and listed for every agent until a desk
// says that its message was saved. What cannot be fetched is tried again for as long as it takes and stays in the list.
import { z } from 'zod';
import type { Act } from '#shared/domain/telephony/acts.ts';
import type { ActRefusal, Voicemail } from '#shared/protocol/telephony.ts';
import { inTransaction } from '../db/transaction.ts';
import { noLongerInVain } from './gave-up.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { raise } from './raise.ts';
import { callOf, changedPeople, type Db } from './store.ts';
import {
  deleteSound,
  fetchSound,
  openSound,
  sealSound,
  type FetchLimits,
  type SealedSound,
} from './voicemail-sound.ts';

type ActOf<K extends Act['kind']> = Extract<Act, { kind: K }>;
/** A claim that led to no saved message is given up after this. */
export const claimMs = 30 * 60_000;
/** The sealed sound stays this long after its message was saved. */
export const keptMs = 86_400_000;
/** Longest that may be left, seconds. */
export const longestSeconds = 120;
/** Two minutes as WAV are about 2 MB at most. */
const ofVoicemail: FetchLimits = { most: 8 * 1024 * 1024, idleMs: 15_000, wholeMs: 50_000 };
/** Longer than a fetch may take. */
const leaseMs = ofVoicemail.wholeMs + 10_000;
const againMs = (tries: number): number => Math.min(300_000, 2_000 * 2 ** Math.min(tries, 8));

export async function voicemailCount(db: Db, org: string): Promise<number> {
  const found = await db.query<{ n: number }>(
    'select count(*)::int as n from voice_mail where org_id = $1 and taken_at is null',
    [org],
  );
  return found.rows[0]?.n ?? 0;
}

/** Oldest first. */
export async function voicemailsFor(parts: VoiceParts): Promise<Voicemail[]> {
  interface Row {
    id: string;
    number: string;
    account_id: string;
    left_at: Date;
    seconds: number;
    sound: Voicemail['sound'];
    name: string | null;
  }
  const found = await parts.pool.query<Row>(
    `select m.id, m.number, m.account_id, m.left_at, m.seconds, m.sound, p.name from voice_mail m
     left join person p on p.org_id = m.org_id and p.id = m.claimed_by and m.claimed_until > $2
     where m.org_id = $1 and m.taken_at is null order by m.left_at, m.id limit 500`,
    [orgOf(parts), parts.clock()],
  );
  return found.rows.map((row) => ({
    id: row.id,
    number: row.number,
    accountId: row.account_id,
    leftAt: row.left_at.toISOString(),
    seconds: row.seconds,
    sound: row.sound,
    claimedBy: row.name?.slice(0, 160) ?? null,
  }));
}

/** WAV; null = not here (yet), or no such voicemail. */
export async function voicemailSound(parts: VoiceParts, id: string): Promise<Buffer | null> {
  const found = await parts.pool.query<SealedSound>(
    'select key_id, key_for_backend, body from voice_mail where org_id = $1 and id = $2 and body is not null',
    [orgOf(parts), id],
  );
  const row = found.rows[0];
  return row ? openSound(parts, id, row) : null;
}

/** What the carrier says when a recording of ours is finished; the signature was checked before. */
export const recordedForm = z.object({
  RecordingSid: z.string().regex(/^RE[0-9a-f]{32}$/),
  RecordingDuration: z.coerce.number().min(0).max(86_400).catch(0),
  RecordingStatus: z.string().max(20).catch('completed'),
});

/**
 * Somebody has left a message: listed from now on, whatever becomes of its sound. Said twice, it is one. False when the
 * form is not one of these, or nothing was recorded; then nothing was done.
 */
export async function voicemailLeft(parts: VoiceParts, callId: string, form: unknown): Promise<boolean> {
  const read = recordedForm.safeParse(form);
  if (!read.success) return false;
  const { RecordingSid: sid, RecordingDuration: seconds, RecordingStatus: status } = read.data;
  if (status === 'absent' || status === 'failed') return false;
  const org = orgOf(parts);
  const now = parts.clock();
  return inTransaction(parts.pool, async (db) => {
    const call = await callOf(db, org, callId);
    if (call === null) return false;
    const made = await db.query(
      `insert into voice_mail (org_id, id, call_id, number, account_id, queue_id, left_at, seconds, recording_sid, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $7) on conflict (recording_sid) do nothing`,
      [
        org,
        parts.voice.newId(),
        call.id,
        call.number,
        call.account_id,
        call.wait_queue ?? call.queue_id,
        now,
        Math.round(seconds),
        sid,
      ],
    );
    if ((made.rowCount ?? 0) > 0 && !(await noLongerInVain(db, call, 'cancelled', now)))
      await changedPeople(db, org, null);
    return true;
  });
}

export async function claimVoicemail(
  parts: VoiceParts,
  person: string,
  { voicemailId }: ActOf<'voicemail-claim'>,
): Promise<ActRefusal | null> {
  const org = orgOf(parts);
  const now = parts.clock();
  return inTransaction(parts.pool, async (db) => {
    const claimed = await db.query(
      `update voice_mail set claimed_by = $3, claimed_until = $4 where org_id = $1 and id = $2 and taken_at is null
         and (claimed_by is null or claimed_by = $3 or claimed_until <= $5)`,
      [org, voicemailId, person, new Date(now.getTime() + claimMs), now],
    );
    if ((claimed.rowCount ?? 0) === 0) return 'already-taken';
    await changedPeople(db, org, null);
    return null;
  });
}

/** Its message is saved on a desk: it leaves the list. The same message said twice is fine, another one's is refused. */
export async function voicemailTaken(
  parts: VoiceParts,
  person: string,
  { voicemailId, messageId }: ActOf<'voicemail-taken'>,
): Promise<ActRefusal | null> {
  const org = orgOf(parts);
  const now = parts.clock();
  return inTransaction(parts.pool, async (db) => {
    const found = await db.query<{ message_id: string | null }>(
      'select message_id from voice_mail where org_id = $1 and id = $2 for update',
      [org, voicemailId],
    );
    const row = found.rows[0];
    if (!row) return 'no-call';
    if (row.message_id !== null) return row.message_id === messageId ? null : 'already-taken';
    // A sound that is not here yet is still fetched, so that the message's author can listen; it ends a day later.
    await db.query(
      `update voice_mail set message_id = $3, taken_by = $4, taken_at = $5, due_at = coalesce(due_at, $6)
       where org_id = $1 and id = $2`,
      [org, voicemailId, messageId, person, now, new Date(now.getTime() + keptMs)],
    );
    await changedPeople(db, org, null);
    return null;
  });
}

interface DueRow {
  id: string;
  recording_sid: string;
  tries: number;
  here: boolean;
  taken_at: Date | null;
}
/** Takes one that was due by then, for this process alone. */
async function takeDue(parts: VoiceParts, until: Date): Promise<DueRow | null> {
  const now = parts.clock();
  const found = await parts.pool.query<DueRow>(
    `update voice_mail set lease_until = $3 where (org_id, id) in (
       select org_id, id from voice_mail where org_id = $1 and due_at <= $4 and (lease_until is null or lease_until <= $2)
       order by due_at limit 1 for update skip locked)
     returning id, recording_sid, tries, body is not null as here, taken_at`,
    [orgOf(parts), now, new Date(now.getTime() + leaseMs), until],
  );
  return found.rows[0] ?? null;
}

/** Nobody has listened for so long: supervisors are told, once. */
export const lateMailMs = 10 * 60_000;
export async function tellLateVoicemails(parts: VoiceParts): Promise<void> {
  const org = orgOf(parts);
  const now = parts.clock();
  const late = await parts.pool.query<{ call_id: string; queue_id: string | null }>(
    `select m.call_id, m.queue_id from voice_mail m
     where m.org_id = $1 and m.taken_at is null and m.left_at <= $2 and m.call_id is not null
       and (m.claimed_until is null or m.claimed_until <= $3)
       and not exists (select 1 from voice_notice n
         where n.org_id = m.org_id and n.kind = 'voicemail' and n.call_id = m.call_id)
     order by m.left_at limit 50`,
    [org, new Date(now.getTime() - lateMailMs), now],
  );
  for (const { call_id: callId, queue_id: queueId } of late.rows)
    await inTransaction(parts.pool, (db) =>
      raise(db, parts, { kind: 'voicemail', callId, queueId, personId: null }),
    );
}

/** Fetches what was not fetched, deletes the carrier's copy of what is here, and the sound of what was taken long ago. */
export async function lookAtVoicemails(parts: VoiceParts, stop?: AbortSignal): Promise<void> {
  const began = parts.clock();
  for (let left = 50; left > 0 && stop?.aborted !== true; left -= 1) {
    const row = await takeDue(parts, began);
    if (row === null) return;
    const { taken_at: taken } = row;
    if (taken !== null && taken.getTime() + keptMs <= parts.clock().getTime()) await forget(parts, row);
    else if (row.here) await release(parts, row);
    else await bring(parts, row, stop);
  }
}

async function bring(parts: VoiceParts, row: DueRow, stop?: AbortSignal): Promise<void> {
  const org = orgOf(parts);
  const got = await fetchSound(parts.voice.config, row.recording_sid, ofVoicemail, stop);
  if (!got.ok) return later(parts, row, true);
  const { key_id: keyId, key_for_backend: key, body } = sealSound(parts, row.id, got.sound);
  await inTransaction(parts.pool, async (db) => {
    await db.query(
      `update voice_mail set key_id = $3, key_for_backend = $4, body = $5, sound = 'ready', tries = 0, due_at = $6,
         lease_until = null where org_id = $1 and id = $2`,
      [org, row.id, keyId, key, body, parts.clock()],
    );
    await changedPeople(db, org, null);
  });
}

/** The carrier keeps no copy of what is safe here. */
async function release(parts: VoiceParts, row: DueRow): Promise<void> {
  if (!(await deleteSound(parts, row.recording_sid))) return later(parts, row, false);
  await parts.pool.query(
    `update voice_mail set due_at = taken_at + $3 * interval '1 millisecond', lease_until = null, tries = 0
     where org_id = $1 and id = $2`,
    [orgOf(parts), row.id, keptMs],
  );
}

async function forget(parts: VoiceParts, row: DueRow): Promise<void> {
  if (!(await deleteSound(parts, row.recording_sid))) return later(parts, row, false);
  await parts.pool.query(
    `update voice_mail set key_id = null, key_for_backend = null, body = null, due_at = null, lease_until = null
     where org_id = $1 and id = $2`,
    [orgOf(parts), row.id],
  );
}

async function later(parts: VoiceParts, row: DueRow, failed: boolean): Promise<void> {
  const org = orgOf(parts);
  await inTransaction(parts.pool, async (db) => {
    await db.query(
      `update voice_mail set tries = tries + 1, due_at = $3, lease_until = null,
         sound = case when $4 and tries >= 2 then 'failed' else sound end where org_id = $1 and id = $2`,
      [org, row.id, new Date(parts.clock().getTime() + againMs(row.tries)), failed],
    );
    if (failed) await changedPeople(db, org, null);
  });
}
