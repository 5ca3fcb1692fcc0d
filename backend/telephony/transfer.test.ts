// Hold, transfer, consultation, conference: what the carrier confirmed is what is shown, and the caller is never left alone.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { line, startCentre, wait, type Centre, type Seat } from '../testing/centre.ts';
import type { LiveCall } from '#shared/domain/telephony/live.ts';

const caller = '+12125550123';
const doctor = '+12125550177';
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
const party = (call: LiveCall, id: string) => call.parties.find((one) => one.id === id);
const heldThere = (sid: string): boolean => centre.carrier.calls.get(sid)!.hold;
/** Ann talks to a caller. */
async function talking() {
  await ann.ready();
  const call = await centre.carrier.callIn(caller, line);
  const leg = await legAt(ann);
  await centre.carrier.answer(leg);
  const shown = await ann.until((s) =>
    s.calls.some((c) => c.phase === 'connected' && c.parties.every((p) => p.state === 'connected')),
  );
  const { callId } = shown.calls.find((c) => c.phase === 'connected')!;
  return { call, leg, callId };
}
const handover = {
  level: 2,
  reasonCode: 'refill',
  patientId: 'patient-7',
  summary: 'Asks about a refill.',
  openTasks: ['Call the pharmacy'],
};

it('holds and resumes, with the time counted and the same answer to the same request', async () => {
  const { call, callId } = await talking();
  const id = randomUUID();
  const hold = { kind: 'hold', callId, party: null, on: true } as const;
  // Sent again over another connection before the first answer came.
  const other = await centre.seat('ann');
  const [first, second] = await Promise.all([ann.act(hold, id), other.act(hold, id)]);
  expect([first.refused, second.refused]).toEqual([null, null]);
  expect(centre.carrier.asked.filter((one) => one.includes('Hold=true'))).toHaveLength(1);
  expect(heldThere(call.sid)).toBe(true);
  expect((await ann.call(callId)).heldSince).not.toBeNull();
  expect(centre.carrier.asked.find((one) => one.includes('Hold=true'))).toContain('HoldUrl=');
  centre.later(30);
  expect((await ann.act({ ...hold, on: false })).refused).toBeNull();
  const after = await ann.call(callId);
  expect(after.heldSince).toBeNull();
  expect(after.heldSeconds).toBeGreaterThanOrEqual(30);
  expect(after.consultSeconds).toBe(0);
  // The same id for something else, and by somebody else.
  expect((await ann.act({ ...hold, on: false }, id)).refused).toBe('invalid');
  expect((await ben.act(hold, id)).refused).toBe('invalid');
});

it('reads back what became of a hold whose answer was lost, and shows no hold that was refused', async () => {
  const { call, callId } = await talking();
  const hold = { kind: 'hold', callId, party: null, on: true } as const;
  centre.carrier.faults = [{ path: /POST .*Participants\/CA/, does: 'lose-answer' }];
  expect((await ann.act(hold)).refused).toBeNull();
  expect(party(await ann.call(callId), 'caller')?.state).toBe('held');
  centre.carrier.faults = [{ path: /POST .*Participants\/CA/, does: 'refuse' }];
  expect((await ann.act({ ...hold, on: false })).refused).toBe('carrier-failed');
  expect(party(await ann.call(callId), 'caller')?.state).toBe('held');
  // Neither done nor answered, and nothing to be read: nobody knows, the repair finds out.
  centre.carrier.faults = [
    { path: /POST .*Participants\/CA/, does: 'not-heard' },
    { path: /GET .*Participants\/CA/, does: 'not-heard' },
  ];
  expect((await ann.act({ ...hold, on: false })).refused).toBe('carrier-silent');
  expect(party(await ann.call(callId), 'caller')?.state).toBe('held');
  centre.later(5);
  await centre.runner.turn();
  await ann.call(callId, (c) => party(c, 'caller')?.state === 'connected');
  expect(heldThere(call.sid)).toBe(false);
});

