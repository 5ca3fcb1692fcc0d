// What an agent is told of callers whom they let go by or lost: where they are, never more than that.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { callbacksAnswer, type Callback } from '#shared/protocol/telephony.ts';
import { line, startCentre, wait, type Centre, type Seat } from '../testing/centre.ts';

let centre: Centre;
let ann: Seat;
let ben: Seat;
beforeAll(async () => {
  centre = await startCentre(freshDatabase);
  ann = await centre.seat('ann');
  ben = await centre.seat('ben');
});
afterEach(() => centre.clear());
afterAll(() => centre?.close());

const legAt = (seat: Seat) => wait(() => centre.carrier.ringing(new RegExp(seat.identity)));
const of = (seat: Seat, callId: string, now: string) =>
  seat
    .until((s) => s.went.find((w) => w.callId === callId)?.now === now)
    .then((s) => s.went.find((w) => w.callId === callId));

it('says that a declined caller waits, rings elsewhere, is talked to, and has gone', async () => {
  await ann.ready();
  const call = await centre.carrier.callIn('+12125550123', line);
  await legAt(ann);
  const { callId } = (await ann.until((s) => s.calls.length === 1)).calls[0]!;
  expect((await ann.now()).went.filter((w) => w.callId === callId)).toEqual([]);
  await ann.act({ kind: 'decline', callId });
  expect(await of(ann, callId, 'queued')).toEqual({ callId, now: 'queued', place: 1 });
  await ben.ready();
  const leg = await legAt(ben);
  expect(await of(ann, callId, 'offered-elsewhere')).toMatchObject({ place: null });
  await centre.carrier.answer(leg);
  await of(ann, callId, 'with-others');
  expect((await ben.now()).went).toEqual([]);
  await centre.carrier.hangUp(call);
  await of(ann, callId, 'ended');
  await of(ben, callId, 'ended');
});

it('says that a caller whose agent’s phone went is back in the queue, first', async () => {
  await ann.ready();
  const call = await centre.carrier.callIn('+12125550124', line);
  const leg = await legAt(ann);
  await centre.carrier.answer(leg);
  const { callId } = (
    await ann.until((s) => s.calls.some((c) => c.parties.every((p) => p.state === 'connected')))
  ).calls.at(-1)!;
  await centre.carrier.callIn('+12125550125', line);
  await centre.carrier.hangUp(leg);
  await ann.call(callId, (c) => c.phase === 'ended');
  centre.later(2);
  await centre.runner.turn();
  expect(await of(ann, callId, 'queued')).toMatchObject({ place: 1 });
  expect(call.status).toBe('in-progress');
  // Offered anew: the wait since the phone went, not since the first call.
  centre.later(600);
  await ben.ready();
  const anew = await ben.call(callId, (c) => c.phase === 'offered');
  expect(anew.waitedSeconds).toBeGreaterThanOrEqual(600);
  expect(anew.waitedSeconds).toBeLessThan(660);
});

/** The list as a desk reads it. */
async function listed(seat: Seat): Promise<Callback[]> {
  const body = JSON.stringify({ v: 2, person: seat.person });
  const answer = await seat.desk.request('POST', '/v2/telephony/callbacks', body);
  return callbacksAnswer.parse(answer.json).callbacks;
}

it('keeps a row of a caller who gave up waiting, over a restart, until they are served', async () => {
  const number = '+12125550126';
  const givesUp = async (afterSeconds: number): Promise<void> => {
    const call = await centre.carrier.callIn(number, line);
    centre.later(afterSeconds);
    await centre.carrier.hangUp(call);
    await centre.settled();
  };
  await givesUp(65);
  const [row] = await listed(ann);
  expect(row).toMatchObject({ number, accountId: 'harbor', queueId: 'general', claimedBy: null });
  expect(row?.gaveUp).toEqual({ seconds: expect.closeTo(65, -1), inAll: expect.closeTo(65, -1), times: 1 });
  // Nobody was promised anything: it is no callback that is due.
  expect((await ann.now()).callbacks).toEqual({ due: 0, waiting: 0, nextAt: null, gaveUp: 1 });
  await centre.restart();
  expect(await listed(ben)).toEqual([row]);
  await givesUp(30);
  const [again, ...others] = await listed(ben);
  expect(others).toEqual([]);
  expect(again).toMatchObject({ id: row?.id, gaveUp: { times: 2 } });
  expect(again?.gaveUp?.inAll).toBeGreaterThanOrEqual(95);
  // The first who takes it has it.
  expect((await ben.act({ kind: 'callback-claim', callbackId: row!.id })).refused).toBeNull();
  expect((await ann.act({ kind: 'callback-claim', callbackId: row!.id })).refused).toBe('already-taken');
  expect((await listed(ann))[0]?.claimedBy).toBe('Ben Agent');
  // They call again: the agent is told of all the waiting, and the row goes when somebody talks to them.
  await ann.ready();
  await centre.carrier.callIn(number, line);
  const rings = await ann.until((s) => s.calls.some((c) => c.phase === 'offered'));
  const { callId, waitedSeconds, waitedInAllSeconds } = rings.calls.find((c) => c.phase === 'offered')!;
  // One total everywhere.
  expect(rings.queues.find((one) => one.id === 'general')?.longestSeconds).toBeGreaterThanOrEqual(95);
  expect(waitedSeconds).toBeLessThan(10);
  expect(waitedInAllSeconds).toBeGreaterThanOrEqual(95);
  await centre.carrier.answer(await legAt(ann));
  await ann.call(callId, (c) => c.parties.every((p) => p.state === 'connected'));
  expect(await listed(ann)).toEqual([]);
  expect((await ann.now()).callbacks.gaveUp).toBe(0);
});

