// Booking at the sample EHR: slots that are the same at every start, taken once, given back, and what is refused.
import type { Appointment, Bundle, Location, OperationOutcome, Schedule, Slot } from '@medplum/fhirtypes';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadRecords } from './load.ts';
import { makeSchedules } from './schedules.ts';
import { startEhr, type Ehr } from './server.ts';
import { asker, type Ask } from './testing.ts';

const now = '2026-11-22T03:00:00.000Z';
let ehr: Ehr;
let ask: Ask;

beforeAll(async () => {
  ehr = await startEhr({ port: 0, now, admin: true });
  ask = asker(ehr);
});
afterAll(() => ehr.close());
beforeEach(async () => {
  await ask('PUT', `${ehr.adminUrl}/behaviour`, {});
});

const search = async <T>(query: string): Promise<T[]> => {
  const { status, body } = await ask<Bundle>('GET', `/${query}`);
  expect([query, status]).toEqual([query, 200]);
  return (body.entry ?? []).map((e) => e.resource as T);
};
const free = (more = ''): Promise<Slot[]> =>
  search<Slot>(`Slot?status=free&start=ge2026-11-23&_sort=start&_count=5${more}`);
const booking = (slot: Slot, more: object = {}): object => ({
  resourceType: 'Appointment',
  status: 'booked',
  start: slot.start,
  end: slot.end,
  slot: [{ reference: `Slot/${slot.id}` }],
  participant: [{ actor: { display: 'Somebody' }, status: 'accepted' }],
  ...more,
});

describe('slots', () => {
  it('are free in working hours by the clock on the wall of the clinic, in more than one zone', async () => {
    const schedules = await search<Schedule>('Schedule?active=true&_count=50');
    expect(schedules.length).toBeGreaterThan(5);
    const zones = new Set<string>();
    for (const s of schedules) {
      const place = s.actor.find((a) => a.reference?.startsWith('Location/'))?.reference;
      const { body } = await ask<Location>('GET', `/${place}`);
      zones.add(body.extension?.[0]?.valueCode ?? 'none');
      const slots = await search<Slot>(`Slot?schedule=Schedule/${s.id}&_count=400&start=lt2026-11-28`);
      expect(new Set(slots.map((x) => x.status))).toEqual(new Set(['free', 'busy']));
      for (const slot of slots) {
        expect(slot.start.slice(11, 16) >= '08:30' && slot.end.slice(11, 16) <= '17:00').toBe(true);
        expect(new Date(slot.start.slice(0, 10)).getUTCDay() % 6).not.toBe(0);
      }
    }
    expect([...zones].toSorted()).toEqual(['America/Chicago', 'America/New_York', 'America/Phoenix']);
  });

  it('are busy where a visit is booked', async () => {
    const [visit] = await search<Appointment>('Appointment?status=booked&date=ge2026-11-23&_sort=date');
    const who = visit?.participant.find((p) => p.actor?.reference?.startsWith('Practitioner/'))?.actor;
    const [schedule] = await search<Schedule>(`Schedule?actor=${who?.reference}`);
    if (!schedule) return;
    const slots = await search<Slot>(`Slot?schedule=${schedule.id}&start=ge2026-11-23&_count=1000`);
    const inside = slots.filter((s) => s.start < (visit?.end ?? '') && (visit?.start ?? '') < s.end);
    for (const slot of inside) expect(slot.status).toBe('busy');
  });

  it('are found by kind, by person and by place, and come with what they refer to', async () => {
    const lab = await free('&service-type=urn:example:visit-kind|lab');
    expect(Date.parse(lab[0]?.end ?? '') - Date.parse(lab[0]?.start ?? '')).toBe(15 * 60_000);
    const [schedule] = await search<Schedule>('Schedule?service-type=lab');
    const who = schedule?.actor[0]?.reference;
    const his = await free(`&schedule.actor=${who}`);
    expect(new Set(his.map((s) => s.schedule.reference))).toEqual(new Set([`Schedule/${schedule?.id}`]));
    const all = await search<{ resourceType: string }>(
      `Slot?status=free&_count=1&_include=Slot:schedule&_include:iterate=Schedule:actor`,
    );
    expect(new Set(all.map((r) => r.resourceType))).toEqual(
      new Set(['Slot', 'Schedule', 'Practitioner', 'Location']),
    );
  });

  it('are the same at every start, and others on another day', async () => {
    const records = await loadRecords(now);
    const made = JSON.stringify(makeSchedules(records, now));
    expect(JSON.stringify(makeSchedules(records, now))).toBe(made);
    expect(JSON.stringify(makeSchedules(records, '2026-11-29T03:00:00.000Z'))).not.toBe(made);
  });
});

