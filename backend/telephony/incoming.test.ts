// Calls that come in, from the ring to the end, with a real database and the carrier's library over real HTTP.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { line, startCentre, wait, type Centre, type Seat } from '../testing/centre.ts';

const caller = '+12125550123';
let centre: Centre;
let ann: Seat;
let ben: Seat;
let cas: Seat;
let sue: Seat;
beforeAll(async () => {
  centre = await startCentre(freshDatabase);
  ann = await centre.seat('ann');
  ben = await centre.seat('ben');
  cas = await centre.seat('cas');
  sue = await centre.seat('sue');
});
afterEach(() => centre.clear());
afterAll(() => centre?.close());

/** A call that rings at this agent: its id and the agent's leg. */
async function ringingAt(seat: Seat) {
  const shown = await seat.until((s) => s.calls.some((call) => call.phase === 'offered'));
  const callId = shown.calls.find((call) => call.phase === 'offered')!.callId;
  const leg = await wait(() => centre.carrier.ringing(new RegExp(seat.identity)));
  return { callId, leg };
}

it('rings at the longest available, connects when the agent answers, and ends for everyone', async () => {
  await ann.ready();
  await ben.ready();
  const call = await centre.carrier.callIn(caller, line);
  const { callId, leg } = await ringingAt(ann);
  expect(leg.to).toBe(`client:${ann.identity}?callId=${callId}`);
  // Nothing at the carrier says more of the call than our own id.
  expect(centre.carrier.asked.join(' ')).not.toContain(encodeURIComponent(caller));
  expect((await ben.now()).calls).toEqual([]);
  expect(await ann.call(callId)).toMatchObject({
    number: caller,
    dnis: line,
    accountId: 'harbor',
    queue: { id: 'general' },
    phase: 'offered',
  });
  await centre.carrier.answer(leg);
  const open = await ann.call(callId, (c) => c.parties.every((party) => party.state === 'connected'));
  expect(open).toMatchObject({ phase: 'connected', heldSince: null });
  expect(call.meeting?.name).toBe(`careline-${callId}`);
  expect((await ann.now()).agent.state).toBe('on-call');
  expect(await ann.act({ kind: 'end', callId, how: 'all' })).toMatchObject({ refused: null });
  await wait(() => (call.status === 'completed' ? true : null));
  const ended = await ann.call(callId, (c) => c.phase === 'ended');
  expect(ended.endedBy).toBe('agent');
  expect((await ann.now()).agent).toMatchObject({ state: 'wrap-up' });
  await ann.act({ kind: 'wrapped-up', callId, disposition: 'message', reasonCode: null });
  expect((await ann.now()).agent.state).toBe('available');
});

it('answers a waiting feed at once, and after the wait with nothing', async () => {
  const { version } = await ann.now();
  expect(await ann.feed(version, 30)).toBeNull();
  // Without being told it would wait longer than this test may.
  const waiting = ann.feed(version, 25_000);
  await centre.pool.query('select 1');
  await centre.pool.query(`update voice_agent set version = version + 1 where person_id = 'ann'`);
  await centre.pool.query(`select pg_notify('voice', 'org-one ann')`);
  expect((await waiting)?.version).toBe(version + 1);
}, 20_000);

it('still answers when the connection that listens is lost', async () => {
  const cut = (): Promise<unknown> =>
    centre.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'careline-wakes'`,
    );
  await cut();
  const { version } = await ann.now();
  const waiting = ann.feed(version, 20_000);
  await wait(() => (centre.logged.some((one) => one.includes('database-lost')) ? true : null));
  await centre.pool.query(`update voice_agent set version = version + 1 where person_id = 'ann'`);
  await centre.pool.query(`select pg_notify('voice', 'org-one ann')`);
  expect((await waiting)?.version).toBe(version + 1);
  // And listens again: told at once.
  await wait(async () => {
    const found = await centre.pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and application_name = 'careline-wakes' and query = 'listen voice'`,
    );
    return found.rowCount === 1 ? true : null;
  });
});

