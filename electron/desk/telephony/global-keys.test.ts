// Answer and mute while another program has the focus: said when they would do something, doing what the page's keys do.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GlobalKey } from '#host/link.ts';
import type { LiveControl } from '../calls/live-control.ts';
import { ok, fail } from '#shared/domain/result.ts';
import { desk, freshForEach, kept, server, state } from './each-test.ts';
import { createGlobalKeys, type GlobalKeys } from './global-keys.ts';
import { liveControl } from './live-calls.ts';
import { agent, liveOf, noon, self, until } from './testing.ts';

freshForEach({ ready: true });
let told: GlobalKey[][] = [];
let keys: GlobalKeys;
let logged: unknown[] = [];
/** Audit rows of earlier tests stay: nothing takes one back. */
let before = 0;
const troubles = (): unknown[] => desk.room.view().trouble.map((t) => [t.what, t.callId, t.code]);
const rows = (): unknown[] =>
  kept.vault.core
    .prepare("SELECT event, outcome, person, surface FROM audit WHERE surface = 'shell' ORDER BY seq")
    .raw()
    .all();
const audit = (): unknown[] => rows().slice(before);
function make(calls?: Pick<LiveControl, 'answer' | 'mute'>): GlobalKeys {
  const { room } = desk;
  const core = (): typeof kept.vault.core => kept.vault.core;
  return createGlobalKeys({
    core,
    now: () => noon,
    person: room.person,
    current: room.log.current,
    muted: (callId) => room.engine.leg(callId)?.muted ?? false,
    calls: calls ?? liveControl(room, { core }),
    tell: (now) => void told.push(now),
    trouble: (callId, what, code) => room.asked.trouble({ callId, what, act: null }, code),
    log: { error: (_event, fields) => void logged.push(fields) },
  });
}
beforeEach(() => {
  told = [];
  logged = [];
  before = rows().length;
  keys = make();
});
afterEach(() => expect(told.flat().every((key) => key === 'answer' || key === 'mute')).toBe(true));

async function rings(offeredAt = noon): Promise<string> {
  const offered = liveOf({ offeredAt });
  server.says([offered]);
  await until(() => state(offered.callId) === 'ringing');
  desk.engine.media(offered.callId, 'ringing', { connectToken: 't' });
  desk.engine.orders();
  return offered.callId;
}
async function talks(): Promise<string> {
  const call = liveOf({ phase: 'connected', answeredAt: noon, parties: [self('connected')] });
  server.says([call]);
  await until(() => state(call.callId) === 'active');
  desk.engine.media(call.callId, 'open', { connectToken: 't' });
  desk.engine.orders();
  return call.callId;
}

it('says which key would do something, and only when that changes', async () => {
  keys.look();
  expect(told).toEqual([]);
  await rings();
  keys.look();
  keys.look();
  await talks();
  keys.look();
  desk.room.seated(null);
  keys.look();
  expect(told).toEqual([['answer'], ['mute'], []]);
});

it('answers the call that rings, audited as the shell’s', async () => {
  const callId = await rings();
  keys.told('answer', 'pressed');
  expect(desk.engine.orders()).toMatchObject([{ kind: 'accept', callId }]);
  expect(desk.room.asked.asksOf(callId)).toEqual(['answer']);
  expect(audit()).toEqual([['call.answer', 'ok', agent.id, 'shell']]);
});

it('mutes by the track’s real state, and back', async () => {
  const callId = await talks();
  keys.told('mute', 'pressed');
  expect(desk.engine.orders()).toMatchObject([{ kind: 'mute', callId, on: true }]);
  desk.engine.media(callId, 'open', { connectToken: 't', muted: true });
  keys.told('mute', 'pressed');
  expect(desk.engine.orders()).toMatchObject([{ kind: 'mute', callId, on: false }]);
});

it('pressed a moment too late it does nothing and is given back', async () => {
  await talks();
  keys.told('answer', 'pressed');
  expect(desk.engine.orders()).toEqual([]);
  expect(audit()).toEqual([]);
  expect(told).toEqual([['mute']]);
});

it('what comes to nothing is told under its name', async () => {
  const callId = await rings();
  keys = make({ answer: () => fail('busy'), mute: () => ok(null) });
  keys.told('answer', 'pressed');
  expect(troubles()).toEqual([['answer', callId, 'busy']]);
  expect(audit()).toEqual([['call.answer', 'busy', agent.id, 'shell']]);
});

it('answers also when nothing can be written down, and says so; the desk goes on', async () => {
  const callId = await rings();
  const { core } = kept.vault;
  core.exec("CREATE TEMP TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
  keys.told('answer', 'pressed');
  core.exec('DROP TRIGGER full');
  expect(desk.engine.orders()).toMatchObject([{ kind: 'accept', callId }]);
  expect(audit()).toEqual([]);
  expect(troubles()).toEqual([['answer', null, 'key-not-noted']]);
  expect(logged).toHaveLength(1);
  // The next one is noted again.
  const other = await talks();
  keys.told('mute', 'pressed');
  expect(audit()).toEqual([['call.mute', 'ok', agent.id, 'shell']]);
  expect(desk.engine.orders()).toMatchObject([{ kind: 'mute', callId: other }]);
});

it('one that another program has is told to the agent', () => {
  keys.told('mute', 'refused');
  expect(troubles()).toEqual([['mute', null, 'global-key-taken']]);
});
