// Recording on a real PostgreSQL, with Twilio's own library against a recorder whose answers can be lost (C25).
import { describe, expect, it } from 'vitest';
import { startTestBackend } from '#tests/support/test-backend.ts';
import { until } from '#tests/support/until.ts';
import { inTransaction } from '../db/transaction.ts';
import { putCall, voiceParts, type MadeCall } from '../testing/voice.ts';
import { at, backend, order, parts, recorder, shown, voiceForEach } from '../testing/voice-each.ts';
import { lookAtRecordings } from './recording-work.ts';
import { orderRecording, paymentHandOff, recordingOver, startIfAllowed } from './recording.ts';
import { liveCallOf } from './store.ts';

voiceForEach(startTestBackend);

const later = async (seconds: number): Promise<void> => {
  backend.setNow(at(seconds));
  await lookAtRecordings(parts);
};
const ofLeg = (call: MadeCall) => recorder.recordings.filter((one) => one.callSid === call.legSid);

describe('what the recorder says is what is shown', () => {
  it('starts, pauses with a reason, resumes, stops: each read back', async () => {
    const call = await putCall(parts);
    expect(await order(call, 'start')).toBeNull();
    expect(await shown(call)).toMatchObject({ state: 'on', readAt: at(0), gaps: [], alarmAt: null });
    // The order was followed by a question.
    expect(recorder.asked.at(-1)).toMatch(/^GET/);
    backend.setNow(at(10));
    expect(await order(call, 'pause', 'card-data')).toBeNull();
    expect(await shown(call)).toMatchObject({
      state: 'paused',
      gaps: [{ from: at(10), to: null, reason: 'card-data' }],
      alarmAt: at(310),
    });
    backend.setNow(at(40));
    expect(await order(call, 'resume')).toBeNull();
    expect(await shown(call)).toMatchObject({
      state: 'on',
      gaps: [{ from: at(10), to: at(40), reason: 'card-data' }],
      alarmAt: null,
    });
    expect(await order(call, 'stop')).toBeNull();
    expect(await shown(call)).toMatchObject({ state: 'off' });
    expect(ofLeg(call)).toMatchObject([{ status: 'stopped' }]);
  });

  it('is unknown from the order on, before anything was answered', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    const release = recorder.hold();
    const given = await orderRecording(parts, 'person-1', call.id, { to: 'pause', reason: 'card-data' });
    expect(await shown(call)).toMatchObject({ state: 'unknown', gaps: [] });
    release();
    await given.work;
    expect((await shown(call)).state).toBe('paused');
  });

  it('a pause whose answer is lost stays unknown, and is read back until it is known', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    // The recorder did it, and neither that answer nor the question after it came back.
    recorder.next.push('answer-lost', 'not-heard');
    await order(call, 'pause', 'card-data');
    expect(ofLeg(call)).toMatchObject([{ status: 'paused' }]);
    expect(await shown(call)).toMatchObject({ state: 'unknown', gaps: [] });
    recorder.next.push('not-heard', 'not-heard');
    await later(2);
    expect((await shown(call)).state).toBe('unknown');
    await later(10);
    expect(await shown(call)).toMatchObject({
      state: 'paused',
      gaps: [{ from: at(10), reason: 'card-data' }],
    });
  });

  it('a pause that was not heard is given again; until then it says that it runs', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    recorder.next.push('not-heard');
    await order(call, 'pause', 'card-data');
    // Read back: it runs. The agent sees that, and the order is not forgotten.
    expect((await shown(call)).state).toBe('on');
    await later(2);
    expect((await shown(call)).state).toBe('paused');
    expect(ofLeg(call)).toMatchObject([{ status: 'paused' }]);
  });

  it('a start whose answer is lost makes one recording, not two', async () => {
    const call = await putCall(parts);
    recorder.next.push('answer-lost');
    await order(call, 'start');
    expect((await shown(call)).state).toBe('unknown');
    await later(2);
    expect((await shown(call)).state).toBe('on');
    expect(ofLeg(call)).toHaveLength(1);
  });

  it('a pause while the start is on its way is never shown as off, and pauses what the start made', async () => {
    const call = await putCall(parts);
    const release = recorder.holdStarts();
    const start = await orderRecording(parts, null, call.id, { to: 'start', reason: null });
    await until('the start is on its way', 5_000, async () =>
      recorder.asked.some((one) => one.startsWith('POST')),
    );
    expect(await order(call, 'pause', 'card-data')).toBeNull();
    expect((await shown(call)).state).toBe('unknown');
    release();
    await start.work;
    expect((await shown(call)).state).toBe('unknown');
    expect(ofLeg(call)).toMatchObject([{ status: 'in-progress' }]);
    await later(2);
    expect(ofLeg(call)).toMatchObject([{ status: 'paused' }]);
    expect((await shown(call)).state).toBe('paused');
  });

  it('a start that was not heard is known to be off when its time is over, and not before', async () => {
    const call = await putCall(parts);
    recorder.next.push('not-heard');
    await order(call, 'start');
    await order(call, 'stop');
    expect((await shown(call)).state).toBe('unknown');
    await later(2);
    expect((await shown(call)).state).toBe('unknown');
    await later(10);
    expect((await shown(call)).state).toBe('off');
    expect(ofLeg(call)).toEqual([]);
  });

  it('a list that is refused is no answer to whether it records', async () => {
    const call = await putCall(parts);
    recorder.next.push('answer-lost');
    await order(call, 'start');
    backend.setNow(at(60));
    recorder.next.push('refused');
    await order(call, 'pause', 'card-data');
    expect((await shown(call)).state).toBe('unknown');
    expect(ofLeg(call)).toMatchObject([{ status: 'in-progress' }]);
    await later(70);
    expect((await shown(call)).state).toBe('paused');
  });

  it('a process that died after the order leaves it to the next look', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    await backend.pool.query(
      `update voice_recording set wanted = 'paused', reason = 'other', n = n + 1, due_at = $2, lease_until = $3
       where call_id = $1`,
      [call.id, at(0), at(8)],
    );
    await later(5);
    expect((await shown(call)).state).toBe('on');
    await later(9);
    expect((await shown(call)).state).toBe('paused');
  });

  it('an answer to an order that was overtaken changes nothing', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    const [first, second] = await Promise.all([
      orderRecording(parts, 'person-1', call.id, { to: 'pause', reason: 'other' }),
      orderRecording(parts, 'person-1', call.id, { to: 'resume', reason: null }),
    ]);
    await Promise.all([first.work, second.work]);
    await later(20);
    await later(40);
    const [row] = (
      await backend.pool.query<{ wanted: string }>('select wanted from voice_recording where call_id = $1', [
        call.id,
      ])
    ).rows;
    expect((await shown(call)).state).toBe(row?.wanted);
    expect(ofLeg(call)).toMatchObject([{ status: row?.wanted === 'on' ? 'in-progress' : 'paused' }]);
  });
});

