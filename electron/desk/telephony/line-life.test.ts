// The line itself: engines that crash, desks that start again, what is only asked, tokens, sleep, people who change.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  act as actShape,
  outboundRules,
  type Act,
  type OutboundRule,
} from '#shared/domain/telephony/acts.ts';
import { code, desk, freshForEach, kept, restart, server, soon, value } from './each-test.ts';
import { agent, liveOf, noon, self, until } from './testing.ts';

freshForEach({ ready: false });
const phoneActs = (): unknown[] =>
  server.acts.flatMap(({ act }) => (act.kind === 'phone' ? [[act.registered, act.microphone]] : []));

async function talking(connectToken: string | null = 'secret-connect-token') {
  const live = liveOf({ phase: 'connected', answeredAt: noon, parties: [self('connected')] });
  server.says([live]);
  await until(() => desk.row(live.callId)?.state === 'active');
  desk.engine.media(live.callId, 'open', { connectToken });
  desk.engine.orders();
  return live;
}

describe('the engine', () => {
  it('is absent, then starting, then registered; it gets its devices and token first, numbered from 1', async () => {
    expect(desk.room.view()).toMatchObject({ line: 'live', engine: { state: 'absent' } });
    expect(desk.room.status()).toBe('no-engine');
    await desk.ready();
    expect(desk.engine.orders()).toMatchObject([
      { kind: 'devices' },
      { kind: 'register', token: 't1', gateway: '127.0.0.1:4' },
    ]);
    expect(desk.room.view().engine).toMatchObject({ state: 'registered', audio: 'running' });
    expect(desk.room.status()).toBe('live');
    desk.engine.started('suspended');
    expect(desk.room.view().engine).toMatchObject({ state: 'none', audio: 'suspended' });
    const again = value<{ n: number }[]>(desk.handlers.orders({ after: 0 }, desk.context()));
    expect(again.map((o) => o.n)).toEqual([1, 2]);
  });

  it('whose desk knows nothing of its numbers goes on above them', async () => {
    await desk.ready();
    const [first] = value<{ n: number }[]>(desk.handlers.orders({ after: 57 }, desk.context()));
    expect(first?.n).toBe(58);
  });

  it('that crashed leaves the call up; the next one resumes it by a token that is nowhere on disk', async () => {
    await desk.ready();
    const { callId } = await talking();
    desk.engine.media(callId, 'open', { muted: true });
    desk.engine.crash();
    expect(desk.row(callId)?.state).toBe('active');
    expect(desk.room.view().engine.state).toBe('absent');
    expect(value<{ media: unknown }[]>(desk.handlers.live({}, desk.context()))[0]?.media).toMatchObject({
      state: 'reconnecting',
    });
    desk.engine.open();
    desk.engine.started();
    const orders = desk.engine.orders();
    expect(orders.map((o) => o.kind)).toEqual(['devices', 'register', 'resume']);
    expect(orders[2]).toEqual({ kind: 'resume', callId, connectToken: 'secret-connect-token', muted: true });
    desk.engine.media(callId, 'open', { connectToken: 'another' });
    expect(desk.row(callId)?.state).toBe('active');
    const bytes = JSON.stringify([
      kept.vault.core.prepare('SELECT * FROM calls').all(),
      kept.vault.core.prepare('SELECT * FROM call_events').all(),
      kept.vault.core.prepare('SELECT * FROM settings_core').all(),
      desk.handlers.live({}, desk.context()),
      desk.published,
      server.acts,
    ]);
    expect(bytes).not.toContain('secret-connect-token');
  });

  it('that only met a new desk says what it has, and is told to resume nothing', async () => {
    await desk.ready();
    const { callId } = await talking();
    desk.engine.says(
      { kind: 'started', audio: 'running' },
      {
        kind: 'media',
        callId,
        state: 'open',
        why: null,
        muted: false,
        connectToken: 'x',
        legSid: null,
      },
    );
    const orders = value<{ order: { kind: string } }[]>(desk.handlers.orders({ after: 0 }, desk.context()));
    expect(orders.map((o) => o.order.kind)).toEqual(['devices', 'register']);
  });

  it('that cannot take a call up again: the call is over here, and the server is told to end the leg', async () => {
    await desk.ready();
    const { callId } = await talking(null);
    desk.engine.crash();
    desk.engine.open();
    desk.engine.started();
    expect(desk.row(callId)).toMatchObject({ state: 'wrap-up', endedBy: 'line' });
    await until(() => server.acts.some(({ act }) => act.kind === 'end' && act.lost === true));
  });

  it('gives the devices that were chosen also when they go by other ids now', async () => {
    await desk.ready();
    kept.vault.tx(() =>
      desk.handlers.chooseDevices(
        { input: 'in-1', output: null, ringer: 'out-1', ringVolume: 0.4 },
        desk.context(),
      ),
    );
    desk.engine.crash();
    desk.engine.open();
    desk.engine.started();
    desk.engine.orders();
    desk.engine.says({
      kind: 'devices',
      inputs: [{ id: 'in-9', label: 'Headset' }],
      outputs: [{ id: 'out-9', label: 'Headset' }],
      input: null,
      output: null,
      ringer: null,
      microphone: 'ready',
      switched: null,
    });
    expect(desk.engine.orders()).toEqual([
      { kind: 'devices', input: 'in-9', output: null, ringer: 'out-9', ringVolume: 0.4 },
    ]);
  });
});

