// What goes wrong by itself never ends a caller's call: legs that are lost, calls that come back, seats that change hands.
import { describe, expect, it } from 'vitest';
import type { ServerResponse } from 'node:http';
import { code, desk, freshForEach, kept, sent, server, soon, state, talking as inCall } from './each-test.ts';
import { agent, liveOf, noon, self, until } from './testing.ts';

freshForEach({ ready: true });
const legSid = `CA${'5'.repeat(32)}`;

const talking = (more: Parameters<typeof liveOf>[0] = {}) => inCall(more, legSid);
function nextEngine(): void {
  desk.engine.crash();
  desk.engine.open();
  desk.engine.started();
}

describe('a leg that is lost is nobody’s wish: the server is given its id and told so', () => {
  it('when the next engine refuses to take it up', async () => {
    const { callId } = await talking();
    nextEngine();
    expect(desk.engine.orders().at(-1)).toMatchObject({ kind: 'resume', callId });
    desk.engine.says({ kind: 'refused', n: desk.engine.taken(), why: 'microphone' });
    await until(() => sent('end').length > 0);
    expect(sent('end')).toEqual([{ kind: 'end', callId, how: 'leave', legSid, lost: true }]);
    expect(desk.row(callId)).toMatchObject({ state: 'wrap-up', endedBy: 'line' });
    // Nobody is told that an end was asked for.
    expect(desk.room.asked.asksOf(callId)).toEqual([]);
  });

  it('when taking it up fails, told once', async () => {
    const { callId } = await talking();
    nextEngine();
    desk.engine.orders();
    const n = desk.engine.taken();
    desk.engine.media(callId, 'closed', { why: 'error' });
    desk.engine.says({ kind: 'refused', n, why: 'error' });
    await until(() => sent('end').length > 0);
    expect(sent('end')).toEqual([{ kind: 'end', callId, how: 'leave', legSid, lost: true }]);
  });

  it('when there is nothing to take it up with', async () => {
    const live = liveOf({ phase: 'connected', answeredAt: noon, parties: [self('connected')] });
    const { callId } = live;
    server.says([live]);
    await until(() => state(callId) === 'active');
    desk.engine.media(callId, 'open', { legSid });
    nextEngine();
    await until(() => sent('end').length > 0);
    expect(sent('end')).toEqual([{ kind: 'end', callId, how: 'leave', legSid, lost: true }]);
  });

  it('when its id was never told', async () => {
    const live = liveOf({ phase: 'connected', answeredAt: noon, parties: [self('connected')] });
    const { callId } = live;
    server.says([live]);
    await until(() => state(callId) === 'active');
    desk.engine.media(callId, 'closed', { why: 'zombie' });
    await until(() => sent('end').length > 0);
    expect(sent('end')).toEqual([{ kind: 'end', callId, how: 'leave', legSid: null, lost: true }]);
  });

  it('when its call was over before there was a next engine, nothing is taken up and nothing told', async () => {
    const live = await talking();
    desk.engine.crash();
    server.says([{ ...live, phase: 'ended', endedAt: soon(30), endedBy: 'caller' }]);
    await until(() => state(live.callId) === 'wrap-up');
    desk.engine.open();
    desk.engine.started();
    expect(desk.engine.orders().map((o) => o.kind)).not.toContain('resume');
    expect(sent('end')).toEqual([]);
  });

  it('an end by key stays a wish', async () => {
    const { callId } = await talking();
    desk.calls.end({ callId }, desk.context());
    await until(() => sent('end').length > 0);
    expect(sent('end')).toEqual([{ kind: 'end', callId, how: 'all' }]);
  });
});

describe('a call that a colleague dialled and hands on here', () => {
  const handed = (more: Parameters<typeof liveOf>[0] = {}) =>
    liveOf({ direction: 'outgoing', phase: 'offered', parties: [self('ringing')], ...more });

  it('rings: nothing is answered for the agent, who may take it', async () => {
    const live = handed();
    const { callId } = live;
    server.says([live]);
    await until(() => desk.row(callId) !== null);
    expect(desk.row(callId)).toMatchObject({ state: 'ringing', direction: 'incoming', answeredAt: null });
    desk.engine.media(callId, 'ringing', { legSid });
    expect(code(desk.calls.answer({ callId }, desk.context()))).toBe('ok');
    expect(desk.engine.orders()).toEqual([{ kind: 'accept', callId }]);
    desk.engine.media(callId, 'open', { legSid });
    expect(state(callId)).toBe('active');
  });

  it('is declined, not ended for whoever was called', async () => {
    const { callId, ...rest } = handed();
    server.says([{ callId, ...rest }]);
    await until(() => state(callId) === 'ringing');
    desk.engine.media(callId, 'ringing', { legSid });
    desk.calls.end({ callId }, desk.context());
    await until(() => sent('decline').length > 0);
    expect(sent('end')).toEqual([]);
    expect(desk.engine.orders()).toEqual([{ kind: 'reject', callId }]);
  });

  it('rings also where the server says no more than that the own leg rings; not taken it is missed', async () => {
    const live = handed({ phase: 'connected', answeredAt: soon(-60), offeredAt: null });
    const { callId } = live;
    server.says([live]);
    await until(() => desk.row(callId) !== null);
    expect(desk.events(callId)).toEqual(['ring']);
    expect(state(callId)).toBe('ringing');
    server.says([]);
    await until(() => state(callId) === 'missed');
  });
});

