// Recordings of calls that are over, on a real PostgreSQL, with Twilio's own library against a recorder whose answers can be
// lost: fetched whole, sealed, deleted there only then, and let be when nothing will come.
import { describe, expect, it } from 'vitest';
import { startTestBackend } from '#tests/support/test-backend.ts';
import { until } from '#tests/support/until.ts';
import { keepEarlier } from '../db/migrations/012-telephony-kept.ts';
import { inTransaction } from '../db/transaction.ts';
import { sealOwn } from '../seal/reader.ts';
import { wavOf } from '../testing/recorder.ts';
import { putCall, type MadeCall } from '../testing/voice.ts';
import { at, backend, parts, recorder, voiceForEach } from '../testing/voice-each.ts';
import { forgetRecordings, keptRecording, lookAtKeptRecordings } from './kept-recordings.ts';
import { lookAtRecordings } from './recording-work.ts';
import { orderRecording, recordingOver, type RecordingOrder } from './recording.ts';
import { startVoiceRunner } from './runner.ts';
import { callOf, liveCallOf } from './store.ts';
import { fetchSound } from './voicemail-sound.ts';

voiceForEach(startTestBackend);

/** Orders, and waits for the carrier's answer. */
async function order(call: MadeCall, to: RecordingOrder): Promise<void> {
  await (
    await orderRecording(parts, 'person-1', call.id, { to, reason: null })
  ).work;
}
const later = async (seconds: number): Promise<void> => {
  backend.setNow(at(seconds));
  await lookAtRecordings(parts);
};
const ofLeg = (call: MadeCall) => recorder.recordings.filter((one) => one.callSid === call.legSid);

