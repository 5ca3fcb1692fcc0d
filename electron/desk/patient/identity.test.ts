import { describe, expect, it } from 'vitest';
import { addPage, emptyAnswer } from '../fhir/bundle.ts';
import { cleanText } from '../fhir/text.ts';
import { identityOf, mapFlags } from './identity.ts';
import { personOf, readPatient } from './person.ts';
import { elena, elenaId, flag } from './testing.ts';

const flagsOf = (...resources: unknown[]) => {
  const answer = emptyAnswer();
  addPage(answer, { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) }, 'Flag');
  return answer;
};
const today = '2026-11-21';
const whole = (raw: unknown) => readPatient(raw) ?? expect.fail('unreadable');

describe('who the person is', () => {
  it('maps the identity', () => {
    const row = identityOf(whole(elena), [], today);
    expect(row).toMatchObject({
      preferredName: 'Elena',
      legalName: 'Mrs. María Elena Alcántar',
      otherNames: ['Elena', 'María Elena Ortiz'],
      age: { unit: 'years', value: 58 },
      language: 'Spanish',
      interpreterNeeded: false,
      mrn: 'MRN-77',
      deceased: false,
      address: ['207 Wisoky St', 'Brookline, MA 02445'],
    });
    expect(row.phones).toEqual([
      { number: '(617) 555-0142', e164: '+16175550142', use: 'home', old: false },
      { number: '(617) 555-0199', e164: '+16175550199', use: 'old', old: true },
    ]);
  });
  it('takes in no SSN, licence or passport', () => {
    const all = JSON.stringify([identityOf(whole(elena), [], today), personOf(whole(elena), true)]);
    expect(all).not.toMatch(/999-11-2222|S99911111/);
  });
  it('before verification nothing but the name to call by, the language and the numbers is kept', () =>
    expect(personOf(whole(elena), false)).toEqual({
      patientId: elenaId,
      preferredName: 'Elena',
      language: 'Spanish',
      interpreterNeeded: false,
      numbers: ['16175550142'],
      oldNumbers: ['16175550199'],
      standing: 'active',
      facts: null,
      restricted: false,
    }));
  it.each<[string, object, object]>([
    [
      'nothing at all',
      {},
      { preferredName: '', legalName: '', age: null, language: null, phones: [], address: [] },
    ],
    [
      'wrong types',
      {
        name: 'Bob',
        telecom: 7,
        birthDate: 19680512,
        gender: [],
        address: { line: 'x' },
        communication: null,
        extension: 'x',
      },
      { preferredName: '', birthDate: null, gender: null },
    ],
    [
      'one bad name',
      { name: [null, 4, { given: 'no list', family: 'Kim' }, { family: ['x'] }] },
      { legalName: 'Kim' },
    ],
    [
      'only text',
      { name: [{ text: 'Nguyễn Văn An' }] },
      { legalName: 'Nguyễn Văn An', preferredName: 'Nguyễn Văn An' },
    ],
    ['part of a birth date', { birthDate: '1968-05' }, { birthDate: '1968-05', age: null }],
    ['nonsense for a birth date', { birthDate: 'May' }, { birthDate: null, age: null }],
    ['born tomorrow', { birthDate: '2026-11-22' }, { age: null }],
    [
      'died',
      { birthDate: '1968-05-12', deceasedDateTime: '2020-05-11T10:00:00Z' },
      { deceased: '2020-05-11', age: { unit: 'years', value: 51 } },
    ],
    ['died, no day', { deceasedBoolean: true }, { deceased: true }],
  ])('%s', (_name, fields, wanted) =>
    expect(identityOf(whole({ resourceType: 'Patient', id: 'x', ...fields }), [], today)).toMatchObject(
      wanted,
    ),
  );
  it.each([
    null,
    7,
    'Patient',
    [],
    {},
    { resourceType: 'Patient' },
    { resourceType: 'Patient', id: '../x' },
    { ...elena, meta: { security: 'R' } },
  ])('%j is no readable patient', (raw) => expect(readPatient(raw)).toBeNull());
  it('a preferred name never is a family name', () =>
    expect(
      personOf(whole({ resourceType: 'Patient', id: 'x', name: [{ family: 'Kim' }] }), true).preferredName,
    ).toBe(''));
  it('knows twins', () => {
    expect(personOf(whole({ ...elena, multipleBirthInteger: 2 }), true).facts?.multipleBirth).toBe(true);
    expect(personOf(whole({ ...elena, multipleBirthBoolean: false }), true).facts?.multipleBirth).toBe(false);
  });
});

describe('text of a record', () => {
  it('markup stays as inert characters', () =>
    expect(cleanText('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>'));
  it('control and direction marks go', () =>
    expect(cleanText('A\u202Enna\u0000\n\u200BKim')).toBe('A nna Kim'));
  it('five million letters become a line', () => {
    expect(cleanText('x'.repeat(5_000_000))).toHaveLength(300);
    const huge = { ...elena, name: [{ given: ['<script>'.repeat(600_000)], family: '\uD800' }] };
    expect(identityOf(whole(huge), [], today).legalName.length).toBeLessThanOrEqual(300);
  });
});

describe('flags (C20)', () => {
  it.each([
    ['Do not leave voicemail', 'no-voicemail'],
    ['Do not call home number', 'no-home-calls'],
    ['Talk only to the patient', 'patient-only'],
    ['Interpreter required', 'interpreter'],
    ['Hearing impaired: speak slowly', 'hearing'],
    ['VIP: limit access', 'limited-access'],
    ['Prefers mornings', 'other'],
  ])('%s is %s', (text, kind) =>
    expect(mapFlags(flagsOf(flag(text)), elenaId).rows).toEqual([{ kind, text }]),
  );
  it('shows only what is active and about this patient', () => {
    const flags = flagsOf(
      flag('Fall risk', { status: 'inactive' }),
      flag('Fall risk', { id: 'f2', subject: { reference: 'Patient/other' } }),
      flag('HIV positive', { id: 'f3' }),
    );
    expect(mapFlags(flags, elenaId)).toMatchObject({ rows: [], unreadable: 1, withheldSome: true });
  });
});