describe('a call', () => {
  it('survives the desk’s end, and one that the server has no longer is closed', async () => {
    await desk.ready();
    const live = await talking();
    const other = liveOf({ phase: 'connected', answeredAt: noon, parties: [self('connected')] });
    server.says([live, other]);
    await until(() => desk.row(other.callId)?.state === 'active');
    desk.stop();
    server.says([live]);
    restart();
    desk.room.opened(kept.vault.core);
    await desk.ready();
    await until(() => desk.row(other.callId)?.state === 'wrap-up');
    expect(desk.row(other.callId)?.endedBy).toBe('line');
    expect(desk.row(live.callId)?.state).toBe('active');
    expect(desk.events(live.callId)).toEqual(['ring', 'answer']);
    server.says([{ ...live, phase: 'ended', endedAt: soon(30), endedBy: 'agent' }]);
    await until(() => desk.row(live.callId)?.state === 'wrap-up');
    expect(desk.row(live.callId)).toMatchObject({ endedAt: soon(30), endedBy: 'agent' });
  });

  it('is made: the row and the connection come after the backend agreed, the answer is the other side’s', async () => {
    await desk.ready();
    desk.engine.orders();
    const dial: Act = {
      kind: 'dial',
      callId: randomUUID(),
      to: '+16175550177',
      callerId: '+16175550120',
      accountId: 'harbor',
      purpose: 'callback',
      callbackId: null,
      overrides: [],
    };
    server.answers(() => ({ refused: 'outbound-refused', rules: ['quiet-hours'] }));
    expect(value(await desk.handlers.act(dial, desk.context()))).toEqual({ rules: ['quiet-hours'] });
    expect(desk.rows()).toBe(0);
    expect(desk.engine.orders()).toEqual([]);
    server.answers(() => ({ refused: 'caller-id-refused' }));
    expect(code(await desk.handlers.act(dial, desk.context()))).toBe('caller-id-refused');
    server.answers(() => ({ version: 9 }));
    expect(value(await desk.handlers.act(dial, desk.context()))).toEqual({ rules: [] });
    expect(desk.row(dial.callId)).toMatchObject({
      state: 'dialling',
      direction: 'outgoing',
      number: '+16175550177',
      dnis: '+16175550120',
    });
    expect(desk.row(dial.callId)?.toPractice).toBeUndefined();
    expect(desk.engine.orders()).toEqual([{ kind: 'connect', callId: dial.callId }]);
    // Its own leg's sound is not the other side's answer; an older snapshot doesn't end it.
    desk.engine.media(dial.callId, 'open');
    server.says([], { version: 5 });
    await until(() => desk.room.log.snapshot()?.version === 5);
    expect(desk.row(dial.callId)?.state).toBe('dialling');
    const live = liveOf({
      callId: dial.callId,
      direction: 'outgoing',
      phase: 'connected',
      answeredAt: soon(9),
    });
    server.says([live], { version: 10 });
    await until(() => desk.row(dial.callId)?.state === 'active');
    expect(desk.row(dial.callId)?.answeredAt).toBe(soon(9));
    expect(code(await desk.handlers.act(dial, desk.context()))).toBe('call-state');
  });

  it('is asked about for what a record here says of it, before the server is asked (C20)', async () => {
    await desk.ready();
    desk.engine.orders();
    const dial: Extract<Act, { kind: 'dial' }> = {
      kind: 'dial',
      callId: randomUUID(),
      to: '+16175550177',
      callerId: '+16175550120',
      accountId: 'harbor',
      purpose: 'other',
      callbackId: null,
      overrides: [],
    };
    const reason = (rule: OutboundRule) => ({ rule, reason: 'Asked me to, just now' });
    desk.flagged(['do-not-call', 'no-voicemail']);
    server.answers(() => ({ version: 9 }));
    expect(value(await desk.handlers.act(dial, desk.context()))).toEqual({
      rules: ['do-not-call', 'no-voicemail'],
    });
    const half = { ...dial, overrides: [reason('do-not-call')] };
    expect(value(await desk.handlers.act(half, desk.context()))).toEqual({ rules: ['no-voicemail'] });
    expect(server.kinds()).not.toContain('dial');
    expect([desk.rows(), desk.engine.orders()]).toEqual([0, []]);
    // Every rule with a reason: all of them reach the server, which keeps them.
    const overrides = outboundRules.map(reason);
    expect(value(await desk.handlers.act({ ...dial, overrides }, desk.context()))).toEqual({ rules: [] });
    expect(server.acts.at(-1)?.act).toMatchObject({ kind: 'dial', overrides });
    expect(actShape.safeParse({ ...dial, overrides }).success).toBe(true);
  });

  it('is not dialled without an engine', async () => {
    desk.room.seated(agent);
    await until(() => desk.room.log.snapshot() !== null);
    const dial = {
      kind: 'dial' as const,
      callId: randomUUID(),
      to: '+16175550177',
      callerId: '+16175550120',
      accountId: 'harbor',
      purpose: 'other' as const,
      callbackId: null,
      overrides: [],
    };
    expect(code(await desk.handlers.act(dial, desk.context()))).toBe('engine-absent');
    expect(server.kinds()).not.toContain('dial');
  });
});

