// Orders that arrive late, twice, or against each other: what was wanted last is what counts, and nothing is done twice.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Act } from '#shared/domain/telephony/acts.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { line, startCentre, wait, type Centre, type Seat } from '../testing/centre.ts';

const caller = '+12125550123';
const doctor = '+12125550177';
let centre: Centre;
let ann: Seat;
beforeAll(async () => {
  centre = await startCentre(freshDatabase);
  ann = await centre.seat('ann');
});
afterEach(() => centre.clear());
afterAll(() => centre?.close());

const legAt = (seat: Seat) => wait(() => centre.carrier.ringing(new RegExp(seat.identity)));
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
/** Neither done nor answered, and nothing to be read. */
const unheard = (): void =>
  void centre.carrier.faults.push(
    { path: /POST .*Participants\/CA/, does: 'not-heard' },
    { path: /GET .*Participants\/CA/, does: 'not-heard' },
  );

it('frees nobody whom the agent left on hold after all, and holds nobody whom they freed', async () => {
  const { call, callId } = await talking();
  const hold = { kind: 'hold', callId, party: null } as const;
  unheard();
  expect((await ann.act({ ...hold, on: true })).refused).toBe('carrier-silent');
  expect((await ann.act({ ...hold, on: false })).refused).toBeNull();
  centre.later(5);
  await centre.runner.turn();
  expect(call.hold).toBe(false);
  await ann.act({ ...hold, on: true });
  unheard();
  expect((await ann.act({ ...hold, on: false })).refused).toBe('carrier-silent');
  expect((await ann.act({ ...hold, on: true })).refused).toBeNull();
  centre.later(5);
  await centre.runner.turn();
  expect(call.hold).toBe(true);
  expect((await ann.call(callId)).heldSince).not.toBeNull();
});

it('frees at once whom a hold reached of which nobody heard', async () => {
  const { call, callId } = await talking();
  const hold = { kind: 'hold', callId, party: null } as const;
  centre.carrier.telling = (sent) => !sent.fields['StatusCallbackEvent']?.includes('hold');
  centre.carrier.faults = [
    { path: /POST .*Participants\/CA/, does: 'lose-answer' },
    { path: /GET .*Participants\/CA/, does: 'not-heard' },
  ];
  expect((await ann.act({ ...hold, on: true })).refused).toBe('carrier-silent');
  expect(call.hold).toBe(true);
  expect((await ann.act({ ...hold, on: false })).refused).toBeNull();
  expect(call.hold).toBe(false);
});

it('keeps a break that was asked for while it rang, and blames nobody', async () => {
  await ann.ready();
  await centre.carrier.callIn(caller, line);
  const leg = await legAt(ann);
  await ann.act({ kind: 'state', wanted: { state: 'break', reason: 'meal' } });
  await wait(() => (leg.status === 'completed' ? true : null));
  expect((await ann.now()).agent).toMatchObject({ state: 'break', reason: 'meal', missed: null });
  await ann.act({ kind: 'missed-seen' });
  expect((await ann.now()).agent).toMatchObject({ state: 'break', reason: 'meal' });
  const offers = await centre.pool.query('select outcome from voice_offer');
  expect(offers.rows).toEqual([{ outcome: 'withdrawn' }]);
});

it('says why a phone without a microphone missed a call', async () => {
  await ann.ready();
  await centre.carrier.callIn(caller, line);
  await legAt(ann);
  await ann.act({ kind: 'phone', registered: true, microphone: false });
  expect((await ann.now()).agent).toMatchObject({
    state: 'break',
    reason: null,
    missed: { why: 'microphone' },
  });
});

it('answers a dial whose answer was lost as it was answered, and dials once', async () => {
  await ann.ready();
  const callId = randomUUID();
  const act = {
    kind: 'dial' as const,
    callId,
    to: doctor,
    callerId: line,
    accountId: 'harbor',
    purpose: 'on-call' as const,
    callbackId: null,
    // Whatever the hour is where this test runs.
    overrides: [{ rule: 'quiet-hours', reason: 'Asked to be phoned' }],
  } satisfies Act;
  const id = randomUUID();
  expect((await ann.act(act, id)).refused).toBeNull();
  await centre.pool.query('delete from voice_act where request_id = $1', [id]);
  expect((await ann.act(act, id)).refused).toBeNull();
  expect((await ann.act({ ...act, to: caller })).refused).toBe('invalid');
  expect((await ann.now()).calls).toHaveLength(1);
});

it('rings once whom an agent brings in, asked twice', async () => {
  const { callId } = await talking();
  const add = { kind: 'add', callId, target: { kind: 'number', number: doctor, label: null } } as const;
  expect((await ann.act(add)).refused).toBeNull();
  expect((await ann.act(add)).refused).toBeNull();
  await centre.settled();
  expect([...centre.carrier.calls.values()].filter((one) => one.to === doctor)).toHaveLength(1);
});

