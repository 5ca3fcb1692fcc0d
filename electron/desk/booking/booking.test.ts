// Booking, moving and cancelling against the real sample EHR: what the desk says was done is what the record holds, also
// when answers are lost, slots are taken, or somebody else writes.
import type { Appointment, Bundle, Slot } from '@medplum/fhirtypes';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import { account } from '#shared/domain/accounts/account.ts';
import { conflictsWith } from '#shared/domain/booking/conflicts.ts';
import type { Offer } from '#shared/domain/booking/find.ts';
import { book } from './book.ts';
import { cancel, type Cancelling } from './cancel.ts';
import { moveVisit } from './move.ts';
import { otherPatient, patientId, type Rig, rigAt, testNow } from './testing.ts';
import { findSlots } from './slots.ts';
import { bookedVisits } from './visits.ts';

let ehr: Ehr;
let rig: Rig;
beforeAll(async () => {
  ehr = await startEhr({ port: 0, now: testNow, admin: true });
  rig = await rigAt(ehr);
});
afterAll(() => ehr.close());
beforeEach(async () => {
  await rig.admin('DELETE', 'fault');
  await rig.admin('PUT', 'behaviour', {});
});

const offer = (): Offer => rig.offer();
const count = async (bookingId: string): Promise<number | undefined> =>
  (await rig.raw<Bundle>(`Appointment?identifier=urn:careline:booking|${bookingId}`)).total;
const slotOf = (o: Offer): Promise<Slot> => rig.raw<Slot>(`Slot/${o.slotIds[0]}`);
const cancelling = (visitId: string, start: string | null, more: Partial<Cancelling> = {}): Cancelling => ({
  visitId,
  patientId,
  start,
  reason: 'transport',
  note: '',
  ...more,
});
async function booked(): Promise<{ id: string; start: string; offer: Offer }> {
  const o = offer();
  const done = await book(rig.client(), rig.booking(o), testNow, rig.signal);
  if (done.kind !== 'booked') throw new Error(done.kind);
  return { id: done.held.id, start: o.start, offer: o };
}
const rules = account.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../data/accounts/riverside.json'), 'utf8')),
).booking;
const post = '^POST /fhir/Appointment$';

describe('free times', () => {
  it('of every kind that the account knows are there', async () => {
    for (const kind of rules.kinds) {
      const tokens = kind.codes.map((c) => `${c.system}|${c.code}`);
      expect(rig.free(tokens, kind.minutes)).toBeGreaterThan(0);
    }
  });

  it('come with who, where and the clinic’s own zone; kinds and places are heeded', async () => {
    const range = {
      from: '2026-11-23T00:00:00.000Z',
      to: '2026-11-25T00:00:00.000Z',
      zone: 'America/New_York',
    };
    const ask = (more: object) =>
      findSlots(
        rig.client(),
        { kinds: [], practitionerId: null, placeId: null, ...range, ...more },
        rig.signal,
      );
    const all = await ask({});
    const slots = all.ok ? all.value.slots : [];
    expect(all).toMatchObject({ ok: true, value: { unreadable: 0, more: false } });
    expect(new Set(slots.map((s) => s.zone)).size).toBe(3);
    for (const s of slots)
      expect([s.zoneAssumed, s.start >= range.from && s.start < range.to]).toEqual([false, true]);
    const west = slots.find((s) => s.zone === 'America/Phoenix');
    const there = await ask({ placeId: west?.placeId });
    expect(new Set(there.ok ? there.value.slots.map((s) => s.practitioner) : [])).toEqual(
      new Set(['Dr. Mateo Iglesias']),
    );
    const lab = await ask({ kinds: ['urn:example:visit-kind|lab'] });
    const labs = lab.ok ? lab.value.slots : [];
    expect(labs.length).toBeGreaterThan(0);
    for (const s of labs) expect(Date.parse(s.end) - Date.parse(s.start)).toBe(900_000);
    expect(await ask({ practitionerId: 'nobody' })).toMatchObject({ ok: true, value: { slots: [] } });
    expect(await ask({ zone: 'Mars/Olympus' })).toMatchObject({ ok: false, code: 'invalid-input' });
  });

  it('say so when the server has none, or is away', async () => {
    const search = {
      kinds: [],
      practitionerId: null,
      placeId: null,
      zone: 'UTC',
      from: testNow,
      to: testNow,
    };
    await rig.fault({ path: 'Schedule', status: 404, times: 0 });
    expect(await findSlots(rig.client(), search, rig.signal)).toMatchObject({
      ok: false,
      code: 'ehr-unsupported',
    });
    await rig.admin('DELETE', 'fault');
    await rig.fault({ path: '.', cut: 'before', times: 0 });
    expect(await findSlots(rig.client(), search, rig.signal)).toMatchObject({
      ok: false,
      code: 'ehr-offline',
    });
  });
});

