// Records that are wrong, hostile or of another server's mind: nothing of them is offered, claimed or executed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOffers } from '#shared/domain/booking/find.ts';
import { noRules } from '#shared/domain/booking/visit.ts';
import { bundle, json, startTestServer, type TestServer } from '../fhir/testing.ts';
import { book } from './book.ts';
import { cancel } from './cancel.ts';
import { idIn, readAppointment } from './resource.ts';
import { findSlots } from './slots.ts';
import { patientId, testNow } from './testing.ts';
import { bookedVisits } from './visits.ts';

let server: TestServer;
const { signal } = new AbortController();
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const place = { resourceType: 'Location', id: 'l1', name: 'North\u202e clinic' };
const zoned = (valueCode: unknown) => ({
  ...place,
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/timezone', valueCode }],
});
const schedule = (more: object = {}) => ({
  resourceType: 'Schedule',
  id: 's1',
  actor: [
    { reference: 'https://ehr.example/fhir/Practitioner/p1/_history/3', display: '<b>Dr. One</b>' },
    { reference: 'Location/l1' },
  ],
  ...more,
});
const slot = (more: object = {}) => ({
  resourceType: 'Slot',
  id: 'f1',
  status: 'free',
  schedule: { reference: 'Schedule/s1' },
  start: '2026-11-24T10:00:00-05:00',
  end: '2026-11-24T10:30:00-05:00',
  ...more,
});
async function found(schedules: unknown[], slots: unknown[]) {
  server.answer((asked, res) => {
    const type = /\/(Schedule|Slot)(\/_search)?/.exec(asked.url)?.[1];
    json(res, bundle(type === 'Schedule' ? schedules : slots));
  });
  const range = { from: '2026-11-23T00:00:00.000Z', to: '2026-11-30T00:00:00.000Z', zone: 'America/Chicago' };
  const answer = await findSlots(
    server.client(),
    { kinds: [], practitionerId: null, placeId: null, ...range },
    signal,
  );
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

describe('free times of a server that is wrong', () => {
  it('are those alone that can be read, and only as far as they say', async () => {
    const { slots, unreadable } = await found([schedule(), zoned('America/Phoenix')], [slot()]);
    expect(unreadable).toBe(0);
    expect(slots).toMatchObject([
      {
        id: 'f1',
        start: '2026-11-24T15:00:00.000Z',
        practitionerId: 'p1',
        place: 'North clinic',
        zone: 'America/Phoenix',
        zoneAssumed: false,
      },
    ]);
    for (const zone of [7, 'Mars/Olympus', '../../etc', undefined]) {
      const other = await found([schedule(), zoned(zone)], [slot()]);
      expect(other.slots[0]).toMatchObject({ zone: 'America/Chicago', zoneAssumed: true });
    }
  });

  it.each<[string, object, number]>([
    ['taken', { status: 'busy' }, 0],
    ['of another schedule', { schedule: { reference: 'Schedule/other' } }, 0],
    ['of another month', { start: '2027-11-24T10:00:00Z', end: '2027-11-24T10:30:00Z' }, 0],
    ['without a zone in its time', { start: '2026-11-24' }, 1],
    ['at no time', { start: 'soon' }, 1],
    ['with a number for a time', { start: 17 }, 1],
    ['without a schedule', { schedule: null }, 1],
    ['with an id that is a path', { id: '../../admin' }, 1],
    ['with no status', { status: undefined }, 1],
  ])('leave out a slot %s', async (_, more, unreadable) => {
    const value = await found([schedule()], [slot(more), slot({ id: 'good' })]);
    expect([value.slots.map((s) => s.id), value.unreadable]).toEqual([['good'], unreadable]);
  });

  it('leave out schedules that are closed or can’t be read', async () => {
    expect((await found([schedule({ active: false })], [slot()])).slots).toEqual([]);
    expect(await found([schedule({ actor: 'nobody' })], [slot()])).toMatchObject({
      slots: [],
      unreadable: 1,
    });
  });

  it('never last backwards', async () => {
    const { slots } = await found([schedule()], [slot({ end: '2026-11-24T09:00:00-05:00' })]);
    const wish = {
      kinds: [],
      minutes: 30,
      practitionerId: null,
      placeId: null,
      from: '2026-11-01',
      to: '2026-12-01',
      part: 'any',
      weekdays: [],
    } as const;
    expect(findOffers(slots, wish, testNow)).toEqual([]);
  });
});

describe('appointments that are no such thing', () => {
  it.each<[unknown]>([
    [null],
    ['Appointment'],
    [{ resourceType: 'Patient', id: 'x', status: 'booked', participant: [] }],
    [{ resourceType: 'Appointment', id: '../x', status: 'booked', participant: [] }],
    [{ resourceType: 'Appointment', id: 'x', status: 1, participant: [] }],
    [{ resourceType: 'Appointment', id: 'x', status: 'booked', participant: {} }],
    [{ resourceType: 'Appointment', id: 'x', status: 'booked', participant: [{ actor: { reference: 5 } }] }],
  ])('are not read: %j', (raw) => {
    expect(readAppointment(raw)).toBeNull();
  });

  it('whose references are of another type or shape name nobody', () => {
    expect(idIn('Patient/p1', 'Practitioner')).toBeNull();
    expect(idIn('NotAPatient/p1', 'Patient')).toBeNull();
    expect(idIn('Patient/p1?x=1', 'Patient')).toBeNull();
    expect(idIn('https://ehr.example/fhir/Patient/p1/_history/2', 'Patient')).toBe('p1');
  });

  it('count as unreadable beside the good ones; another patient’s are not shown', async () => {
    const visit = (id: unknown, who = patientId, more: object = {}) => ({
      resourceType: 'Appointment',
      id,
      status: 'booked',
      start: '2026-11-24T15:00:00Z',
      description: '<img src=x onerror=alert(1)>',
      participant: [{ actor: { reference: `Patient/${who}` } }],
      ...more,
    });
    server.answer((_asked, res) =>
      json(
        res,
        bundle([
          visit('a'),
          visit('b', 'somebody-else'),
          visit({}),
          visit('c', patientId, { status: 'cancelled' }),
          visit('d', patientId, { start: '2020-01-01T00:00:00Z' }),
        ]),
      ),
    );
    const answer = await bookedVisits(server.client(), patientId, noRules, testNow, signal);
    expect(answer).toMatchObject({ ok: true, value: { unreadable: 1, visits: [{ id: 'a', kindId: null }] } });
  });
});

describe('a server that answers something else', () => {
  const offer = {
    slotIds: ['f1'],
    start: '2026-11-24T15:00:00.000Z',
    end: '2026-11-24T15:30:00.000Z',
    practitionerId: null,
    practitioner: null,
    placeId: null,
    place: null,
    zone: 'UTC',
    zoneAssumed: false,
  };
  const booking = {
    bookingId: '0193f3a0-0000-7000-8000-000000000099',
    patientId,
    offer,
    kind: null,
    replaces: null,
  };
  const visit = { visitId: 'v1', patientId, start: offer.start, reason: 'other', note: '' } as const;

  it.each<[string, number, string]>([
    ['a log-in page', 200, '<html>Sign in</html>'],
    ['nothing', 200, ''],
    ['a list', 200, '[]'],
    ['half of it', 200, '{"resourceType":"Appoint'],
  ])('with %s never counts as booked or cancelled', async (_, status, body) => {
    server.answer((_asked, res) => {
      res.writeHead(status, { 'content-type': body.startsWith('<') ? 'text/html' : 'application/fhir+json' });
      res.end(body);
    });
    const made = await book(server.client(), booking, testNow, signal);
    expect(['offline', 'refused', 'unconfirmed']).toContain(made.kind);
    const ended = await cancel(server.client(), visit, signal);
    expect(['offline', 'refused', 'unconfirmed']).toContain(ended.kind);
  });

  it('with half of its answer to a booking may have taken it', async () => {
    server.answer((asked, res) => {
      if (asked.method === 'GET') json(res, slot());
      else if (asked.url.includes('_search')) json(res, bundle([]));
      else json(res, '{"resourceType":"Appoint', 201);
    });
    expect(await book(server.client(), booking, testNow, signal)).toEqual({ kind: 'offline', perhaps: true });
  });

  it('that says "created" of a visit for somebody else `differs`', async () => {
    const other = {
      resourceType: 'Appointment',
      id: 'v9',
      status: 'booked',
      start: offer.start,
      end: offer.end,
      participant: [{ actor: { reference: 'Patient/somebody-else' } }],
    };
    server.answer((asked, res) => {
      if (asked.url.includes('/Slot')) json(res, slot());
      else if (asked.url.includes('_search')) json(res, bundle([]));
      else json(res, other, asked.method === 'POST' ? 201 : 200, { etag: 'W/"1"' });
    });
    const made = await book(server.client(), booking, testNow, signal);
    expect(made).toMatchObject({ kind: 'differs', differences: ['patient'] });
    expect(await cancel(server.client(), { ...visit, visitId: 'v9' }, signal)).toEqual({
      kind: 'refused',
      code: 'not-found',
    });
    expect(server.asked.some((a) => a.method === 'PUT')).toBe(false);
  });
});
