// A caller whom nobody asked to go is not let go: steps that the carrier refuses, phones that lose their leg, outages.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { line, startCentre, wait, type Centre, type Seat } from '../testing/centre.ts';

const caller = '+12125550123';
const doctor = '+12125550177';
const blind = { kind: 'transfer', how: 'blind', handover: null } as const;
const toDoctor = { kind: 'number', number: doctor, label: null } as const;
let centre: Centre;
let ann: Seat;
let ben: Seat;
beforeAll(async () => {
  // What is answered late is answered in time all the same.
  centre = await startCentre(freshDatabase, { carrierTimeoutMs: 20_000 });
  ann = await centre.seat('ann');
  ben = await centre.seat('ben');
});
afterEach(() => centre.clear());
afterAll(() => centre?.close());

const legAt = (seat: Seat) => wait(() => centre.carrier.ringing(new RegExp(seat.identity)));
const silence = (path: RegExp): void => {
  for (let i = 0; i < 400; i++) centre.carrier.faults.push({ path, does: 'not-heard' });
};
/** Nothing is heard of the carrier for about seven minutes. */
async function outage(): Promise<void> {
  for (let i = 0; i < 14; i++) {
    centre.later(31);
    await ann.feed();
    await centre.runner.turn();
  }
  centre.carrier.faults = [];
}
const rows = async <T>(sql: string): Promise<T[]> => (await centre.pool.query(sql)).rows as T[];
async function talking() {
  await ann.ready();
  const call = await centre.carrier.callIn(caller, line);
  const leg = await legAt(ann);
  await centre.carrier.answer(leg);
  const shown = await ann.until((s) =>
    s.calls.some((c) => c.phase === 'connected' && c.parties.every((p) => p.state === 'connected')),
  );
  return { call, leg, callId: shown.calls.find((c) => c.phase === 'connected')!.callId };
}
async function dialled() {
  await ann.ready();
  const callId = randomUUID();
  await ann.act({
    kind: 'dial',
    callId,
    to: doctor,
    callerId: line,
    accountId: 'harbor',
    purpose: 'on-call',
    callbackId: null,
    // Whatever the hour is where this test runs.
    overrides: [{ rule: 'quiet-hours', reason: 'Asked to be phoned' }],
  });
  const leg = await centre.carrier.connect(ann.identity, callId);
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.answer(far);
  await ann.call(callId, (c) => c.phase === 'connected' && c.parties.every((p) => p.state === 'connected'));
  return { callId, leg, far };
}

it('keeps agent and caller together when whom a call is handed to cannot be rung', async () => {
  const { call, leg, callId } = await talking();
  centre.carrier.faults = [{ path: /POST .*Participants\.json/, does: 'refuse' }];
  expect((await ann.act({ ...blind, callId, target: toDoctor })).refused).toBe('carrier-failed');
  await centre.settled();
  expect([leg.status, call.status]).toEqual(['in-progress', 'in-progress']);
  expect(await ann.call(callId)).toMatchObject({ phase: 'connected', transfer: { state: 'failed' } });
  // And it is theirs to end, hold and hand on as before.
  expect((await ann.act({ kind: 'hold', callId, party: null, on: false })).refused).toBeNull();
  expect((await ann.act({ ...blind, callId, target: toDoctor })).refused).toBeNull();
  await wait(() => (leg.status === 'completed' ? true : null));
});

it('lets no agent go before whom the call is handed to is being rung, however late that is', async () => {
  const { call, leg, callId } = await talking();
  centre.carrier.faults = [
    { path: /POST .*Participants\.json/, does: 'not-heard' },
    { path: /GET .*Conferences\.json/, does: 'not-heard' },
  ];
  expect((await ann.act({ ...blind, callId, target: toDoctor })).refused).toBe('carrier-silent');
  expect(leg.status).toBe('in-progress');
  centre.later(5);
  await centre.runner.turn();
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  centre.later(5);
  await centre.runner.turn();
  expect([leg.status, call.status]).toEqual(['completed', 'in-progress']);
  await centre.carrier.refuse(far, 'busy');
  await wait(() => (call.left === null ? null : true));
});

