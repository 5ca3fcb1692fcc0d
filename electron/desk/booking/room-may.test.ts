// The booking room: who may, and what is said while the record can't be reached.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import type { VisitView } from '#shared/contract/booking.ts';
import type { MessageView } from '#shared/contract/messages.ts';
import type { Draft } from '#shared/domain/messages/message.ts';
import { askLines, type BookingAsk } from '#shared/domain/booking/ask.ts';
import { createVerificationStore } from '../patient/store.ts';
import { must } from '../router/testing.ts';
import { otherPatient, patientId, type Rig, rigAt, testNow } from './testing.ts';
import { asksOf, visitOf, wish } from './testing-asks.ts';
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

const { offers, first, bookingOf, book, booked } = asksOf(() => desk);

describe('who may', () => {
  const refused = async (code: string, more: object = {}): Promise<void> => {
    for (const [name, input] of [
      ['slots', { wish, moving: null }],
      ['visits', {}],
      ['standing', {}],
      ['book', { bookingId: randomUUID(), offerId: 'slot-1+1', kindId: null }],
    ] as const)
      expect(await desk.ask(`booking.${name}`, { ...desk.about, ...input, ...more })).toMatchObject({ code });
  };
  it('nobody without two facts, for another patient, or when someone else may not hear', async () => {
    await refused('conflict', { patientId: otherPatient });
    const contextId = desk.bench.call();
    must(await desk.ask('patient.choose', { contextId, patientId }));
    await refused('not-verified', { contextId });
    must(await desk.ask('patient.caller', { ...desk.about, caller: 'relative', name: 'Nobody Known' }));
    await refused('not-for-caller');
  });

  it('a restricted record shows and changes nothing, also to who is verified', async () => {
    const person = await rig.raw<{ meta?: object }>(`Patient/${patientId}`);
    const put = (meta: object) => rig.put(`Patient/${patientId}`, { ...person, meta });
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }];
    await put({ ...person.meta, security });
    desk.bench.now = new Date(Date.parse(testNow) + 3_600_000).toISOString();
    expect(await desk.ask('booking.visits', desk.about)).toMatchObject({ code: 'record-restricted' });
    await refused('record-restricted');
    await put(person.meta ?? {});
  });

  it('whom the patient allowed to hear of visits changes none', async () => {
    await booked();
    desk.hears('visits');
    await refused('not-for-caller');
  });

  it('a patient who is old enough for some care of their own goes by when, not what for', async () => {
    const view = await booked();
    const themselves = { caller: 'self', scope: 'visits', why: [], document: null, at: testNow } as const;
    const { contextId } = desk.about;
    const kept = createVerificationStore(() => desk.bench.vault.core);
    kept.putCaller(contextId, patientId, { ...themselves, why: [] }, 'p-agent');
    const heard = must(
      await desk.ask<{ visits: VisitView[]; hidden: string[] }>('booking.visits', desk.about),
    );
    expect(heard.hidden).toEqual(['what']);
    expect(heard.visits.find((v) => v.visitId === visitOf(view))).toMatchObject({ kindId: null, what: null });
    expect((await offers()).flatMap((o) => o.conflicts ?? []).map((c) => c.kind)).not.toContain('same-kind');
    desk.hears('treatment');
    await refused('not-for-caller');
  });

  it('not a trainer; nothing of one call or patient is told to another', async () => {
    const view = await booked();
    const contextId = desk.bench.call();
    await desk.verify(contextId);
    const id = { contextId, patientId, bookingId: view.bookingId };
    for (const [name, more] of [
      ['again', {}],
      ['settle', {}],
      ['readBack', { part: 'date', on: true }],
    ] as const)
      expect(await desk.ask(`booking.${name}`, { ...id, ...more })).toMatchObject({ code: 'not-found' });
    expect(must(await desk.ask('booking.standing', { contextId, patientId }))).toEqual([]);
    expect(await book({ ...bookingOf(await first(), view.bookingId), contextId })).toMatchObject({
      code: 'conflict',
    });
    desk.bench.sit('trainer');
    await refused('wrong-role');
  });
});