it('puts nobody on hold by surprise, and undoes no newer wish, when an order is tried again', async () => {
  const { call, callId } = await talking();
  const hold = { kind: 'hold', callId, party: null, on: true } as const;
  const silence = [
    { path: /POST .*Participants\/CA/, does: 'not-heard' },
    { path: /GET .*Participants\/CA/, does: 'not-heard' },
  ] as const;
  centre.carrier.faults = [...silence];
  expect((await ann.act(hold)).refused).toBe('carrier-silent');
  centre.later(5);
  await centre.runner.turn();
  expect(heldThere(call.sid)).toBe(false);
  expect((await ann.act(hold)).refused).toBeNull();
  centre.carrier.faults = [...silence];
  expect((await ann.act({ ...hold, on: false })).refused).toBe('carrier-silent');
  // Meanwhile held anew, by an order to another state in between.
  centre.carrier.calls.get(call.sid)!.hold = false;
  await centre.pool.query(`update voice_party set state = 'connected' where id = 'caller'`);
  expect((await ann.act(hold)).refused).toBeNull();
  centre.later(5);
  await centre.runner.turn();
  expect(heldThere(call.sid)).toBe(true);
});

it('hands a call warm to a colleague with what is known, sealed at rest', async () => {
  const { call, leg, callId } = await talking();
  await ben.ready();
  const target = { kind: 'agent', personId: 'ben' } as const;
  expect((await ann.act({ kind: 'transfer', callId, how: 'warm', target, handover })).refused).toBeNull();
  expect(heldThere(call.sid)).toBe(true);
  const row = await centre.pool.query('select handover::text as h, transfer::text as t from voice_call');
  expect(JSON.stringify(row.rows)).not.toContain('patient-7');
  expect(JSON.stringify(row.rows)).not.toContain('refill');
  // Seen while it rings, before it is answered.
  expect((await ben.call(callId)).handover).toMatchObject({ ...handover, fromName: 'Ann Agent' });
  expect((await ann.call(callId)).transfer?.state).toBe('ringing');
  const benLeg = await legAt(ben);
  await centre.carrier.answer(benLeg);
  await ann.call(callId, (c) => c.transfer?.state === 'consulting');
  expect((await ben.act({ kind: 'handover-seen', callId })).refused).toBeNull();
  expect((await ben.call(callId)).handover?.acceptedAt).not.toBeNull();
  // Swap: now ben waits and ann talks to the caller.
  expect((await ann.act({ kind: 'swap', callId })).refused).toBeNull();
  expect([heldThere(call.sid), heldThere(benLeg.sid)]).toEqual([false, true]);
  expect((await ann.act({ kind: 'swap', callId })).refused).toBeNull();
  expect([heldThere(call.sid), heldThere(benLeg.sid)]).toEqual([true, false]);
  centre.later(12);
  expect((await ann.act({ kind: 'transfer-complete', callId })).refused).toBeNull();
  expect([heldThere(call.sid), leg.status, call.status]).toEqual([false, 'completed', 'in-progress']);
  const over = await ann.call(callId, (c) => c.phase === 'ended');
  expect(over.endedBy).toBe('transfer');
  expect(over.consultSeconds).toBeGreaterThanOrEqual(12);
  expect(over.heldSeconds).toBe(0);
  expect((await ben.call(callId)).parties.find((p) => p.self)?.role).toBe('agent');
  // A day after the call it is gone.
  await ben.act({ kind: 'end', callId, how: 'all' });
  await wait(() => (call.status === 'completed' ? true : null));
  centre.later(86_401);
  await centre.runner.turn();
  expect((await centre.pool.query('select 1 from voice_call where handover is not null')).rowCount).toBe(0);
});

it('takes a consultation back: the target goes, the caller is there again', async () => {
  const { call, callId } = await talking();
  const target = { kind: 'number', number: doctor, label: 'On call' } as const;
  await ann.act({ kind: 'transfer', callId, how: 'warm', target, handover: null });
  const leg = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.answer(leg);
  await ann.call(callId, (c) => c.transfer?.state === 'consulting');
  expect((await ann.act({ kind: 'transfer-cancel', callId })).refused).toBeNull();
  await wait(() => (leg.status === 'completed' ? true : null));
  expect(heldThere(call.sid)).toBe(false);
  expect((await ann.call(callId)).transfer?.state).toBe('cancelled');
  // Also while it rings only.
  await ann.act({ kind: 'transfer', callId, how: 'warm', target, handover: null });
  const again = await wait(() => centre.carrier.ringing(/\+12125550177/));
  expect((await ann.act({ kind: 'transfer-cancel', callId })).refused).toBeNull();
  await wait(() => (again.status === 'completed' ? true : null));
  expect(heldThere(call.sid)).toBe(false);
});