it('leaves the agent in the call when the target is called off before the agent’s leg is gone', async () => {
  const { call, leg, callId } = await talking();
  const ends = new RegExp(`(POST|GET) .*Calls/${leg.sid}`);
  centre.carrier.faults = [
    { path: ends, does: 'not-heard' },
    { path: ends, does: 'not-heard' },
  ];
  expect((await ann.act({ ...blind, callId, target: toDoctor })).refused).toBe('carrier-silent');
  expect((await ann.act({ kind: 'transfer-cancel', callId })).refused).toBeNull();
  centre.later(60);
  await centre.runner.turn();
  expect([leg.status, call.status, call.hold]).toEqual(['in-progress', 'in-progress', false]);
});

it('lets no caller into a consultation that is being taken back before the consulted one is gone', async () => {
  const { call, callId } = await talking();
  await ann.act({ ...blind, how: 'warm', callId, target: toDoctor });
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.answer(far);
  await ann.call(callId, (c) => c.transfer?.state === 'consulting');
  const ends = new RegExp(`(POST|GET) .*Calls/${far.sid}`);
  centre.carrier.faults = [
    { path: ends, does: 'not-heard' },
    { path: ends, does: 'not-heard' },
  ];
  const cancel = { kind: 'transfer-cancel', callId } as const;
  expect((await ann.act(cancel)).refused).toBe('carrier-silent');
  expect([call.hold, (await ann.call(callId)).transfer?.state]).toEqual([true, 'consulting']);
  // Nobody is handed to who is about to go.
  expect((await ann.act({ kind: 'transfer-complete', callId })).refused).toBe('call-state');
  centre.later(60);
  await centre.runner.turn();
  await wait(() => (far.status === 'completed' && !call.hold ? true : null));
  // The carrier has it before the backend has heard its answer.
  await ann.call(callId, (c) => c.transfer?.state === 'cancelled');
});

it('answers the same request alike, also while its first process is slow', async () => {
  const { call, leg, callId } = await talking();
  await ben.ready();
  const held: (() => void)[] = [];
  const isSlow = (path: RegExp) => {
    const until = new Promise<void>((go) => void held.push(go));
    centre.carrier.faults = [{ path, does: 'late', until }];
    return wait(() => (centre.carrier.faults.length === 0 ? true : null));
  };
  const other = await centre.seat('ann');
  const older = `update voice_act set at = at - interval '1 minute' where request_id = $1`;
  const [id, act] = [randomUUID(), { kind: 'hold', callId, party: null, on: true } as const];
  const slow = isSlow(/POST .*Participants\/CA/);
  const first = ann.act(act, id);
  await slow;
  // An answer that stands already is the answer.
  const stands = JSON.stringify({ refused: 'carrier-silent', rules: [] });
  await centre.pool.query('update voice_act set answer = $2 where request_id = $1', [id, stands]);
  held.pop()?.();
  expect([(await first).refused, (await other.act(act, id)).refused]).toEqual([
    'carrier-silent',
    'carrier-silent',
  ]);
  await ann.act({ ...act, on: false });
  const target = { kind: 'agent', personId: 'ben' } as const;
  const handing = { ...blind, callId, target };
  const next = randomUUID();
  const slowly = isSlow(new RegExp(`POST .*Calls/${leg.sid}`));
  const said = ann.act(handing, next);
  await slowly;
  await centre.pool.query(older, [next]);
  const again = other.act(handing, next);
  for (let i = 0; i < 20; i++) await ann.now();
  held.pop()?.();
  expect([(await said).refused, (await again).refused]).toEqual([null, null]);
  expect(call.status).toBe('in-progress');
});

it('ends no call because a phone lost its leg, whether or not it knows which', async () => {
  const { call, leg, callId } = await talking();
  expect((await ann.act({ kind: 'end', callId, how: 'all', lost: true })).refused).toBeNull();
  await wait(() => (leg.status === 'completed' ? true : null));
  centre.later(2);
  await centre.runner.turn();
  await wait(() => (call.left === null ? null : true));
  expect(call.status).toBe('in-progress');
  // Again, when it is gone already: still nobody's wish.
  expect((await ann.act({ kind: 'end', callId, how: 'leave', lost: true })).refused).toBeNull();
  expect(call.status).toBe('in-progress');
});