describe('a call that comes back while it is still being written up', () => {
  it('rings on its row, with what was written; the wrap-up before is over', async () => {
    const live = await talking();
    const { callId } = live;
    desk.engine.media(callId, 'closed', { why: 'zombie', legSid });
    expect(state(callId)).toBe('wrap-up');
    desk.vault.tx(() => desk.calls.note({ callId, notes: 'Knee, left.' }, desk.context()));
    server.says([{ ...live, phase: 'ended', endedAt: soon(30), endedBy: 'line' }]);
    await until(() => desk.events(callId).includes('carrier-end'));
    // The ring of before, told again: nothing new.
    server.says([{ ...live, phase: 'offered', answeredAt: null, parties: [self('ringing')] }]);
    await until(() => desk.room.log.live(callId)?.phase === 'offered');
    expect(state(callId)).toBe('wrap-up');
    server.says([
      { ...live, phase: 'offered', offeredAt: soon(200), answeredAt: null, parties: [self('ringing')] },
    ]);
    await until(() => state(callId) === 'ringing');
    expect(desk.row(callId)).toMatchObject({ rangAt: soon(200), answeredAt: null, notes: 'Knee, left.' });
    expect(desk.events(callId).slice(-3)).toEqual(['carrier-end', 'wrap-up-done', 'ring']);
    desk.engine.says({ kind: 'ring', callId });
    desk.engine.media(callId, 'ringing', { legSid });
    desk.engine.orders();
    desk.fire(4050);
    expect(desk.engine.orders()).toEqual([]);
    expect(code(desk.calls.answer({ callId }, desk.context()))).toBe('ok');
    expect(desk.engine.orders()).toEqual([{ kind: 'accept', callId }]);
  });
});

describe('a seat', () => {
  it('is in a call from the ring to the end of talking, and not in the wrap-up', async () => {
    expect(desk.room.inCall()).toBe(false);
    const live = liveOf();
    server.says([live]);
    await until(() => state(live.callId) === 'ringing');
    expect(desk.room.inCall()).toBe(true);
    server.says([]);
    await until(() => state(live.callId) === 'missed');
    const { callId } = await talking();
    expect(desk.room.inCall()).toBe(true);
    desk.engine.media(callId, 'closed', { why: 'remote' });
    expect(state(callId)).toBe('wrap-up');
    expect(desk.room.inCall()).toBe(false);
  });

  it('that changes hands all the same takes nobody’s caller along', async () => {
    const { callId } = await talking();
    server.acts.length = 0;
    desk.room.seated({ ...agent, id: 'p-2' });
    expect(desk.engine.orders()).toContainEqual({ kind: 'hang-up', callId });
    expect(desk.row(callId)).toMatchObject({ state: 'wrap-up' });
    await until(() => server.kinds().includes('end'));
    expect(server.acts.find((a) => a.act.kind === 'end')).toMatchObject({
      person: 'p-1',
      act: { kind: 'end', callId, how: 'leave', lost: true },
    });
    desk.engine.media(callId, 'closed', { why: 'agent', legSid });
    const persons = kept.vault.core.prepare('SELECT DISTINCT person FROM calls').pluck().all();
    expect(persons).toEqual(['p-1']);
  });
});

describe('a wrap-up that the server does not take yet', () => {
  const keptNow = (): unknown =>
    kept.vault.core.prepare("SELECT value FROM settings_core WHERE key = 'kept-acts'").pluck().get();

  it('is told again once the server knows that the call is over, and then no more', async () => {
    const live = await talking();
    const { callId } = live;
    server.answers((act) => (act.kind === 'wrapped-up' ? { refused: 'call-state' } : {}));
    desk.engine.media(callId, 'closed', { why: 'remote' });
    desk.vault.tx(() => desk.calls.wrapUp({ callId, disposition: 'resolved', notes: '' }, desk.context()));
    await until(() => sent('wrapped-up').length === 1);
    // Another word of the server's, which still has the call: nothing is told, nothing is forgotten.
    server.says([live], { voicemails: 1 });
    await until(() => desk.room.log.snapshot()?.voicemails === 1);
    expect(sent('wrapped-up')).toHaveLength(1);
    expect(String(keptNow())).toContain(callId);
    server.answers(() => ({}));
    server.says([{ ...live, phase: 'ended', endedAt: soon(30), endedBy: 'caller' }]);
    await until(() => keptNow() === '[]');
    expect(sent('wrapped-up')).toHaveLength(2);
  });

  it('and refuses although it knows is not told for ever', async () => {
    const live = await talking();
    const { callId } = live;
    server.answers((act) => (act.kind === 'wrapped-up' ? { refused: 'call-state' } : {}));
    desk.engine.media(callId, 'closed', { why: 'remote' });
    server.says([{ ...live, phase: 'ended', endedAt: soon(30), endedBy: 'caller' }]);
    await until(() => desk.events(callId).includes('carrier-end'));
    desk.vault.tx(() => desk.calls.wrapUp({ callId, disposition: 'resolved', notes: '' }, desk.context()));
    await until(() => keptNow() === '[]');
    expect(sent('wrapped-up')).toHaveLength(1);
  });
});

it('a voicemail that was being fetched when the desk locked is not kept', async () => {
  server.has({ sound: Buffer.alloc(2000, 1) });
  const out: ServerResponse[] = [];
  server.odd((what, response) => what === 'voicemail' && out.push(response) > 0);
  const ask = { id: 'b3b0c1de-0000-4000-8000-000000000001', part: 0 };
  const fetched = desk.handlers.voicemailSound(ask, desk.context());
  await until(() => out.length === 1);
  desk.room.locked();
  out[0]?.writeHead(200, { 'content-type': 'audio/wav' }).end(Buffer.alloc(2000, 1));
  expect(code(await fetched)).toBe('locked');
  server.odd(null);
  expect(code(await desk.handlers.voicemailSound(ask, desk.context()))).toBe('ok');
  expect(server.asked.filter((a) => a === 'voicemail')).toHaveLength(2);
});