it('says why a target was not reached, and leaves the caller on hold with the agent', async () => {
  const { call, callId } = await talking();
  const target = { kind: 'number', number: doctor, label: null } as const;
  await ann.act({ kind: 'transfer', callId, how: 'warm', target, handover: null });
  const leg = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.refuse(leg, 'busy');
  const shown = await ann.call(callId, (c) => c.transfer?.state === 'failed');
  expect(shown.transfer?.why).toBe('busy');
  expect(heldThere(call.sid)).toBe(true);
  expect((await ann.act({ kind: 'transfer-cancel', callId })).refused).toBeNull();
  expect(heldThere(call.sid)).toBe(false);
});

it('hands a call on blind; a colleague who does not take it sends the caller to the queue, not away', async () => {
  const { call, leg, callId } = await talking();
  await ben.ready();
  const target = { kind: 'agent', personId: 'ben' } as const;
  expect(
    (await ann.act({ kind: 'transfer', callId, how: 'blind', target, handover: null })).refused,
  ).toBeNull();
  await wait(() => (leg.status === 'completed' ? true : null));
  expect(await ann.call(callId, (c) => c.phase === 'ended')).toMatchObject({ endedBy: 'transfer' });
  expect(heldThere(call.sid)).toBe(true);
  const benLeg = await legAt(ben);
  await centre.carrier.refuse(benLeg, 'no-answer');
  await wait(() => (call.left === null ? null : true));
  expect((await ben.now()).agent.missed?.why).toBe('no-answer');
  await ann.act({ kind: 'wrapped-up', callId, disposition: 'transferred', reasonCode: null });
  const back = await legAt(ann);
  await centre.carrier.answer(back);
  await ann.call(callId, (c) => party(c, 'caller')?.state === 'connected');
  expect(call.status).toBe('in-progress');
});

it('hands a call blind to a queue and to a number; what ends there ends', async () => {
  const { call, callId } = await talking();
  await ben.ready();
  const queue = { kind: 'queue', queueId: 'general' } as const;
  expect(
    (await ann.act({ kind: 'transfer', callId, how: 'blind', target: queue, handover })).refused,
  ).toBeNull();
  const benLeg = await legAt(ben);
  await centre.carrier.answer(benLeg);
  await ben.call(callId, (c) => party(c, 'caller')?.state === 'connected');
  expect((await ben.call(callId)).handover?.summary).toBe(handover.summary);
  const out = { kind: 'number', number: doctor, label: null } as const;
  expect(
    (await ben.act({ kind: 'transfer', callId, how: 'blind', target: out, handover: null })).refused,
  ).toBeNull();
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.answer(far);
  await wait(() => (call.hold ? null : true));
  await centre.carrier.hangUp(far);
  await wait(() => (call.status === 'completed' ? true : null));
});

it('talks with three, lets one go, and goes on without the agent', async () => {
  const { call, leg, callId } = await talking();
  const out = { kind: 'number', number: doctor, label: 'On call' } as const;
  expect((await ann.act({ kind: 'add', callId, target: out })).refused).toBeNull();
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.answer(far);
  const three = await ann.call(callId, (c) => c.parties.filter((p) => p.state === 'connected').length === 3);
  const added = three.parties.find((p) => p.number === doctor)!;
  // Each party has its own controls.
  expect((await ann.act({ kind: 'hold', callId, party: added.id, on: true })).refused).toBeNull();
  expect(heldThere(far.sid)).toBe(true);
  expect((await ann.call(callId)).heldSince).toBeNull();
  expect((await ann.act({ kind: 'remove', callId, party: added.id })).refused).toBeNull();
  expect(far.status).toBe('completed');
  await ann.call(callId, (c) => party(c, added.id)?.state === 'left');
  await ann.act({ kind: 'add', callId, target: out });
  const next = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.answer(next);
  await ann.call(callId, (c) => c.parties.filter((p) => p.state === 'connected').length === 3);
  expect((await ann.act({ kind: 'end', callId, how: 'leave' })).refused).toBeNull();
  expect([leg.status, call.status, next.status]).toEqual(['completed', 'in-progress', 'in-progress']);
  await centre.carrier.hangUp(next);
  await wait(() => (call.status === 'completed' ? true : null));
});

