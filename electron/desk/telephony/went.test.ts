// A caller who waits in the queue is never written down as lost: what the server says of them stands in the row.
import { expect, it } from 'vitest';
import { connected, desk, freshForEach, server, state } from './each-test.ts';
import { liveOf, noon, self, until } from './testing.ts';

freshForEach({ ready: true });
const queued = (callId: string) => ({ went: [{ callId, now: 'queued' as const, place: 1 }] });

const ended = { phase: 'ended' as const, endedAt: noon, parties: [self('left')] };

it('keeps that the caller of a lost line waits, also when the server names the call no more', async () => {
  const live = await connected();
  const { callId } = live;
  server.says([{ ...live, ...ended, endedBy: 'line' }]);
  await until(() => state(callId) === 'wrap-up');
  expect(desk.row(callId)?.callerNow).toBeUndefined();
  server.says([{ ...live, ...ended, endedBy: 'line' }], queued(callId));
  await until(() => desk.row(callId)?.callerNow === 'queued');
  expect(desk.row(callId)).toMatchObject({ state: 'wrap-up', endedBy: 'line' });
  expect(desk.room.view().went).toEqual(queued(callId).went);
  server.says([]);
  await until(() => desk.room.view().went.length === 0);
  expect(desk.row(callId)?.callerNow).toBe('queued');
});

it.each(['error', 'network', 'cancelled'] as const)(
  'calls a ring whose leg went (%s) missed, not lost',
  async (why) => {
    const offered = liveOf();
    server.says([offered]);
    await until(() => state(offered.callId) === 'ringing');
    desk.engine.media(offered.callId, 'ringing');
    desk.engine.media(offered.callId, 'closed', { why });
    server.says([], queued(offered.callId));
    await until(() => desk.row(offered.callId)?.callerNow === 'queued');
    expect(desk.row(offered.callId)).toMatchObject({ state: 'missed', endedBy: 'caller' });
    // It rings here again: a new ring, of which nothing is known yet.
    server.says([{ ...offered, offeredAt: '2026-11-22T12:01:00.000Z' }]);
    await until(() => state(offered.callId) === 'ringing');
    expect(desk.row(offered.callId)?.callerNow).toBeUndefined();
  },
);

it('keeps how handing on came out', async () => {
  const live = await connected();
  const transfer = { kind: 'blind' as const, label: '', partyId: 'b', since: noon };
  server.says([
    { ...live, ...ended, endedBy: 'transfer', transfer: { ...transfer, state: 'ringing', why: null } },
  ]);
  await until(() => desk.row(live.callId)?.handedOn?.state === 'ringing');
  server.says(
    [
      {
        ...live,
        ...ended,
        endedBy: 'transfer',
        transfer: { ...transfer, state: 'failed', why: 'no-answer' },
      },
    ],
    queued(live.callId),
  );
  await until(() => desk.row(live.callId)?.handedOn?.state === 'failed');
  expect(desk.row(live.callId)).toMatchObject({ handedOn: { why: 'no-answer' }, callerNow: 'queued' });
});