describe('the record is away', () => {
  const asked: BookingAsk = {
    what: 'book',
    wishes: {
      kind: 'Follow-up visit',
      practitioner: 'Dr. Iyer',
      place: '',
      from: '2026-11-23',
      to: '',
      part: 'morning',
      wanted: null,
      note: 'Needs a ramp',
    },
  };
  const input = (ask: BookingAsk) => ({
    ...desk.about,
    accountId: 'harbor',
    messageId: randomUUID(),
    ask,
    lines: askLines(ask).map((l) => `Said ${l.key}: ${l.value}`),
    patientName: 'Ruth Example',
    patientBirthDate: '1961-05-12',
    otherPhoneWhy: null,
  });
  it('nothing is booked, and what was asked becomes a message with every line', async () => {
    const offer = await first();
    await rig.fault({ path: '.', cut: 'before', times: 0 });
    const gone = must(await book(bookingOf(offer)));
    expect(gone.book?.kind).toBe('offline');
    const message = input(asked);
    const saved = must(await desk.ask<{ messageId: string }>('booking.ask', message));
    expect(must(await desk.ask('booking.ask', message))).toEqual(saved);
    const other = { ...message, lines: message.lines.map((l) => `${l}!`) };
    expect(await desk.ask('booking.ask', other)).toMatchObject({ code: 'immutable' });
    const read = must(await desk.ask<MessageView>('messages.read', { id: saved.messageId }));
    expect(read.message.fields).toMatchObject({
      reasonCode: 'new_appointment',
      patientRef: patientId,
      patientName: 'Ruth Example',
      usualProvider: 'Dr. Iyer',
      urgency: 'non-clinical',
      underlyingWhy: message.lines.join('\n'),
      origin: { kind: 'call', callId: desk.contextId },
    });
    expect(read.message.incomplete.length).toBeGreaterThan(0);
    expect(desk.bench.queued).toBeGreaterThan(0);
  });

  it('never in the message of somebody else', async () => {
    const message = input(asked);
    const handle = {
      id: message.messageId,
      accountId: 'harbor',
      callId: desk.contextId,
      otherPhoneWhy: null,
    };
    const { fields } = must(await desk.ask<Draft>('messages.open', handle));
    const anton = { patientRef: 'somebody-else', patientName: 'Anton Other', allergies: 'Latex' };
    must(await desk.ask('messages.keep', { id: handle.id, fields: { ...fields, ...anton } }));
    expect(await desk.ask('booking.ask', message)).toMatchObject({ code: 'draft-other-person' });
    expect(must(await desk.ask<Draft>('messages.open', handle)).fields).toMatchObject(anton);
  });

  it('a message needs nobody’s record, but names none then; sentences must be there', async () => {
    const contextId = desk.bench.call();
    const unverified = { ...input(asked), contextId, patientId: null };
    must(await desk.ask('booking.ask', unverified));
    expect(await desk.ask('booking.ask', { ...input(asked), contextId })).toMatchObject({ code: 'conflict' });
    expect(await desk.ask('booking.ask', { ...input(asked), lines: ['one'] })).toMatchObject({
      code: 'invalid-input',
    });
    const { visits } = must(await desk.ask<{ visits: VisitView[] }>('booking.visits', desk.about));
    const cancel: BookingAsk = {
      what: 'cancel',
      old: { id: visits[0]?.visitId ?? 'v-1', start: testNow, practitioner: '', place: '' },
      reason: 'costs',
      note: '',
    };
    expect(await desk.ask('booking.ask', { ...input(cancel), patientId: null })).toMatchObject({
      code: 'invalid-input',
    });
    expect(await desk.ask('booking.ask', input(cancel))).toMatchObject({ ok: true });
  });
});