describe('who may', () => {
  it('refuses what cannot be, and takes a repeat for what it is', async () => {
    const call = await putCall(parts);
    expect(await order({ id: '01890000-0000-7000-8000-000000000000', legSid: '' }, 'start')).toBe('no-call');
    expect([await order(call, 'pause'), await order(call, 'resume')]).toEqual(['call-state', 'call-state']);
    expect(await order(call, 'stop')).toBeNull();
    await order(call, 'start');
    const before = recorder.asked.length;
    expect(await order(call, 'start')).toBeNull();
    expect(recorder.asked).toHaveLength(before);
  });

  it('without a notice, without a needed yes, or after a no nothing begins', async () => {
    for (const consent of [
      { announced: false },
      { rule: 'all-party' },
      { rule: 'unknown' },
      { answer: 'no' },
    ]) {
      const call = await putCall(parts, { consent });
      expect(await order(call, 'start'), JSON.stringify(consent)).toBe('call-state');
      expect((await startIfAllowed(parts, call.id)).work).toBeNull();
    }
    expect(recorder.asked).toEqual([]);
  });

  it('starts by itself where it is allowed, once; without a notice in the configuration never', async () => {
    const call = await putCall(parts);
    await (
      await startIfAllowed(parts, call.id)
    ).work;
    expect((await shown(call)).state).toBe('on');
    await order(call, 'stop');
    expect((await startIfAllowed(parts, call.id)).work).toBeNull();
    const silent = await voiceParts(backend.parts, recorder.url, { recordingNotice: null });
    expect((await startIfAllowed(silent, (await putCall(parts)).id)).work).toBeNull();
  });
});

describe('a payment hand-off (C25)', () => {
  it('pauses by itself and its end resumes', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    await (
      await paymentHandOff(parts, call.id, true)
    ).work;
    expect(await shown(call)).toMatchObject({ state: 'paused', gaps: [{ reason: 'card-data' }] });
    await (
      await paymentHandOff(parts, call.id, false)
    ).work;
    expect((await shown(call)).state).toBe('on');
  });

  it('resumes nothing that a person paused, and starts nothing', async () => {
    const call = await putCall(parts);
    expect(await paymentHandOff(parts, call.id, true)).toEqual({ refused: null, work: null });
    await order(call, 'start');
    await order(call, 'pause');
    expect((await paymentHandOff(parts, call.id, false)).work).toBeNull();
    expect((await shown(call)).state).toBe('paused');
  });

  it('a gap of five minutes rings once, to whoever paused', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    await order(call, 'pause');
    await later(299);
    const notices = () =>
      backend.pool.query<{ person_id: string }>(
        `select person_id from voice_notice where kind = 'recording-gap'`,
      );
    expect((await notices()).rowCount).toBe(0);
    await later(300);
    await later(400);
    expect((await notices()).rows).toEqual([{ person_id: 'person-1' }]);
    // Still paused: nothing is recorded because somebody forgot.
    expect((await shown(call)).state).toBe('paused');
  });
});

it('the end of a call ends its recording, whatever was on its way', async () => {
  const call = await putCall(parts);
  await order(call, 'start');
  recorder.next.push('answer-lost', 'not-heard');
  await order(call, 'pause');
  backend.setNow(at(30));
  await inTransaction(backend.pool, async (db) => {
    const row = await liveCallOf(db, 'org-one', call.id);
    if (row) await recordingOver(db, row, new Date(at(30)));
    await db.query(`update voice_call set phase = 'ended' where id = $1`, [call.id]);
  });
  await later(60);
  expect((await shown(call)).state).toBe('off');
});