it('offers a call that went out to whom it is handed to, and lets them decline', async () => {
  const { callId, far } = await dialled();
  await ben.ready();
  const target = { kind: 'agent', personId: 'ben' } as const;
  expect((await ann.act({ ...blind, callId, target })).refused).toBeNull();
  const leg = await legAt(ben);
  const offered = await ben.call(callId, (c) => c.phase === 'offered');
  expect(offered).toMatchObject({ phase: 'offered', direction: 'outgoing', answeredAt: null });
  expect(offered.offeredAt).not.toBeNull();
  expect((await ben.act({ kind: 'decline', callId })).refused).toBeNull();
  await wait(() => (leg.status === 'completed' ? true : null));
  // Whoever was called waits in the line of the number that was shown, and is given to the next.
  await wait(() => (far.left === null ? null : true));
  expect(far.status).toBe('in-progress');
  await ann.act({ kind: 'wrapped-up', callId, disposition: 'transferred', reasonCode: null });
  const back = await legAt(ann);
  expect(await ann.call(callId, (c) => c.phase === 'offered')).toMatchObject({ answeredAt: null });
  await centre.carrier.answer(back);
  const again = await ann.call(callId, (c) => c.parties.filter((p) => p.state === 'connected').length === 2);
  expect(again.phase).toBe('connected');
  expect((await ann.act({ kind: 'end', callId, how: 'all' })).refused).toBeNull();
  await wait(() => (far.status === 'completed' ? true : null));
});

it('connects a call that went out with whom it was handed to', async () => {
  const { callId, far } = await dialled();
  await ben.ready();
  await ann.act({ ...blind, callId, target: { kind: 'agent', personId: 'ben' } });
  await centre.carrier.answer(await legAt(ben));
  const open = await ben.call(callId, (c) => c.phase === 'connected');
  expect(open.answeredAt).not.toBeNull();
  await wait(() => (far.hold ? null : true));
});

it('ends the legs of an ended call however long the carrier was not heard', async () => {
  const { call, leg, callId } = await talking();
  silence(/(POST|GET) .*(Conferences|Calls)/);
  expect((await ann.act({ kind: 'end', callId, how: 'all' })).refused).toBe('carrier-silent');
  await outage();
  expect([call.status, leg.status]).toEqual(['in-progress', 'in-progress']);
  centre.later(31);
  await centre.runner.turn();
  // The carrier answers first; then it ends one leg after the other and tells of each.
  await wait(() => (call.status === 'completed' && leg.status === 'completed' ? true : null));
});

it('brings a caller to the agent who answered however long the carrier was not heard', async () => {
  await ann.ready();
  const call = await centre.carrier.callIn(caller, line);
  const leg = await legAt(ann);
  silence(/(POST|GET) .*(Conferences|Calls)/);
  await centre.carrier.answer(leg);
  await centre.settled();
  await outage();
  expect(call.left).not.toBeNull();
  centre.later(31);
  await centre.runner.turn();
  // The carrier begins with it once it has answered.
  expect((await wait(() => call.meeting)).name).toContain('careline-');
  await ann.until((s) => s.calls.some((c) => c.parties.every((p) => p.state === 'connected')));
});

it('brings a caller who was forgotten in the queue, once, and takes nobody out who is in', async () => {
  await ann.ready();
  const call = await centre.carrier.callIn(caller, line);
  const leg = await legAt(ann);
  silence(/POST .*Calls/);
  await centre.carrier.answer(leg);
  await centre.settled();
  centre.carrier.faults = [];
  await centre.pool.query(`delete from voice_task where kind = 'bring'`);
  centre.later(31);
  await centre.runner.turn();
  await ann.until((s) => s.calls.some((c) => c.parties.every((p) => p.state === 'connected')));
  // In, but nobody heard that: found out, not done again.
  await centre.pool.query(`update voice_party set state = 'ringing' where id = 'caller'`);
  const moves = () => centre.carrier.asked.filter((one) => one.includes(`Calls/${call.sid}.json Twiml=`));
  const before = moves().length;
  centre.later(31);
  await centre.runner.turn();
  expect(moves()).toHaveLength(before);
  expect(call.status).toBe('in-progress');
  await ann.until((s) => s.calls.some((c) => c.parties.every((p) => p.state === 'connected')));
});

