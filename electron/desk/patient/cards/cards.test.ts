import { describe, expect, it } from 'vitest';
import { personId, records, testNow } from '#tests/fhir-strict/people.ts';
import { addPage, emptyAnswer } from '../../fhir/bundle.ts';
import { createResolver } from '../../fhir/resolve.ts';
import { balanceOf } from '#shared/domain/patient/money.ts';
import { repeatCaller } from '#shared/domain/patient/contacts.ts';
import { centsOf } from './money.ts';
import { specs } from './panel.ts';
import { type CardSpec, nameWith } from './spec.ts';

const about = { patientId: personId, now: testNow, today: testNow.slice(0, 10) };
const all = records();
type Loose = { [field: string]: unknown };
const one = (id: string, change: Loose = {}): Loose => ({ ...all.find((r) => r.id === id), ...change });

function map<Row>(spec: CardSpec<Row>, ...resources: Loose[]) {
  const resolver = createResolver({ read: nothing, search: nothing, base: 'http://127.0.0.1:1/fhir' });
  const answers = spec.searches(about).map((s) => {
    const answer = emptyAnswer();
    const entry = resources
      .filter((r) => r['resourceType'] === s.type)
      .map((resource) => ({ resource: resource as never }));
    addPage(answer, { resourceType: 'Bundle', entry }, s.type);
    return answer;
  });
  const known = emptyAnswer();
  for (const r of resources)
    known.included.set(`${String(r['resourceType'])}/${String(r['id'])}`, r as never);
  resolver.learn(known);
  return spec.map(answers, about, nameWith(resolver));
}
const nothing = () => Promise.reject(new Error('nothing is asked here'));

describe('labs', () => {
  it('newest of each kind, with flag, range and trend', () => {
    const card = map(specs.labs, one('lab1'), one('lab0'), one('lab2'), one('o1'));
    expect(card.counted).toBe(3);
    expect(card.rows).toMatchObject([
      { text: 'Hemoglobin A1c', code: '4548-4', value: '6', unit: '%', flag: 'high', range: '4–6' },
    ]);
    expect(card.rows[0]?.earlier.map((e) => e.value)).toEqual([6.1, 6.2]);
    expect(card.rows[0]?.provenance).toMatchObject({ kind: 'Observation', source: 'Harbor Clinic' });
  });
  it('a value of the future is not the newest, another unit not in the trend', () => {
    const future = one('lab1', { effectiveDateTime: '2030-01-01', valueQuantity: { value: 99, unit: '%' } });
    const other = one('lab2', { valueQuantity: { value: 42, unit: 'mmol/mol' } });
    const card = map(specs.labs, future, other, one('lab0'));
    expect(card.rows[0]?.value).toBe('6');
    expect(card.rows[0]?.earlier.map((e) => e.value)).toEqual([99]);
  });
  it('entered in error and vital signs are left out', () => {
    const wrong = one('lab0', { status: 'entered-in-error' });
    const vital = one('lab1', { category: [{ coding: [{ code: 'vital-signs' }] }] });
    expect(map(specs.labs, wrong, vital)).toMatchObject({ rows: [], unreadable: 0 });
  });
});

describe('contacts', () => {
  it('one time line over all channels, with direction', () => {
    const card = map(specs.contacts, one('com1'), one('visit0'), one('visit1'), one('d1'));
    expect(card.rows.map((r) => [r.channel, r.direction, r.what, r.by])).toEqual([
      ['video', 'unknown', 'Check-up', 'Dr. Asha Iyer'],
      ['phone', 'in', 'Refill', null],
      ['visit', 'unknown', 'Check-up', 'Dr. Asha Iyer'],
    ]);
  });
  it('a repeat caller, for the same reason', () => {
    const again = one('com1', { id: 'com2', sent: '2026-11-17T10:00:00Z' });
    const old = one('com1', { id: 'com3', sent: '2026-10-17T10:00:00Z' });
    const { rows } = map(specs.contacts, one('com1'), again, old);
    expect(repeatCaller(rows, testNow)).toEqual({ calls: 2, same: true });
    expect(repeatCaller(rows.slice(2), testNow)).toEqual({ calls: 0, same: false });
  });
});

describe('money', () => {
  it('cents come out whole', () => {
    expect(centsOf({ value: 0.1 + 0.2, currency: 'USD' })).toEqual({ cents: 30, currency: 'USD' });
    expect(centsOf({ value: 1e300, currency: 'USD' })).toBeNull();
    expect(centsOf({ value: 5 })).toBeNull();
  });
  it('what is open is summed by currency', () => {
    const euro = one('inv1', { id: 'inv2', totalNet: { value: 10, currency: 'EUR' } });
    const paid = one('inv1', { id: 'inv3', status: 'balanced' });
    const card = map(specs.money, one('inv1'), euro, paid, one('eob1'));
    expect(balanceOf(card)).toEqual([
      { currency: 'USD', cents: 12_510 },
      { currency: 'EUR', cents: 1000 },
    ]);
    expect(card.rows.find((r) => r.kind === 'statement')?.amount).toEqual({ cents: 4000, currency: 'USD' });
  });
  it('a balance that can’t be told is not nought', () => {
    const without = one('inv1', { totalNet: undefined });
    expect(balanceOf(map(specs.money, without))).toBeNull();
    const restricted = one('inv1', { meta: { security: [{ code: 'R' }] } });
    expect(balanceOf(map(specs.money, restricted))).toBeNull();
  });
});