describe('booking', () => {
  it('is read back from the record, which holds slot, people and place', async () => {
    const o = rig.offer(['urn:example:visit-kind|physical'], 60);
    expect(o.slotIds).toHaveLength(2);
    const kind = rules.kinds.find((k) => k.id === 'physical') ?? null;
    const done = await book(rig.client(), rig.booking(o, { kind }), testNow, rig.signal);
    expect(done).toMatchObject({
      kind: 'booked',
      pending: false,
      held: { start: o.start, end: o.end, patientId },
    });
    for (const id of o.slotIds) expect((await rig.raw<Slot>(`Slot/${id}`)).status).toBe('busy');
    const id = done.kind === 'booked' ? done.held.id : '';
    expect((await rig.raw<Appointment>(`Appointment/${id}`)).serviceType?.[0]?.text).toBe('Annual physical');
    const visits = await bookedVisits(rig.client(), patientId, rules, testNow, rig.signal);
    const mine = visits.ok ? visits.value.visits.find((v) => v.id === id) : undefined;
    expect(mine).toMatchObject({
      kindId: 'physical',
      practitioner: o.practitioner,
      place: o.place,
      bring: null,
    });
    const again = { start: o.start, end: o.end, placeId: o.placeId, kindId: 'physical' };
    expect(conflictsWith(again, mine ? [mine] : [], testNow)).toEqual([{ kind: 'overlap', visitId: id }]);
  });

  it('sent again makes no second one', async () => {
    const b = rig.booking(offer());
    const first = await book(rig.client(), b, testNow, rig.signal);
    expect(await book(rig.client(), b, testNow, rig.signal)).toEqual(first);
    expect(await count(b.bookingId)).toBe(1);
  });

  it('of a time that somebody else has is `taken`, before and in the moment of writing', async () => {
    const { offer: gone } = await booked();
    expect(await book(rig.client(), rig.booking(gone), testNow, rig.signal)).toEqual({ kind: 'taken' });
    const o = offer();
    const two = [rig.booking(o), rig.booking(o, { patientId: otherPatient })];
    const both = await Promise.all(two.map((b) => book(rig.client(), b, testNow, rig.signal)));
    expect(both.map((x) => x.kind).toSorted()).toEqual(['booked', 'taken']);
    const late = offer();
    await rig.fault({ path: post, status: 409 });
    expect(await book(rig.client(), rig.booking(late), testNow, rig.signal)).toEqual({ kind: 'taken' });
    expect((await slotOf(late)).status).toBe('free');
  });

  it('whose answer is lost is found again and counts once', async () => {
    for (const cut of ['after', 'middle']) {
      const b = rig.booking(offer());
      await rig.fault({ path: post, cut });
      expect(await book(rig.client(), b, testNow, rig.signal)).toMatchObject({ kind: 'booked' });
      expect(await count(b.bookingId)).toBe(1);
    }
  });

  it('that never arrived is told apart from one that may have', async () => {
    const b = rig.booking(offer());
    await rig.fault({ path: post, cut: 'before', times: 0 });
    expect(await book(rig.client(), b, testNow, rig.signal)).toEqual({
      kind: 'offline',
      perhaps: true,
    });
    await rig.fault({ path: '.', cut: 'before', times: 0 });
    expect((await book(rig.client(), b, testNow, rig.signal)).kind).toBe('offline');
    await rig.admin('DELETE', 'fault');
    expect(await book(rig.client(), b, testNow, rig.signal)).toMatchObject({ kind: 'booked' });
    expect(await count(b.bookingId)).toBe(1);
  });

  it('that can’t be read back is not called done, and is found by sending it again', async () => {
    const b = rig.booking(offer());
    await rig.fault({ path: '^GET /fhir/Appointment/', cut: 'before', times: 0 });
    const open = await book(rig.client(), b, testNow, rig.signal);
    expect(open).toMatchObject({ kind: 'unconfirmed', code: 'ehr-offline' });
    await rig.admin('DELETE', 'fault');
    expect(await book(rig.client(), b, testNow, rig.signal)).toMatchObject({ kind: 'booked' });
    expect(await count(b.bookingId)).toBe(1);
  });

  it('that the record holds otherwise `differs`, by name', async () => {
    const b = rig.booking(offer());
    const other = '2026-12-24T12:34:00.000Z';
    const changed = {
      resourceType: 'Appointment',
      id: 'x',
      status: 'pending',
      start: other,
      participant: [],
    };
    await rig.fault({ path: '^GET /fhir/Appointment/', status: 200, body: JSON.stringify(changed) });
    // The client takes no other resource for the one that it asked for.
    expect(await book(rig.client(), b, testNow, rig.signal)).toMatchObject({
      kind: 'unconfirmed',
      code: 'ehr-unreadable',
    });
    const { id } = (await rig.raw<Bundle<Appointment>>(`Appointment?identifier=${b.bookingId}`)).entry?.[0]
      ?.resource ?? { id: '' };
    await rig.fault({
      path: '^GET /fhir/Appointment/',
      status: 200,
      body: JSON.stringify({ ...changed, id }),
    });
    expect(await book(rig.client(), b, testNow, rig.signal)).toMatchObject({
      kind: 'differs',
      differences: ['patient', 'start', 'end', 'practitioner', 'place'],
    });
  });

  it('beside another one in the same slot is `doubled`, where the record does not guard its slots', async () => {
    await rig.admin('PUT', 'behaviour', { guardsSlots: false });
    const o = offer();
    const first = await book(rig.client(), rig.booking(o, { patientId: otherPatient }), testNow, rig.signal);
    const id = first.kind === 'booked' ? first.held.id : '';
    const second = await book(rig.client(), rig.booking(o), testNow, rig.signal);
    expect(second).toMatchObject({ kind: 'doubled', others: [id], held: { patientId } });
  });

  it('of a slot that is gone is `taken`', async () => {
    const gone = { ...offer(), slotIds: ['never-was'] };
    expect(await book(rig.client(), rig.booking(gone), testNow, rig.signal)).toEqual({ kind: 'taken' });
  });

  it('is `refused` when the record says no, and nothing is held', async () => {
    for (const [status, code] of [
      [403, 'ehr-refused'],
      [422, 'ehr-invalid'],
      [501, 'ehr-unsupported'],
    ] as const) {
      const o = offer();
      await rig.fault({ path: post, status });
      expect(await book(rig.client(), rig.booking(o), testNow, rig.signal)).toEqual({
        kind: 'refused',
        code,
      });
      expect((await slotOf(o)).status).toBe('free');
    }
  });

  it('goes on over a short 401 and 429, and counts once where If-None-Exist is ignored', async () => {
    await rig.admin('PUT', 'behaviour', { conditionalCreate: false });
    for (const fault of [{ status: 401 }, { status: 429, retryAfter: 0 }, { cut: 'after' }]) {
      const b = rig.booking(offer());
      await rig.fault({ path: post, ...fault });
      const first = await book(rig.client(), b, testNow, rig.signal);
      const done = first.kind === 'booked' ? first : await book(rig.client(), b, testNow, rig.signal);
      expect(done).toMatchObject({ kind: 'booked' });
      expect(await count(b.bookingId)).toBe(1);
    }
  });
});

