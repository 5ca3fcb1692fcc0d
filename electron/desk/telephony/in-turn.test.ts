// One caller at a time: the next leg's sound begins once the others are on hold, and doesn't when they can't be put there.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Act } from '#shared/domain/telephony/acts.ts';
import type { LiveCall } from '#shared/domain/telephony/live.ts';
import { code, desk, freshForEach, kinds, server, state } from './each-test.ts';
import { liveOf, noon, self, until } from './testing.ts';

freshForEach({ ready: true });
const held = (call: LiveCall): LiveCall => ({ ...call, heldSince: noon });
const troubles = (): unknown[] => desk.room.view().trouble.map((t) => [t.what, t.code]);

/** One is talked to, a second one rings here. */
async function twoCalls() {
  const first = liveOf({ phase: 'connected', answeredAt: noon, parties: [self('connected')] });
  const second = liveOf();
  server.says([first]);
  await until(() => state(first.callId) === 'active');
  desk.engine.media(first.callId, 'open', { connectToken: 't' });
  server.says([first, second]);
  await until(() => state(second.callId) === 'ringing');
  desk.engine.says({ kind: 'ring', callId: second.callId });
  desk.engine.media(second.callId, 'ringing', { connectToken: 'u' });
  desk.engine.orders();
  return { first, second };
}
const dial = (): Extract<Act, { kind: 'dial' }> => ({
  kind: 'dial',
  callId: randomUUID(),
  to: '+16175550177',
  callerId: '+16175550120',
  accountId: 'harbor',
  purpose: 'other',
  callbackId: null,
  overrides: [],
});

describe('a second call that is answered', () => {
  it('is accepted only when the first one is on hold, which is asked for once', async () => {
    const { first, second } = await twoCalls();
    // As the page does: it holds first, then answers.
    desk.calls.hold({ callId: first.callId, on: true }, desk.context());
    desk.calls.answer({ callId: second.callId }, desk.context());
    expect(kinds()).toEqual([]);
    expect(desk.room.asked.asksOf(second.callId)).toEqual(['answer']);
    await until(() => server.kinds().includes('hold'));
    expect(kinds()).toEqual([]);
    server.says([held(first), second]);
    await until(() => state(first.callId) === 'held');
    expect(desk.engine.orders()).toEqual([{ kind: 'accept', callId: second.callId }]);
    expect(server.kinds().filter((k) => k === 'hold')).toHaveLength(1);
  });

  it('rings on when the hold is refused, by the hold’s own reason', async () => {
    const { first, second } = await twoCalls();
    server.answers((act) => (act.kind === 'hold' ? { refused: 'carrier-silent' } : {}));
    desk.calls.answer({ callId: second.callId }, desk.context());
    await until(() => desk.room.asked.asksOf(second.callId).length === 0);
    expect(kinds()).toEqual([]);
    expect([state(first.callId), state(second.callId)]).toEqual(['active', 'ringing']);
    expect(troubles()).toContainEqual(['answer', 'carrier-silent']);
  });

  it('is not accepted after its time, however late the hold comes', async () => {
    const { first, second } = await twoCalls();
    server.answers((act) => (act.kind === 'hold' ? 'later' : {}));
    desk.calls.answer({ callId: second.callId }, desk.context());
    desk.fire(10_000);
    expect(desk.room.asked.asksOf(second.callId)).toEqual([]);
    server.says([held(first), second]);
    await until(() => state(first.callId) === 'held');
    expect(kinds()).toEqual([]);
    desk.calls.answer({ callId: second.callId }, desk.context());
    expect(desk.engine.orders()).toEqual([{ kind: 'accept', callId: second.callId }]);
  });

  it('isn’t answered while a third one is being answered', async () => {
    const { first, second } = await twoCalls();
    const third = liveOf();
    server.says([first, second, third]);
    await until(() => state(third.callId) === 'ringing');
    desk.engine.media(third.callId, 'ringing');
    desk.calls.answer({ callId: second.callId }, desk.context());
    expect(code(desk.calls.answer({ callId: third.callId }, desk.context()))).toBe('busy');
    server.says([held(first), second, third]);
    await until(() => state(first.callId) === 'held');
    expect(desk.engine.orders()).toEqual([{ kind: 'accept', callId: second.callId }]);
  });
});