it('swaps once who talks and who waits, though its answer was lost with its process', async () => {
  const { call, callId } = await talking();
  const target = { kind: 'number', number: doctor, label: null } as const;
  await ann.act({ kind: 'transfer', callId, how: 'warm', target, handover: null });
  await centre.carrier.answer(await wait(() => centre.carrier.ringing(/\+12125550177/)));
  await ann.call(callId, (c) => c.transfer?.state === 'consulting');
  const id = randomUUID();
  expect((await ann.act({ kind: 'swap', callId }, id)).refused).toBeNull();
  expect(call.hold).toBe(false);
  await centre.pool.query('update voice_act set answer = null where request_id = $1', [id]);
  centre.later(9);
  expect((await ann.act({ kind: 'swap', callId }, id)).refused).toBe('carrier-silent');
  expect(call.hold).toBe(false);
});

it('refuses by name what is no call and no text', async () => {
  const told = { CallSid: `CA${'1'.repeat(32)}`, From: `client:${ann.identity}`, callId: '-'.repeat(36) };
  const answer = await centre.carrier.tell('/telephony/hook/outgoing', told);
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('<Hangup/>')]);
  const { callId } = await talking();
  const target = { kind: 'number', number: doctor, label: 'a\u0000b' } as const;
  expect((await ann.act({ kind: 'add', callId, target })).refused).toBe('invalid');
});

it('keeps the numbers of a call as long as is set, and of a live one always', async () => {
  const { call, callId } = await talking();
  await ann.act({ kind: 'add', callId, target: { kind: 'number', number: doctor, label: null } });
  const kept = async (): Promise<unknown[]> => {
    centre.later(3601);
    await centre.runner.turn();
    const found = await centre.pool.query<{ number: string }>(
      `select number from voice_call where number <> ''
       union all select number from voice_party where number is not null order by number`,
    );
    return found.rows.map((row) => row.number);
  };
  expect(await kept()).toEqual([caller, caller, doctor]);
  await centre.carrier.hangUp(call);
  await ann.act({ kind: 'end', callId, how: 'all' });
  centre.later(29 * 86_400);
  expect(await kept()).toEqual([caller, caller, doctor]);
  centre.later(86_400);
  expect(await kept()).toEqual([]);
});

it('gives a transfer whose process died the answer of what was done, and hands on nothing twice', async () => {
  const ben = await centre.seat('ben');
  const cas = await centre.seat('cas');
  /** Its process died after the step and before the answer. */
  const unanswered = (id: string) =>
    centre.pool.query(
      `update voice_act set answer = null, at = at - interval '1 minute' where request_id = $1`,
      [id],
    );
  const { call, callId } = await talking();
  await ben.ready();
  const warm = { kind: 'agent', personId: 'ben' } as const;
  const id = randomUUID();
  const act = { kind: 'transfer', callId, how: 'warm', target: warm, handover: null } as const;
  expect((await ann.act(act, id)).refused).toBeNull();
  await unanswered(id);
  expect((await ann.act(act, id)).refused).toBeNull();
  // Asked anew it is another one, and there is one under way.
  expect((await ann.act(act)).refused).toBe('call-state');
  const benLeg = await legAt(ben);
  await centre.carrier.answer(benLeg);
  await ann.call(callId, (c) => c.transfer?.state === 'consulting');
  const complete = randomUUID();
  expect((await ann.act({ kind: 'transfer-complete', callId }, complete)).refused).toBeNull();
  await unanswered(complete);
  expect((await ann.act({ kind: 'transfer-complete', callId }, complete)).refused).toBeNull();
  // On to a third one, blind; the leg is ended by whoever is asked again.
  await cas.ready();
  const blind = { ...act, how: 'blind', target: { kind: 'agent', personId: 'cas' } } as const;
  const last = randomUUID();
  centre.carrier.faults = [
    { path: /POST .*Calls\/CA/, does: 'not-heard' },
    { path: /GET .*Calls\/CA/, does: 'not-heard' },
  ];
  expect((await ben.act(blind, last)).refused).toBe('carrier-silent');
  await unanswered(last);
  expect((await ben.act(blind, last)).refused).toBeNull();
  await wait(() => (benLeg.status === 'completed' ? true : null));
  const casLeg = await legAt(cas);
  await centre.carrier.answer(casLeg);
  await cas.call(callId, (c) => c.parties.find((p) => p.id === 'caller')?.state === 'connected');
  await centre.settled();
  const legs = [...centre.carrier.calls.values()].filter((one) => one.to.startsWith('client:'));
  expect(legs.map((one) => one.status)).toEqual(['completed', 'completed', 'in-progress']);
  expect(call.hold).toBe(false);
});