describe('cancelling', () => {
  it('is read back; the slot is free again; a second time says that it was done', async () => {
    const { id, start, offer: o } = await booked();
    const c = cancelling(id, start, { note: 'No car today.' });
    expect(await cancel(rig.client(), c, rig.signal)).toMatchObject({ kind: 'cancelled', already: false });
    const held = await rig.raw<Appointment>(`Appointment/${id}`);
    expect([held.status, held.cancelationReason?.coding?.[0]?.code, held.comment]).toEqual([
      'cancelled',
      'pat-lt',
      'No car today.',
    ]);
    expect((await slotOf(o)).status).toBe('free');
    expect(await cancel(rig.client(), c, rig.signal)).toMatchObject({ kind: 'cancelled', already: true });
  });

  it('touches nobody else’s visit, and none that was changed meanwhile', async () => {
    const { id, start } = await booked();
    const foreign = cancelling(id, start, { patientId: otherPatient });
    expect(await cancel(rig.client(), foreign, rig.signal)).toEqual({ kind: 'refused', code: 'not-found' });
    expect(await cancel(rig.client(), cancelling(id, testNow), rig.signal)).toMatchObject({
      kind: 'changed',
    });
    await rig.fault({ path: '^PUT /fhir/Appointment/', status: 412 });
    expect(await cancel(rig.client(), cancelling(id, start), rig.signal)).toMatchObject({ kind: 'changed' });
    expect((await rig.raw<Appointment>(`Appointment/${id}`)).status).toBe('booked');
    expect(await cancel(rig.client(), cancelling('never-was', start), rig.signal)).toEqual({
      kind: 'refused',
      code: 'not-found',
    });
  });

  it('whose answer is lost is looked up; what never arrived is not called done', async () => {
    const a = await booked();
    await rig.fault({ path: '^PUT /fhir/Appointment/', cut: 'after' });
    expect(await cancel(rig.client(), cancelling(a.id, a.start), rig.signal)).toMatchObject({
      kind: 'cancelled',
    });
    const b = await booked();
    await rig.fault({ path: '^PUT /fhir/Appointment/', cut: 'before', times: 0 });
    expect(await cancel(rig.client(), cancelling(b.id, b.start), rig.signal)).toMatchObject({
      kind: 'offline',
      perhaps: true,
    });
    expect((await rig.raw<Appointment>(`Appointment/${b.id}`)).status).toBe('booked');
  });
});