describe('care gaps', () => {
  const patient = one('p1');
  const rules = (...r: Loose[]) => map(specs['care-gaps'], patient, ...r).rows.map((x) => [x.rule, x.status]);
  it('the last value is old enough', () => {
    expect(rules(one('c1'), one('lab0'), one('i1'))).toEqual([
      ['hba1c', 'due'],
      ['tetanus', 'due'],
      ['pneumococcal', 'due'],
      ['zoster', 'due'],
    ]);
    expect(
      rules(one('c1'), one('lab0', { effectiveDateTime: '2026-10-01' }), one('i1')).map(([r]) => r),
    ).not.toContain('hba1c');
  });
  it('what could not be read makes it unclear, not due', () => {
    const unreadable = { resourceType: 'Observation', id: 'x', status: 5 };
    expect(rules(one('c1'), unreadable, one('i1'))).toContainEqual(['hba1c', 'unclear']);
    const undated = one('i1', { occurrenceDateTime: undefined, occurrenceString: 'last autumn' });
    expect(rules(undated)).toContainEqual(['influenza', 'unclear']);
  });
  it('a value of the future proves nothing', () =>
    expect(rules(one('c1'), one('lab0', { effectiveDateTime: '2030-01-01' }))).toContainEqual([
      'hba1c',
      'due',
    ]));
  it('nothing for the deceased, nothing by age without the age', () => {
    const dead = one('p1', { deceasedBoolean: true });
    expect(map(specs['care-gaps'], dead, one('c1')).rows).toEqual([]);
    expect(map(specs['care-gaps'], one('p1', { birthDate: undefined }), one('c1')).rows).toEqual([]);
  });
  it.each(['Prediabetes', 'Gestational diabetes', 'Diabetes insipidus'])('%s is not diabetes', (text) =>
    expect(rules(one('c1', { code: { text } })).map(([r]) => r)).not.toContain('hba1c'),
  );
});

describe('the others', () => {
  it('immunisations, also those not given', () => {
    const not = one('i1', { id: 'i2', status: 'not-done', statusReason: { text: 'Patient declined' } });
    expect(map(specs.immunisations, one('i1'), not).rows).toMatchObject([
      { text: 'Influenza', given: true },
      { given: false, reason: 'Patient declined' },
    ]);
  });
  it('care team without the patient and without who has left', () => {
    const team = one('t1', {
      participant: [
        { member: { reference: 'Patient/p1' } },
        { member: { reference: 'Practitioner/d1' }, role: [{ text: 'PCP' }] },
        { member: { display: 'Dr. Gone' }, period: { end: '2020-01-01' } },
        { member: { reference: 'Practitioner/nobody', display: 'Dr. Known' } },
      ],
    });
    expect(map(specs['care-team'], team, one('d1')).rows.map((r) => r.name)).toEqual([
      'Dr. Asha Iyer',
      'Dr. Known',
    ]);
  });
  it('open tasks, overdue first', () => {
    const later = one('task1', {
      id: 'task2',
      priority: 'stat',
      restriction: { period: { end: '2027-01-01' } },
    });
    const done = one('task1', { id: 'task3', status: 'completed' });
    expect(map(specs.tasks, later, done, one('task1')).rows.map((t) => [t.priority, t.overdue])).toEqual([
      ['urgent', true],
      ['stat', false],
    ]);
  });
  it('preferences: language, channels without numbers, consents', () => {
    const card = map(
      specs.preferences,
      one('p1'),
      one('con1'),
      one('con1', { id: 'con2', status: 'rejected' }),
    );
    expect(card.rows.map((r) => [r.kind, r.text, r.decision, r.active])).toEqual([
      ['language', 'Spanish', null, true],
      ['channel', 'phone mobile', null, true],
      ['consent', 'Talk to daughter', 'permit', true],
      ['consent', 'Talk to daughter', 'permit', false],
    ]);
  });
  it('benefits as the insurer answered them', () =>
    expect(map(specs.benefits, one('e1')).rows).toMatchObject([
      {
        insurer: 'Blue Harbor Health',
        inForce: true,
        benefits: [{ name: 'Office visit', allowed: '25 USD' }],
      },
    ]));
  it('a sensitive one is withheld, and no count tells how many', () => {
    const about = one('com1', { reasonCode: [{ text: 'HIV medication' }] });
    expect(map(specs.contacts, about)).toMatchObject({ rows: [], withheldSome: true, unreadable: 0 });
  });
});
