// What an agent is told of callers whom they let go by or lost: where they are, never more than that.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
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
