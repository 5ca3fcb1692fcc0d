// Acts as data: hostile input, what a form lacks, as what it is done, and the message that stands in.
import { describe, expect, it } from 'vitest';
import { isDialable } from '../phone/phone.ts';
import { act, type Act, actKinds, queues } from './act.ts';
import { actsFor, howOf, queueOf, recordTypeOf } from './how.ts';
import { actLines, messageOfAct } from './lines.ts';
import { actProblems } from './problems.ts';

const refill: Act = {
  kind: 'refill-request',
  medicineId: null,
  drug: 'Lisinopril',
  strength: '10 mg',
  daysLeft: '3',
  outNow: false,
  pharmacyName: 'Corner Pharmacy',
  pharmacyPhone: '617-555-0177',
  pharmacyReadBack: true,
  prescriber: '',
  allergies: 'None known',
  note: '',
};
const insurance: Act = {
  kind: 'insurance-update',
  replaces: 'cov-1',
  payer: 'Beacon Health',
  plan: '',
  memberId: '',
  memberKept: true,
  memberReadBack: false,
  group: '',
  heldBy: 'patient',
  subscriber: '',
  from: '2026-12-01',
  until: '',
};
const problems = (a: Act): string[] => actProblems(a, { dialable: isDialable });

describe('what a form lacks', () => {
  it.each<[string, Act, string[]]>([
    ['whole', refill, []],
    ['out now needs no days', { ...refill, daysLeft: '', outNow: true }, []],
    ['no days', { ...refill, daysLeft: '' }, ['days-left']],
    ['a pharmacy without a number', { ...refill, pharmacyPhone: '12' }, ['pharmacy-phone']],
    ['digits that nobody read back', { ...refill, pharmacyReadBack: false }, ['pharmacy-read-back']],
    ['allergies that nobody asked for', { ...refill, allergies: '' }, ['allergies']],
    ['a member id as on record', insurance, []],
    ['no plan to keep it from', { ...insurance, replaces: null }, ['member-id']],
    ['another payer keeps nothing', { ...insurance, memberKept: false }, ['member-id']],
    ['typed and not read back', { ...insurance, memberId: 'B1' }, ['member-read-back']],
    ['held by nobody named', { ...insurance, heldBy: 'parent' }, ['subscriber']],
    ['ends before it begins', { ...insurance, until: '2026-11-30' }, ['days-backwards']],
    [
      'an address that is none',
      { kind: 'preferences', system: 'email', value: 'a@b', onRecord: false, readBack: true },
      ['preferred-address'],
    ],
    [
      'a number of the record is not read back',
      { kind: 'preferences', system: 'phone', value: '617-555-0142', onRecord: true, readBack: false },
      [],
    ],
  ])('%s', (_name, form, lacks) => expect(problems(form)).toEqual(lacks));
});

describe('as what it is done', () => {
  const yes = (): 'yes' => 'yes';
  const only =
    (...types: string[]) =>
    (type: string) =>
      types.includes(type) ? 'yes' : 'no';
  it('as it is, as a task, as a message, in this order', () => {
    expect(howOf('insurance-update', yes)).toEqual({ how: 'record', why: 'writes' });
    expect(howOf('insurance-update', () => 'unknown')).toEqual({ how: 'record', why: 'untold' });
    expect(howOf('insurance-update', only('Task'))).toEqual({ how: 'task', why: 'no-create' });
    expect(howOf('insurance-update', only())).toEqual({ how: 'message', why: 'no-task' });
    expect(howOf('refill-request', yes)).toEqual({ how: 'task', why: 'by-hand' });
    expect(howOf('refill-request', () => 'unknown')).toEqual({ how: 'task', why: 'by-hand' });
    expect(howOf('refill-request', only('Communication'))).toEqual({ how: 'message', why: 'no-task' });
  });
  it('every kind stands once in what a call suggests; each has a queue', () => {
    for (const reason of ['refill', 'insurance', 'nonsense', '__proto__', null]) {
      const { first, more } = actsFor(reason);
      expect([...first, ...more].toSorted()).toEqual(actKinds.toSorted());
    }
    expect(queues).toContain(queueOf(refill));
    expect(Object.keys(recordTypeOf).toSorted()).toEqual(actKinds.toSorted());
  });
});

describe('hostile input', () => {
  const long = 'x'.repeat(100_000);
  it.each<[string, object]>([
    ['another kind', { kind: 'format-disk' }],
    ['a key more', { admin: true }],
    ['a path for an id', { medicineId: '../../Patient/1' }],
    ['dots for an id', { medicineId: '..' }],
    ['a long word', { drug: long }],
    ['a line turned around', { drug: 'a\u202Eb' }],
    ['two lines in one', { pharmacyName: 'a\nb' }],
    ['an end of string', { note: 'a\0b' }],
    ['no text', { drug: 7 }],
    ['nothing', { drug: null }],
    ['a word for a tick', { outNow: 'yes' }],
  ])('%s', (_name, bent) => {
    expect(act.safeParse(refill).success).toBe(true);
    expect(act.safeParse({ ...refill, ...bent }).success).toBe(false);
  });
  it('a day that is none; a prototype', () => {
    for (const from of ['2026-13-01', '2026-02-30', 'soon', 5, null])
      expect(act.safeParse({ ...insurance, from }).success).toBe(false);
    expect(act.safeParse(JSON.parse('{"__proto__":{"kind":"follow-up"}}')).success).toBe(false);
  });
});

describe('as a message', () => {
  const by = { patientRef: 'p1', patientName: 'Dana', patientBirthDate: '' };
  it('says all that was stated, in order, and nothing that was not', () => {
    expect(actLines(refill).map((l) => l.key)).toEqual([
      'drug',
      'strength',
      'daysLeft',
      'pharmacyName',
      'pharmacyPhone',
      'allergies',
    ]);
    expect(actLines({ ...insurance, memberId: 'B1' }).map((l) => l.key)).not.toContain('memberKept');
  });
  it('a medicine that is out now is urgent; other refills choose nothing for the agent', () => {
    expect(messageOfAct({ ...refill, outNow: true }, by, ['x']).fields.urgency).toBe('urgent-clinical');
    expect(messageOfAct(refill, by, ['x']).fields.urgency).toBeUndefined();
    expect(messageOfAct(refill, by, ['x']).fields.refill).toMatchObject({
      drug: 'Lisinopril',
      daysLeft: '3',
    });
  });
  it('what is longer than the field is cut, and that is told', () => {
    const { fields, cut } = messageOfAct(insurance, by, ['y'.repeat(599), 'more']);
    expect([cut, fields.underlyingWhy?.length]).toEqual([true, 600]);
  });
});
