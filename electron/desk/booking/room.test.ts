// The room behind the real router, over a real vault, at the sample EHR: once and not twice, and what a crash in the middle
// leaves.
import type { Bundle } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import type { BookingRow, BookingView, VisitView } from '#shared/contract/booking.ts';
import { fail } from '#shared/domain/result.ts';
import { must } from '../router/testing.ts';
import type { BookingClient } from './book.ts';
import { keptDays } from './keeper.ts';
import { patientId, type Rig, rigAt, testNow } from './testing.ts';
import { asksOf, old, visitOf } from './testing-asks.ts';
import { type Desk, openDesk } from './testing-room.ts';

let ehr: Ehr;
let rig: Rig;
let desk: Desk;
beforeAll(async () => {
  ehr = await startEhr({ port: 0, now: testNow, admin: true });
  rig = await rigAt(ehr);
});
afterAll(() => ehr.close());
beforeEach(async () => {
  await rig.admin('DELETE', 'fault');
  desk = await openDesk(ehr, rig.client());
});
afterEach(() => desk.end());

const { offers, first, bookingOf, book, booked, moving } = asksOf(() => desk);
/** What is open or under way; what is only to be read back has its own spec. */
const left = async (): Promise<BookingRow[]> =>
  must(await desk.ask<BookingRow[]>('booking.open')).filter((row) => row.state !== 'done');
const atRecord = async (bookingId: string): Promise<number | undefined> =>
  (await rig.raw<Bundle>(`Appointment?identifier=urn:careline:booking|${bookingId}`)).total;
const statusOf = async (visitId: string): Promise<string> =>
  (await rig.raw<{ status: string }>(`Appointment/${visitId}`)).status;
/** A desk that is killed while it waits for this. */
const hangs = (
  method: 'create' | 'update',
  after = false,
): { client: BookingClient; there: Promise<void> } => {
  const real = rig.client();
  const { promise: there, resolve: reached } = Promise.withResolvers<void>();
  const never = new Promise<never>(() => undefined);
  const client: BookingClient = {
    search: real.search,
    read: real.read,
    create: real.create,
    update: real.update,
    [method]: async (...args: Parameters<typeof real.create>) => {
      if (after) await real.create(...args);
      reached();
      return never;
    },
  };
  return { client, there };
};

