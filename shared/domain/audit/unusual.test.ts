// C6: what an auditor should ask about, over seeded logs: each kind found where it was planted, and nowhere in an ordinary shift.
import { describe, expect, it } from 'vitest';
import type { AuditSubject } from './row.ts';
import { nameMatch } from './same-name.ts';
import { createUnusual, unusualLimits, usualLimits, type UnusualLimits } from './unusual.ts';

interface Put {
  at: number;
  event?: string;
  outcome?: string;
  person?: string;
  subject?: AuditSubject;
}
/** `at` in minutes from three in the night. */
function found(puts: readonly Put[], limits: UnusualLimits = usualLimits): string[] {
  const unusual = createUnusual(limits);
  puts.forEach(({ at, event = 'patient.card', outcome = 'ok', person = 'p1', subject = {} }, i) =>
    unusual.row({
      seq: i + 1,
      at: new Date(Date.UTC(2026, 10, 22, 3, at)).toISOString(),
      person,
      role: person === '' ? '' : 'agent',
      event,
      outcome,
      subjects: JSON.stringify(subject),
    }),
  );
  return unusual.end().map((one) => `${one.kind} ${one.person} ${one.count} ${one.rows.join(',')}`);
}
const call = (n: number): Put => ({ at: n, event: 'call.answer', subject: { callId: `c${n}` } });
const look = (n: number, more: Partial<Put> = {}, subject: AuditSubject = {}): Put => ({
  at: n,
  subject: { callId: `c${n}`, patientId: `pat${n}`, ...subject },
  ...more,
});
const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

describe('an ordinary shift has nothing unusual', () => {
  it('a call, its patient looked up in many steps, now and then a slip', () => {
    const shift = times(40, (n) => [
      call(n * 5),
      ...['patient.choose', 'patient.check', 'patient.cards', 'patient.card'].map((event) =>
        look(n * 5, { event }),
      ),
      ...(n % 20 === 0 ? [look(n * 5, { outcome: 'not-verified' })] : []),
    ]).flat();
    expect(found(shift)).toEqual([]);
  });
  it('asked rows, rows kept ahead by the desk, and rows of nobody count for nobody', () => {
    expect(
      found([
        ...times(50, (n) => look(0, { outcome: 'asked' }, { patientId: `x${n}` })),
        ...times(50, (n) => look(0, { event: 'kept.ahead' }, { patientId: `x${n}` })),
        ...times(50, (n) => look(0, { person: '' }, { patientId: `x${n}` })),
      ]),
    ).toEqual([]);
  });
});

describe('each kind where it was planted', () => {
  it('own record and same family name, once a day and patient', () => {
    const own = { match: 'own-name' as const };
    const puts = [
      call(1),
      look(1, {}, own),
      look(1, { event: 'patient.reveal' }, own),
      look(1, { person: 'p2' }, { match: 'family-name' }),
    ];
    expect(found(puts)).toEqual(['own-record p1 2 2,3', 'family-name p2 1 4']);
  });
  it('many patients within an hour, told once while it lasts; the same ones again are not many', () => {
    const at = (minutes: number) => times(25, (n) => [call(n * minutes), look(n * minutes)]).flat();
    expect(found(at(2))).toEqual([`many-patients p1 25 ${times(20, (n) => n * 2 + 2).join(',')}`]);
    expect(found(at(4))).toEqual([]);
    expect(found([call(1), ...times(80, () => look(1))])).toEqual([]);
    expect(found(at(4), { ...usualLimits, patientsPerHour: 10 })).toHaveLength(1);
  });
  it('outside of any call of the log, over the limit of a day; a call that is answered later still counts as one', () => {
    const outside = times(6, (n) => look(n * 10));
    expect(found(outside)).toEqual(['no-call p1 6 1,2,3,4,5,6']);
    expect(found(outside.slice(1))).toEqual([]);
    expect(found([...outside, call(0)])).toEqual([]);
    expect(found([...outside, { ...call(0), outcome: 'not-found' }])).toHaveLength(1);
  });
  it('emergency access, always', () => {
    const open = { event: 'access.breakGlass', subject: { patientId: 'pat1' } };
    expect(found([call(1), { at: 1, ...open }, { at: 2, ...open, outcome: 'step-up-needed' }])).toEqual([
      'break-glass p1 1 2',
    ]);
  });
  it('refused look-ups and wrong secrets over the limit of an hour; the locked desk is nobody’s fault', () => {
    const refused = times(4, (n) => look(n, { outcome: 'not-verified' }));
    expect(found(refused)).toEqual(['refused p1 4 1,2,3,4']);
    expect(found(times(4, (n) => look(n * 30, { outcome: 'not-verified' })))).toEqual([]);
    for (const outcome of ['locked', 'not-signed-in', 'ehr-offline', 'interrupted'])
      expect(found(times(9, (n) => look(n, { outcome }))), outcome).toEqual([]);
    const wrong = times(5, (n) => ({
      at: n,
      event: 'session.unlock',
      outcome: 'vault-wrong-key',
      person: '',
    }));
    expect(found(wrong)).toEqual(['tries  5 1,2,3,4,5']);
    const told = {
      event: 'vault.tries',
      outcome: 'vault-wrong-key',
      person: '',
      subject: { personId: 'p9', count: 5 },
    };
    expect(found([{ at: 0, ...told }])).toEqual(['tries p9 5 1']);
  });
  it('newest first, and rows that can’t be read are passed over', () => {
    const unusual = createUnusual(usualLimits);
    const row = { seq: 1, at: 'never', person: 'p', role: '', event: 'patient.card', outcome: 'ok' };
    unusual.row({ ...row, subjects: '{broken' });
    unusual.row({ ...row, subjects: 'null' });
    expect(unusual.end()).toEqual([]);
    const two = [look(1, {}, { match: 'own-name' }), look(9, {}, { match: 'own-name' })];
    expect(found(two).map((line) => line.slice(-1))).toEqual(['2', '1']);
  });
});

it.each([{ patientsPerHour: 0 }, { refusedPerHour: 1.5 }, { patientsWithoutCall: 1e9 }, { more: 1 }])(
  'limits that make no sense are refused: %o',
  (odd) => expect(unusualLimits.safeParse({ ...usualLimits, ...odd }).success).toBe(false),
);

it.each<[string, { given: string[]; family: string }[], string | null]>([
  ['Ingrid Solheim, RN', [{ given: ['Ingrid'], family: 'Solheim' }], 'own-name'],
  ['Ingrid Solheim, RN', [{ given: ['Olav'], family: 'SOLHEIM' }], 'family-name'],
  ['José Núñez', [{ given: ['Maria'], family: 'Nunez-García' }], 'family-name'],
  ['Anna-Lena Berg', [{ given: ['Anna'], family: 'Berg' }], 'own-name'],
  [
    'Mina Kovač',
    [
      { given: ['Ana'], family: 'Horvat' },
      { given: ['Mina'], family: 'Kovac' },
    ],
    'own-name',
  ],
  ['Mina Kovač', [{ given: ['Mina'], family: 'Horvat' }], null],
  ['Cher', [{ given: ['Cher'], family: 'Cher' }], null],
  ['', [{ given: [], family: '' }], null],
])('%s and %o: %s', (name, names, expected) => expect(nameMatch(name, names)).toBe(expected));
