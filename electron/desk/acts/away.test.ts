// Acts while the record is away, refuses, or was changed by somebody else; and as messages. The real sample EHR with its
// faults; how many are there afterwards is asked around our client.
import type { Patient } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startEhr } from '#demo/ehr/server.ts';
import type { ActRow, ActView } from '#shared/contract/acts.ts';
import { type Act, actKinds } from '#shared/domain/acts/act.ts';
import { actLines } from '#shared/domain/acts/lines.ts';
import type { Draft } from '#shared/domain/messages/message.ts';
import { must } from '../router/testing.ts';
import { at, desk, eachAtRecord, form, outside, patientId } from './each-test.ts';
import { clientAt } from './testing.ts';

eachAtRecord(startEhr);

describe('the record is away', () => {
  it('what was begun waits, survives a crash, and is there exactly once when the record is back', async () => {
    await outside.fault('^(POST|GET) /fhir/(Task|metadata)', { cut: 'before' });
    const actId = randomUUID();
    const view = must(await desk.begin(form['refill-request'], actId));
    expect(view).toMatchObject({ state: 'queued', how: 'task' });
    expect(must(await desk.ask<ActRow[]>('acts.open')).map((r) => r.actId)).toEqual([actId]);
    const crashed = await desk.crashed(clientAt(at));
    await outside.admin('DELETE', 'fault');
    // Both desks send it, over and over: it carries one identifier.
    await Promise.all([desk.back(), crashed.acts.opened()]);
    await Promise.all([desk.back(), crashed.acts.wake()]);
    expect((await desk.view(actId)).state).toBe('done');
    expect(crashed.state(actId)).toMatchObject({ state: 'done' });
    expect(await outside.there('Task', actId)).toBe(1);
    expect(must(await desk.ask<ActRow[]>('acts.open'))).toEqual([]);
  });

  it('killed while it is sent: gone on with, once', async () => {
    const real = clientAt(at);
    const { promise: reached, resolve } = Promise.withResolvers<void>();
    desk.client = {
      ...real,
      async create(...given) {
        await real.create(...given);
        resolve();
        return new Promise<never>(() => undefined);
      },
    };
    const actId = randomUUID();
    void desk.begin(form['follow-up'], actId);
    await reached;
    const crashed = await desk.crashed(clientAt(at));
    expect(crashed.state(actId)).toMatchObject({ state: 'sending' });
    // A disk that takes nothing must not end the desk at its opening, each time anew: it is looked at later.
    crashed.vault.core.exec(`create trigger full before update on acts
      begin select raise(abort, 'database or disk is full'); end`);
    await expect(crashed.acts.opened()).resolves.toBeUndefined();
    expect(desk.bench.unexpected.splice(0)).toHaveLength(1);
    crashed.vault.core.exec('drop trigger full');
    await crashed.acts.opened();
    expect(crashed.state(actId)).toEqual({ state: 'done', resumed: 1 });
    expect(await outside.there('Task', actId)).toBe(1);
  });

  it.each([
    ['its answer was lost', { cut: 'after', times: 1 }],
    ['it stumbled (500)', { status: 500, times: 1 }],
    ['it was busy (429)', { status: 429, retryAfter: 60, times: 3 }],
    ['its answer broke off', { cut: 'middle', times: 1 }],
  ])('%s: sent again until it is there, never twice', async (_name, how) => {
    await outside.fault('^POST /fhir/Communication$', how);
    const actId = randomUUID();
    const first = must(await desk.begin(form['contact-note'], actId));
    expect(['queued', 'done']).toContain(first.state);
    await outside.admin('DELETE', 'fault');
    await desk.back();
    expect((await desk.view(actId)).state).toBe('done');
    must(await desk.begin(form['contact-note'], actId));
    expect(await outside.there('Communication', actId)).toBe(1);
  });

  it('taken back while it waits: never sent; what may have arrived can’t be', async () => {
    await outside.fault('^POST /fhir/Task', { cut: 'before' });
    await outside.fault('^GET /fhir/metadata', { cut: 'before' });
    desk.client = {
      ...clientAt(at),
      create: async () => ({ ok: false, code: 'ehr-offline', message: '', retryable: true }),
    };
    const actId = randomUUID();
    expect(must(await desk.begin(form['referral-request'], actId)).state).toBe('queued');
    const back = await desk.ask<ActRow>('acts.withdraw', { ...desk.about, actId });
    expect(back).toMatchObject({ ok: true, value: { state: 'withdrawn' } });
    desk.client = clientAt(at);
    await outside.admin('DELETE', 'fault');
    await desk.back();
    expect(await outside.there('Task', actId)).toBe(0);
    expect(await desk.ask('acts.again', { ...desk.about, actId, as: 'same' })).toMatchObject({
      code: 'act-settled',
    });

    await outside.fault('^POST /fhir/Task', { cut: 'after' });
    await outside.fault('^(GET|POST) /fhir/Task.*(identifier|_search)', { cut: 'before' });
    const perhaps = must(await desk.begin(form['follow-up']));
    expect(perhaps).toMatchObject({ state: 'queued', perhaps: true });
    expect(await desk.ask('acts.withdraw', { ...desk.about, actId: perhaps.actId })).toMatchObject({
      code: 'act-sent',
    });
  });

  it('locked: nothing can be read, so nothing is sent; unlocked it goes on', async () => {
    await outside.fault('^POST /fhir/Task', { cut: 'before' });
    const actId = randomUUID();
    must(await desk.begin(form['follow-up'], actId));
    await outside.admin('DELETE', 'fault');
    desk.bench.vault.lock();
    await desk.back();
    expect(await outside.there('Task', actId)).toBe(0);
    const opened = await desk.crashed(clientAt(at));
    await opened.acts.opened();
    expect(await outside.there('Task', actId)).toBe(1);
  });
});

