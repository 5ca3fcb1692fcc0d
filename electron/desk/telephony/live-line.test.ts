// A call on the live line, from the ring to the end: the server and the engine speak in either order, keys only ask.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Call } from '#shared/domain/calls/call.ts';
import type { Act } from '#shared/domain/telephony/acts.ts';
import { code, desk, freshForEach, server, soon, state, talking, value } from './each-test.ts';
import { liveOf, noon, self, until } from './testing.ts';

freshForEach({ ready: true });

describe('a ring', () => {
  it('comes from the server first or from the engine first, and is one row either way', async () => {
    const first = liveOf();
    server.says([first]);
    await until(() => state(first.callId) === 'ringing');
    desk.engine.says({ kind: 'ring', callId: first.callId });
    desk.engine.media(first.callId, 'ringing');
    expect(desk.row(first.callId)).toMatchObject({ number: '+16175550142', waitedSeconds: 7, line: 'live' });

    const second = liveOf();
    desk.engine.says({ kind: 'ring', callId: second.callId });
    expect(desk.row(second.callId)).toMatchObject({ state: 'ringing', number: '', accountId: '' });
    server.says([first, second]);
    await until(() => desk.row(second.callId)?.number === '+16175550142');
    expect(desk.row(second.callId)).toMatchObject({ accountId: 'harbor', waitedSeconds: 7 });
    expect(desk.rows()).toBe(2);
    expect(desk.events(first.callId)).toEqual(['ring']);
    expect(desk.events(second.callId)).toEqual(['ring']);
    expect(desk.published.filter((p) => p.topic === 'calls.changed' && p.when === 'now')).toHaveLength(2);
  });

  it('is answered when its sound is open, not when the key was pressed', async () => {
    const call = liveOf();
    server.says([call]);
    await until(() => state(call.callId) === 'ringing');
    const asked = value<Call>(desk.calls.answer({ callId: call.callId }, desk.context()));
    expect(asked).toMatchObject({ state: 'ringing', asked: ['answer'] });
    // The card was quicker than the leg: it is accepted as soon as it rings here.
    expect(desk.engine.orders()).toEqual([]);
    desk.engine.says({ kind: 'ring', callId: call.callId });
    desk.engine.media(call.callId, 'ringing');
    expect(desk.engine.orders()).toEqual([{ kind: 'accept', callId: call.callId }]);
    // A second press orders nothing more.
    value<Call>(desk.calls.answer({ callId: call.callId }, desk.context()));
    expect(desk.engine.orders()).toEqual([]);
    desk.at(soon(3));
    desk.engine.media(call.callId, 'open');
    expect(desk.row(call.callId)).toMatchObject({ state: 'active', answeredAt: soon(3) });
    expect(desk.room.asked.asksOf(call.callId)).toEqual([]);
  });

  it('that the microphone refuses says so, and rings on', async () => {
    const call = liveOf();
    server.says([call]);
    await until(() => state(call.callId) === 'ringing');
    desk.engine.media(call.callId, 'ringing');
    value<Call>(desk.calls.answer({ callId: call.callId }, desk.context()));
    desk.engine.orders();
    desk.engine.says({ kind: 'refused', n: desk.engine.taken(), why: 'microphone' });
    expect(desk.room.asked.asksOf(call.callId)).toEqual([]);
    expect(state(call.callId)).toBe('ringing');
    expect(desk.room.view().trouble).toMatchObject([{ what: 'answer', code: 'no-microphone' }]);
  });

  it('that is offered to the next one is missed here', async () => {
    const call = liveOf();
    server.says([call]);
    await until(() => state(call.callId) === 'ringing');
    server.says([]);
    await until(() => state(call.callId) === 'missed');
    expect(desk.events(call.callId)).toEqual(['ring', 'missed']);
  });

  it('that the backend does not own up to is let go of', async () => {
    const callId = randomUUID();
    desk.engine.says({ kind: 'ring', callId });
    desk.engine.media(callId, 'ringing');
    desk.later(4100);
    desk.fire(4050);
    expect(state(callId)).toBe('missed');
    expect(desk.engine.orders()).toContainEqual({ kind: 'hang-up', callId });
  });

  it('a thousand times a second fills nothing: the rest is counted under its name', async () => {
    for (let i = 0; i < 10; i++)
      desk.engine.says(
        ...Array.from({ length: 100 }, () => ({ kind: 'ring' as const, callId: randomUUID() })),
      );
    expect(desk.rows()).toBeLessThan(40);
    const busy = desk.room.view().trouble.filter((t) => t.what === 'ring');
    expect(busy).toHaveLength(1);
    expect(busy[0]).toMatchObject({ code: 'busy', callId: null });
    expect(busy[0]?.count).toBeGreaterThan(950);
    expect(desk.engine.orders().length).toBeLessThanOrEqual(100);
  });
});

