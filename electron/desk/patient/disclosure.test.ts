// Disclosure as the room enforces it: by reason and field, by who is on the line, wrong answers over calls, masked numbers
// (C18, C19, C20, C26). Real room, real client, a server that holds one made-up person.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { patient as contract } from '#shared/contract/patient.ts';
import type { Caller } from '#shared/domain/disclosure/who.ts';
import { blanks } from './cut.ts';
import { allergy, condition, coverage, elena, elenaId, flag } from './testing.ts';
import { contextId, id, startTestDesk, type TestDesk } from './testing-desk.ts';

let t: TestDesk;
beforeAll(async () => void (t = await startTestDesk()));
afterAll(() => t.server.close());
beforeEach(() => t.reset());

const subject = { reference: `Patient/${elenaId}` };
const role = (code: string) => [{ coding: [{ code }] }];
const sister = {
  resourceType: 'RelatedPerson',
  id: 'sib-1',
  active: true,
  patient: subject,
  relationship: role('SIB'),
  name: [{ text: 'Kim Torphy', family: 'Torphy', given: ['Kim'] }],
};
const consent = (provision: object, more: object = {}) => ({
  resourceType: 'Consent',
  id: 'c-1',
  status: 'active',
  patient: subject,
  provision,
  ...more,
});
const forSister = { actor: [{ reference: { reference: 'RelatedPerson/sib-1' } }] };
const paper = { sourceReference: { reference: 'DocumentReference/auth-7' } };
const reset = (records: Record<string, unknown[]>): void => void Object.assign(t.records, records);
const calls = (caller: Caller, name: string | null = null) =>
  t.desk.room.caller({ ...id, caller, name }, t.desk.ctx());
const ask = (
  card: 'identity' | 'appointments' | 'allergies' | 'medicines' | 'coverage' | 'conditions',
  reason: Parameters<typeof t.desk.room.card>[0]['reason'],
  who: 'agent' | 'nurse' = 'agent',
  fresh = true,
) => t.desk.room.card({ ...id, card, fresh, reason }, t.desk.ctx(who));
const value = <V>(r: { ok: true; value: V } | { ok: false }): V => {
  if (!r.ok) throw new Error(JSON.stringify(r));
  return r.value;
};

describe('by reason and field', () => {
  it('a scheduler is not told what a visit’s call doesn’t need: cut out, and named', async () => {
    t.records['AllergyIntolerance'] = [
      allergy('a1', 'Penicillin', { criticality: 'high', reaction: [{ description: 'Hives all over' }] }),
    ];
    await t.verify();
    const card = value(await ask('allergies', 'new_appointment'));
    expect(card.rows).toMatchObject([{ substance: 'Penicillin', criticality: 'high', reactions: [] }]);
    expect(card.hidden).toEqual(['kind', 'reactions', 'confirmed', 'recorded']);
    expect(contract.card.output.safeParse(card).success).toBe(true);
    // The cache has it whole: a clinical line is shown it, also without the server.
    t.trouble = 'gone';
    const whole = value(await ask('allergies', 'urgent', 'nurse', false));
    expect(whole).toMatchObject({ from: 'cache', rows: [{ reactions: ['Hives all over'] }] });
    expect(whole.hidden).toBeUndefined();
    expect(JSON.stringify(await ask('allergies', 'new_appointment', 'agent', false))).not.toContain('Hives');
  });
  it('what a third fact is asked for with isn’t on the screen before it was said', async () => {
    await t.verify();
    const before = JSON.stringify(value(await ask('identity', 'new_appointment')));
    expect(before).toContain('Alcántar');
    expect(before).not.toMatch(/0142|Wisoky|02445|MRN-77/);
    await t.check('address');
    expect(JSON.stringify(value(await ask('identity', 'new_appointment')))).toMatch(/0142.*Wisoky/s);
  });
  it('nothing that such a call doesn’t need is fetched, and below its level neither', async () => {
    await t.verify();
    t.server.asked.length = 0;
    for (const [card, reason, code] of [
      ['coverage', 'refill', 'not-for-reason'],
      ['allergies', 'general', 'not-for-reason'],
      ['allergies', 'payment', 'not-for-reason'],
      ['appointments', 'records', 'not-verified'],
    ] as const)
      expect(await ask(card, reason)).toMatchObject({ ok: false, code });
    expect(t.server.asked).toHaveLength(0);
    await t.check('address');
    const visit = value(await ask('appointments', 'records'));
    expect(visit).toMatchObject({ rows: [{ practitioner: 'Dr. Iyer', what: null }] });
  });
  it('who may see what can change while the server is asked', async () => {
    await t.verify();
    const late = ask('identity', 'new_appointment');
    t.desk.room.unchoose({ contextId }, t.desk.ctx());
    expect(await late).toMatchObject({ ok: false, code: 'conflict' });
    t.desk.room.choose(id, t.desk.ctx());
    const closed = ask('appointments', 'new_appointment');
    for (const wrong of ['99999', '88888', '77777']) await t.check('address', wrong);
    expect(await closed).toMatchObject({ ok: false, code: 'not-verified' });
  });
  it('blanks are what a row of that card can be', () => {
    const samples = {
      ...blanks,
      appointments: { id: 'x', when: 'next', ...blanks.appointments },
      conditions: { id: 'x', ...blanks.conditions },
      allergies: { id: 'x', ...blanks.allergies },
      medicines: { id: 'x', ...blanks.medicines },
      coverage: { id: 'x', ...blanks.coverage },
    };
    for (const [card, row] of Object.entries(samples)) {
      const common = {
        patientId: 'p',
        state: 'recorded',
        from: null,
        asOf: null,
        stale: false,
        because: null,
      };
      const view = { card, ...common, unreadable: 0, withheldSome: false, more: false, rows: [row] };
      expect(contract.card.output.safeParse(view).error?.issues).toBeUndefined();
    }
  });
});

