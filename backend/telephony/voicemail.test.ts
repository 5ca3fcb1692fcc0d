// Voicemail on a real PostgreSQL: listed, fetched, sealed, tried again, gone only with its message.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { demoDocuments } from '#demo/documents/documents.ts';
import { voicemailsAnswer } from '#shared/protocol/telephony.ts';
import { wavOf, type Recorder } from '../testing/recorder.ts';
import { putCall, startVoice, withPractices } from '../testing/voice.ts';
import type { VoiceParts } from './parts.ts';
import {
  claimVoicemail,
  lookAtVoicemails,
  tellLateVoicemails,
  voicemailCount,
  voicemailLeft,
  voicemailsFor,
  voicemailSound,
  voicemailTaken,
} from './voicemail.ts';

/** A Sunday noon in New York. */
const t0 = Date.parse('2026-11-22T17:00:00.000Z');
const at = (minutes: number): string => new Date(t0 + minutes * 60_000).toISOString();
let backend: TestBackend;
let recorder: Recorder;
let parts: VoiceParts;
let close: (() => Promise<void>) | undefined;
beforeAll(async () => {
  ({ backend, recorder, parts, close } = await startVoice(startTestBackend));
  await withPractices(parts, demoDocuments, new Date(t0));
});
afterAll(() => close?.());
beforeEach(async () => {
  backend.setNow(at(0));
  recorder.next.length = 0;
  await backend.pool.query(
    `delete from voice_callback; delete from voice_mail; delete from voice_notice; delete from voice_override;
     delete from voice_do_not_call; delete from voice_skill; delete from voice_party; delete from voice_call`,
  );
});