describe('a recording that is finished', () => {
  const wav = wavOf(Buffer.from('a caller speaks'));
  const over = (call: MadeCall, seconds: number) =>
    inTransaction(backend.pool, async (db) => {
      const row = await liveCallOf(db, 'org-one', call.id);
      if (row) await recordingOver(db, row, new Date(at(seconds)));
      await db.query(`update voice_call set phase = 'ended' where id = $1`, [call.id]);
    });
  /** The carrier has written its file. */
  const written = (call: MadeCall, sound = wav): string[] =>
    ofLeg(call).map((one) => {
      one.status = 'completed';
      recorder.sounds.set(one.sid, sound);
      return one.sid;
    });
  /** As another process does it, too. */
  const look = async (seconds: number): Promise<void> => {
    backend.setNow(at(seconds));
    await lookAtKeptRecordings(parts);
  };
  const rows = async () =>
    (
      await backend.pool.query<{ sid: string; body: Buffer | null; stored: boolean; released: boolean }>(
        `select recording_sid as sid, body, stored_at is not null as stored, released_at is not null as released,
           left_why as why from voice_kept_recording order by recording_sid`,
      )
    ).rows;

  it('is fetched and sealed, and deleted at the carrier only then, whatever is lost on the way', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    await over(call, 30);
    await look(40);
    // Not written yet: nothing is taken, nothing is deleted.
    expect(await rows()).toMatchObject([{ stored: false, released: false }]);
    const [sid = ''] = written(call);
    recorder.next.push('fine', 'not-heard');
    await look(60);
    expect(await rows()).toMatchObject([{ stored: false }]);
    // Fetched; that it is to be deleted is not heard.
    recorder.next.push('fine', 'fine', 'not-heard');
    await look(300);
    expect(await rows()).toMatchObject([{ stored: true, released: false }]);
    expect(recorder.sounds.has(sid)).toBe(true);
    await look(600);
    expect(await rows()).toMatchObject([{ stored: true, released: true }]);
    expect(recorder.sounds.has(sid)).toBe(false);
    const kept = (await rows())[0]?.body;
    expect(kept?.includes(Buffer.from('caller speaks'))).toBe(false);
    expect(await keptRecording(parts, sid)).toEqual(wav);
    backend.setNow(at(89 * 86_400));
    await forgetRecordings(parts);
    expect(await keptRecording(parts, sid)).not.toBeNull();
    backend.setNow(at(91 * 86_400));
    await forgetRecordings(parts);
    expect(await rows()).toEqual([]);
  });

  it('is kept also when another was begun after it, and when nobody heard that it was begun', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    await order(call, 'stop');
    await order(call, 'start');
    await over(call, 30);
    const lost = await putCall(parts);
    // Neither the answer to its start comes back nor, once, that to what there is of it.
    recorder.next.push('answer-lost', 'not-heard');
    await order(lost, 'start');
    await over(lost, 31);
    await later(40);
    await later(60);
    const sids = [...written(call), ...written(lost)];
    expect(sids).toHaveLength(3);
    await look(100);
    expect((await rows()).map((row) => row.sid)).toEqual(sids.toSorted());
    expect(await rows()).toMatchObject([{ released: true }, { released: true }, { released: true }]);
  });

  const notices = async () =>
    (await backend.pool.query<{ kind: string }>('select kind, person_id from voice_notice')).rows;
  const fetches = (): number => recorder.asked.filter((asked) => asked.endsWith('.wav')).length;
  const notFetched = { kind: 'recording-not-fetched', person_id: null };

  it('that does not exist at the carrier is looked for a while and then let be, and supervisors are told', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    await over(call, 30);
    const [one] = recorder.recordings.splice(0);
    // That nothing is heard of it says nothing.
    for (let hour = 1; hour <= 9; hour += 1) {
      recorder.next.push('not-heard');
      await look(hour * 3600 + 30);
    }
    await look(10 * 3600 + 30);
    expect(await rows()).toMatchObject([{ stored: false, released: false, why: null }]);
    for (let hour = 11; hour <= 18; hour += 1) await look(hour * 3600 + 30);
    expect(await rows()).toMatchObject([{ stored: false, released: false, why: 'absent' }]);
    expect(await notices()).toEqual([notFetched]);
    recorder.asked.length = 0;
    await look(86_400);
    expect(recorder.asked).toEqual([]);
    backend.setNow(at(91 * 86_400));
    await forgetRecordings(parts);
    expect([one === undefined, await rows()]).toEqual([false, []]);
  });

  it('that begins to be recorded while the call ends is kept too', async () => {
    const call = await putCall(parts);
    const release = recorder.holdStarts();
    const given = await orderRecording(parts, 'person-1', call.id, { to: 'start', reason: null });
    await until('a start', 4_000, () => recorder.asked.some((asked) => asked.startsWith('POST')));
    await over(call, 1);
    await later(2);
    expect(await rows()).toEqual([]);
    release();
    await given.work;
    expect((await rows()).map((row) => row.sid)).toEqual(written(call));
    await look(60);
    expect(await rows()).toMatchObject([{ stored: true, released: true }]);
  });

  it('and one whose start was answered to nobody is still looked for when it comes late', async () => {
    const call = await putCall(parts);
    recorder.next.push('not-heard');
    await order(call, 'start');
    await over(call, 1);
    // Nothing there yet: it may still come.
    await later(2);
    recorder.recordings.push({
      sid: `RE${'e'.repeat(32)}`,
      callSid: call.legSid,
      status: 'in-progress',
      n: 99,
    });
    await later(30);
    expect((await rows()).map((row) => row.sid)).toEqual(written(call));
  });

  it('is not kept, nor deleted there, while a part of it is missing', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    await over(call, 30);
    const [sid = ''] = written(call, wavOf(Buffer.alloc(1000), 160_000));
    await look(60);
    // The head speaks of no size, and the connection ends somewhere.
    recorder.sounds.set(sid, wavOf(Buffer.alloc(1000), 0xff_ff_ff_ff));
    recorder.flows.set(sid, (response, sound) => {
      response.socket?.end(Buffer.concat([Buffer.from('HTTP/1.0 200 OK\r\n\r\n'), sound]));
    });
    await look(600);
    expect([await rows(), fetches()]).toMatchObject([[{ stored: false, released: false, why: null }], 2]);
    expect(recorder.sounds.has(sid)).toBe(true);
    recorder.flows.clear();
    // Cut inside the head, and one whose sound begins after a word of odd length.
    recorder.sounds.set(sid, wav.subarray(0, 42));
    await look(1800);
    expect(await rows()).toMatchObject([{ stored: false }]);
    const note = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1');
    recorder.sounds.set(sid, Buffer.concat([wav.subarray(0, 36), note, wav.subarray(36)]));
    await look(3600);
    expect(await rows()).toMatchObject([{ stored: true, released: true }]);
  });

  it('that is too large is left at the carrier, fetched once, and supervisors are told', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    await over(call, 30);
    const [sid = ''] = written(call);
    recorder.flows.set(sid, (response) => {
      response.socket?.write(`HTTP/1.1 200 OK\r\ncontent-length: ${97 * 1024 * 1024}\r\n\r\nRIFF`);
    });
    for (let hour = 1; hour <= 3; hour += 1) await look(hour * 3700);
    recorder.flows.clear();
    expect([await rows(), fetches()]).toMatchObject([
      [{ stored: false, released: false, why: 'too-large' }],
      1,
    ]);
    expect([await notices(), recorder.sounds.has(sid)]).toEqual([[notFetched], true]);
  });

  it('goes when its days are over, also while the carrier refuses to delete its own', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    await over(call, 30);
    const [sid = ''] = written(call);
    recorder.next.push('fine', 'fine', 'refused');
    await look(60);
    expect(await keptRecording(parts, sid)).not.toBeNull();
    backend.setNow(at(91 * 86_400));
    await forgetRecordings(parts);
    expect(await rows()).toMatchObject([{ body: null, stored: true, released: false }]);
    await look(91 * 86_400);
    expect([await rows(), recorder.sounds.has(sid)]).toMatchObject([[{ released: true }], false]);
    await forgetRecordings(parts);
    expect(await rows()).toEqual([]);
  });

  it('that was never heard of is told after a day, and let be when its days are over', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    await over(call, 30);
    for (let hour = 1; hour <= 29; hour += 1) await look(hour * 3700);
    expect(await notices()).toEqual([]);
    await look(30 * 3700);
    expect(await notices()).toEqual([notFetched]);
    backend.setNow(at(91 * 86_400));
    await forgetRecordings(parts);
    expect(await rows()).toMatchObject([{ stored: false, released: false, why: 'days' }]);
    recorder.asked.length = 0;
    await look(92 * 86_400);
    expect(recorder.asked).toEqual([]);
  });

  it('of a call that ended before any was fetched is fetched too', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    await over(call, 30);
    const going = await putCall(parts);
    await order(going, 'start');
    await backend.pool.query('update voice_call set ended_at = $2 where id = $1', [call.id, at(30)]);
    await backend.pool.query('delete from voice_kept_recording');
    await backend.pool.query(keepEarlier);
    await backend.pool.query(keepEarlier);
    expect((await rows()).map((row) => row.sid)).toEqual(written(call));
    await look(60);
    expect(await rows()).toMatchObject([{ released: true }]);
  });

  it('that was sealed as text, as once they were, is read still', async () => {
    const call = await putCall(parts, { phase: 'ended' });
    const sid = `RE${'7'.repeat(32)}`;
    const sealed = sealOwn(parts.sealKeys, sid, wav.toString('base64'));
    await backend.pool.query(
      `insert into voice_kept_recording (org_id, recording_sid, call_id, ended_at, key_id, key_for_backend, body)
       values ('org-one', $1, $2, $3, $4, decode($5, 'base64'), decode($6, 'base64'))`,
      [sid, call.id, at(0), sealed.keyId, sealed.keyForBackend, sealed.body],
    );
    expect(await keptRecording(parts, sid)).toEqual(wav);
  });

  it('may come slowly, but not stand still', async () => {
    const sid = `RE${'5'.repeat(32)}`;
    recorder.sounds.set(sid, wav);
    const limits = { most: 1000, idleMs: 400, wholeMs: 20_000 };
    const fetched = () => fetchSound(parts.voice.config, sid, limits);
    recorder.flows.set(sid, (response, sound) => {
      void (async () => {
        for (let at = 0; at < sound.length; at += 10) {
          response.write(sound.subarray(at, at + 10));
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        response.end();
      })();
    });
    expect(await fetched()).toEqual({ ok: true, sound: wav });
    recorder.flows.set(sid, (response, sound) => void response.write(sound.subarray(0, 50)));
    expect(await fetched()).toEqual({ ok: false, code: 'silent' });
  });

  it('holds up nothing else while it does not come', async () => {
    const stuck = await putCall(parts);
    await order(stuck, 'start');
    await over(stuck, 30);
    const [sid = ''] = written(stuck);
    recorder.flows.set(sid, (response) => void response.write('RIFF'));
    backend.setNow(at(60));
    const runner = startVoiceRunner(parts, 20);
    try {
      await until('a fetch', 4_000, () => fetches() === 1);
      const call = await putCall(parts, { phase: 'dialling' });
      await backend.pool.query('update voice_call set reserved_until = $2 where id = $1', [call.id, at(50)]);
      const phase = async () => (await callOf(backend.pool, 'org-one', call.id))?.phase;
      await until('looked at', 4_000, async () => (await phase()) === 'ended');
      expect([await rows(), fetches()]).toMatchObject([[{ stored: false }], 1]);
    } finally {
      // It ends although the sound is still under way.
      await runner.stop();
    }
  });
});
