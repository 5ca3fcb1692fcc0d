// A consultation and the caller's consent to being recorded (C22): who is talked to apart is not with the caller.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { line, startCentre, wait, type Centre, type Seat } from '../testing/centre.ts';

let centre: Centre;
let ann: Seat;
beforeAll(async () => {
  centre = await startCentre(freshDatabase);
  ann = await centre.seat('ann');
});
afterAll(() => centre?.close());

it('keeps the caller’s yes through a consultation, and counts who was asked once all talk together', async () => {
  await ann.ready();
  await centre.carrier.callIn('+12125550123', line);
  await centre.carrier.answer(await wait(() => centre.carrier.ringing(new RegExp(ann.identity))));
  const shown = await ann.until((s) =>
    s.calls.some((c) => c.phase === 'connected' && c.parties.every((p) => p.state === 'connected')),
  );
  const callId = shown.calls[0]?.callId ?? '';
  const yes = { kind: 'consent' as const, callId, places: ['US-CA'], answer: 'yes' as const };
  expect((await ann.act(yes)).refused).toBeNull();
  const target = { kind: 'number', number: '+12125550177', label: null } as const;
  const warm = { kind: 'transfer', callId, how: 'warm', target, handover: null } as const;
  const asked = async (unasked: boolean) =>
    expect((await ann.call(callId)).consent).toMatchObject({ rule: 'all-party', answer: 'yes', unasked });
  expect((await ann.act(warm)).refused).toBeNull();
  const busy = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await asked(false);
  await centre.carrier.refuse(busy, 'busy');
  await ann.call(callId, (c) => c.transfer?.state === 'failed');
  await asked(false);

  expect((await ann.act(warm)).refused).toBeNull();
  const far = await wait(() => centre.carrier.ringing(/\+12125550177/));
  await centre.carrier.answer(far);
  await ann.call(callId, (c) => c.transfer?.state === 'consulting');
  await asked(false);
  expect((await ann.act({ kind: 'conference', callId })).refused).toBeNull();
  await asked(true);
  await centre.carrier.hangUp(far);
  await ann.call(callId, (c) => c.consent.unasked === false);
  await asked(false);
});