describe('a visit', () => {
  it('takes its slot once; a cancellation gives it back', async () => {
    const [slot] = (await free()) as [Slot];
    const first = await ask<Appointment>('POST', '/Appointment', booking(slot));
    expect(first.status).toBe(201);
    expect((await ask<Slot>('GET', `/Slot/${slot.id}`)).body.status).toBe('busy');
    const second = await ask<OperationOutcome>('POST', '/Appointment', booking(slot));
    expect([second.status, second.body.issue?.[0]?.code]).toEqual([409, 'conflict']);
    const etag = first.headers.get('etag') ?? '';
    const stale = await ask('PUT', `/Appointment/${first.body.id}`, first.body, { 'if-match': 'W/"old"' });
    expect(stale.status).toBe(412);
    const cancelled = { ...first.body, status: 'cancelled' };
    const done = await ask('PUT', `/Appointment/${first.body.id}`, cancelled, { 'if-match': etag });
    expect(done.status).toBe(200);
    expect((await ask<Slot>('GET', `/Slot/${slot.id}`)).body.status).toBe('free');
    expect((await ask('POST', '/Appointment', booking(slot))).status).toBe(201);
  });

  it('is made once for a repeated If-None-Exist, though its slot is taken by then', async () => {
    const [slot] = (await free()) as [Slot];
    const mine = booking(slot, { identifier: [{ system: 'urn:test', value: 'replay' }] });
    const header = { 'if-none-exist': 'identifier=urn:test|replay' };
    const first = await ask<Appointment>('POST', '/Appointment', mine, header);
    const again = await ask<Appointment>('POST', '/Appointment', mine, header);
    expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id]);
  });

  it('is refused with what is wrong: 422, and nothing is taken', async () => {
    const [slot] = (await free()) as [Slot];
    const bad: [object, string][] = [
      [booking(slot, { status: undefined }), 'Appointment.status'],
      [booking(slot, { status: 'perhaps' }), 'Appointment.status'],
      [booking(slot, { colour: 'red' }), 'Appointment.colour'],
      [booking(slot, { start: 'tomorrow' }), 'Appointment.start'],
      [booking(slot, { slot: [{ reference: 'Slot/nowhere' }] }), 'Appointment.slot'],
      [booking(slot, { end: '2030-01-01T00:00:00Z' }), 'Appointment.start'],
    ];
    for (const [body, where] of bad) {
      const answer = await ask<OperationOutcome>('POST', '/Appointment', body);
      expect([where, answer.status]).toEqual([where, 422]);
      expect(answer.body.issue?.flatMap((i) => i.expression ?? [])).toContain(where);
      expect(JSON.stringify(answer.body)).not.toContain('fhirpath');
    }
    expect((await ask<Slot>('GET', `/Slot/${slot.id}`)).body.status).toBe('free');
    await ask('PUT', `${ehr.adminUrl}/behaviour`, { validation: false });
    expect((await ask('POST', '/Appointment', { ...booking(slot), colour: 'red' })).status).toBe(201);
  });

  it('that was deleted is gone, its slot free', async () => {
    const [slot] = (await free()) as [Slot];
    const { body } = await ask<Appointment>('POST', '/Appointment', booking(slot));
    await ask('DELETE', `/Appointment/${body.id}`);
    expect((await ask('GET', `/Appointment/${body.id}`)).status).toBe(410);
    expect((await ask('GET', '/Appointment/never-was')).status).toBe(404);
    expect((await ask<Slot>('GET', `/Slot/${slot.id}`)).body.status).toBe('free');
  });

  it('that only one of two at the same moment gets', async () => {
    const [slot] = (await free()) as [Slot];
    const both = await Promise.all([1, 2].map(() => ask('POST', '/Appointment', booking(slot))));
    expect(both.map((a) => a.status).toSorted()).toEqual([201, 409]);
  });

  it('can be made without the client hearing of it', async () => {
    const [slot] = (await free()) as [Slot];
    const path = '^POST /fhir/Appointment$';
    await ask('POST', `${ehr.adminUrl}/fault`, { path, cut: 'after' });
    await expect(ask('POST', '/Appointment', booking(slot))).rejects.toThrow();
    expect((await ask<Slot>('GET', `/Slot/${slot.id}`)).body.status).toBe('busy');
    await ask('POST', `${ehr.adminUrl}/fault`, { path, cut: 'before' });
    const [next] = (await free()) as [Slot];
    await expect(ask('POST', '/Appointment', booking(next))).rejects.toThrow();
    expect((await ask<Slot>('GET', `/Slot/${next.id}`)).body.status).toBe('free');
  });
});
