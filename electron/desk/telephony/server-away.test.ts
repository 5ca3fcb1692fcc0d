// What an agent did while the server was away reaches it when it is back: an end, a state that was asked for, a wrap-up.
import { expect, it } from 'vitest';
import type { Act } from '#shared/domain/telephony/acts.ts';
import { connected, desk, freshForEach, kept, sent, server, state } from './each-test.ts';
import { noon, until, type Server } from './testing.ts';

freshForEach({ ready: true });
const keptNow = (): string =>
  String(kept.vault.core.prepare("SELECT value FROM settings_core WHERE key = 'kept-acts'").pluck().get());

/** Every act fails, and so does the feed. */
async function away(calls: Parameters<Server['says']>[0]): Promise<void> {
  server.answers(() => 'lost');
  let refused = 0;
  server.odd((what, response) => {
    if (what !== 'feed') return false;
    refused++;
    response.destroy();
    return true;
  });
  server.says(calls);
  await until(() => refused > 0);
  desk.fire(5000);
  expect(desk.room.fresh()).toBe(false);
}
/** Tried, tried again, and no more. */
async function givenUp(kind: Act['kind']): Promise<void> {
  await until(() => sent(kind).length > 0);
  desk.later(6000);
}
function back(calls: Parameters<Server['says']>[0]): void {
  server.acts.length = 0;
  server.answers(() => ({}));
  server.odd(null);
  server.says(calls);
  desk.room.power('resume');
}

it('ends the call at the server too when it is back, once', async () => {
  const live = await connected();
  const { callId } = live;
  await away([live]);
  desk.calls.end({ callId }, desk.context());
  desk.engine.media(callId, 'closed', { why: 'agent' });
  await givenUp('end');
  await until(() => desk.room.asked.troubles().some((t) => t.what === 'end'));
  expect(state(callId)).toBe('wrap-up');
  expect(keptNow()).toContain('"end"');
  back([live]);
  await until(() => keptNow() === '[]');
  expect(sent('end')).toEqual([{ kind: 'end', callId, how: 'all' }]);
});

it('ends no conversation that began after the key was pressed', async () => {
  const live = await connected();
  const { callId } = live;
  await away([live]);
  desk.calls.end({ callId }, desk.context());
  desk.engine.media(callId, 'closed', { why: 'agent' });
  await givenUp('end');
  await until(() => desk.room.asked.troubles().some((t) => t.what === 'end'));
  // The same caller rings here again before the server was told.
  back([{ ...live, phase: 'offered', answeredAt: null, offeredAt: '2026-11-22T12:01:00.000Z', parties: [] }]);
  await until(() => keptNow() === '[]');
  expect(state(callId)).toBe('ringing');
  expect(sent('end')).toEqual([]);
});

it('keeps the state that was asked for, and asks for it when the server is back', async () => {
  const live = await connected();
  await away([live]);
  const wanted = { state: 'break', reason: 'meal' } as const;
  const asked = Promise.resolve(desk.handlers.act({ kind: 'state', wanted }, desk.context()));
  await givenUp('state');
  expect(await asked).toMatchObject({ ok: true });
  expect(desk.room.view().askedState).toEqual(wanted);
  back([live]);
  await until(() => desk.room.view().askedState === null);
  expect(sent('state')).toEqual([{ kind: 'state', wanted }]);
});

it('forgets a state that was asked for too long ago', async () => {
  const live = await connected();
  await away([live]);
  const wanted = { state: 'available', reason: null } as const;
  const asked = desk.handlers.act({ kind: 'state', wanted }, desk.context());
  await givenUp('state');
  await asked;
  desk.later(11 * 60_000);
  back([live]);
  await until(() => desk.room.view().askedState === null);
  expect(sent('state')).toEqual([]);
});

it('closes at the server a wrap-up that was closed here and that it still waits for', async () => {
  const live = await connected();
  const { callId } = live;
  const ended = { ...live, phase: 'ended' as const, endedAt: noon, endedBy: 'caller' as const, parties: [] };
  const agent = {
    state: 'wrap-up' as const,
    reason: null,
    since: noon,
    next: null,
    wrapUpEndsAt: null,
    readyAt: null,
    missed: null,
    skills: [],
  };
  server.says([ended], { agent });
  await until(() => state(callId) === 'wrap-up');
  expect(sent('wrapped-up')).toEqual([]);
  // Taken and forgotten by a server that was set back to before it.
  desk.vault.tx(() => desk.calls.wrapUp({ callId, disposition: 'resolved', notes: '' }, desk.context()));
  await until(() => sent('wrapped-up').length === 1 && keptNow() === '[]');
  server.says([ended], { agent });
  await until(() => sent('wrapped-up').length === 2 && keptNow() === '[]');
});
