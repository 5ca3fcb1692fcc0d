// Acts at the real sample EHR behind the real router: what the record holds afterwards is asked around our client.
import type { Bundle, Coverage, Patient, Task } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startEhr } from '#demo/ehr/server.ts';
import type { ActView, OfferedAct } from '#shared/contract/acts.ts';
import type { Act } from '#shared/domain/acts/act.ts';
import { fail } from '#shared/domain/result.ts';
import { must } from '../router/testing.ts';
import { createVerificationStore } from '../patient/store.ts';
import { at, coverageId, desk, eachAtRecord, form, freshDesk, now, outside, patientId } from './each-test.ts';
import { clientAt } from './testing.ts';

eachAtRecord(startEhr);
const other = '2be9b668-847a-4437-b33a-bdc38c665e08';

const held = <T>(view: ActView): Promise<T> => outside.raw<T>(`${view.record?.type}/${view.record?.id}`);
const done = async (act: Act): Promise<ActView> => {
  const view = must(await desk.begin(act));
  expect(view).toMatchObject({ state: 'done', code: null });
  return view;
};

describe('what can be done', () => {
  it('follows from what the record says, the role and the evidence', async () => {
    const all = must(await desk.ask<OfferedAct[]>('acts.offered', desk.about));
    expect(all.map((o) => [o.kind, o.how, o.against])).toEqual([
      ['insurance-update', 'record', null],
      ['benefit-request', 'record', null],
      ['refill-request', 'task', null],
      ['referral-request', 'task', null],
      ['records-request', 'task', null],
      ['contact-note', 'record', null],
      ['follow-up', 'task', null],
      ['preferences', 'record', null],
      ['reminder-consent', 'record', null],
    ]);
    desk.bench.sit('nurse');
    const nurse = must(await desk.ask<OfferedAct[]>('acts.offered', desk.about));
    expect(nurse.filter((o) => o.how === 'none').map((o) => o.kind)).toEqual([
      'insurance-update',
      'benefit-request',
    ]);
    expect(await desk.begin(form['insurance-update'])).toMatchObject({ code: 'not-for-caller' });
  });

  it('a lower level opens what takes less; nothing for another patient, nothing for a trainer', async () => {
    await freshDesk(['fullName', 'birthDate']);
    const all = must(await desk.ask<OfferedAct[]>('acts.offered', desk.about));
    expect(all.filter((o) => o.against === 'not-verified').map((o) => [o.kind, o.level])).toEqual([
      ['insurance-update', 2],
      ['records-request', 2],
      ['preferences', 2],
      ['reminder-consent', 2],
    ]);
    expect(await desk.begin(form['records-request'])).toMatchObject({ code: 'not-verified' });
    await done(form['follow-up']);
    const wrong = await desk.ask('acts.begin', {
      ...desk.about,
      patientId: other,
      actId: randomUUID(),
      accountId: 'harbor',
      act: form['follow-up'],
    });
    expect(wrong).toMatchObject({ ok: false, code: 'conflict' });
    desk.bench.sit('trainer');
    expect(await desk.begin(form['follow-up'])).toMatchObject({ code: 'wrong-role' });
  });

  it('an incomplete form is not begun and not kept', async () => {
    for (const act of [
      { ...form['refill-request'], pharmacyPhone: '12' },
      { ...form['records-request'], recipient: '' },
      { ...form['insurance-update'], memberId: 'A1', memberReadBack: false },
    ])
      expect(await desk.begin(act)).toMatchObject({ ok: false, code: 'incomplete' });
    expect(desk.bench.count('acts')).toBe(0);
  });
});

