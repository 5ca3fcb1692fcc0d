// Calls that go out: only what was reserved here, by who reserved it; whoever is called comes into the conference after.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { line, startCentre, wait, type Centre, type Seat } from '../testing/centre.ts';
import type { Act } from '#shared/domain/telephony/acts.ts';

const called = '+12125550177';
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

const dial = (change: Partial<Extract<Act, { kind: 'dial' }>> = {}) => ({
  kind: 'dial' as const,
  callId: randomUUID(),
  to: called,
  callerId: line,
  accountId: 'harbor',
  purpose: 'other' as const,
  callbackId: null,
  // These tests run at any hour.
  overrides: [{ rule: 'quiet-hours' as const, reason: 'A test at night' }],
  ...change,
});

it('brings the agent into a conference, then rings the number with an allowed caller ID', async () => {
  await ann.ready();
  const act = dial();
  const { callId } = act;
  expect((await ann.act(act)).refused).toBeNull();
  expect(await ann.call(callId)).toMatchObject({ phase: 'dialling', direction: 'outgoing', number: called });
  expect((await ann.now()).agent.state).toBe('on-call');
  const leg = await centre.carrier.connect(ann.identity, callId);
  expect(leg.meeting?.name).toBe(`careline-${callId}`);
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  expect(far.from).toBe(line);
  expect(centre.carrier.asked.join(' ')).not.toMatch(/Dial%3E%3CNumber|<Number/);
  await centre.carrier.answer(far);
  const open = await ann.call(callId, (c) => c.phase === 'connected');
  expect(open.answeredAt).not.toBeNull();
  await centre.carrier.hangUp(far);
  expect(await ann.call(callId, (c) => c.phase === 'ended')).toMatchObject({ endedBy: 'caller' });
  await wait(() => (leg.status === 'completed' ? true : null));
  expect((await ann.now()).agent.state).toBe('wrap-up');
});

it('says why nobody was reached', async () => {
  const act = dial();
  await ann.act(act);
  await centre.carrier.connect(ann.identity, act.callId);
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.refuse(far, 'busy');
  const ended = await ann.call(act.callId, (c) => c.phase === 'ended');
  expect(ended).toMatchObject({ endedBy: 'line', answeredAt: null });
  expect(ended.parties.find((p) => p.id === 'caller')).toMatchObject({ why: 'busy' });
});

it('lets no phone dial what its person did not reserve, nor twice, nor late', async () => {
  const act = dial();
  await ann.act(act);
  const hangsUp = async (identity: string, callId: string): Promise<void> => {
    const leg = await centre.carrier.connect(identity, callId);
    expect(leg.meeting).toBeNull();
    expect(leg.status).toBe('completed');
  };
  await hangsUp(ben.identity, act.callId);
  await hangsUp('a_00000000000000000000', act.callId);
  await hangsUp("' or 1=1 --", act.callId);
  await hangsUp(ann.identity, randomUUID());
  await hangsUp(ann.identity, 'not-an-id');
  await hangsUp(ann.identity, '');
  const good = await centre.carrier.connect(ann.identity, act.callId);
  expect(good.meeting).not.toBeNull();
  // The same call from a second phone of the same person.
  await hangsUp(ann.identity, act.callId);
  const late = dial();
  await ben.act(late);
  centre.later(31);
  await hangsUp(ben.identity, late.callId);
  await centre.runner.turn();
  expect(await ben.call(late.callId, (c) => c.phase === 'ended')).toMatchObject({ endedBy: 'line' });
  expect((await ben.now()).agent.state).not.toBe('on-call');
});

it('refuses numbers and caller IDs that may not be', async () => {
  expect((await ann.act(dial({ callerId: '+19998887777' }))).refused).toBe('caller-id-refused');
  expect((await ann.act(dial({ accountId: 'someone-else' }))).refused).toBe('caller-id-refused');
  expect(await ann.act(dial({ to: '911' }))).toMatchObject({
    refused: 'outbound-refused',
    rules: ['emergency-number'],
  });
  expect((await ann.act(dial({ to: 'client:eve' }))).refused).toBe('invalid');
  const act = dial();
  expect((await ann.act(act)).refused).toBeNull();
  // Another's id for a call of one's own.
  expect((await ben.act(dial({ callId: act.callId }))).refused).toBe('invalid');
});

it('rings the number once when the answer to it is lost', async () => {
  const act = dial();
  await ann.act(act);
  centre.carrier.faults = [{ path: /POST .*\/Participants\.json/, does: 'lose-answer' }];
  await centre.carrier.connect(ann.identity, act.callId);
  await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.settled();
  centre.later(60);
  await centre.runner.turn();
  const made = centre.carrier.asked.filter((one) => one.includes('/Participants.json To=%2B1212'));
  expect([...centre.carrier.calls.values()].filter((one) => one.to === called)).toHaveLength(1);
  expect(made.length).toBeLessThanOrEqual(1);
});

it('ends both sides when the agent gives up before it is answered', async () => {
  const act = dial();
  await ann.act(act);
  const leg = await centre.carrier.connect(ann.identity, act.callId);
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  expect((await ann.act({ kind: 'end', callId: act.callId, how: 'leave' })).refused).toBeNull();
  await wait(() => (leg.status === 'completed' && far.status === 'completed' ? true : null));
});
