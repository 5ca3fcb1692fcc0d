// Who is offered first when one agent answers several queues, what those who wait are told of it, and what a caller who is handed
// on brings along.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { line, startCentre, wait, type Centre, type Seat } from '../testing/centre.ts';

const menuLine = '+16175550102';
const crisisLine = '+16175550101';
const [first, second, third] = ['+12125550123', '+12125550124', '+12125550125'] as const;
let centre: Centre;
let ann: Seat;
beforeAll(async () => {
  centre = await startCentre(freshDatabase, {
    queues: [
      { id: 'general', label: 'General' },
      { id: 'oncology', label: 'Oncology' },
      { id: 'crisis', label: 'Crisis', skill: 'crisis' },
    ],
    lines: [
      { number: line, accountId: 'harbor', label: 'Harbor', queueId: 'general' },
      { number: crisisLine, accountId: 'harbor', label: 'Crisis', queueId: 'crisis' },
      {
        number: menuLine,
        accountId: 'harbor',
        label: 'Menu',
        queueId: 'oncology',
        menu: [{ prompt: 'Reason', say: 'Press 1.', digits: 1, queues: {} }],
      },
    ],
  });
  ann = await centre.seat('ann');
});
afterEach(() => centre.clear());
afterAll(() => centre?.close());

async function offered() {
  const shown = await ann.until((s) => s.calls.some((call) => call.phase === 'offered'));
  const call = shown.calls.find((one) => one.phase === 'offered')!;
  return { number: call.number, callId: call.callId };
}
/** What this caller hears the next time that the music ends. */
async function heard(callSid: string): Promise<string> {
  const asked = await wait(
    () =>
      centre.carrier.sent.findLast(
        (one) => one.path.includes('/wait?') && one.fields['CallSid'] === callSid,
      ) ?? null,
  );
  return (await centre.carrier.tell(asked.path, asked.fields)).text();
}

it('offers who called first, although a menu kept them from the queue meanwhile', async () => {
  const one = await centre.carrier.callIn(first, menuLine);
  const two = await centre.carrier.callIn(second, line);
  await heard(two.sid);
  await centre.carrier.press(one, '1');
  expect(await heard(one.sid)).toContain('You are next.');
  await ann.ready();
  expect(await offered()).toMatchObject({ number: first });
});

it('says "next" to nobody while another queue of the same agents is served before', async () => {
  const one = await centre.carrier.callIn(first, line);
  const two = await centre.carrier.callIn(second, menuLine);
  await centre.carrier.press(two, '1');
  expect(await heard(one.sid)).toContain('You are next.');
  expect(await heard(two.sid)).toContain('You are number 2 in line.');
});

it('keeps the place of a caller whose offer was missed, and serves the others after them in order', async () => {
  await ann.ready();
  const one = await centre.carrier.callIn(first, line);
  expect(await offered()).toMatchObject({ number: first });
  const two = await centre.carrier.callIn(second, menuLine);
  await centre.carrier.press(two, '1');
  await heard(two.sid);
  const three = await centre.carrier.callIn(third, line);
  await heard(three.sid);
  const { callId } = await offered();
  await ann.act({ kind: 'decline', callId });
  await centre.settled();
  expect((await ann.now()).went).toEqual([{ callId, now: 'queued', place: 1 }]);
  await ann.act({ kind: 'missed-seen' });
  expect(await offered()).toMatchObject({ number: first });
  await centre.carrier.hangUp(one);
  await centre.settled();
  await ann.act({ kind: 'state', wanted: { state: 'available', reason: null } });
  expect(await offered()).toMatchObject({ number: second });
});

it('tells no place to who waits for a certificate that nobody at work has', async () => {
  await ann.ready();
  const one = await centre.carrier.callIn(first, crisisLine);
  const words = await heard(one.sid);
  expect(words).not.toContain('You are');
  const { queues, agent } = await ann.now();
  expect(agent.skills).not.toContain('crisis');
  expect(queues.find((queue) => queue.id === 'crisis')).toMatchObject({ waiting: 1, skill: 'crisis' });
});

it('hands a transfer on without the card number that is in it, whatever the desk did', async () => {
  await ann.ready();
  const one = await centre.carrier.callIn(first, line);
  const { callId } = await offered();
  const leg = await wait(() => centre.carrier.ringing(new RegExp(ann.identity)));
  await centre.carrier.answer(leg);
  await ann.call(callId, (c) => c.parties.every((party) => party.state === 'connected'));
  const cas = await centre.seat('cas');
  await cas.ready();
  const handover = {
    level: 1,
    reasonCode: null,
    patientId: null,
    summary: 'card 4111 1111 1111 1111',
    openTasks: ['charge 4111111111111111'],
  };
  const target = { kind: 'agent' as const, personId: 'cas' };
  expect((await ann.act({ kind: 'transfer', callId, how: 'blind', target, handover })).refused).toBeNull();
  const read = await cas.call(callId, (c) => c.handover !== null);
  expect(JSON.stringify(read.handover)).not.toMatch(/4111 ?1111/);
  expect(read.handover?.summary).toContain('1111');
  await centre.carrier.hangUp(one);
});

it('offers nothing within the breath after a missed call and after a wrap-up, unless it is ended', async () => {
  const other = await startCentre(freshDatabase, { breathSeconds: 3 });
  try {
    const seat = await other.seat('ann');
    const rings = () => other.carrier.ringing(new RegExp(seat.identity));
    /** Everything that is due has been looked at. */
    const looked = async () => {
      await other.runner.turn();
      await other.settled();
    };
    await seat.ready();
    await other.carrier.callIn(first, line);
    const { callId } = (await seat.until((s) => s.calls.some((c) => c.phase === 'offered'))).calls[0]!;
    await seat.act({ kind: 'decline', callId });
    await wait(() => (rings() === null ? true : null));
    await seat.act({ kind: 'missed-seen' });
    await looked();
    const now = await seat.now();
    expect(now.agent.state).toBe('available');
    expect(Date.parse(now.agent.readyAt ?? '') - Date.parse(now.agent.since)).toBe(3000);
    expect(now.queues.find((q) => q.id === 'general')?.available).toBe(0);
    expect(rings()).toBeNull();
    other.later(3);
    await looked();
    const leg = await wait(rings);
    await other.carrier.answer(leg);
    await seat.call(callId, (c) => c.phase === 'connected');
    await seat.act({ kind: 'end', callId, how: 'all' });
    await other.carrier.callIn(second, line);
    await seat.act({ kind: 'wrapped-up', callId, disposition: 'handled', reasonCode: null });
    await looked();
    expect(rings()).toBeNull();
    // Ready at once.
    await seat.act({ kind: 'state', wanted: { state: 'available', reason: null } });
    await wait(rings);
  } finally {
    await other.close();
  }
});

it('offers after a breath also when the clock was set back in it', async () => {
  const other = await startCentre(freshDatabase, { breathSeconds: 3 });
  try {
    const seat = await other.seat('ann');
    other.later(3600);
    await seat.ready();
    await other.carrier.callIn(first, line);
    const { callId } = (await seat.until((s) => s.calls.some((c) => c.phase === 'offered'))).calls[0]!;
    await seat.act({ kind: 'decline', callId });
    await seat.act({ kind: 'missed-seen' });
    expect((await seat.now()).agent.readyAt).not.toBeNull();
    expect(other.carrier.ringing(new RegExp(seat.identity))).toBeNull();
    other.later(-3590);
    await seat.feed();
    await other.runner.turn();
    await wait(() => other.carrier.ringing(new RegExp(seat.identity)));
  } finally {
    await other.close();
  }
});