it('lets nobody leave a caller who would be alone, and forgets who was busy', async () => {
  const { call, leg, callId } = await talking();
  const out = { kind: 'number', number: doctor, label: 'On call' } as const;
  await ann.act({ kind: 'add', callId, target: out });
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  // Somebody who only rings does not talk on.
  expect((await ann.act({ kind: 'end', callId, how: 'leave' })).refused).toBe('nobody-else');
  await centre.carrier.refuse(far, 'busy');
  const busy = await ann.call(callId, (c) => c.parties.some((p) => p.state === 'failed'));
  expect(busy.parties.find((p) => p.state === 'failed')).toMatchObject({ number: doctor, why: 'busy' });
  expect((await ann.act({ kind: 'end', callId, how: 'leave' })).refused).toBe('nobody-else');
  await centre.settled();
  expect([leg.status, call.status]).toEqual(['in-progress', 'in-progress']);
  centre.later(61);
  expect((await ann.call(callId)).parties.map((p) => p.state)).toEqual(['connected', 'connected']);
  expect((await ann.act({ kind: 'end', callId, how: 'all' })).refused).toBeNull();
  await wait(() => (call.status === 'completed' ? true : null));
});

it('frees whom an agent left on hold, when those who stay cannot', async () => {
  const { call, leg, callId } = await talking();
  const out = { kind: 'number', number: doctor, label: null } as const;
  await ann.act({ kind: 'add', callId, target: out });
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.answer(far);
  await ann.call(callId, (c) => c.parties.filter((p) => p.state === 'connected').length === 3);
  await ann.act({ kind: 'hold', callId, party: null, on: true });
  expect(heldThere(call.sid)).toBe(true);
  // The phone hangs up first, its word comes after.
  await centre.carrier.hangUp(leg);
  expect((await ann.act({ kind: 'end', callId, how: 'leave' })).refused).toBeNull();
  await wait(() => (heldThere(call.sid) ? null : true));
  expect([call.status, far.status]).toEqual(['in-progress', 'in-progress']);
  expect(await ann.call(callId)).toMatchObject({ phase: 'ended', endedBy: 'agent' });
});

it('joins a consultation to a conference, and ends it for all', async () => {
  const { call, callId } = await talking();
  await ben.ready();
  await ann.act({
    kind: 'transfer',
    callId,
    how: 'warm',
    target: { kind: 'queue', queueId: 'general' },
    handover: null,
  });
  const benLeg = await legAt(ben);
  await centre.carrier.answer(benLeg);
  await ann.call(callId, (c) => c.transfer?.state === 'consulting');
  expect((await ann.act({ kind: 'conference', callId })).refused).toBeNull();
  expect([heldThere(call.sid), heldThere(benLeg.sid)]).toEqual([false, false]);
  expect((await ann.call(callId)).transfer).toBeNull();
  expect((await ann.act({ kind: 'end', callId, how: 'all' })).refused).toBeNull();
  await wait(() => (call.status === 'completed' && benLeg.status === 'completed' ? true : null));
  expect((await ben.call(callId, (c) => c.phase === 'ended')).endedBy).toBe('agent');
});

