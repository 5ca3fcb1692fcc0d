// Calls that come back, calls that nobody knows, keys at the wrong time.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ringing, type Call } from '#shared/domain/calls/call.ts';
import type { Result } from '#shared/domain/result.ts';
import { putCall } from '../calls/store.ts';
import {
  liveOf,
  noon,
  self,
  startDesk,
  startServer,
  startVault,
  until,
  type Desk,
  type Server,
} from './testing.ts';

let kept: Awaited<ReturnType<typeof startVault>>;
let server: Server;
let desk: Desk;
beforeAll(async () => {
  kept = await startVault();
});
afterAll(() => kept.end());
beforeEach(async () => {
  kept.empty();
  server = await startServer();
  server.says([]);
  desk = startDesk(server, kept.vault);
  await desk.ready();
  desk.engine.orders();
});
afterEach(async () => {
  expect(desk.failures).toEqual([]);
  desk.stop();
  await server.close();
});
const value = (done: unknown): Call => {
  const result = done as Result<Call>;
  if (!result.ok) throw new Error(result.code);
  return result.value;
};
const code = (done: unknown): string => {
  const result = done as Result<Call>;
  return result.ok ? 'ok' : result.code;
};
const state = (callId: string): string | undefined => desk.row(callId)?.state;
const soon = (seconds: number): string => new Date(Date.parse(noon) + seconds * 1000).toISOString();

async function talking(more: Parameters<typeof liveOf>[0] = {}) {
  const offered = liveOf(more);
  server.says([offered]);
  await until(() => state(offered.callId) === 'ringing');
  desk.calls.answer({ callId: offered.callId }, desk.context());
  desk.engine.media(offered.callId, 'open', { connectToken: 'secret-connect-token' });
  const connected = {
    ...offered,
    phase: 'connected' as const,
    answeredAt: soon(2),
    parties: [self('connected')],
  };
  server.says([connected]);
  await until(() => desk.room.log.live(offered.callId)?.phase === 'connected');
  desk.engine.orders();
  return connected;
}

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
    expect(desk.rows()).toBe(1);
    expect(desk.events(call.callId)).toEqual(['ring', 'missed', 'ring']);
    desk.fire(4050);
    expect(desk.engine.orders()).toEqual([]);
    value(desk.calls.answer({ callId: call.callId }, desk.context()));
    expect(desk.engine.orders()).toEqual([{ kind: 'accept', callId: call.callId }]);
  });

  it('that was declined doesn’t ring again from the server’s older word', async () => {
    const call = liveOf();
    server.says([call]);
    await until(() => state(call.callId) === 'ringing');
    value(desk.calls.end({ callId: call.callId }, desk.context()));
    desk.engine.media(call.callId, 'closed', { why: 'rejected' });
    expect(state(call.callId)).toBe('missed');
    const version = server.nextVersion();
    server.says([call]);
    await until(() => desk.room.log.snapshot()?.version === version);
    expect(state(call.callId)).toBe('missed');
  });
});