describe('the record says no', () => {
  it.each([
    [403, 'refused', 'ehr-refused'],
    [422, 'refused', 'ehr-invalid'],
    [409, 'conflict', 'ehr-conflict'],
    [412, 'conflict', 'ehr-conflict'],
  ])('%i is told as it is, and nothing is there', async (status, state, code) => {
    await outside.fault('^POST /fhir/Coverage$', { status });
    const view = must(await desk.begin(form['insurance-update']));
    expect(view).toMatchObject({ state, code });
    expect(await outside.there('Coverage', view.actId)).toBe(0);
    // As a task it is taken.
    const again = { ...desk.about, actId: view.actId, as: 'task' };
    const task = must(await desk.ask<ActView>('acts.again', again));
    expect(task).toMatchObject({ state: 'done', how: 'task', record: { type: 'Task' }, unverified: true });
    expect(await outside.there('Task', view.actId)).toBe(1);
  });

  it('somebody changed the patient while a number waited: shown, nothing overwritten, then done when asked again', async () => {
    await outside.fault('^PATCH /fhir/Patient/', { status: 503 });
    const view = must(await desk.begin({ ...form.preferences, value: '617-555-0111' }));
    expect(view).toMatchObject({ state: 'queued', code: 'ehr-busy' });
    await outside.admin('DELETE', 'fault');
    const theirs = await outside.raw<Patient>(`Patient/${patientId}`);
    await outside.put({ ...theirs, telecom: [{ system: 'phone', value: '617-555-0123', rank: 1 }] });
    await desk.back();
    expect(await desk.view(view.actId)).toMatchObject({ state: 'conflict', code: 'ehr-conflict' });
    expect((await outside.raw<Patient>(`Patient/${patientId}`)).telecom).toHaveLength(1);
    const again = must(
      await desk.ask<ActView>('acts.again', { ...desk.about, actId: view.actId, as: 'same' }),
    );
    expect(again.state).toBe('done');
    expect((await outside.raw<Patient>(`Patient/${patientId}`)).telecom).toMatchObject([
      { value: '617-555-0123', rank: 2 },
      { value: '617-555-0111', rank: 1 },
    ]);
  });
});

describe('as a message', () => {
  const message = async (act: Act, actId = randomUUID(), messageId = randomUUID()) =>
    desk.ask<{ messageId: string; view: ActView }>('acts.message', {
      ...desk.about,
      actId,
      accountId: 'harbor',
      messageId,
      act,
      lines: actLines(act).map((l) => `${l.key}: ${l.value}`),
      patientName: 'Barrett Goldner',
      patientBirthDate: '',
      otherPhoneWhy: null,
    });

  it('without a record: a refill block, urgent when it is out; what waited is not sent any more', async () => {
    desk.client = null;
    expect(await desk.begin(form['refill-request'])).toMatchObject({ code: 'ehr-offline' });
    const { messageId, view } = must(await message(form['refill-request']));
    expect(view).toMatchObject({ state: 'message', how: 'message', why: 'no-record', messageId });
    const saved = must(
      await desk.ask<{ message: { fields: Record<string, unknown> } }>('messages.read', { id: messageId }),
    );
    expect(saved.message.fields).toMatchObject({
      urgency: 'urgent-clinical',
      verificationLevel: 2,
      refill: { drug: 'Lisinopril', pharmacyPhone: '617-555-0177' },
      allergies: 'Penicillin, as stated',
    });
    desk.client = {
      ...clientAt(at),
      create: async () => ({ ok: false, code: 'ehr-offline', message: '', retryable: true }),
    };
    const actId = randomUUID();
    must(await desk.begin(form['follow-up'], actId));
    must(await message(form['follow-up'], actId));
    desk.client = clientAt(at);
    await desk.back();
    expect(await outside.there('Task', actId)).toBe(0);
  });

  it('never in the message of somebody else, which is left as it was', async () => {
    const id = randomUUID();
    const handle = { id, accountId: 'harbor', callId: desk.about.contextId, otherPhoneWhy: null };
    const { fields } = must(await desk.ask<Draft>('messages.open', handle));
    const anton = {
      patientRef: 'somebody-else',
      patientName: 'Anton Other',
      patientBirthDate: '1950-01-01',
      allergies: 'Latex',
      underlyingWhy: 'Chest pressure since noon',
    };
    must(await desk.ask('messages.keep', { id, fields: { ...fields, ...anton } }));
    const act = form['refill-request'];
    const actId = randomUUID();
    expect(await message(act, actId, id)).toMatchObject({ ok: false, code: 'draft-other-person' });
    expect(must(await desk.ask<Draft>('messages.open', handle)).fields).toMatchObject(anton);
    // Nothing says that it is a message: it can still be made one of its own.
    expect(must(await message(act, actId)).view.state).toBe('message');
  });

  it('every kind has a message that can be saved', async () => {
    for (const kind of actKinds) expect(must(await message(form[kind])).view.state).toBe('message');
  });
});
