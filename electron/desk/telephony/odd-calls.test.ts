// Calls that come back, calls that nobody knows, keys at the wrong time.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ringing, type Call } from '#shared/domain/calls/call.ts';
import { putCall } from '../calls/store.ts';
import {
  code,
  connected,
  desk,
  freshForEach,
  kept,
  server,
  soon,
  state,
  talking,
  value,
} from './each-test.ts';
import { liveOf, noon, self, until } from './testing.ts';

freshForEach({ ready: true });

describe('what does not fit', () => {
  it('is refused by name: unknown calls, wrong states, an engine that is not there', async () => {
    const unknown = { callId: randomUUID() };
    expect(code(desk.calls.answer(unknown, desk.context()))).toBe('no-call');
    expect(code(desk.handlers.dtmf({ ...unknown, digits: '1' }, desk.context()))).toBe('no-call');
    expect(
      code(await desk.handlers.act({ kind: 'end', callId: unknown.callId, how: 'all' }, desk.context())),
    ).toBe('no-call');
    expect(
      code(await desk.handlers.act({ kind: 'phone', registered: true, microphone: true }, desk.context())),
    ).toBe('wrong-surface');
    const { callId } = await talking();
    expect(code(desk.calls.answer({ callId }, desk.context()))).toBe('call-state');
    expect(code(desk.calls.hold({ callId, on: false }, desk.context()))).toBe('call-state');
    const next = liveOf();
    server.says([liveOf({ callId }), next]);
    await until(() => state(next.callId) === 'ringing');
    desk.engine.crash();
    expect(code(desk.calls.answer({ callId: next.callId }, desk.context()))).toBe('engine-absent');
    expect(code(desk.calls.mute({ callId, on: true }, desk.context()))).toBe('engine-absent');
  });

  it('sound of a call that nobody knows is hung up', () => {
    const callId = randomUUID();
    desk.engine.media(callId, 'open');
    expect(desk.rows()).toBe(0);
    expect(desk.engine.orders()).toEqual([{ kind: 'hang-up', callId }]);
    expect(desk.room.engine.leg(callId)).toBeNull();
  });

  it('a call of the practice line is not the server’s to change', async () => {
    const callId = randomUUID();
    const { number, dnis, accountId } = liveOf();
    const rangAt = noon;
    putCall(
      desk.vault.core,
      ringing({ id: callId, line: 'practice', number, dnis, accountId, rangAt, waitedSeconds: null }),
      null,
    );
    server.says([liveOf({ callId, phase: 'ended', endedAt: noon, endedBy: 'caller' })]);
    await until(() => desk.room.log.live(callId) !== null);
    expect(desk.row(callId)).toMatchObject({ line: 'practice', state: 'ringing' });
  });
});

describe('the same caller', () => {
  it('rings here again when nobody took the call: the same row, with what was written about it', async () => {
    const call = liveOf();
    server.says([call]);
    await until(() => state(call.callId) === 'ringing');
    server.says([]);
    await until(() => state(call.callId) === 'missed');
    const offeredAt = soon(30);
    desk.engine.says({ kind: 'ring', callId: call.callId });
    desk.engine.media(call.callId, 'ringing');
    server.says([{ ...call, offeredAt, waitedSeconds: 37 }]);
    await until(() => state(call.callId) === 'ringing');
    expect(desk.row(call.callId)).toMatchObject({ rangAt: offeredAt, waitedSeconds: 37, endedAt: null });
    // The ring that went by keeps a row of its own, which nobody is called lost for.
    const past = kept.vault.core.prepare("SELECT json FROM calls WHERE state = 'missed'").pluck().all();
    expect(past.map((json) => JSON.parse(String(json)) as unknown)).toMatchObject([
      { number: call.number, line: 'live-ring', callerNow: 'queued' },
    ]);
    expect(desk.rows()).toBe(2);
    expect(desk.events(call.callId)).toEqual(['ring', 'missed', 'ring']);
    desk.fire(4050);
    expect(desk.engine.orders()).toEqual([]);
    value<Call>(desk.calls.answer({ callId: call.callId }, desk.context()));
    expect(desk.engine.orders()).toEqual([{ kind: 'accept', callId: call.callId }]);
  });

  it('comes back after a talk: each ring has a row of its own, with who was consulted then', async () => {
    const live = await connected();
    const { callId } = live;
    const transfer = { kind: 'warm' as const, label: 'Dr Invented', partyId: 't1', since: noon, why: null };
    server.says([{ ...live, heldSince: noon, transfer: { ...transfer, state: 'consulting' } }]);
    await until(() => desk.row(callId)?.consulted?.length === 1);
    server.says([
      {
        ...live,
        phase: 'ended',
        endedAt: soon(40),
        endedBy: 'line',
        parties: [self('left')],
        transfer: { ...transfer, state: 'cancelled' },
      },
    ]);
    await until(() => state(callId) === 'wrap-up');
    desk.engine.media(callId, 'closed', { why: 'remote' });
    const offered = liveOf({ callId, offeredAt: soon(60), waitedSeconds: 12 });
    server.says([offered]);
    await until(() => state(callId) === 'ringing');
    expect(desk.row(callId)?.consulted).toBeUndefined();
    const log = value<{ rows: Call[] }>(desk.calls.log({}, { after: null, limit: 10 }, desk.context())).rows;
    expect(log).toMatchObject([
      {
        line: 'live-ring',
        state: 'ended',
        answeredAt: noon,
        endedAt: soon(40),
        wrapUpDoneAt: soon(60),
        consulted: [{ label: 'Dr Invented', state: 'cancelled', talked: true }],
      },
    ]);
    server.says([]);
    await until(() => state(callId) === 'missed');
    const rows = value<{ rows: Call[] }>(desk.calls.log({}, { after: null, limit: 10 }, desk.context())).rows;
    expect(rows.map((c) => [c.state, c.rangAt])).toEqual([
      ['missed', soon(60)],
      ['ended', noon],
    ]);
  });

  it('of the practice itself, dialled as on call or under a listed number, is marked as that and as no patient’s', async () => {
    const dial = async (to: string, purpose: 'on-call' | 'other'): Promise<unknown> => {
      const callId = randomUUID();
      const act = {
        kind: 'dial' as const,
        callId,
        to,
        callerId: '+16175550120',
        accountId: 'harbor',
        purpose,
        callbackId: null,
        overrides: [],
      };
      value(await desk.handlers.act(act, desk.context()));
      const marked = desk.row(callId)?.toPractice;
      desk.room.log.letGo(callId);
      return marked;
    };
    expect(await dial('+16175550144', 'on-call')).toBe(true);
    expect(await dial('+16175550190', 'other')).toBe(true);
    expect(await dial('+16175550144', 'other')).toBeUndefined();
  });

  it('that was declined doesn’t ring again from the server’s older word', async () => {
    const call = liveOf();
    server.says([call]);
    await until(() => state(call.callId) === 'ringing');
    value<Call>(desk.calls.end({ callId: call.callId }, desk.context()));
    desk.engine.media(call.callId, 'closed', { why: 'rejected' });
    expect(state(call.callId)).toBe('missed');
    const version = server.nextVersion();
    server.says([call]);
    await until(() => desk.room.log.snapshot()?.version === version);
    expect(state(call.callId)).toBe('missed');
  });
});