describe('what is withheld is in no count', () => {
  it('a labelled entry that fits no schema is withheld, not unreadable', async () => {
    const labels = { meta: { security: [{ code: 'PSY' }] } };
    const broken = { clinicalStatus: 7 };
    t.records['Condition'] = [
      condition('x', 'Asthma', { ...broken, ...labels }),
      condition('y', 'Asthma', broken),
    ];
    await t.verify();
    const card = value(await ask('conditions', 'urgent', 'nurse'));
    expect(card).toMatchObject({ unreadable: 1, withheldSome: true, rows: [] });
    expect(JSON.stringify(card)).not.toContain('PSY');
  });
});

describe('wrong answers', () => {
  const other = (n: number) => ({ contextId: `0193f3a0-0000-7000-8000-00000000000${n}`, patientId: elenaId });
  const wrongOn = async (n: number) => {
    t.desk.room.choose(other(n), t.desk.ctx());
    return t.desk.room.check({ ...other(n), fact: 'birthDate', stated: '1970-01-01' }, t.desk.ctx());
  };
  it('ringing again doesn’t start anew: three in a day close the record, on each call', async () => {
    for (const [n, left] of [
      [2, 2],
      [3, 1],
      [4, 0],
    ] as const)
      expect(await wrongOn(n)).toMatchObject({ ok: true, value: { wrongLeft: left, locked: left === 0 } });
    await t.verify();
    const state = value(t.desk.room.verification({ contextId }, t.desk.ctx()));
    expect(state).toMatchObject({
      level: 0,
      locked: true,
      lockedBy: 'patient',
      lockedUntil: '2026-11-23T03:00:00.000Z',
    });
    expect(contract.verification.output.safeParse(state).success).toBe(true);
    expect(await t.check('fullName')).toMatchObject({ ok: true, value: { outcome: 'locked' } });
    // Another person's record isn't closed by it.
    t.records['Patient'] = [{ ...elena, id: 'luis' }];
    const luis = { contextId, patientId: 'luis' };
    t.desk.room.choose(luis, t.desk.ctx());
    const asked = { ...luis, fact: 'birthDate', stated: '1968-05-12' } as const;
    expect(await t.desk.room.check(asked, t.desk.ctx())).toMatchObject({ value: { outcome: 'matched' } });
    // A day later those calls no longer count; a call that closed itself stays closed.
    t.desk.setNow('2026-11-23T03:00:00.001Z');
    expect(t.desk.restart().verification({ contextId: other(9).contextId }, t.desk.ctx())).toMatchObject({
      value: { locked: false },
    });
    t.desk.room.choose(id, t.desk.ctx());
    expect(t.desk.room.verification({ contextId }, t.desk.ctx())).toMatchObject({
      value: { locked: false, wrongLeft: 3 },
    });
  });
  it('a call that closed itself stays closed when the day is over', async () => {
    t.desk.room.choose(id, t.desk.ctx());
    for (const wrong of ['1970-01-01', '1971-01-01', '1972-01-01']) await t.check('birthDate', wrong);
    t.desk.setNow('2026-11-25T03:00:00.000Z');
    expect(t.desk.room.verification({ contextId }, t.desk.ctx())).toMatchObject({
      value: { locked: true, lockedBy: 'call', lockedUntil: null },
    });
  });
});