it('rings a number of which nothing is heard for half a minute, no longer', async () => {
  const { leg, callId, call } = await talking();
  silence(/Participants\.json|Conferences\.json/);
  expect((await ann.act({ ...blind, callId, target: toDoctor })).refused).toBe('carrier-silent');
  for (let i = 0; i < 9; i++) {
    centre.later(20);
    await ann.feed();
    await centre.runner.turn();
  }
  expect(await ann.call(callId)).toMatchObject({ phase: 'connected', transfer: { state: 'failed' } });
  centre.carrier.faults = [];
  centre.later(60);
  await centre.runner.turn();
  expect([leg.status, call.status]).toEqual(['in-progress', 'in-progress']);
  expect(centre.carrier.ringing(/\+12125550177/)).toBeNull();
});

it('offers calls of one queue however many wait in another', async () => {
  await centre.pool.query(
    `insert into voice_call (org_id, id, direction, phase, number, dnis, account_id, queue_id, created_at, wait_queue,
       wait_since, wait_role, recording, consent, reserved_until)
     select 'org-one', gen_random_uuid(), 'incoming', 'waiting', '', $1, 'harbor', 'crisis', now(), 'crisis',
       now() - interval '1 hour', 'agent', '{}', '{}', now() + interval '1 day' from generate_series(1, 250)`,
    [line],
  );
  await ann.ready();
  await centre.carrier.callIn(caller, line);
  await legAt(ann);
});

it('lets a caller go from the music of a call that is over', async () => {
  const call = await centre.carrier.callIn(caller, line);
  const [row] = await rows<{ id: string }>('select id from voice_call');
  await centre.pool.query(
    `update voice_call set phase = 'ended', ended_at = now(), wait_since = null, wait_queue = null`,
  );
  for (const hook of ['wait', 'wait-key']) {
    const told = { CallSid: call.sid, Digits: '9' };
    const said = await (await centre.carrier.tell(`/telephony/hook/${hook}?call=${row!.id}`, told)).text();
    expect(said).toContain('<Hangup/>');
    expect(said).not.toContain('<Gather');
  }
});

it('does not apply what it read of a call of which something else has become meanwhile', async () => {
  const { call, callId } = await talking();
  const gate = Promise.withResolvers<void>();
  centre.carrier.faults = [{ path: /GET .*Participants\.json/, does: 'late', until: gate.promise }];
  centre.later(31);
  const looking = centre.runner.turn();
  await wait(() => (centre.carrier.faults.length === 0 ? true : null));
  const target = { kind: 'queue', queueId: 'general' } as const;
  expect((await ann.act({ ...blind, callId, target })).refused).toBeNull();
  await wait(() => (call.left === null ? null : true));
  gate.resolve();
  await looking;
  expect(
    await rows(`select c.phase, p.state from voice_call c join voice_party p on p.id = 'caller'`),
  ).toEqual([{ phase: 'waiting', state: 'ringing' }]);
});

it('takes no late word that a caller is in the conference when they wait in the queue again', async () => {
  const { call, callId } = await talking();
  const joinedAt = centre.carrier.sent.findLast(
    (one) => one.fields['StatusCallbackEvent'] === 'participant-join' && one.fields['CallSid'] === call.sid,
  )!;
  const target = { kind: 'queue', queueId: 'general' } as const;
  expect((await ann.act({ ...blind, callId, target })).refused).toBeNull();
  await wait(() => (call.left === null ? null : true));
  await centre.settled();
  await centre.carrier.tell(joinedAt.path, { ...joinedAt.fields, SequenceNumber: '99' });
  await centre.settled();
  expect(await rows('select phase, wait_queue from voice_call')).toEqual([
    { phase: 'waiting', wait_queue: 'general' },
  ]);
});