it.each(['ringing', 'consulting'] as const)(
  'a colleague who is consulted (%s) doesn’t hear the next caller',
  async (step) => {
    const { first, second } = await twoCalls();
    const transfer = {
      kind: 'warm',
      label: 'Ben',
      state: step,
      partyId: 'b',
      since: noon,
      why: null,
    } as const;
    server.says([{ ...held(first), transfer }, second]);
    await until(() => state(first.callId) === 'held');
    expect(code(desk.calls.answer({ callId: second.callId }, desk.context()))).toBe('busy');
    expect(code(await desk.handlers.act(dial(), desk.context()))).toBe('busy');
    expect(kinds()).toEqual([]);
    server.says([{ ...held(first), transfer: { ...transfer, state: 'cancelled' } }, second]);
    await until(() => desk.room.log.live(first.callId)?.transfer?.state === 'cancelled');
    expect(code(desk.calls.answer({ callId: second.callId }, desk.context()))).toBe('ok');
    expect(kinds()).toEqual(['accept']);
  },
);

describe('a held call', () => {
  it('is taken up only when the other one is on hold', async () => {
    const { first, second } = await twoCalls();
    const talked = { ...second, phase: 'connected' as const, answeredAt: noon, parties: [self('connected')] };
    server.says([held(first), talked]);
    await until(() => state(first.callId) === 'held' && state(second.callId) === 'active');
    server.answers(() => ({ version: 99 }));
    const holds = (): unknown[] =>
      server.acts.flatMap(({ act }) => (act.kind === 'hold' ? [[act.callId, act.on]] : []));
    expect(code(desk.calls.hold({ callId: first.callId, on: false }, desk.context()))).toBe('ok');
    expect(desk.room.asked.asksOf(first.callId)).toEqual(['resume']);
    await until(() => holds().length > 0);
    expect(holds()).toEqual([[second.callId, true]]);
    server.says([held(first), held(talked)]);
    await until(() => holds().length === 2);
    expect(holds()[1]).toEqual([first.callId, false]);
    expect(desk.room.asked.asksOf(first.callId)).toEqual(['resume']);
    server.says([first, held(talked)]);
    await until(() => state(first.callId) === 'active');
    expect(desk.room.asked.asksOf(first.callId)).toEqual([]);
  });

  it('stays on hold when the other one can’t be put there', async () => {
    const { first, second } = await twoCalls();
    const talked = { ...second, phase: 'connected' as const, answeredAt: noon, parties: [self('connected')] };
    server.says([held(first), talked]);
    await until(() => state(first.callId) === 'held' && state(second.callId) === 'active');
    server.answers((act) => (act.kind === 'hold' ? { refused: 'carrier-silent' } : {}));
    desk.calls.hold({ callId: first.callId, on: false }, desk.context());
    await until(() => desk.room.asked.asksOf(first.callId).length === 0);
    expect(troubles()).toContainEqual(['resume', 'carrier-silent']);
    expect(server.acts.filter(({ act }) => act.kind === 'hold')).toHaveLength(1);
  });
});

describe('a call that is made during another', () => {
  it('is connected only when the other one is on hold', async () => {
    const { first, second } = await twoCalls();
    server.says([first]);
    await until(() => state(second.callId) === 'missed');
    desk.engine.orders();
    const act = dial();
    server.answers(() => ({ version: 99 }));
    expect(code(await desk.handlers.act(act, desk.context()))).toBe('ok');
    expect(state(act.callId)).toBe('dialling');
    await until(() => server.kinds().includes('hold'));
    expect(kinds()).toEqual([]);
    server.says([held(first)]);
    await until(() => state(first.callId) === 'held');
    expect(desk.engine.orders()).toEqual([{ kind: 'connect', callId: act.callId }]);
    // Until it is answered or over, no other one is answered or taken up beside it.
    expect(code(desk.calls.hold({ callId: first.callId, on: false }, desk.context()))).toBe('busy');
    expect(code(await desk.handlers.act(dial(), desk.context()))).toBe('busy');
  });

  it('is not made when the other one can’t be put there', async () => {
    const { first, second } = await twoCalls();
    server.says([first]);
    await until(() => state(second.callId) === 'missed');
    desk.engine.orders();
    const act = dial();
    server.answers(({ kind }) => (kind === 'hold' ? { refused: 'carrier-silent' } : { version: 99 }));
    expect(code(await desk.handlers.act(act, desk.context()))).toBe('ok');
    await until(() => server.acts.some((a) => a.act.kind === 'end' && a.act.callId === act.callId));
    expect(kinds()).not.toContain('connect');
    expect(state(act.callId)).toBe('wrap-up');
    expect(state(first.callId)).toBe('active');
    expect(troubles()).toContainEqual(['connect', 'carrier-silent']);
  });
});