describe('further facts', () => {
  it('the last of the record number; a call of this desk to a number on file', async () => {
    await t.verify();
    const check = (fact: 'recordNumber' | 'calledBack', stated: string) =>
      t.desk.room.check({ ...id, fact, stated }, t.desk.ctx());
    expect(await check('calledBack', '617-555-0142')).toMatchObject({
      value: { outcome: 'unclear', level: 1 },
    });
    t.desk.setDialled('+16175550199');
    expect(await check('calledBack', 'x')).toMatchObject({ value: { outcome: 'unclear', wrongLeft: 3 } });
    t.desk.setDialled('+16175550142');
    expect(await check('calledBack', 'x')).toMatchObject({ value: { outcome: 'matched', level: 2 } });
    expect(await check('recordNumber', 'mrn 78')).toMatchObject({ value: { outcome: 'not-matched' } });
    const state = value(t.desk.room.verification({ contextId }, t.desk.ctx()));
    expect(state.furtherFacts).toMatchObject([
      { fact: 'recordNumber', state: 'wrong' },
      { fact: 'calledBack', state: 'matched' },
    ]);
    expect(JSON.stringify(state)).not.toMatch(/rn77|MRN|0142/);
  });
});

describe('who is on the line', () => {
  it('the patient: nobody else is asked about', async () => {
    await t.verify();
    t.server.asked.length = 0;
    const answer = value(await calls('self'));
    expect(answer).toMatchObject({ hearing: { scope: 'record', say: null }, level: 1 });
    expect(contract.caller.output.safeParse(answer).success).toBe(true);
    expect(t.server.asked).toHaveLength(0);
  });
  it('a relative without consent hears nothing, whatever was matched; nothing is fetched', async () => {
    reset({ RelatedPerson: [sister], Consent: [consent({ type: 'permit' })] });
    await t.verify();
    expect(await calls('relative', 'Kim Torphy')).toMatchObject({
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
    reset({ RelatedPerson: [sister], Consent: [consent({ type: 'permit', ...forSister })] });
    await t.verify();
    expect(await calls('relative', 'Kim Torphy')).toMatchObject({
      value: { hearing: { scope: 'visits', why: ['consent-permits'] }, level: 1 },
    });
    expect(await t.card('conditions')).toMatchObject({ ok: false, code: 'not-for-caller' });
    const visit = value(await t.card('appointments'));
    expect(visit).toMatchObject({ rows: [{ practitioner: 'Dr. Iyer', what: null }], hidden: ['what'] });
    expect(JSON.stringify(value(await t.card('identity')))).not.toMatch(/1968|0142|Wisoky|MRN/);
  });
  it('with a signed consent: level 3, and the document’s id stays in the desk', async () => {
    reset({ RelatedPerson: [sister], Consent: [consent({ type: 'permit', ...forSister }, paper)] });
    await t.verify();
    const answer = value(await calls('relative', 'Kim Torphy'));
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
    reset({ RelatedPerson: [sister], Consent: [consent({ type: 'permit', ...forSister }, paper)] });
    t.desk.room.choose(id, t.desk.ctx());
    expect(await calls('relative', 'Kim Torphy')).toMatchObject({ value: { level: 0 } });
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
    reset({ RelatedPerson: [sister], Consent: consents });
    await t.verify();
    expect(await calls('relative', 'Kim Torphy')).toMatchObject({ value: { hearing: { scope: 'nothing' } } });
  });
  it('a name that is nobody’s counts as a wrong answer; three of them close', async () => {
    reset({ RelatedPerson: [sister] });
    await t.verify();
    for (const [name, left] of [
      ['Ana Lakin', 2],
      ['Kim', 2],
      ['Jo Smitham', 1],
      ['Lee Torphy', 0],
    ] as const)
      expect(await calls('relative', name)).toMatchObject({
        value: { hearing: { scope: 'nothing' }, wrongLeft: left, locked: left === 0 },
      });
    expect(await calls('self')).toMatchObject({ value: { level: 0, locked: true } });
    expect(await t.card('allergies')).toMatchObject({ ok: false });
  });
  it('mother of a child, of an adolescent; a flag that forbids', async () => {
    const mother = { ...sister, id: 'm-1', relationship: role('MTH') };
    const born = (birthDate: string) =>
      reset({ Patient: [{ ...elena, birthDate }], RelatedPerson: [mother] });
    born('2019-05-12');
    t.desk.room.choose(id, t.desk.ctx());
    await t.check('fullName');
    await t.check('birthDate', '5/12/2019');
    expect(await calls('parent', 'Kim Torphy')).toMatchObject({
      value: { hearing: { scope: 'record', why: ['parent-of-child'] }, level: 1 },
    });
    expect(await t.card('conditions')).toMatchObject({ ok: true });
    t.records['Flag'] = [flag('Talk only to the patient')];
    expect(await calls('parent', 'Kim Torphy')).toMatchObject({
      value: { hearing: { why: ['patient-only'] } },
    });
    t.records['Flag'] = [];
    t.desk.setNow('2031-11-22T03:00:00.000Z');
    expect(await calls('parent', 'Kim Torphy')).toMatchObject({ value: { hearing: { scope: 'family' } } });
    expect(await t.card('conditions')).toMatchObject({ ok: false, code: 'not-for-caller' });
  });
  it('a proxy whose paper names the part: the role may stand in the consent', async () => {
    const actor = [
      { role: { coding: [{ code: 'HPOWATT' }] }, reference: { reference: 'RelatedPerson/sib-1' } },
    ];
    reset({ RelatedPerson: [sister], Consent: [consent({ type: 'permit', actor }, paper)] });
    await t.verify();
    expect(await calls('proxy', 'Kim Torphy')).toMatchObject({
      value: { hearing: { why: ['authority-with-document'] }, level: 3 },
    });
  });
  it('a restricted record: nobody else is told anything, not even that there is one', async () => {
    reset({
      Patient: [{ ...elena, meta: { security: [{ code: 'V' }] } }],
      RelatedPerson: [sister],
      Consent: [consent({ type: 'permit', ...forSister }, paper)],
    });
    await t.verify();
    expect(await calls('relative', 'Kim Torphy')).toMatchObject({
      value: { hearing: { scope: 'nothing', say: 'neither-confirm-nor-deny' }, level: 0 },
    });
  });
  it('when it can’t be asked, nothing may be heard until it can', async () => {
    await t.verify();
    t.trouble = 503;
    expect(await calls('relative', 'Kim Torphy')).toMatchObject({ ok: false, code: 'ehr-busy' });
    expect(await t.card('allergies')).toMatchObject({ ok: false, code: 'not-for-caller' });
    t.trouble = null;
    expect(await calls('self')).toMatchObject({ value: { level: 1 } });
    expect(await t.card('allergies')).toMatchObject({ ok: true });
  });
  it('only about the chosen patient', async () => {
    expect(await calls('self')).toMatchObject({ ok: false, code: 'conflict' });
  });
});

describe('masked numbers', () => {
  const reveal = (number: 'ssn' | 'licence' | 'passport', who: 'agent' | 'nurse' = 'agent') =>
    t.desk.room.reveal({ ...id, number, reason: 'records', why: 'records-release' }, t.desk.ctx(who));
  const member = (coverageId: string, reason: 'insurance' | 'refill' = 'insurance') =>
    t.desk.room.reveal(
      { ...id, number: 'wholeMemberId', coverageId, reason, why: 'eligibility-or-claim' },
      t.desk.ctx(),
    );
  const third = async () => {
    await t.verify();
    await t.check('address');
  };
  it('which there are is said, at the level at which they may be asked for', async () => {
    await t.verify();
    expect(value(await ask('identity', 'records'))).toMatchObject({ rows: [{ numbersOnFile: [] }] });
    await t.check('address');
    const card = value(await ask('identity', 'records'));
    expect(card).toMatchObject({ rows: [{ numbersOnFile: ['ssn', 'licence'] }] });
    expect(JSON.stringify(card)).not.toMatch(/999|2222|S999/);
  });
  it('the last four for half a minute, then everybody is told to mask it again', async () => {
    await third();
    const answer = value(await reveal('ssn'));
    expect(answer).toEqual({ value: '2222', whole: false, until: '2026-11-22T03:00:30.000Z' });
    expect(contract.reveal.output.safeParse(answer).success).toBe(true);
    expect(t.desk.about).toContainEqual({
      patientId: elenaId,
      callId: contextId,
      card: 'ssn',
      what: 'records:records-release',
    });
    t.desk.changed.length = 0;
    expect(t.desk.later.map((l) => l.ms)).toEqual([30_000]);
    for (const l of t.desk.later) l.task();
    expect(t.desk.changed).toEqual([`patient.changed ${contextId}`]);
    const kept = JSON.stringify(t.desk.patients.prepare('select json from cache').pluck().all());
    expect(kept).not.toMatch(/2222|99911111/);
  });
  it.each([
    ['below its level', async () => (await t.verify(), reveal('ssn')), 'not-verified'],
    ['to a role that never needs it', async () => (await third(), reveal('ssn', 'nurse')), 'not-for-reason'],
    ['for another reason', async () => (await third(), member('k1', 'refill')), 'not-for-reason'],
    ['a number that isn’t there', async () => (await third(), reveal('passport')), 'not-found'],
    ['of somebody else', async () => (await third(), member('k9')), 'not-found'],
    ['without a server', async () => (await third(), (t.trouble = 'gone'), reveal('ssn')), 'ehr-offline'],
  ] as const)('not %s', async (_name, run, code) => {
    t.records['Coverage'] = [coverage('k1'), coverage('k9', { beneficiary: { reference: 'Patient/x' } })];
    expect(await run()).toMatchObject({ ok: false, code });
  });
  it('a member number whole, to a scheduler who calls the payer', async () => {
    await third();
    expect(await member('k1')).toMatchObject({ value: { value: 'SUB990079829', whole: true } });
    expect(JSON.stringify(value(await ask('coverage', 'insurance')))).not.toContain('SUB99007');
  });
  it('not while another is on the line, and not of a restricted record', async () => {
    reset({ RelatedPerson: [sister], Consent: [consent({ type: 'permit', ...forSister })] });
    await third();
    await calls('relative', 'Kim Torphy');
    expect(await reveal('ssn')).toMatchObject({ ok: false, code: 'not-for-caller' });
    await calls('self');
    expect(await reveal('ssn')).toMatchObject({ ok: true });
    t.records['Patient'] = [{ ...elena, meta: { security: [{ code: 'R' }] } }];
    expect(await reveal('ssn')).toMatchObject({ ok: false, code: 'not-found' });
  });
});

describe('hostile input never reaches a handler', () => {
  const base = { ...id, reason: 'records', why: 'records-release' };
  it.each<[keyof typeof contract, unknown]>([
    ['reveal', { ...base, number: 'mrn' }],
    ['reveal', { ...base, number: 'ssn', coverageId: 'k1' }],
    ['reveal', { ...base, number: 'wholeMemberId' }],
    ['reveal', { ...base, number: 'wholeMemberId', coverageId: '../Patient/x' }],
    ['reveal', { ...id, number: 'ssn', reason: 'records' }],
    ['reveal', { ...id, number: 'ssn', reason: 'curious', why: 'records-release' }],
    ['caller', { ...id, caller: 'admin', name: null }],
    ['caller', { ...id, caller: 'relative' }],
    ['caller', { ...id, caller: 'relative', name: 'x'.repeat(201) }],
    ['card', { ...id, card: 'identity', fresh: true, reason: 'unstated' }],
    ['check', { ...id, fact: 'callerName', stated: 'Kim Torphy' }],
  ])('%s %j', (name, input) => {
    const spec = contract[name];
    expect(spec.kind === 'request' && spec.input.safeParse(input).success).toBe(false);
  });
});