describe('booking', () => {
  it('offers times, books one, reads it back, and keeps the ticks with their words', async () => {
    const view = await booked();
    expect(view).toMatchObject({ state: 'done', stands: 'new', book: { kind: 'booked', pending: false } });
    expect(await statusOf(visitOf(view))).toBe('booked');
    expect(view.readBack).toMatchObject({
      bring: { from: 'account' },
      ticked: [],
      still: ['date', 'time', 'place', 'withWhom', 'bring'],
    });
    const id = { ...desk.about, bookingId: view.bookingId };
    for (const part of ['date', 'time', 'place', 'withWhom'])
      must(await desk.ask('booking.readBack', { ...id, part, on: true }));
    const off = must(await desk.ask<BookingView>('booking.readBack', { ...id, part: 'time', on: false }));
    expect(off.readBack).toMatchObject({ ticked: ['date', 'place', 'withWhom'], still: ['time', 'bring'] });
    const [kept] = must(await desk.ask<BookingView[]>('booking.standing', desk.about));
    expect(kept).toEqual(off);
    expect(desk.told).toContain(`booking.changed ${view.bookingId}`);
    const visits = must(await desk.ask<{ visits: VisitView[] }>('booking.visits', desk.about)).visits;
    expect(visits.find((v) => v.visitId === visitOf(view))).toMatchObject({ kindId: 'follow-up' });
    const next = await offers();
    expect(next.some((o) => o.conflicts?.some((c) => c.kind === 'same-kind'))).toBe(true);
  });

  it('is listed until it was read back or closed by hand, also with another patient on its call', async () => {
    const listed = async () =>
      must(await desk.ask<BookingRow[]>('booking.open')).map((r) => [r.bookingId, r.unread]);
    const view = await booked();
    const id = { ...desk.about, bookingId: view.bookingId };
    expect(await listed()).toEqual([[view.bookingId, true]]);
    for (const part of ['date', 'time', 'place', 'withWhom', 'bring'])
      must(await desk.ask('booking.readBack', { ...id, part, on: true }));
    expect(await listed()).toEqual([]);
    const next = await booked();
    expect(await listed()).toEqual([[next.bookingId, true]]);
    must(await desk.ask('booking.settle', { ...desk.about, bookingId: next.bookingId }));
    expect(await listed()).toEqual([]);
    // Cancelled again: nothing of it is left to read.
    const third = await booked();
    must(await desk.ask('booking.cancel', { ...desk.about, bookingId: randomUUID(), ...old(third) }));
    expect(await listed()).toEqual([]);
  });

  it('is made once, however often it is sent, and by which page', async () => {
    const input = bookingOf(await first());
    const all = await Promise.all([book(input), book(input), book(input)]);
    for (const one of all) expect(one).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(must(await book(input))).toEqual(must(all[0] ?? (await book(input))));
    expect(await atRecord(input.bookingId)).toBe(1);
    expect(await desk.ask('booking.again', { ...desk.about, bookingId: input.bookingId })).toMatchObject({
      code: 'booking-settled',
    });
    const cancel = { ...desk.about, bookingId: input.bookingId, ...old(must(await book(input))) };
    expect(await desk.ask('booking.cancel', cancel)).toMatchObject({ code: 'conflict' });
  });

  it('goes on when the page is gone', async () => {
    const input = bookingOf(await first());
    const real = rig.client();
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    desk.client = {
      ...real,
      async create(...args) {
        reached.resolve();
        await released.promise;
        return real.create(...args);
      },
    };
    const other = desk.bench.page();
    void other.ask('booking.book', input);
    await reached.promise;
    other.close();
    released.resolve();
    expect(must(await book(input))).toMatchObject({ state: 'done', stands: 'new' });
    expect(await atRecord(input.bookingId)).toBe(1);
  });

  it('says when the time was taken, and starts nothing that is past or was never offered', async () => {
    const [a, b] = await offers();
    if (a === undefined || b === undefined) throw new Error('too few times');
    const slot = a.offerId.split('+')[0] ?? '';
    await rig.put(`Slot/${slot}`, { ...(await rig.raw<object>(`Slot/${slot}`)), status: 'busy' });
    expect(must(await book(bookingOf(a)))).toMatchObject({
      state: 'ended',
      stands: 'none',
      book: { kind: 'taken' },
    });
    expect(await book({ ...bookingOf(b), offerId: `${slot}x+1` })).toMatchObject({
      code: 'booking-offer-gone',
    });
    expect(await book({ ...bookingOf(b), kindId: 'haircut' })).toMatchObject({ code: 'invalid-input' });
    desk.bench.now = b.start;
    expect(await book(bookingOf(b))).toMatchObject({ code: 'booking-past' });
  });
});