it('keeps a row of a withheld number too, none of who was promised a call, and none for good', async () => {
  const hidden = await centre.carrier.callIn('anonymous', line);
  await centre.carrier.hangUp(hidden);
  await centre.settled();
  expect(await listed(ann)).toMatchObject([{ number: '', gaveUp: { times: 1 } }]);
  const call = await centre.carrier.callIn('+12125550127', line);
  const found = await centre.pool.query<{ id: string }>(`select id from voice_call where phase = 'waiting'`);
  const { id } = found.rows[0]!;
  await centre.carrier.tell(`/telephony/hook/wait-key?call=${id}`, { CallSid: call.sid, Digits: '1' });
  await centre.carrier.hangUp(call);
  await centre.settled();
  expect((await listed(ann)).filter((c) => c.number !== '')).toMatchObject([{ gaveUp: null }]);
  centre.later(3 * 86_400 + 1);
  await centre.runner.turn();
  expect((await listed(ann)).filter((c) => c.gaveUp !== null)).toEqual([]);
});

/** Who waits presses this key; the carrier is told to take them out of the queue only when `isTaken`. */
async function presses(number: string, key: string, isTaken: boolean) {
  const call = await centre.carrier.callIn(number, line);
  const found = await centre.pool.query<{ id: string }>(`select id from voice_call where phase = 'waiting'`);
  const { id } = found.rows[0]!;
  await centre.carrier.tell(`/telephony/hook/wait-key?call=${id}`, { CallSid: call.sid, Digits: key });
  const left = { CallSid: call.sid, QueueResult: 'leave', QueueSid: `QU${id}`, QueueTime: '9' };
  const words = isTaken
    ? await (await centre.carrier.tell(`/telephony/hook/left?call=${id}`, left)).text()
    : '';
  await centre.carrier.hangUp(call);
  await centre.settled();
  return { call, id, words };
}
const givesUp = async (number: string): Promise<void> => {
  await centre.carrier.hangUp(await centre.carrier.callIn(number, line));
  await centre.settled();
};

it('ends the call of who gave up before, keeps the place this time and hangs up at once', async () => {
  const number = '+12125550128';
  await givesUp(number);
  // Two calls given up at once may be two rows; neither stands in the way of a third.
  await centre.pool.query(
    `insert into voice_callback (org_id, id, number, account_id, due_at, queue_id, asked_at, gave_up_seconds,
       gave_up_total, gave_up_times)
     select org_id, gen_random_uuid(), number, account_id, due_at, queue_id, asked_at, 3, 3, 1 from voice_callback`,
  );
  await givesUp(number);
  expect((await listed(ann)).map((c) => c.gaveUp?.times).toSorted()).toEqual([1, 2]);
  const { id } = await presses(number, '1', false);
  const phases = await centre.pool.query('select phase from voice_call where id = $1', [id]);
  expect(phases.rows).toEqual([{ phase: 'ended' }]);
  // They are called back anyway: nobody else is to call them besides.
  expect(await listed(ann)).toMatchObject([{ number, gaveUp: null }]);
});

it('ends the row of who is called back and talked to, and leaves what was promised to the agent', async () => {
  const number = '+12125550129';
  await givesUp(number);
  const [row] = await listed(ann);
  const dueAt = new Date(Date.parse((await ann.now()).at) + 3_600_000).toISOString();
  const promised = { callbackId: randomUUID(), callId: null, number, accountId: 'harbor' };
  await ann.act({ kind: 'callback-plan', ...promised, dueAt, reasonCode: null });
  await ann.ready();
  const callId = randomUUID();
  const dial = { kind: 'dial', callId, to: number, callerId: line, accountId: 'harbor' } as const;
  const overrides = [{ rule: 'quiet-hours' as const, reason: 'A test at night' }];
  const act = { ...dial, purpose: 'callback' as const, callbackId: row!.id, overrides };
  expect((await ann.act(act)).refused).toBeNull();
  await centre.carrier.connect(ann.identity, callId);
  const far = await wait(() => centre.carrier.ringing(/\+12125550129/));
  expect((await listed(ben))[1]).toMatchObject({ id: row!.id, claimedBy: 'Ann Agent' });
  await centre.carrier.answer(far);
  await ann.call(callId, (c) => c.phase === 'connected');
  expect(await listed(ben)).toMatchObject([{ id: promised.callbackId, gaveUp: null }]);
  expect((await ben.act({ kind: 'callback-claim', callbackId: row!.id })).refused).toBe('already-taken');
});

it('keeps a row of who presses the key for a message and leaves none, until one is left', async () => {
  const number = '+12125550130';
  const { id, words } = await presses(number, '2', true);
  expect(words).toContain('<Record');
  expect(await listed(ann)).toMatchObject([{ number, gaveUp: { times: 1 } }]);
  await presses('+12125550131', '1', true);
  expect((await listed(ann)).filter((c) => c.gaveUp !== null)).toHaveLength(1);
  const sound = { RecordingSid: `RE${'7'.repeat(32)}`, RecordingDuration: '4', RecordingStatus: 'completed' };
  await centre.carrier.tell(`/telephony/hook/mail?call=${id}`, sound);
  expect((await listed(ann)).filter((c) => c.gaveUp !== null)).toEqual([]);
  expect((await ann.now()).voicemails).toBe(1);
  await centre.pool.query('delete from voice_mail');
});
