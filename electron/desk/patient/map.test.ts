import { describe, expect, it } from 'vitest';
import { cardView } from '#shared/domain/patient/card.ts';
import { addPage, emptyAnswer } from '../fhir/bundle.ts';
import { mapAppointments, stillNext } from './appointments.ts';
import { mapAllergies, mapConditions, mapMedicines } from './clinical.ts';
import { mapCoverage, masked } from './coverage.ts';
import { isAbout, stateOf } from './mapped.ts';
import { allergy, condition, coverage, elenaId, medicine, testNow, visit } from './testing.ts';

const answerOf = (type: string, ...resources: unknown[]) => {
  const answer = emptyAnswer();
  addPage(answer, { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) }, type);
  return answer;
};
const today = '2026-11-21';

describe('conditions', () => {
  it('only what is current and true', () => {
    const ended = { clinicalStatus: { coding: [{ code: 'resolved' }] } };
    const wrong = (code: string) => ({ verificationStatus: { coding: [{ code }] } });
    const mapped = mapConditions(
      answerOf(
        'Condition',
        condition('1', 'Asthma (disorder)', { onsetDateTime: '2001-01-01T00:00:00+10:00' }),
        condition('2', 'Cough', ended),
        condition('3', 'Stroke', wrong('refuted')),
        condition('4', 'Fracture', wrong('entered-in-error')),
        condition('5', 'Gout', { ...wrong('provisional'), onsetDateTime: '2020' }),
        condition('6', 'Flu', { clinicalStatus: undefined, abatementDateTime: '2020' }),
      ),
      elenaId,
    );
    expect(mapped.rows.map((r) => [r.text, r.confirmed])).toEqual([
      ['Gout', false],
      ['Asthma', true],
    ]);
    expect(mapped.unreadable).toBe(0);
  });
  it('what decides about showing must be readable', () => {
    const bad = answerOf(
      'Condition',
      condition('1', 'A', { verificationStatus: 'confirmed' }),
      condition('2', 'A', { clinicalStatus: [{}] }),
      condition('3', 'A', { meta: { security: [{ code: 5 }] } }),
      condition('4', 'A', { code: undefined }),
      condition('5', 'A', { code: {} }),
      condition('6', 'A', { subject: undefined }),
      condition('7', 'A', { subject: { reference: 'Patient/elena-12' } }),
      condition('8', 'A', { id: 8 }),
    );
    const mapped = mapConditions(bad, elenaId);
    expect(mapped).toMatchObject({ rows: [], unreadable: 8 });
    expect(stateOf(mapped)).toBe('recorded');
  });
  it('withholds by label, code and word, and says only that', () => {
    const mapped = mapConditions(
      answerOf(
        'Condition',
        condition('1', 'Something', { meta: { security: [{ code: 'R' }] } }),
        condition('2', 'x', { code: { coding: [{ code: '86406008' }] } }),
        condition('3', 'Drug overdose'),
      ),
      elenaId,
    );
    expect(mapped).toMatchObject({ rows: [], withheldSome: true, unreadable: 0 });
    expect(stateOf(mapped)).toBe('withheld');
  });
  it('a hundred rows, and that there are more', () => {
    const many = Array.from({ length: 150 }, (_, i) => condition(`c${i}`, 'Asthma'));
    expect(mapConditions(answerOf('Condition', ...many), elenaId)).toMatchObject({
      more: true,
      rows: { length: 100 },
    });
  });
});

describe('allergies: "none known" is said only when someone asked', () => {
  const none = allergy('n', 'No known allergy', { code: { coding: [{ code: '716186003' }] } });
  const state = (...r: unknown[]) => stateOf(mapAllergies(answerOf('AllergyIntolerance', ...r), elenaId));
  it('nobody wrote anything', () => expect(state()).toBe('none-recorded'));
  it('known none', () => expect(state(none)).toBe('known-none'));
  it('not beside a real one', () => expect(state(none, allergy('p', 'Penicillin'))).toBe('recorded'));
  it('not beside one that can’t be read', () =>
    expect(state(none, allergy('p', 'P', { code: 4 }))).toBe('recorded'));
  it('not beside one that is withheld', () => expect(state(none, allergy('p', 'Abacavir'))).toBe('withheld'));
  it('not when it was refuted', () =>
    expect(state({ ...none, verificationStatus: { coding: [{ code: 'refuted' }] } })).toBe('none-recorded'));
  it('severe first, with reactions once', () => {
    const reaction = [
      { manifestation: [{ text: 'Anaphylaxis' }] },
      { manifestation: [{ text: 'Anaphylaxis' }, null] },
      7,
    ];
    const { rows } = mapAllergies(
      answerOf(
        'AllergyIntolerance',
        allergy('1', 'Mould', { criticality: 'low' }),
        allergy('2', 'Penicillin', { criticality: 'high', reaction }),
      ),
      elenaId,
    );
    expect(rows.map((r) => [r.substance, r.criticality, r.reactions])).toEqual([
      ['Penicillin', 'high', ['Anaphylaxis']],
      ['Mould', 'low', []],
    ]);
  });
});