it('refuses what cannot be, and says which', async () => {
  const { call, callId } = await talking();
  const to = (target: object) =>
    ann.act({ kind: 'transfer', callId, how: 'warm', target: target as never, handover: null });
  expect((await to({ kind: 'agent', personId: 'nobody' })).refused).toBe('no-such-target');
  // Signed off.
  expect((await to({ kind: 'agent', personId: 'ben' })).refused).toBe('no-such-target');
  expect((await to({ kind: 'queue', queueId: 'nowhere' })).refused).toBe('no-such-target');
  expect((await to({ kind: 'queue', queueId: 'crisis' })).refused).toBe('skill-missing');
  for (const number of ['911', '+1911', line, 'javascript:alert(1)', 'client:a_00', ''])
    expect((await to({ kind: 'number', number, label: null })).refused).toBe('no-such-target');
  await centre.settled();
  expect(heldThere(call.sid)).toBe(false);
  for (const kind of ['transfer-complete', 'transfer-cancel', 'swap', 'conference'] as const)
    expect((await ann.act({ kind, callId })).refused).toBe('call-state');
  expect((await ann.act({ kind: 'hold', callId, party: 'a-0', on: true })).refused).toBe('no-such-party');
  // Somebody else's call, and none at all.
  expect((await ben.act({ kind: 'hold', callId, party: null, on: true })).refused).toBe('no-call');
  expect((await ben.act({ kind: 'end', callId, how: 'all' })).refused).toBe('no-call');
  expect((await ben.act({ kind: 'end', callId, how: 'leave', legSid: call.sid })).refused).toBe('no-call');
  expect((await ann.act({ kind: 'end', callId, how: 'leave', legSid: call.sid })).refused).toBe(
    'no-such-party',
  );
  expect((await ben.act({ kind: 'handover-seen', callId })).refused).toBe('no-call');
  expect((await ann.act({ kind: 'decline', callId: randomUUID() })).refused).toBe('no-call');
  expect(call.status).toBe('in-progress');
});

it('ends the lost leg of a phone by its id, and keeps the caller', async () => {
  const { call, leg, callId } = await talking();
  expect((await ann.act({ kind: 'end', callId, how: 'leave', legSid: leg.sid })).refused).toBeNull();
  await wait(() => (leg.status === 'completed' ? true : null));
  await ann.call(callId, (c) => c.phase === 'ended');
  centre.later(2);
  await centre.runner.turn();
  await wait(() => (call.left === null ? null : true));
  expect(call.status).toBe('in-progress');
});

it('shows whom the carrier refused to take out as still there, until it does', async () => {
  const { call, leg, callId } = await talking();
  const out = { kind: 'number', number: doctor, label: null } as const;
  const refuses = () => void centre.carrier.faults.push({ path: /POST .*Calls\/CA/, does: 'refuse' });
  await ann.act({ kind: 'add', callId, target: out });
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.answer(far);
  const three = await ann.call(callId, (c) => c.parties.filter((p) => p.state === 'connected').length === 3);
  const added = three.parties.find((p) => p.number === doctor)!;
  refuses();
  expect((await ann.act({ kind: 'remove', callId, party: added.id })).refused).toBe('carrier-failed');
  expect(party(await ann.call(callId), added.id)?.state).toBe('connected');
  refuses();
  expect((await ann.act({ kind: 'end', callId, how: 'leave' })).refused).toBe('carrier-failed');
  expect((await ann.call(callId)).phase).toBe('connected');
  // Nobody wished it any more: their line failed.
  await centre.carrier.hangUp(leg);
  expect(await ann.call(callId, (c) => c.phase === 'ended')).toMatchObject({ endedBy: 'line' });
  expect([call.status, far.status]).toEqual(['in-progress', 'in-progress']);
});

it('shows a consulted one as gone only when they are, and tries again whom nobody has any more', async () => {
  const { call, callId } = await talking();
  const target = { kind: 'number', number: doctor, label: null } as const;
  await ann.act({ kind: 'transfer', callId, how: 'warm', target, handover: null });
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.answer(far);
  await ann.call(callId, (c) => c.transfer?.state === 'consulting');
  centre.carrier.faults = [{ path: /POST .*Calls\/CA/, does: 'refuse' }];
  expect((await ann.act({ kind: 'transfer-cancel', callId })).refused).toBe('carrier-failed');
  const stays = await ann.call(callId);
  expect(stays.parties.find((p) => p.number === doctor)?.state).toBe('connected');
  // The caller is not let into what the two say, and the consultation goes on.
  expect([stays.transfer?.state, heldThere(call.sid), far.status]).toEqual([
    'consulting',
    true,
    'in-progress',
  ]);
  expect((await ann.act({ kind: 'swap', callId })).refused).toBeNull();
  // The call ends for all, and one leg is refused: it is ended with the next look.
  centre.carrier.faults = [
    { path: /POST .*Conferences\/CF/, does: 'refuse' },
    { path: /POST .*Calls\/CA/, does: 'refuse' },
  ];
  await ann.act({ kind: 'end', callId, how: 'all' });
  centre.later(60);
  await centre.runner.turn();
  await wait(() => (call.status === 'completed' && far.status === 'completed' ? true : null));
});