describe('voicemail', () => {
  const wav = wavOf(Buffer.alloc(4000, 7));
  const recordingSid = (n: number): string => `RE${String(n).padStart(32, '0')}`;
  const form = (n: number, change: object = {}) => ({
    RecordingSid: recordingSid(n),
    RecordingDuration: '12',
    RecordingStatus: 'completed',
    ...change,
  });
  async function leave(n: number): Promise<string> {
    const call = await putCall(parts, { phase: 'ended' });
    expect(await voicemailLeft(parts, call.id, form(n))).toBe(true);
    return (await voicemailsFor(parts)).at(-1)?.id ?? '';
  }

  it('is listed at once, fetched, sealed at rest, and only then deleted at the carrier', async () => {
    recorder.sounds.set(recordingSid(1), wav);
    const id = await leave(1);
    expect(await voicemailsFor(parts)).toMatchObject([
      { id, seconds: 12, sound: 'fetching', number: '+12125550123' },
    ]);
    expect(await voicemailSound(parts, id)).toBeNull();
    await lookAtVoicemails(parts);
    expect(
      voicemailsAnswer.parse({ v: 2, voicemails: await voicemailsFor(parts) }).voicemails[0]?.sound,
    ).toBe('ready');
    expect((await voicemailSound(parts, id))?.equals(wav)).toBe(true);
    expect(recorder.sounds.has(recordingSid(1))).toBe(false);
    const row = await backend.pool.query<{ body: Buffer }>('select body from voice_mail where id = $1', [id]);
    expect(row.rows[0]?.body.includes(wav.subarray(60, 100))).toBe(false);
    // Another id, another row: its key does not open it.
    await backend.pool.query('update voice_mail set id = $2 where id = $1', [id, randomUUID()]);
    const moved = (await voicemailsFor(parts))[0]?.id ?? '';
    expect(await voicemailSound(parts, moved)).toBeNull();
  });

  it('that nobody takes is told to supervisors, once', async () => {
    await leave(8);
    const taken = await leave(9);
    await backend.pool.query('update voice_mail set taken_at = $2 where id = $1', [taken, new Date(at(1))]);
    const notices = async (minutes: number) => {
      backend.setNow(at(minutes));
      await tellLateVoicemails(parts);
      const found = await backend.pool.query(
        `select kind, person_id, call_id is not null as call from voice_notice`,
      );
      return found.rows;
    };
    expect(await notices(9)).toEqual([]);
    expect(await notices(10)).toEqual([{ kind: 'voicemail', person_id: null, call: true }]);
    await backend.pool.query('update voice_notice set seen_at = now()');
    await notices(60);
    expect((await backend.pool.query('select 1 from voice_notice where seen_at is null')).rowCount).toBe(0);
  });

  it('told twice it is one, told nonsense it is none', async () => {
    const call = await putCall(parts, { phase: 'ended' });
    expect(await voicemailLeft(parts, call.id, form(2))).toBe(true);
    expect(await voicemailLeft(parts, call.id, form(2))).toBe(true);
    expect(await voicemailCount(backend.pool, 'org-one')).toBe(1);
    for (const wrong of [
      null,
      'x',
      {},
      form(3, { RecordingSid: 'RE1' }),
      form(3, { RecordingStatus: 'absent' }),
    ])
      expect(await voicemailLeft(parts, call.id, wrong)).toBe(false);
    expect(await voicemailLeft(parts, randomUUID(), form(3))).toBe(false);
    expect(await voicemailLeft(parts, call.id, form(4, { RecordingDuration: 'long' }))).toBe(true);
    expect((await voicemailsFor(parts)).map((one) => one.seconds).toSorted()).toEqual([0, 12]);
  });

  it('whose sound does not come stays listed, is marked, and is tried again until it comes', async () => {
    const id = await leave(5);
    recorder.next.push('not-heard');
    for (const minutes of [0, 1, 2]) {
      backend.setNow(at(minutes));
      await lookAtVoicemails(parts);
    }
    expect(await voicemailsFor(parts)).toMatchObject([{ id, sound: 'failed' }]);
    // Somebody's proxy answers with a page.
    recorder.sounds.set(recordingSid(5), Buffer.from('<html>sign in</html>'));
    backend.setNow(at(5));
    await lookAtVoicemails(parts);
    expect((await voicemailsFor(parts))[0]?.sound).toBe('failed');
    // Half of it is none.
    recorder.sounds.set(recordingSid(5), wav.subarray(0, 400));
    backend.setNow(at(10));
    await lookAtVoicemails(parts);
    expect((await voicemailsFor(parts))[0]?.sound).toBe('failed');
    recorder.sounds.set(recordingSid(5), wav);
    backend.setNow(at(20));
    await lookAtVoicemails(parts);
    expect((await voicemailsFor(parts))[0]?.sound).toBe('ready');
  });

  it('the carrier’s copy is asked away again when that was not heard', async () => {
    recorder.sounds.set(recordingSid(6), wav);
    const id = await leave(6);
    // The sound is answered, its deletion is not.
    recorder.next.push('fine', 'not-heard');
    await lookAtVoicemails(parts);
    expect(await voicemailSound(parts, id)).not.toBeNull();
    expect(recorder.sounds.has(recordingSid(6))).toBe(true);
    backend.setNow(at(1));
    await lookAtVoicemails(parts);
    expect(recorder.sounds.has(recordingSid(6))).toBe(false);
  });

  it('is one person’s at a time and leaves the list only with its saved message', async () => {
    recorder.sounds.set(recordingSid(8), wav);
    const voicemailId = await leave(8);
    await lookAtVoicemails(parts);
    const claimed = (person: string) =>
      claimVoicemail(parts, person, { kind: 'voicemail-claim', voicemailId });
    expect([await claimed('person-1'), await claimed('person-3')]).toEqual([null, 'already-taken']);
    expect((await voicemailsFor(parts))[0]?.claimedBy).toBe('Person One');
    backend.setNow(at(31));
    expect(await claimed('person-3')).toBeNull();
    const taken = (messageId: string) =>
      voicemailTaken(parts, 'person-3', { kind: 'voicemail-taken', voicemailId, messageId });
    const messageId = randomUUID();
    expect([await taken(messageId), await taken(messageId), await taken(randomUUID())]).toEqual([
      null,
      null,
      'already-taken',
    ]);
    expect(await voicemailsFor(parts)).toEqual([]);
    expect(await claimed('person-1')).toBe('already-taken');
    // Its author can listen for a day; then the sound is gone.
    expect(await voicemailSound(parts, voicemailId)).not.toBeNull();
    backend.setNow(at(31 + 24 * 60));
    await lookAtVoicemails(parts);
    expect(await voicemailSound(parts, voicemailId)).toBeNull();
  });
});