describe('medicines', () => {
  it('only what is taken now', () => {
    const { rows } = mapMedicines(
      answerOf(
        'MedicationRequest',
        medicine('1', 'Lisinopril 10 MG', {
          authoredOn: '2024-01-01',
          dosageInstruction: [{ text: 'One a day' }],
        }),
        medicine('2', 'Amoxicillin', { status: 'stopped' }),
        medicine('3', 'Aspirin', { doNotPerform: true }),
        medicine('4', 'Idea', { intent: 'proposal' }),
        medicine('5', 'Metformin', { status: 'on-hold' }),
      ),
      elenaId,
    );
    expect(rows.map((r) => [r.text, r.status, r.dosage])).toEqual([
      ['Lisinopril 10 MG', 'active', 'One a day'],
      ['Metformin', 'on-hold', null],
    ]);
  });
  it('finds what is contained or included; a dangling one is unreadable', () => {
    const answer = answerOf(
      'MedicationRequest',
      medicine('1', '', {
        medicationCodeableConcept: undefined,
        medicationReference: { reference: '#m' },
        contained: [{ resourceType: 'Medication', id: 'm', code: { text: 'Insulin' } }],
      }),
      medicine('2', '', {
        medicationCodeableConcept: undefined,
        medicationReference: { reference: 'Medication/9' },
      }),
      medicine('3', '', {
        medicationCodeableConcept: undefined,
        medicationReference: { reference: 'Medication/gone' },
      }),
      { resourceType: 'Medication', id: '9', code: { text: 'Warfarin' } },
    );
    const mapped = mapMedicines(answer, elenaId);
    expect(mapped.rows.map((r) => r.text)).toEqual(['Insulin', 'Warfarin']);
    expect(mapped.unreadable).toBe(1);
  });
  it('"do not take" in a form that can’t be read is not shown as a medicine', () =>
    expect(
      mapMedicines(answerOf('MedicationRequest', medicine('1', 'Aspirin', { doNotPerform: 'yes' })), elenaId),
    ).toMatchObject({ rows: [], unreadable: 1 }));
});