describe('what is asked', () => {
  it('is one act however often its answer is lost', async () => {
    await desk.ready();
    const live = await talking();
    let tries = 0;
    server.answers((act) => (act.kind === 'transfer-cancel' && ++tries < 3 ? 'lost' : {}));
    const done = desk.handlers.act({ kind: 'transfer-cancel', callId: live.callId }, desk.context());
    await until(() => desk.room.asked.kindsOf(live.callId).includes('transfer-cancel'));
    expect(code(await done)).toBe('ok');
    const sent = server.acts.filter((a) => a.act.kind === 'transfer-cancel');
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map((s) => s.requestId)).size).toBe(1);
  });

  it('stands as asked until a snapshot of the answered version, and is told as silent when none comes', async () => {
    await desk.ready();
    const live = await talking();
    const [version] = [server.nextVersion()];
    server.answers(() => ({ version }));
    const swap: Act = { kind: 'swap', callId: live.callId };
    expect(code(await desk.handlers.act(swap, desk.context()))).toBe('ok');
    expect(desk.room.asked.kindsOf(live.callId)).toEqual(['swap']);
    server.says([live], { version });
    await until(() => desk.room.asked.kindsOf(live.callId).length === 0);
    server.answers(() => ({ version: 99 }));
    expect(code(await desk.handlers.act(swap, desk.context()))).toBe('ok');
    desk.fire(22_000);
    expect(desk.room.asked.kindsOf(live.callId)).toEqual([]);
    expect(desk.room.view().trouble).toMatchObject([{ act: 'swap', code: 'carrier-silent' }]);
  });

  it('and refused is refused by its name', async () => {
    await desk.ready();
    const live = await talking();
    for (const refused of [
      'no-such-party',
      'skill-missing',
      'carrier-failed',
      'already-taken',
      'invalid',
    ] as const) {
      server.answers(() => ({ refused }));
      const done = await desk.handlers.act(
        { kind: 'remove', callId: live.callId, party: 'x' },
        desk.context(),
      );
      expect(code(done)).toBe(refused === 'invalid' ? 'invalid-input' : refused);
    }
    expect(desk.room.asked.kindsOf(live.callId)).toEqual([]);
    // A key on the call doesn't wait for the answer: its refusal is told apart.
    server.answers(() => ({ refused: 'call-state' }));
    desk.calls.hold({ callId: live.callId, on: true }, desk.context());
    await until(() => desk.room.view().trouble.some((t) => t.what === 'hold' && t.code === 'call-state'));
  });

  it('a voicemail’s end and a wrap-up wait for a backend that is away, also over a restart of the desk', async () => {
    await desk.ready();
    server.answers((act) => (act.kind === 'phone' ? {} : 'lost'));
    const taken: Act = { kind: 'voicemail-taken', voicemailId: randomUUID(), messageId: randomUUID() };
    void desk.handlers.act(taken, desk.context());
    await until(() => server.kinds().includes('voicemail-taken'));
    desk.stop();
    server.answers(() => ({}));
    const before = server.acts.length;
    restart();
    await desk.ready();
    await until(() => server.acts.slice(before).some((a) => a.act.kind === 'voicemail-taken'));
    expect(server.acts.findLast((a) => a.act.kind === 'voicemail-taken')?.act).toEqual(taken);
    await until(
      () =>
        kept.vault.core.prepare("SELECT value FROM settings_core WHERE key = 'kept-acts'").pluck().get() ===
        '[]',
    );
  });
});

