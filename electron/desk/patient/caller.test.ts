// Who is on the line, and what they may hear, as the room enforces it (C19 level 3, C20, C26).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { patient as contract } from '#shared/contract/patient.ts';
import { consent, elena, flag, forSister, mother, paper, sister } from './testing.ts';
import { contextId, id, startTestDesk, type TestDesk, value } from './testing-desk.ts';

const optOut = { coding: [{ code: 'OPTOUT' }] };
let t: TestDesk;
beforeAll(async () => void (t = await startTestDesk()));
afterAll(() => t.server.close());
beforeEach(() => t.reset());

describe('who is on the line', () => {
  it('the patient: nobody else is asked about', async () => {
    await t.verify();
    t.server.asked.length = 0;
    const answer = value(await t.caller('self'));
    expect(answer).toMatchObject({ hearing: { scope: 'record', say: null }, level: 1 });
    expect(contract.caller.output.safeParse(answer).success).toBe(true);
    expect(t.server.asked).toHaveLength(0);
  });
  it('a relative without consent hears nothing, whatever was matched; nothing is fetched', async () => {
    Object.assign(t.records, { RelatedPerson: [sister], Consent: [consent({ type: 'permit' })] });
    await t.verify();
    expect(await t.caller('relative', 'Kim Torphy')).toMatchObject({
      value: {
        hearing: { scope: 'nothing', why: ['no-consent'], say: 'neither-confirm-nor-deny' },
        level: 0,
        wrongLeft: 3,
      },
    });
    t.server.asked.length = 0;
    expect(await t.card('allergies')).toMatchObject({ ok: false, code: 'not-for-caller' });
    expect(await t.card('identity')).toMatchObject({ ok: false, code: 'not-for-caller' });
    expect(t.server.asked).toHaveLength(0);
    // Also after a restart of the desk.
    expect(t.desk.restart().verification({ contextId }, t.desk.ctx())).toMatchObject({
      value: { level: 0, hearing: { caller: 'relative', scope: 'nothing' } },
    });
  });
  it('a relative by word of mouth: when and where, not what for', async () => {
    Object.assign(t.records, {
      RelatedPerson: [sister],
      Consent: [consent({ type: 'permit', ...forSister })],
    });
    await t.verify();
    expect(await t.caller('relative', 'Kim Torphy')).toMatchObject({
      value: { hearing: { scope: 'visits', why: ['consent-permits'] }, level: 1 },
    });
    expect(await t.card('conditions')).toMatchObject({ ok: false, code: 'not-for-caller' });
    const visit = value(await t.card('appointments'));
    expect(visit).toMatchObject({ rows: [{ practitioner: 'Dr. Iyer', what: null }] });
    expect(visit.hidden).toEqual(['what', 'provenance']);
    expect(JSON.stringify(value(await t.card('identity')))).not.toMatch(/1968|0142|Wisoky|MRN/);
  });
  it('with a signed consent: level 3, and the document’s id stays in the desk', async () => {
    Object.assign(t.records, {
      RelatedPerson: [sister],
      Consent: [consent({ type: 'permit', ...forSister }, paper)],
    });
    await t.verify();
    const answer = value(await t.caller('relative', 'Kim Torphy'));
    expect(answer).toMatchObject({ hearing: { scope: 'record', why: ['consent-with-document'] }, level: 3 });
    const state = value(t.desk.room.verification({ contextId }, t.desk.ctx()));
    expect(state).toMatchObject({ level: 3, levelAt: expect.any(String) });
    expect(contract.verification.output.safeParse(state).success).toBe(true);
    expect(JSON.stringify([answer, state])).not.toMatch(/auth-7|Torphy|sib-1/);
    expect(t.desk.core.prepare('select document from verification_caller').pluck().get()).toBe(
      'DocumentReference/auth-7',
    );
    expect(await t.card('conditions')).toMatchObject({ ok: true });
  });
  it('authority without the patient identified is nothing', async () => {
    Object.assign(t.records, {
      RelatedPerson: [sister],
      Consent: [consent({ type: 'permit', ...forSister }, paper)],
    });
    t.desk.room.choose(id, t.desk.ctx());
    expect(await t.caller('relative', 'Kim Torphy')).toMatchObject({ value: { level: 0 } });
  });
  it.each<[string, object[]]>([
    ['revoked', [consent({ type: 'permit', ...forSister }, { ...paper, status: 'inactive' })]],
    ['over', [consent({ type: 'permit', period: { end: '2026-11-20' }, ...forSister }, paper)]],
    ['not yet', [consent({ type: 'permit', period: { start: '2026-12' }, ...forSister }, paper)]],
    [
      'of a period nobody can read',
      [consent({ type: 'permit', period: { end: 'soon' }, ...forSister }, paper)],
    ],
    [
      'for somebody else',
      [consent({ type: 'permit', actor: [{ reference: { reference: 'RelatedPerson/x' } }] }, paper)],
    ],
    [
      'of another patient',
      [consent({ type: 'permit', ...forSister }, { ...paper, patient: { reference: 'Patient/x' } })],
    ],
    [
      'about something narrower',
      [consent({ type: 'permit', class: [{ code: 'Invoice' }], ...forSister }, paper)],
    ],
    [
      'beside a no',
      [consent({ type: 'permit', ...forSister }, paper), consent({ type: 'deny', ...forSister })],
    ],
    ['with an exception', [consent({ type: 'permit', ...forSister, provision: [{ type: 'deny' }] }, paper)]],
    [
      'beside one that can’t be read',
      [consent({ type: 'permit', ...forSister }, paper), { resourceType: 'Consent', id: 'z' }],
    ],
    ['opted out', [consent({}, { policyRule: { coding: [{ code: 'OPTOUT' }] } }), consent(forSister, paper)]],
  ])('a consent %s lets nobody hear', async (_name, consents) => {
    Object.assign(t.records, { RelatedPerson: [sister], Consent: consents });
    await t.verify();
    expect(await t.caller('relative', 'Kim Torphy')).toMatchObject({
      value: { hearing: { scope: 'nothing' } },
    });
  });
  it.each<[string, object[]]>([
    [
      '"nobody but my sister"',
      [consent({ type: 'deny', provision: [{ type: 'permit', ...forSister }] }, paper)],
    ],
    ['opted out but for her', [consent({ type: 'permit', ...forSister }, { ...paper, policyRule: optOut })]],
    [
      'a no that is over',
      [consent({ type: 'deny', period: { end: '2025' } }), consent({ type: 'permit', ...forSister }, paper)],
    ],
    [
      'a no for somebody else',
      [
        consent({ type: 'permit', ...forSister }, paper),
        consent({ type: 'deny', actor: [{ reference: { reference: 'Organization/x' } }] }),
      ],
    ],
  ])('%s: she hears', async (_name, consents) => {
    Object.assign(t.records, { RelatedPerson: [sister], Consent: consents });
    await t.verify();
    expect(await t.caller('relative', 'Kim Torphy')).toMatchObject({
      value: { hearing: { scope: 'record' } },
    });
  });
  it('a no for somebody who is only named may be for her', async () => {
    const forbids = consent({ type: 'deny', actor: [{ reference: { display: 'my family' } }] });
    Object.assign(t.records, {
      RelatedPerson: [sister],
      Consent: [consent({ type: 'permit', ...forSister }, paper), forbids],
    });
    await t.verify();
    expect(await t.caller('relative', 'Kim Torphy')).toMatchObject({
      value: { hearing: { why: ['consent-denies'] } },
    });
  });
  it('who was a guardian and is a sister now is a sister', async () => {
    const before = { ...sister, id: 'g-1', active: false, relationship: [{ coding: [{ code: 'GUARD' }] }] };
    const actor = [{ reference: { reference: 'RelatedPerson/g-1' } }];
    Object.assign(t.records, {
      RelatedPerson: [before, sister],
      Consent: [consent({ type: 'permit', actor }, paper)],
    });
    await t.verify();
    expect(await t.caller('guardian', 'Kim Torphy')).toMatchObject({
      value: { hearing: { scope: 'nothing' } },
    });
  });
  it('a relation that is labelled, or has no name, is nobody’s to guess', async () => {
    Object.assign(t.records, {
      RelatedPerson: [
        { ...sister, meta: { security: [{ code: 'SDV' }] } },
        { ...sister, id: 'n', name: [] },
      ],
    });
    await t.verify();
    expect(await t.caller('relative', 'Kim Torphy')).toMatchObject({
      value: { hearing: { why: ['not-on-file'] }, wrongLeft: 3 },
    });
  });
  it('a name that is nobody’s counts as a wrong answer; three of them close', async () => {
    Object.assign(t.records, { RelatedPerson: [sister] });
    await t.verify();
    for (const [name, left] of [
      ['Ana Lakin', 2],
      ['Kim', 2],
      ['Jo Smitham', 1],
      ['Lee Torphy', 0],
    ] as const)
      expect(await t.caller('relative', name)).toMatchObject({
        value: { hearing: { scope: 'nothing' }, wrongLeft: left, locked: left === 0 },
      });
    expect(await t.caller('self')).toMatchObject({ value: { level: 0, locked: true } });
    expect(await t.card('allergies')).toMatchObject({ ok: false });
  });
  it('mother of a child, of an adolescent; a flag that forbids', async () => {
    const born = (birthDate: string) =>
      Object.assign(t.records, { Patient: [{ ...elena, birthDate }], RelatedPerson: [mother] });
    born('2019-05-12');
    t.desk.room.choose(id, t.desk.ctx());
    await t.check('fullName');
    await t.check('birthDate', '5/12/2019');
    expect(await t.caller('parent', 'Kim Torphy')).toMatchObject({
      value: { hearing: { scope: 'record', why: ['parent-of-child'] }, level: 1 },
    });
    expect(await t.card('conditions')).toMatchObject({ ok: true });
    t.records['Flag'] = [flag('Talk only to the patient')];
    expect(await t.caller('parent', 'Kim Torphy')).toMatchObject({
      value: { hearing: { why: ['patient-only'] } },
    });
    t.records['Flag'] = [];
    t.desk.setNow('2031-11-22T03:00:00.000Z');
    expect(await t.caller('parent', 'Kim Torphy')).toMatchObject({ value: { hearing: { scope: 'family' } } });
    expect(await t.card('conditions')).toMatchObject({ ok: false, code: 'not-for-caller' });
  });
  it('a proxy whose paper names the part: the role may stand in the consent', async () => {
    const actor = [
      { role: { coding: [{ code: 'HPOWATT' }] }, reference: { reference: 'RelatedPerson/sib-1' } },
    ];
    Object.assign(t.records, {
      RelatedPerson: [sister],
      Consent: [consent({ type: 'permit', actor }, paper)],
    });
    await t.verify();
    expect(await t.caller('proxy', 'Kim Torphy')).toMatchObject({
      value: { hearing: { why: ['authority-with-document'] }, level: 3 },
    });
  });
  it('a practice: called back at a number that an account lists, not because it says so', async () => {
    await t.verify();
    expect(await t.caller('provider', 'Dr. Osei')).toMatchObject({
      value: { hearing: { scope: 'nothing', why: ['call-back-first'] }, wrongLeft: 3 },
    });
    t.desk.setDialled('+16175550178');
    expect(await t.caller('pharmacy')).toMatchObject({ value: { hearing: { why: ['call-back-first'] } } });
    t.desk.setDialled('(617) 555-0177');
    expect(await t.caller('pharmacy')).toMatchObject({
      value: { hearing: { scope: 'treatment', why: ['treats-the-patient'] }, level: 1 },
    });
    expect(await t.cardFor('medicines', 'provider_or_pharmacy', 'nurse')).toMatchObject({ ok: true });
    expect(await t.cardFor('coverage', 'insurance')).toMatchObject({ ok: false, code: 'not-for-caller' });
  });
  it('a restricted record: nobody else is told anything, not even that there is one', async () => {
    Object.assign(t.records, {
      Patient: [{ ...elena, meta: { security: [{ code: 'V' }] } }],
      RelatedPerson: [sister],
      Consent: [consent({ type: 'permit', ...forSister }, paper)],
    });
    await t.verify();
    expect(await t.caller('relative', 'Kim Torphy')).toMatchObject({
      value: { hearing: { scope: 'nothing', say: 'neither-confirm-nor-deny' }, level: 0 },
    });
  });
  it.each([
    ['labelled', flag('Limit', { meta: { security: [{ code: 'SDV' }] } })],
    ['unreadable', flag('Limit', { status: 7 })],
    ['about safety', flag('Home visit by two', { category: [{ text: 'safety' }] })],
  ])('a flag that is %s forbids', async (_name, one) => {
    Object.assign(t.records, {
      RelatedPerson: [sister],
      Consent: [consent({ type: 'permit', ...forSister }, paper)],
      Flag: [one],
    });
    await t.verify();
    expect(await t.caller('relative', 'Kim Torphy')).toMatchObject({
      value: { hearing: { scope: 'nothing', why: ['safety-flag'] } },
    });
  });
  it('when it can’t be asked, nothing may be heard until it can', async () => {
    await t.verify();
    t.trouble = 503;
    expect(await t.caller('relative', 'Kim Torphy')).toMatchObject({ ok: false, code: 'ehr-busy' });
    expect(await t.card('allergies')).toMatchObject({ ok: false, code: 'not-for-caller' });
    t.trouble = null;
    expect(await t.caller('self')).toMatchObject({ value: { level: 1 } });
    expect(await t.card('allergies')).toMatchObject({ ok: true });
  });
  it('only about the chosen patient', async () => {
    expect(await t.caller('self')).toMatchObject({ ok: false, code: 'conflict' });
  });
});