it('goes to the next when nobody answers or somebody declines, and says why to who missed it', async () => {
  await ann.ready();
  await ben.ready();
  await cas.ready();
  await centre.carrier.callIn(caller, line);
  const first = await ringingAt(ann);
  await ann.act({ kind: 'decline', callId: first.callId });
  expect((await ann.now()).agent).toMatchObject({
    state: 'break',
    reason: null,
    missed: { why: 'declined' },
  });
  expect((await ann.now()).calls).toEqual([]);
  const second = await ringingAt(ben);
  expect(second.callId).toBe(first.callId);
  await centre.carrier.refuse(second.leg, 'no-answer');
  await ben.until((s) => s.agent.missed?.why === 'no-answer');
  const third = await ringingAt(cas);
  await centre.carrier.answer(third.leg);
  await cas.call(third.callId, (c) => c.phase === 'connected');
  await ann.act({ kind: 'missed-seen' });
  expect((await ann.now()).agent).toMatchObject({ state: 'available', missed: null });
});

it('ends an offer of which the carrier never said a word again, after its lease', async () => {
  await ann.ready();
  await ben.ready();
  await centre.carrier.callIn(caller, line);
  const { callId, leg } = await ringingAt(ann);
  centre.carrier.telling = () => false;
  centre.later(23);
  await ben.feed();
  await centre.runner.turn();
  expect((await ann.now()).agent).toMatchObject({
    state: 'break',
    reason: null,
    missed: { callId, why: 'no-answer' },
  });
  expect(leg.status).toBe('completed');
  await ringingAt(ben);
});

it('finds out by itself that an agent answered when the carrier was not heard', async () => {
  await ann.ready();
  await centre.carrier.callIn(caller, line);
  const { callId, leg } = await ringingAt(ann);
  centre.carrier.telling = (sent) => sent.fields['StatusCallbackEvent'] !== 'participant-join';
  await centre.carrier.answer(leg);
  centre.carrier.telling = () => true;
  centre.later(23);
  await centre.runner.turn();
  await ann.call(callId, (c) => c.parties.every((party) => party.state === 'connected'));
  expect((await ann.now()).agent).toMatchObject({ state: 'on-call', missed: null });
});

it('blames no agent for a carrier that cannot ring', async () => {
  await ann.ready();
  const refuses = { path: /POST .*\/Participants\.json/, does: 'refuse' } as const;
  centre.carrier.faults = [refuses];
  await centre.carrier.callIn(caller, line);
  await centre.settled();
  expect((await ann.now()).agent).toMatchObject({ state: 'available', missed: null });
  // Silent for as long as an offer lasts.
  const silent = { path: /./, does: 'not-heard' } as const;
  centre.carrier.faults = Array.from({ length: 20 }, () => silent);
  await centre.runner.turn();
  centre.later(23);
  await ann.feed();
  await centre.runner.turn();
  expect((await ann.now()).agent).toMatchObject({ state: 'available', missed: null });
  centre.carrier.faults = [];
  centre.later(40);
  await ann.feed();
  await centre.runner.turn();
  await ringingAt(ann);
});

it('lets a caller go who hangs up in the queue or while it rings', async () => {
  const first = await centre.carrier.callIn(caller, line);
  await centre.carrier.hangUp(first);
  await ann.ready();
  expect((await ann.now()).calls).toEqual([]);
  const second = await centre.carrier.callIn(caller, line);
  const { leg } = await ringingAt(ann);
  await centre.carrier.hangUp(second);
  await wait(() => (leg.status === 'completed' ? true : null));
  const after = await ann.until((s) => s.calls.every((call) => call.phase === 'ended'));
  expect(after.agent).toMatchObject({ state: 'available', missed: null });
});