describe('a call in hand', () => {
  it('is held when the server says so, with the seconds that the server counts', async () => {
    const live = await talking();
    server.answers(() => ({ version: server.nextVersion() }));
    const asked = value<Call>(desk.calls.hold({ callId: live.callId, on: true }, desk.context()));
    expect(asked).toMatchObject({ state: 'active', asked: ['hold'] });
    await until(() => server.kinds().includes('hold'));
    expect(state(live.callId)).toBe('active');
    server.says([{ ...live, heldSince: soon(10) }]);
    await until(() => state(live.callId) === 'held');
    expect(desk.room.asked.asksOf(live.callId)).toEqual([]);
    expect(desk.row(live.callId)?.heldSince).toBe(soon(10));
    // What the phone's tab says of it.
    expect(value(desk.handlers.held({}, desk.context()))).toEqual([live.callId]);
    desk.at(soon(20));
    server.says([{ ...live, heldSeconds: 10 }]);
    await until(() => state(live.callId) === 'active');
    expect(value(desk.handlers.held({}, desk.context()))).toEqual([]);
    server.says([
      {
        ...live,
        phase: 'ended',
        endedAt: soon(60),
        endedBy: 'caller',
        heldSeconds: 10,
        consultSeconds: 4,
        parties: [self('left')],
      },
    ]);
    await until(() => state(live.callId) === 'wrap-up');
    expect(desk.row(live.callId)).toMatchObject({ endedAt: soon(60), endedBy: 'caller', heldSeconds: 14 });
    expect(desk.events(live.callId)).toEqual([
      'ring',
      'answer',
      'hold',
      'resume',
      'hang-up-caller',
      'carrier-end',
    ]);
  });

  it('shows the track’s real state as muted, never the wish', async () => {
    const { callId } = await talking();
    expect(value<Call>(desk.calls.mute({ callId, on: true }, desk.context()))).toMatchObject({
      muted: false,
      asked: ['mute'],
    });
    expect(desk.engine.orders()).toEqual([{ kind: 'mute', callId, on: true }]);
    desk.engine.media(callId, 'open', { muted: true });
    expect(desk.row(callId)?.muted).toBe(true);
    // The engine un-muted by itself: shown at once.
    desk.engine.media(callId, 'open', { muted: false });
    expect(desk.row(callId)?.muted).toBe(false);
    value<Call>(desk.calls.mute({ callId, on: true }, desk.context()));
    desk.fire(3000);
    expect(desk.room.asked.asksOf(callId)).toEqual([]);
    expect(desk.room.view().trouble).toMatchObject([{ callId, what: 'mute', code: 'telephony-down' }]);
  });

  it('ends with its sound; who ended it and the transfer come with the server’s word', async () => {
    const live = await talking();
    desk.engine.media(live.callId, 'closed', { why: 'remote' });
    expect(desk.row(live.callId)).toMatchObject({ state: 'wrap-up', endedBy: 'caller' });
    server.says([
      {
        ...live,
        phase: 'ended',
        endedAt: soon(40),
        endedBy: 'transfer',
        transfer: {
          kind: 'warm',
          label: 'Nurse',
          state: 'completed',
          partyId: 'p2',
          since: noon,
          why: null,
        },
      },
    ]);
    await until(() => desk.events(live.callId).includes('carrier-end'));
    expect(desk.row(live.callId)?.endedBy).toBe('agent');
    expect(desk.events(live.callId)).toEqual(['ring', 'answer', 'hang-up-caller', 'transfer', 'carrier-end']);
  });

  it('ends by key: the leg at once, the server told; nobody confirms: it is let go of', async () => {
    const { callId } = await talking();
    server.answers(() => 'later');
    expect(value<Call>(desk.calls.end({ callId }, desk.context())).asked).toEqual(['end']);
    expect(desk.engine.orders()).toEqual([{ kind: 'hang-up', callId }]);
    await until(() => server.kinds().includes('end'));
    expect(state(callId)).toBe('active');
    desk.fire(4500);
    expect(desk.row(callId)).toMatchObject({ state: 'wrap-up', endedBy: 'agent' });
  });

  it('with two others in it the agent leaves, and the others talk on', async () => {
    const live = await talking();
    const party = (id: string) => ({ ...self('connected'), id, self: false, role: 'target' as const });
    server.says([{ ...live, parties: [self('connected'), party('a'), party('b')] }]);
    await until(() => desk.room.log.live(live.callId)?.parties.length === 3);
    desk.calls.end({ callId: live.callId }, desk.context());
    await until(() => server.kinds().includes('end'));
    expect(server.acts.at(-1)?.act).toEqual({ kind: 'end', callId: live.callId, how: 'leave' });
  });

  it('whose sound was lost for good is over here, and the server ends the leg by its id', async () => {
    const { callId } = await talking();
    const legSid = `CA${'0'.repeat(32)}`;
    desk.engine.media(callId, 'closed', { why: 'zombie', legSid });
    expect(state(callId)).toBe('wrap-up');
    await until(() => server.kinds().includes('end'));
    expect(server.acts.at(-1)?.act).toEqual({ kind: 'end', callId, how: 'leave', legSid, lost: true });
  });

  it('goes on hold by itself when a second one is answered', async () => {
    const live = await talking();
    const second = liveOf();
    server.says([live, second]);
    await until(() => state(second.callId) === 'ringing');
    value<Call>(desk.calls.answer({ callId: second.callId }, desk.context()));
    await until(() => server.kinds().includes('hold'));
    expect(server.acts.at(-1)?.act).toMatchObject({
      kind: 'hold',
      callId: live.callId,
      on: true,
      party: null,
    });
  });

  it('tells the server how it was closed, also when it was away just then', async () => {
    const live = await talking();
    desk.engine.media(live.callId, 'closed', { why: 'remote' });
    server.odd((what, response) => what === 'act' && Boolean(response.destroy()));
    desk.vault.tx(() =>
      desk.calls.wrapUp(
        { callId: live.callId, disposition: 'message-taken', notes: 'Knee.' },
        desk.context(),
      ),
    );
    await until(() => server.asked.filter((a) => a === 'act').length > 1);
    server.odd(null);
    await until(() => server.kinds().includes('wrapped-up'));
    expect(server.acts.at(-1)?.act).toEqual({
      kind: 'wrapped-up',
      callId: live.callId,
      disposition: 'message-taken',
      reasonCode: null,
    });
    expect(JSON.stringify(server.acts)).not.toContain('Knee');
  });
});