describe('done at the record', () => {
  it('insurance: a draft of its own with the member id that stood there, active once it is verified', async () => {
    const view = await done(form['insurance-update']);
    expect(view).toMatchObject({ how: 'record', unverified: true, record: { type: 'Coverage' } });
    expect(await held<Coverage>(view)).toMatchObject({
      status: 'draft',
      subscriberId: 'SUB990079829',
      relationship: { coding: [{ code: 'child' }] },
      payor: [{ display: 'Beacon Health' }],
    });
    expect(await outside.raw<Coverage>(`Coverage/${coverageId}`)).toMatchObject({ status: 'active' });
    const input = { ...desk.about, actId: view.actId, reference: 'BH-20261122-7' };
    const verified = must(await desk.ask<ActView>('acts.verify', input));
    expect(verified).toMatchObject({
      state: 'done',
      unverified: false,
      verified: { reference: 'BH-20261122-7', by: 'Imogen Invented', told: true },
    });
    const now2 = await held<Coverage>(view);
    expect(now2.status).toBe('active');
    expect(now2.identifier).toContainEqual(
      expect.objectContaining({
        system: 'urn:careline:insurance-verification',
        value: 'BH-20261122-7',
        assigner: { display: 'Imogen Invented' },
      }),
    );
    expect(await desk.ask('acts.verify', input)).toMatchObject({ code: 'act-settled' });
  });

  it('insurance that somebody changed meanwhile is not made active over their change', async () => {
    const view = await done(form['insurance-update']);
    await outside.put({ ...(await held<Coverage>(view)), status: 'cancelled' });
    const verified = must(
      await desk.ask<ActView>('acts.verify', { ...desk.about, actId: view.actId, reference: '' }),
    );
    expect(verified).toMatchObject({ state: 'conflict', code: 'ehr-conflict' });
    expect(await held<Coverage>(view)).toMatchObject({ status: 'cancelled' });
  });

  it('benefits: asked, and the insurer’s answer with when it was read', async () => {
    const view = await done(form['benefit-request']);
    expect(view.answer).toEqual({ asOf: now, said: null });
    const body = {
      resourceType: 'CoverageEligibilityResponse',
      status: 'active',
      purpose: ['benefits'],
      patient: { reference: `Patient/${patientId}` },
      created: '2026-11-22T15:01:00Z',
      request: { reference: `CoverageEligibilityRequest/${view.record?.id}` },
      outcome: 'complete',
      disposition: 'In force. 12 visits a year.',
      insurer: { display: 'Stonebridge Mutual' },
      insurance: [{ coverage: { reference: `Coverage/${coverageId}` }, inforce: true }],
    };
    const res = await fetch(`${at.url}/CoverageEligibilityResponse`, {
      method: 'POST',
      headers: { authorization: `Bearer ${at.token()}`, 'content-type': 'application/fhir+json' },
      body: JSON.stringify(body),
    });
    expect(res.status).toBe(201);
    desk.bench.now = '2026-11-22T15:02:00.000Z';
    const polled = must(await desk.ask<ActView>('acts.poll', { ...desk.about, actId: view.actId }));
    expect(polled.answer).toEqual({
      asOf: '2026-11-22T15:02:00.000Z',
      said: {
        at: '2026-11-22T15:01:00Z',
        outcome: 'complete',
        disposition: 'In force. 12 visits a year.',
        inForce: true,
      },
    });
    // Another patient's plan is never asked about, whatever id a page gives.
    const [theirs] =
      (await outside.raw<Bundle<Coverage>>(`Coverage?beneficiary=Patient/${other}`)).entry ?? [];
    const wrong = must(
      await desk.begin({ ...form['benefit-request'], coverageId: theirs?.resource?.id ?? 'x' }),
    );
    expect(wrong).toMatchObject({ state: 'refused', code: 'not-found' });
  });

  it('refill, referral, records, follow-up: a task in its queue, with all that was stated', async () => {
    const refill = await held<Task>(await done(form['refill-request']));
    expect(refill).toMatchObject({
      priority: 'urgent',
      status: 'requested',
      owner: { display: 'Pharmacy and refills' },
    });
    expect(refill.input?.map((i) => `${i.type.text}: ${i.valueString}`)).toEqual(
      expect.arrayContaining([
        'Medicine as stated: Lisinopril',
        'Pharmacy phone: 617-555-0177',
        'Allergies as stated: Penicillin, as stated',
        'Out of it now: yes',
      ]),
    );
    const records = await held<Task>(await done(form['records-request']));
    expect(records).toMatchObject({
      owner: { display: 'Records team' },
      for: { reference: `Patient/${patientId}` },
    });
    const follow = await held<Task>(await done(form['follow-up']));
    expect(follow).toMatchObject({
      priority: 'urgent',
      owner: { identifier: { value: 'clinical' } },
      restriction: { period: { start: '2026-11-24', end: '2026-11-26' } },
      note: [{ text: 'Speaks slowly on the phone' }],
    });
    expect(await held<Task>(await done({ ...form['referral-request'], coverageId }))).toMatchObject({
      insurance: [{ reference: `Coverage/${coverageId}` }],
    });
  });

  it('contact note and consent; a note that answers an earlier one stands in its thread', async () => {
    const note = await done(form['contact-note']);
    const next = await done({ ...form['contact-note'], inResponseTo: note.record?.id ?? null });
    expect(await held(next)).toMatchObject({
      medium: [{ coding: [{ code: 'PHONE' }] }],
      sent: '2026-11-22T14:59:00.000Z',
      inResponseTo: [{ reference: `Communication/${note.record?.id}` }],
      identifier: expect.arrayContaining([{ system: 'urn:careline:call', value: desk.about.contextId }]),
    });
    expect(await held(await done(form['reminder-consent']))).toMatchObject({ provision: { type: 'permit' } });
  });

  it('a relative’s word stands there as theirs, also when the caller is another one later', async () => {
    const says = (caller: 'relative' | 'self', scope: 'family' | 'record') =>
      createVerificationStore(() => desk.bench.vault.core).putCaller(
        desk.about.contextId,
        patientId,
        { caller, scope, why: [], document: null, at: now },
        'p-agent',
      );
    says('relative', 'family');
    const real = clientAt(at);
    desk.client = { ...real, create: async () => fail('ehr-offline') };
    const { actId } = must(await desk.begin(form['contact-note']));
    says('self', 'record');
    desk.client = real;
    await desk.back();
    expect(await held(await desk.view(actId))).toMatchObject({
      sender: { type: 'RelatedPerson', display: 'Relative, as stated by telephone' },
    });
    // The plan that a stated one takes the place of is named there.
    expect(await held(await done(form['insurance-update']))).toMatchObject({
      extension: [{ valueReference: { reference: `Coverage/${coverageId}` } }],
    });
  });

  it('preferred number: ranked before the others, which all stay', async () => {
    const before = await outside.raw<Patient>(`Patient/${patientId}`);
    await done(form.preferences);
    const after = await outside.raw<Patient>(`Patient/${patientId}`);
    expect(after.telecom).toHaveLength((before.telecom?.length ?? 0) + 1);
    expect(after.telecom?.filter((t) => t.rank === 1).map((t) => t.value)).toEqual(['617-555-0142']);
    expect({ ...after, telecom: null, meta: null }).toEqual({ ...before, telecom: null, meta: null });
    // Chosen from the record; a number that isn't there any more is no choice.
    const own = before.telecom?.[0]?.value ?? '';
    await done({ ...form.preferences, value: own, onRecord: true });
    expect((await outside.raw<Patient>(`Patient/${patientId}`)).telecom).toHaveLength(
      after.telecom?.length ?? 0,
    );
    const gone = must(await desk.begin({ ...form.preferences, value: '617-555-0199', onRecord: true }));
    expect(gone).toMatchObject({ state: 'conflict' });
  });
});