describe('moving and cancelling', () => {
  it('books the new time, then cancels the old one; a second change of the same visit waits', async () => {
    const before = await booked();
    const input = await moving(before);
    const done = must(await desk.ask<BookingView>('booking.move', input));
    expect(done).toMatchObject({ state: 'done', stands: 'new', cancel: { kind: 'cancelled' } });
    expect([await statusOf(visitOf(before)), await statusOf(visitOf(done))]).toEqual(['cancelled', 'booked']);
    const cancel = { ...desk.about, bookingId: randomUUID(), ...old(done) };
    expect(must(await desk.ask('booking.cancel', cancel))).toMatchObject({
      state: 'done',
      stands: 'none',
      cancel: { kind: 'cancelled', already: false },
      readBack: null,
    });
  });

  it('where the old visit can’t be cancelled both stand, which is told and gone on with', async () => {
    const before = await booked();
    await rig.fault({ path: '^PUT /fhir/Appointment', status: 503, times: 0 });
    const half = must(await desk.ask<BookingView>('booking.move', await moving(before)));
    expect(half).toMatchObject({ state: 'open', stands: 'both', book: { kind: 'booked' } });
    expect(await left()).toMatchObject([{ bookingId: half.bookingId, stands: 'both' }]);
    const other = { ...desk.about, bookingId: randomUUID(), ...old(before) };
    expect(await desk.ask('booking.cancel', other)).toMatchObject({ code: 'booking-under-way' });
    await rig.admin('DELETE', 'fault');
    const id = { ...desk.about, bookingId: half.bookingId };
    expect(must(await desk.ask('booking.again', id))).toMatchObject({ state: 'done', stands: 'new' });
    expect(await statusOf(visitOf(before))).toBe('cancelled');
    expect(await left()).toEqual([]);
  });

  it('what a person settled is off the list', async () => {
    const before = await booked();
    await rig.fault({ path: '^PUT /fhir/Appointment', status: 503, times: 0 });
    const half = must(await desk.ask<BookingView>('booking.move', await moving(before)));
    const id = { ...desk.about, bookingId: half.bookingId };
    expect(must(await desk.ask('booking.settle', id))).toMatchObject({ state: 'settled', stands: 'both' });
    expect(await left()).toEqual([]);
    expect(await desk.ask('booking.again', id)).toMatchObject({ code: 'booking-settled' });
    const later = bookingOf(await first());
    desk.client = null;
    expect(await book(later)).toMatchObject({ code: 'ehr-offline' });
    expect(must(await desk.ask<BookingView[]>('booking.standing', desk.about))).toHaveLength(2);
  });
});

describe('a desk that was killed in the middle', () => {
  it('of a booking whose answer was on its way finds it at the record, and makes no second one', async () => {
    const input = bookingOf(await first());
    const { client, there } = hangs('create', true);
    desk.client = client;
    void book(input);
    await there;
    const after = await desk.crashed(rig.client());
    await after.look();
    expect(after.row(input.bookingId)).toMatchObject({ state: 'done', resumed: 1 });
    expect(await atRecord(input.bookingId)).toBe(1);
    const audit = after.vault.core
      .prepare("SELECT subjects FROM audit WHERE event = 'booking.resumed'")
      .all();
    expect(audit).toEqual([{ subjects: expect.stringContaining(`${input.bookingId}:book:booked:new`) }]);
  });

  it('before it was sent says that nothing was booked, and books nothing by itself', async () => {
    const input = bookingOf(await first());
    const { client, there } = hangs('create');
    desk.client = client;
    void book(input);
    await there;
    const after = await desk.crashed(rig.client());
    await after.look();
    expect(after.row(input.bookingId)).toMatchObject({
      state: 'ended',
      result: expect.stringContaining('not-there'),
    });
    expect(await atRecord(input.bookingId)).toBe(0);
  });

  it('between the new time and the old one finishes the move', async () => {
    const before = await booked();
    const input = await moving(before);
    const { client, there } = hangs('update');
    desk.client = client;
    void desk.ask('booking.move', input);
    await there;
    expect(await statusOf(visitOf(before))).toBe('booked');
    const after = await desk.crashed(rig.client());
    await after.look();
    expect(after.row(input.bookingId)).toMatchObject({ state: 'done', resumed: 1 });
    expect([await statusOf(visitOf(before)), await atRecord(input.bookingId)]).toEqual(['cancelled', 1]);
  });

  it('with the record away says that it isn’t known, and looks again at the next unlock', async () => {
    const before = await booked();
    const input = await moving(before);
    const { client, there } = hangs('update');
    desk.client = client;
    void desk.ask('booking.move', input);
    await there;
    await rig.fault({ path: '.', cut: 'before', times: 0 });
    const after = await desk.crashed(rig.client());
    await after.look();
    expect(after.row(input.bookingId)).toMatchObject({
      state: 'open',
      result: expect.stringContaining('"unknown"'),
    });
    after.vault.lock();
    await after.look();
    await rig.admin('DELETE', 'fault');
    expect(after.row(input.bookingId)).toMatchObject({ state: 'open' });
    const later = await desk.crashed(rig.client());
    await later.look();
    expect(later.row(input.bookingId)).toMatchObject({ state: 'done' });
  });
});