describe('moving', () => {
  const moving = (id: string, start: string, o: Offer) => ({
    booking: rig.booking(o),
    old: cancelling(id, start),
  });

  it('books the new time, links it to the old one, then cancels that', async () => {
    const old = await booked();
    const done = await moveVisit(rig.client(), moving(old.id, old.start, offer()), testNow, rig.signal);
    expect(done).toMatchObject({ stands: 'new', book: { kind: 'booked' }, cancel: { kind: 'cancelled' } });
    const made = await rig.raw<Appointment>(`Appointment/${done.move.newId}`);
    expect(made.supportingInformation?.[0]?.reference).toBe(`Appointment/${old.id}`);
    expect((await rig.raw<Appointment>(`Appointment/${old.id}`)).status).toBe('cancelled');
  });

  it('leaves the old one as it is when the new time can’t be had', async () => {
    const old = await booked();
    const { offer: gone } = await booked();
    const done = await moveVisit(rig.client(), moving(old.id, old.start, gone), testNow, rig.signal);
    expect(done).toMatchObject({ stands: 'old', book: { kind: 'taken' }, cancel: null });
    await rig.fault({ path: post, cut: 'before', times: 0 });
    const open = await moveVisit(rig.client(), moving(old.id, old.start, offer()), testNow, rig.signal);
    expect(open).toMatchObject({ stands: 'unknown', book: { kind: 'offline' }, cancel: null });
    expect((await rig.raw<Appointment>(`Appointment/${old.id}`)).status).toBe('booked');
  });

  it('says that both stand when the old one can’t be cancelled, and goes on from there without a second booking', async () => {
    const old = await booked();
    const m = moving(old.id, old.start, offer());
    await rig.fault({ path: '^PUT /fhir/Appointment/', status: 403 });
    const stuck = await moveVisit(rig.client(), m, testNow, rig.signal);
    expect(stuck).toMatchObject({ stands: 'both', cancel: { kind: 'refused', code: 'ehr-refused' } });
    const done = await moveVisit(rig.client(), m, testNow, rig.signal, stuck.move);
    expect(done).toMatchObject({ stands: 'new', book: null, cancel: { kind: 'cancelled' } });
    expect(await count(m.booking.bookingId)).toBe(1);
  });
});