describe('a lock', () => {
  it('leaves the controls and hides who calls and what it is about', async () => {
    const live = await talking({
      path: [{ prompt: 'Date of birth', typed: '19610304' }],
      handover: {
        fromName: 'Quill Invented',
        level: 2,
        reasonCode: null,
        patientId: 'pat-9',
        summary: 'Asked about her knee',
        openTasks: ['Refill'],
        acceptedAt: null,
      },
      parties: [
        {
          ...self('connected'),
          id: 'c',
          self: false,
          role: 'caller',
          label: 'Zephyrine',
          number: '+16175550142',
        },
      ],
    });
    desk.lock(true);
    const shown = JSON.stringify([
      desk.handlers.live({}, desk.context()),
      desk.calls.current({}, desk.context()),
      desk.handlers.view({}, desk.context()),
    ]);
    expect(shown).not.toMatch(/6175550142|Zephyrine|knee|19610304|pat-9|Quill|Refill/);
    expect(shown).toContain(live.callId);
    expect(code(desk.calls.mute({ callId: live.callId, on: true }, desk.context()))).toBe('ok');
    const { callId } = live;
    expect(code(await desk.handlers.act({ kind: 'transfer-cancel', callId }, desk.context()))).toBe('ok');
    const begun = [
      { kind: 'add', callId, target: { kind: 'queue', queueId: 'q1' } },
      { kind: 'voicemail-claim', voicemailId: randomUUID() },
      {
        kind: 'dial',
        callId: randomUUID(),
        to: '+16175550177',
        callerId: '+16175550120',
        accountId: 'harbor',
        purpose: 'other',
        callbackId: null,
        overrides: [],
      },
    ] as const;
    for (const act of begun) expect(code(await desk.handlers.act(act as Act, desk.context()))).toBe('locked');
    expect(code(desk.calls.end({ callId: live.callId }, desk.context()))).toBe('ok');
  });
});