it('gives a crisis call only to a valid certificate, and tells the supervisor when nobody has one', async () => {
  await ann.ready();
  // Ben's ended in 2020.
  await ben.ready();
  await centre.carrier.callIn(caller, '+16175550101');
  const told = await sue.until((s) => s.notices.length > 0);
  expect(told.notices).toMatchObject([{ kind: 'skill-missing', queueId: 'crisis' }]);
  expect((await ann.now()).notices).toEqual([]);
  expect((await ann.now()).calls).toEqual([]);
  await cas.ready();
  await ringingAt(cas);
  expect((await ben.now()).calls).toEqual([]);
  const { id } = told.notices[0]!;
  await ann.act({ kind: 'notice-seen', noticeId: id });
  expect((await sue.now()).notices).toHaveLength(1);
  await sue.act({ kind: 'notice-seen', noticeId: id });
  expect((await sue.now()).notices).toEqual([]);
});

it('keeps the path through the menu, masks what looks like a card, and routes by what was pressed', async () => {
  await cas.ready();
  const call = await centre.carrier.callIn(caller, '+16175550102');
  await centre.carrier.press(call, '2');
  const asked = centre.carrier.sent.at(-1)!;
  // The same form again: the same words, nothing changes.
  expect(await (await centre.carrier.tell(asked.path, asked.fields)).text()).toContain('Type it.');
  await centre.carrier.press(call, '4111111111111111');
  const { callId } = await ringingAt(cas);
  const shown = await cas.call(callId);
  expect(shown.queue?.id).toBe('crisis');
  expect(shown.path[0]).toEqual({ prompt: 'Reason', typed: '2' });
  expect(shown.path).toHaveLength(2);
  expect(shown.path[1]?.typed).not.toContain('4111111111111111');
});

it('offers nothing to an agent without phone or microphone, or whose desk fell silent', async () => {
  await ann.act({ kind: 'state', wanted: { state: 'available', reason: null } });
  await ann.act({ kind: 'phone', registered: true, microphone: false });
  await centre.carrier.callIn(caller, line);
  await centre.runner.turn();
  expect((await ann.now()).calls).toEqual([]);
  centre.later(61);
  await ann.act({ kind: 'phone', registered: true, microphone: true });
  await centre.settled();
  expect(centre.carrier.ringing(/client/)).toBeNull();
  await ann.feed();
  await centre.runner.turn();
  await ringingAt(ann);
  // The phone goes while it rings: on to the next, and this agent sees why.
  await ann.act({ kind: 'phone', registered: false, microphone: false });
  expect((await ann.now()).agent.missed?.why).toBe('phone-gone');
});

it('says the place in the queue, and an estimate only when enough is known', async () => {
  await centre.carrier.callIn(caller, line);
  const second = await centre.carrier.callIn('+12125550124', line);
  const asked = centre.carrier.sent.findLast((one) => one.path.includes('/wait?'))!;
  expect(asked.fields['CallSid']).toBe(second.sid);
  const words = await (await centre.carrier.tell(asked.path, asked.fields)).text();
  expect(words).toContain('You are number 2 in line.');
  expect(words).not.toContain('estimated');
  await ann.act({ kind: 'state', wanted: { state: 'training', reason: null } });
  await centre.runner.turn();
  expect((await ann.now()).queues[0]).toMatchObject({
    id: 'general',
    waiting: 2,
    estimateSeconds: null,
    available: 0,
  });
});

it('brings a caller whose agent is lost back to the front of the queue', async () => {
  await ann.ready();
  const call = await centre.carrier.callIn(caller, line);
  const { callId, leg } = await ringingAt(ann);
  await centre.carrier.answer(leg);
  await ann.call(callId, (c) => c.parties.every((party) => party.state === 'connected'));
  await ben.ready();
  await centre.carrier.hangUp(leg);
  expect(await ann.call(callId, (c) => c.phase === 'ended')).toMatchObject({ endedBy: 'line' });
  centre.later(2);
  await centre.runner.turn();
  const again = await ringingAt(ben);
  expect(again.callId).toBe(callId);
  expect(call.status).toBe('in-progress');
  expect((await sue.now()).notices).toMatchObject([{ kind: 'call-lost', callId }]);
  await centre.carrier.answer(again.leg);
  await ben.call(callId, (c) => c.parties.filter((p) => p.state === 'connected').length === 2);
});