describe('appointments', () => {
  const map = (next: unknown[], last: unknown[]) =>
    mapAppointments(answerOf('Appointment', ...next), answerOf('Appointment', ...last), elenaId, testNow);
  it('next and last, nearest first', () => {
    const mapped = map(
      [
        visit('b', '2026-12-02T15:00:00Z'),
        visit('a', '2026-11-22T12:00:00+09:00'),
        visit('c', '2026-11-24T15:00:00Z', { status: 'cancelled' }),
      ],
      [
        visit('y', '2025-01-01T10:00:00Z', { status: 'fulfilled' }),
        visit('z', '2026-01-01T10:00:00Z', { status: 'noshow' }),
        visit('e', '2026-02-01T10:00:00Z', { status: 'entered-in-error' }),
      ],
    );
    expect(mapped.rows.map((r) => [r.id, r.when, r.status])).toEqual([
      ['a', 'next', 'booked'],
      ['b', 'next', 'booked'],
      ['z', 'last', 'noshow'],
      ['y', 'last', 'fulfilled'],
    ]);
    expect(mapped.rows[0]).toMatchObject({
      practitioner: 'Dr. Iyer',
      place: null,
      bring: null,
      what: 'Follow-up visit',
    });
  });
  it('names from what was included, place too', () => {
    const actors = ['Patient/elena-1', 'Practitioner/p', 'Location/l', 'Practitioner/gone'].map(
      (reference) => ({ actor: { reference } }),
    );
    const next = [
      visit('a', '2026-12-02T15:00:00Z', { participant: actors, patientInstruction: 'Insurance card' }),
      { resourceType: 'Practitioner', id: 'p', name: [{ prefix: ['Dr.'], given: ['Ana'], family: 'Iyer' }] },
      { resourceType: 'Location', id: 'l', name: 'Suite 210, Brookline' },
    ];
    expect(map(next, []).rows[0]).toMatchObject({
      practitioner: 'Dr. Ana Iyer',
      place: 'Suite 210, Brookline',
      bring: 'Insurance card',
    });
  });
  it('another patient’s visit is never shown', () =>
    expect(
      map(
        [visit('a', '2026-12-02T15:00:00Z', { participant: [{ actor: { reference: 'Patient/elena-11' } }] })],
        [],
      ),
    ).toMatchObject({ rows: [], unreadable: 1 }));
  it('a server that ignores the date mixes nothing up', () =>
    expect(map([visit('old', '2020-01-01T10:00:00Z')], [visit('new', '2027-01-01T10:00:00Z')]).rows).toEqual(
      [],
    ));
  it('a clinic’s name can tell too much', () =>
    expect(map([visit('a', '2026-12-02T15:00:00Z', { description: 'HIV clinic' })], [])).toMatchObject({
      rows: [],
      withheldSome: true,
    }));
  it('a kept "next" that is over is not shown as next', () => {
    const { rows } = map([visit('a', '2026-11-23T15:00:00Z')], []);
    expect(stillNext(rows, '2026-11-23T14:00:00.000Z')).toHaveLength(1);
    expect(stillNext(rows, '2026-11-24T14:00:00.000Z')).toHaveLength(0);
  });
});

describe('coverage', () => {
  it('masked, unverified, active by its dates', () => {
    const cls = [
      { type: { coding: [{ code: 'plan' }] }, name: 'Blue Harbor PPO' },
      { type: { coding: [{ code: 'group' }] }, value: 'G1' },
    ];
    const { rows } = mapCoverage(
      answerOf(
        'Coverage',
        coverage('1', { class: cls }),
        coverage('2', { period: { end: '2026-11-20' } }),
        coverage('3', { status: 'entered-in-error' }),
        coverage('4', { payor: [{ display: 'NO_INSURANCE' }] }),
      ),
      elenaId,
      today,
    );
    expect(rows).toMatchObject([
      {
        plan: 'Blue Harbor PPO',
        payer: 'Blue Harbor Health',
        memberId: '••••••••9829',
        group: 'G1',
        active: true,
        verified: false,
      },
      { active: false },
    ]);
    expect(JSON.stringify(rows)).not.toContain('SUB99007');
  });
  it.each([
    ['SUB990079829', '••••••••9829'],
    ['123456', '••••••'],
    ['1234567', '•••4567'],
    ['x'.repeat(300), `${'•'.repeat(12)}xxxx`],
  ])('%s', (id, shown) => expect(masked(id)).toBe(shown));
});

it('a reference must name this very patient', () => {
  for (const good of ['Patient/a.b', 'http://x/fhir/Patient/a.b', 'Patient/a.b/_history/2'])
    expect(isAbout(good, 'a.b')).toBe(true);
  for (const bad of [
    undefined,
    'Patient/axb',
    'Patient/a.b2',
    'XPatient/a.b',
    'Practitioner/a.b',
    'Patient/a.b/x',
  ])
    expect(isAbout(bad, 'a.b')).toBe(false);
});

it('the schema of the cards refuses what no mapper may send', () => {
  const card = {
    card: 'labs',
    patientId: 'x',
    state: 'recorded',
    from: 'server',
    asOf: testNow,
    stale: false,
    because: null,
    unreadable: 0,
    withheldSome: false,
    more: false,
  };
  expect(cardView.safeParse({ ...card, rows: [{ value: 'HbA1c 9' }] }).success).toBe(false);
  expect(cardView.safeParse({ ...card, card: 'identity', rows: [{ ssn: '999-11-2222' }] }).success).toBe(
    false,
  );
  expect(cardView.safeParse({ ...card, rows: [] }).success).toBe(true);
});
