// What an engine and a desk may not do when one of them has gone: hang up on a caller, answer by itself, measure on, ask on.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineReport } from '#shared/domain/telephony/engine.ts';
import type { Vault } from '../vault/vault.ts';
import { desk, freshForEach, kept, kinds, restart, server, state } from './each-test.ts';
import { agent, liveOf, noon, self, until } from './testing.ts';

freshForEach({ ready: false });
const media = (callId: string, leg: 'open' | 'ringing'): EngineReport => ({
  kind: 'media',
  callId,
  state: leg,
  why: null,
  muted: false,
  connectToken: 'kept-token',
  legSid: null,
});
const connected = () => liveOf({ phase: 'connected', answeredAt: noon, parties: [self('connected')] });
async function ringing() {
  const live = liveOf();
  server.says([live]);
  await until(() => state(live.callId) === 'ringing');
  desk.engine.says({ kind: 'ring', callId: live.callId });
  desk.engine.media(live.callId, 'ringing', { connectToken: 'pending-token' });
  desk.engine.orders();
  return live;
}

describe('a desk that crashed while it was locked: its vault is closed', () => {
  /** The same vault, opened by a person only when the test says so. */
  function startClosed(): { open(): void } {
    let isOpen = false;
    const core = new Proxy(kept.vault.core, {
      get(target, name) {
        if (name === 'open') return isOpen && target.open;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    restart(new Proxy(kept.vault, { get: (v, k) => (k === 'core' ? core : Reflect.get(v, k)) }));
    return { open: () => void (isOpen = true) };
  }
  async function crashed(standing: (callId: string) => EngineReport) {
    await desk.ready();
    const live = connected();
    server.says([live]);
    await until(() => state(live.callId) === 'active');
    const vault = startClosed();
    desk.engine.open();
    desk.engine.says({ kind: 'started', audio: 'running' }, standing(live.callId));
    return { live, vault };
  }
  const opens = async (vault: { open(): void }): Promise<void> => {
    vault.open();
    desk.room.opened(kept.vault.core as Vault['core']);
    desk.room.seated(agent);
    await until(() => desk.room.log.snapshot() !== null);
  };

  it('leaves the sound of the call on, and the call is there when the vault is open again', async () => {
    const { live, vault } = await crashed((callId) => media(callId, 'open'));
    expect(kinds()).toEqual(['devices']);
    await opens(vault);
    expect(state(live.callId)).toBe('active');
    expect(kinds()).not.toContain('hang-up');
    expect(desk.room.engine.leg(live.callId)).toMatchObject({ state: 'open', lost: false });
    expect(desk.room.view().trouble).toEqual([]);
  });

  it('hangs up what nobody knows once it can look and the server has spoken', async () => {
    const stranger = randomUUID();
    const { vault } = await crashed(() => media(stranger, 'open'));
    expect(kinds()).toEqual(['devices']);
    await opens(vault);
    expect(desk.engine.orders()).toContainEqual({ kind: 'hang-up', callId: stranger });
  });
});

describe('an engine that died while a call rang', () => {
  it('is not told to take it up again, which would answer it', async () => {
    await desk.ready();
    const { callId } = await ringing();
    desk.engine.crash();
    desk.engine.open();
    desk.engine.started();
    expect(kinds()).toEqual(['devices', 'register']);
    expect(state(callId)).toBe('ringing');
    expect(server.kinds()).not.toContain('end');
    // It rings at the new engine, or the server takes it back.
    desk.engine.media(callId, 'ringing', { connectToken: 'next' });
    desk.calls.answer({ callId }, desk.context());
    expect(desk.engine.orders()).toEqual([{ kind: 'accept', callId }]);
  });

  it('takes it up when the agent had answered it', async () => {
    await desk.ready();
    const { callId } = await ringing();
    desk.calls.answer({ callId }, desk.context());
    desk.engine.crash();
    desk.engine.open();
    desk.engine.started();
    expect(desk.engine.orders()).toContainEqual({
      kind: 'resume',
      callId,
      connectToken: 'pending-token',
      muted: false,
    });
  });

  it('takes up a call that is being made', async () => {
    await desk.ready();
    const callId = randomUUID();
    server.answers(() => ({ version: 99 }));
    await desk.handlers.act(
      {
        kind: 'dial',
        callId,
        to: '+16175550177',
        callerId: '+16175550120',
        accountId: 'harbor',
        purpose: 'other',
        callbackId: null,
        overrides: [],
      },
      desk.context(),
    );
    desk.engine.media(callId, 'ringing', { connectToken: 'mine' });
    desk.engine.crash();
    desk.engine.open();
    desk.engine.started();
    expect(kinds()).toContain('resume');
  });
});

describe('the microphone’s meter', () => {
  const on = { kind: 'meter', on: true };
  const off = { kind: 'meter', on: false };
  const level = (): void => desk.engine.says({ kind: 'level', input: 0.4, output: 0 });
  beforeEach(async () => {
    await desk.ready();
    desk.engine.orders();
    desk.handlers.test({ what: 'meter', on: true }, desk.context());
    expect(desk.engine.orders()).toEqual([on]);
  });

  it('is off from a lock on, with the other tests that nobody can stop then; calls are left alone', () => {
    desk.engine.says(
      { kind: 'echo-test', state: 'recording' },
      { kind: 'preflight', preflight: { state: 'running', grade: null, checks: [] } },
    );
    desk.room.locked();
    expect(desk.engine.orders()).toEqual([
      off,
      { kind: 'echo-test', on: false },
      { kind: 'preflight', token: '', gateway: null, on: false },
    ]);
    desk.handlers.levels({}, desk.context());
    expect(desk.engine.orders()).toEqual([]);
  });

  it('is off when nobody reads it, and on again for whoever looks again', () => {
    desk.later(2000);
    desk.handlers.levels({}, desk.context());
    desk.later(1000);
    desk.fire(2500);
    expect(desk.engine.orders()).toEqual([]);
    desk.later(2000);
    desk.fire(1500);
    expect(desk.engine.orders()).toEqual([off]);
    desk.handlers.levels({}, desk.context());
    expect(desk.engine.orders()).toEqual([on]);
  });

  it('that an earlier desk left on is switched off, once', async () => {
    restart();
    await desk.ready();
    desk.engine.orders();
    for (let i = 0; i < 10; i++) level();
    expect(desk.engine.orders()).toEqual([off]);
    for (let i = 0; i < 10; i++) level();
    expect(desk.engine.orders()).toEqual([]);
  });

  it('goes on at a new engine while somebody looks', () => {
    desk.engine.crash();
    desk.engine.open();
    desk.engine.started();
    expect(desk.engine.orders()).toContainEqual(on);
  });
});

describe('a headset that is unplugged', () => {
  const choose = (choice: { input: string | null; output: string | null; ringVolume: number }): void =>
    kept.vault.tx(() => void desk.handlers.chooseDevices({ ringer: null, ...choice }, desk.context()));
  const says = (ids: string[], input: string | null): void =>
    desk.engine.says({
      kind: 'devices',
      inputs: ids.map((id) => ({ id, label: id })),
      outputs: [],
      input,
      output: null,
      ringer: null,
      microphone: 'ready',
      switched: null,
    });
  it('stays the one that is wanted when only the volume is changed', async () => {
    await desk.ready();
    says(['built-in', 'headset'], null);
    choose({ input: 'headset', output: null, ringVolume: 1 });
    says(['built-in'], null);
    choose({ input: null, output: null, ringVolume: 0.3 });
    says(['built-in', 'headset'], null);
    expect(desk.room.devices.order()).toMatchObject({ input: 'headset', ringVolume: 0.3 });
    // What is chosen anew counts.
    says(['built-in', 'headset'], 'headset');
    choose({ input: null, output: null, ringVolume: 0.3 });
    expect(desk.room.devices.order()).toMatchObject({ input: null });
  });
});

describe('a token', () => {
  it('for a carrier other than this launch’s is never given to the engine', async () => {
    let asked = 0;
    server.odd((path, response) => {
      if (path !== 'token') return false;
      asked++;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          v: 2,
          identity: 'a_00112233445566778899',
          token: 'x',
          ttlSeconds: 3600,
          gateway: asked === 1 ? '127.0.0.1:5' : null,
        }),
      );
      return true;
    });
    desk.room.seated(agent);
    desk.engine.open();
    desk.engine.started();
    await until(() => asked >= 2);
    await until(() => desk.room.view().trouble.length > 0);
    expect(kinds()).not.toContain('register');
    expect(desk.room.token()).toBeNull();
  });
});

it('a day of calls leaves nothing in the desk’s memory', async () => {
  await desk.ready();
  const before = desk.room.log.remembered();
  for (let i = 0; i < 8; i++) {
    const live = connected();
    const from = new Date(Date.parse(noon) + i * 1000).toISOString();
    const transfer = {
      kind: 'warm',
      label: 'x',
      state: 'ringing',
      partyId: null,
      since: from,
      why: null,
    } as const;
    server.says([{ ...live, transfer }]);
    await until(() => state(live.callId) === 'active');
    server.says([{ ...live, phase: 'ended', endedAt: from, endedBy: 'caller' }]);
    await until(() => desk.events(live.callId).includes('carrier-end'));
  }
  expect(desk.room.log.remembered()).toBeGreaterThan(0);
  const version = server.nextVersion();
  server.says([]);
  await until(() => desk.room.log.snapshot()?.version === version);
  expect([before, desk.room.log.remembered()]).toEqual([0, 0]);
});