describe('nobody is offered a call without a phone', () => {
  it('the server hears of registration and microphone, and of their end', async () => {
    await desk.ready();
    await until(() => JSON.stringify(phoneActs().at(-1)) === '[true,true]');
    desk.engine.microphone('missing');
    await until(() => JSON.stringify(phoneActs().at(-1)) === '[true,false]');
    expect(
      code(
        await desk.handlers.act(
          { kind: 'state', wanted: { state: 'available', reason: null } },
          desk.context(),
        ),
      ),
    ).toBe('no-microphone');
    desk.engine.microphone();
    await until(() => JSON.stringify(phoneActs().at(-1)) === '[true,true]');
    desk.engine.crash();
    await until(() => JSON.stringify(phoneActs().at(-1)) === '[false,false]');
  });

  it('an engine whose sound the browser holds back doesn’t count', async () => {
    await desk.ready();
    await until(() => JSON.stringify(phoneActs().at(-1)) === '[true,true]');
    desk.engine.says({ kind: 'audio', state: 'suspended' });
    await until(() => JSON.stringify(phoneActs().at(-1)) === '[false,true]');
    const available = { kind: 'state', wanted: { state: 'available', reason: null } } as const;
    expect(code(await desk.handlers.act(available, desk.context()))).toBe('audio-blocked');
    desk.engine.says({ kind: 'audio', state: 'running' });
    await until(() => JSON.stringify(phoneActs().at(-1)) === '[true,true]');
  });

  it('sleep takes it away before the machine is gone, waking asks for a fresh token', async () => {
    await desk.ready();
    await until(() => JSON.stringify(phoneActs().at(-1)) === '[true,true]');
    desk.engine.orders();
    desk.room.power('suspend');
    expect(desk.engine.orders()).toEqual([{ kind: 'power', event: 'suspend' }]);
    await until(() => JSON.stringify(phoneActs().at(-1)) === '[false,false]');
    desk.later(3000);
    desk.room.power('resume');
    expect(desk.engine.orders()[0]).toEqual({ kind: 'power', event: 'resume' });
    await until(() => desk.room.token()?.token === 't2');
    expect(desk.engine.orders()).toMatchObject([{ kind: 'register', token: 't2' }]);
    await until(() => JSON.stringify(phoneActs().at(-1)) === '[true,true]');
  });

  it('who leaves is offline there, and the next person gets a token and a feed of their own', async () => {
    await desk.ready();
    await until(() => phoneActs().length > 0);
    desk.engine.orders();
    desk.room.seated({ ...agent, id: 'p-2' });
    expect(desk.engine.orders()).toEqual([{ kind: 'unregister' }]);
    await until(() => server.acts.some((a) => a.person === 'p-1' && a.act.kind === 'state'));
    await until(() => desk.room.log.snapshot() !== null && desk.room.token()?.token === 't2');
    expect(desk.engine.orders()).toMatchObject([{ kind: 'register', token: 't2' }]);
    desk.room.seated(null);
    expect(desk.room.view()).toMatchObject({ agent: null, server: { state: 'never' } });
  });
});

describe('the token', () => {
  it('is fetched anew when the engine says that it is over', async () => {
    await desk.ready();
    desk.later(3000);
    desk.engine.orders();
    desk.engine.registered('refused', 'token-expired');
    await until(() => desk.room.token()?.token === 't2');
    expect(desk.engine.orders()).toMatchObject([{ kind: 'register', token: 't2' }]);
    // Said again at once it is not asked for in a loop.
    for (let i = 0; i < 20; i++) desk.engine.registered('refused', 'token-expired');
    expect(server.asked.filter((a) => a === 'token')).toHaveLength(2);
  });
});
