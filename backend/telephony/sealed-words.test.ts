// What callers typed and what numbers are called: read by the people in the call, in clear nowhere, gone a day after it.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { startCentre, wait, type Centre, type Seat } from '../testing/centre.ts';

const menuLine = '+16175550102';
let centre: Centre;
let ann: Seat;
beforeAll(async () => {
  centre = await startCentre(freshDatabase);
  ann = await centre.seat('ann');
});
afterEach(() => centre.clear());
afterAll(() => centre?.close());

/** Every row of calls and legs, as it stands in the database. */
const stored = async (): Promise<string> => {
  const found = await centre.pool.query(
    `select (select json_agg(c) from voice_call c)::text as calls, (select json_agg(p) from voice_party p)::text as legs`,
  );
  return JSON.stringify(found.rows);
};

it('seals what was typed and the label of a number, and forgets both with the handover', async () => {
  await ann.ready();
  const call = await centre.carrier.callIn('+12125550123', menuLine);
  await centre.carrier.press(call, '1');
  await centre.carrier.press(call, '03151961');
  const leg = await wait(() => centre.carrier.ringing(new RegExp(ann.identity)));
  await centre.carrier.answer(leg);
  const talking = await ann.until((s) =>
    s.calls.some((c) => c.phase === 'connected' && c.parties.every((p) => p.state === 'connected')),
  );
  const { callId, path } = talking.calls[0]!;
  expect(path).toEqual([
    { prompt: 'Reason', typed: '1' },
    { prompt: 'Card', typed: '03151961' },
  ]);
  expect(await stored()).not.toContain('03151961');
  const handover = {
    level: 2,
    reasonCode: null,
    patientId: null,
    summary: 'Asks for the unit.',
    openTasks: [],
  };
  const target = { kind: 'number', number: '+12125550177', label: 'Ms Quill’s daughter' } as const;
  expect((await ann.act({ kind: 'transfer', callId, how: 'warm', target, handover })).refused).toBeNull();
  const shown = await ann.call(callId);
  expect(shown.transfer?.label).toBe('Ms Quill’s daughter');
  expect(shown.parties.find((p) => p.number === '+12125550177')?.label).toBe('Ms Quill’s daughter');
  expect(await stored()).not.toContain('Quill');
  await centre.carrier.hangUp(call);
  await ann.act({ kind: 'end', callId, how: 'all' });
  await ann.call(callId, (c) => c.phase === 'ended');
  await centre.settled();
  centre.later(23 * 3600);
  await centre.runner.turn();
  expect(await stored()).toContain('keyForBackend');
  centre.later(2 * 3600);
  await centre.runner.turn();
  const left = await stored();
  expect(left).not.toContain('keyForBackend');
  expect(left).not.toContain('Reason');
});