describe('the record is back', () => {
  it('a booking whose answer was lost is found by itself, without a restart to tell of', async () => {
    const input = bookingOf(await first());
    const real = rig.client();
    desk.client = { ...real, create: async (...a) => (await real.create(...a), fail('ehr-uncertain')) };
    expect(must(await book(input))).toMatchObject({
      state: 'open',
      book: { kind: 'offline', perhaps: true },
    });
    desk.client = real;
    await desk.booking.back();
    const [found] = must(await desk.ask<BookingView[]>('booking.standing', desk.about));
    expect(found).toMatchObject({ state: 'done', resumed: false, book: { kind: 'booked' } });
    expect(await atRecord(input.bookingId)).toBe(1);
  });

  it('what can’t leave the vault at opening (a full disk) stays, and nothing of it ends the desk', async () => {
    await booked();
    const { core } = desk.bench.vault;
    core.exec(`create trigger full before delete on bookings
      begin select raise(abort, 'database or disk is full'); end`);
    desk.bench.now = new Date(Date.parse(testNow) + (keptDays + 1) * 86_400_000).toISOString();
    await expect(desk.booking.opened()).resolves.toBeUndefined();
    expect(desk.bench.unexpected.splice(0)).toHaveLength(1);
    expect(core.prepare('SELECT count(*) FROM bookings').pluck().get()).toBe(1);
  });

  it('what is over leaves the vault after its days; what is open stays', async () => {
    const done = await booked();
    const before = await booked();
    await rig.fault({ path: '^PUT /fhir/Appointment', status: 503, times: 0 });
    const half = must(await desk.ask<BookingView>('booking.move', await moving(before)));
    const ids = (): unknown[] => desk.bench.vault.core.prepare('SELECT id FROM bookings').pluck().all();
    await desk.booking.opened();
    expect(ids()).toHaveLength(3);
    desk.bench.now = new Date(Date.parse(testNow) + (keptDays + 1) * 86_400_000).toISOString();
    await desk.booking.opened();
    expect(ids()).toEqual([half.bookingId]);
    expect(ids()).not.toContain(done.bookingId);
  });
});

describe('with whom and where', () => {
  interface Clinics {
    clinics: { practitionerId: string | null; zone: string; kindIds: string[] | null }[];
    usual: { practitionerId: string | null; placeId: string | null } | null;
  }
  it('names who sees patients, by the account’s kinds, and whom the patient saw last', async () => {
    const found = must(await desk.ask<Clinics>('booking.clinics', desk.about));
    expect(found.clinics.length).toBeGreaterThan(5);
    expect(found.clinics.some((c) => c.kindIds?.includes('follow-up'))).toBe(true);
    expect(new Set(found.clinics.map((c) => c.zone)).size).toBeGreaterThan(1);
    const past = await rig.raw<Bundle>(`Appointment?patient=${patientId}&date=lt${testNow}&_sort=-date`);
    const last = (past.entry ?? [])
      .flatMap((e) => (e.resource?.resourceType === 'Appointment' ? [e.resource] : []))
      .find((a) => !['cancelled', 'noshow'].includes(a.status));
    const who = last?.participant.find((p) => p.actor?.reference?.startsWith('Practitioner/'));
    const met = await rig.raw<Bundle>(`Encounter?patient=${patientId}&date=lt${testNow}&_sort=-date`);
    const first = (met.entry ?? [])
      .flatMap((e) => (e.resource?.resourceType === 'Encounter' ? [e.resource] : []))
      .flatMap((e) => (e.participant ?? []).flatMap((p) => p.individual?.reference ?? []))
      .find((ref) => ref.startsWith('Practitioner/'));
    // By the record itself, asked around the client: the last appointment, else the last encounter.
    const expected = who?.actor?.reference ?? first;
    expect(expected).toBeDefined();
    expect(found.usual?.practitionerId).toBe(expected?.slice(13));
    desk.hears('nothing');
    expect(await desk.ask('booking.clinics', desk.about)).toMatchObject({ code: 'not-for-caller' });
  });
});