it('ends the call when the phone hangs up first and the agent’s word comes after', async () => {
  await ann.ready();
  const call = await centre.carrier.callIn(caller, line);
  const { callId, leg } = await ringingAt(ann);
  await centre.carrier.answer(leg);
  await ann.call(callId, (c) => c.parties.every((party) => party.state === 'connected'));
  await centre.carrier.hangUp(leg);
  await centre.settled();
  expect(call.status).toBe('in-progress');
  expect((await ann.act({ kind: 'end', callId, how: 'all' })).refused).toBeNull();
  await wait(() => (call.status === 'completed' ? true : null));
  expect(await ann.call(callId)).toMatchObject({ phase: 'ended', endedBy: 'agent' });
  centre.later(2);
  await centre.runner.turn();
  expect((await sue.now()).notices).toEqual([]);
});

it('loses nothing when its process ends in the middle', async () => {
  await ann.ready();
  const call = await centre.carrier.callIn(caller, line);
  const { callId, leg } = await ringingAt(ann);
  // Answered while nobody hears it.
  centre.carrier.telling = () => false;
  await centre.carrier.answer(leg);
  await centre.restart();
  centre.carrier.telling = () => true;
  await centre.runner.turn();
  await ann.call(callId, (c) => c.parties.every((party) => party.state === 'connected'));
  expect(call.meeting?.name).toBe(`careline-${callId}`);
  centre.carrier.telling = () => false;
  await centre.carrier.hangUp(call);
  await centre.restart();
  await centre.runner.turn();
  expect(await ann.call(callId, (c) => c.phase === 'ended')).toMatchObject({ endedBy: 'caller' });
});

it('offers many calls that come at once to three agents, one each', async () => {
  for (const seat of [ann, ben, cas]) await seat.ready();
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      centre.carrier.callIn(`+121255501${String(i).padStart(2, '0')}`, line),
    ),
  );
  await centre.settled();
  await centre.runner.turn();
  const open = await centre.pool.query(
    'select person_id from voice_offer where ended_at is null order by person_id',
  );
  expect(open.rows.map((row) => row.person_id)).toEqual(['ann', 'ben', 'cas']);
  expect((await ann.now()).queues[0]?.waiting).toBe(20);
});

it('is one call centre on any number of processes', async () => {
  const second = await centre.another();
  try {
    for (const seat of [ann, ben, cas]) await seat.ready();
    const { version } = await ann.now();
    // Ann's desk asks the second process; the call comes to the first.
    const body = JSON.stringify({ v: 2, person: 'ann', have: version, waitMs: 20_000 });
    const headers = await ann.desk.sign('POST', '/v2/telephony/feed', body);
    const news = fetch(`${second.base}/v2/telephony/feed`, {
      method: 'POST',
      body,
      headers: {
        'careline-device': headers.device ?? '',
        'careline-counter': headers.counter ?? '',
        'careline-signature': headers.signature ?? '',
      },
    }).then((answer) => answer.json() as Promise<{ snapshot: { calls: unknown[] } }>);
    await Promise.all(
      Array.from({ length: 12 }, (_, i) => centre.carrier.callIn(`+1212555020${i % 10}`, line)),
    );
    expect((await news).snapshot.calls).toHaveLength(1);
    await Promise.all([centre.runner.turn(), second.runner.turn(), second.runner.turn()]);
    const open = await centre.pool.query('select person_id from voice_offer order by person_id');
    expect(open.rows.map((row) => row.person_id)).toEqual(['ann', 'ben', 'cas']);
  } finally {
    await second.close();
  }
});

it('switches an agent off whose desk was not heard of for ten minutes', async () => {
  await ann.ready();
  centre.later(601);
  await centre.runner.turn();
  const state = await centre.pool.query(`select state from voice_agent where person_id = 'ann'`);
  expect(state.rows).toEqual([{ state: 'offline' }]);
});
