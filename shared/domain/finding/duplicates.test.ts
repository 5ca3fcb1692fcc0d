import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelihoodOf, type OnFile } from './duplicates.ts';
import { intakeLines, type NewPerson, newPerson, nobodyYet, problemsOf } from './intake.ts';

const ana: NewPerson = {
  ...nobodyYet,
  given: 'Ana María',
  family: 'Ruíz',
  birthDate: '1980-05-12',
  phone: '617 555 0142',
  phoneReadBack: true,
  line: '12 Wisoky Street',
  postalCode: '02445',
};
const file = (more: Partial<OnFile> & { given?: string; family?: string } = {}): OnFile => ({
  names: [
    { given: [more.given ?? 'Ana'], family: more.family ?? 'Ruiz', text: '', former: false },
    { given: ['Ana', 'Maria'], family: more.family ?? 'Ruiz', text: '', former: false },
  ],
  birthDate: '1980-05-12',
  numbers: [],
  addresses: [],
  ...more,
});
const home = { lines: ['12 Wisoky St'], postalCode: '02445-1234' };

describe('how alike', () => {
  it.each<[string, OnFile, ReturnType<typeof likelihoodOf>]>([
    ['name and birth date', file(), 'almost-sure'],
    ['a slip in the name', file({ family: 'Ruis' }), 'likely'],
    [
      'married: another family name, same number and house',
      file({ family: 'Bauer', numbers: ['16175550142'], addresses: [home] }),
      'almost-sure',
    ],
    ['another family name, same birth date', file({ family: 'Bauer' }), 'possible'],
    ['day and month swapped', file({ birthDate: '1980-12-05' }), 'likely'],
    ['one figure wrong', file({ birthDate: '1980-05-17' }), 'likely'],
    ['no birth date on file, same number', file({ birthDate: null, numbers: ['16175550142'] }), 'likely'],
    ['a namesake, born otherwise', file({ birthDate: '1951-01-30' }), null],
    [
      'a twin at home',
      file({
        given: 'Eva',
        names: [{ given: ['Eva'], family: 'Ruiz', text: '', former: false }],
        numbers: ['16175550142'],
        addresses: [home],
      }),
      'likely',
    ],
    [
      'her mother',
      file({
        names: [{ given: ['Berta'], family: 'Ruiz', text: '', former: false }],
        birthDate: '1951-01-30',
        numbers: ['16175550142'],
        addresses: [home],
      }),
      null,
    ],
    [
      'somebody born that day',
      file({ names: [{ given: ['Otto'], family: 'Brandt', text: '', former: false }] }),
      null,
    ],
    ['an empty record', file({ names: [], birthDate: null }), null],
  ])('%s', (_what, onFile, likelihood) => expect(likelihoodOf(ana, onFile)).toBe(likelihood));
  it('more in common is never less alike', () =>
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(null, '1980-05-12', '1951-01-30'),
        (phone, house, birthDate) => {
          const rank = (o: OnFile) =>
            ['almost-sure', 'likely', 'possible', null].indexOf(likelihoodOf(ana, o));
          const base = file({ birthDate });
          const more = {
            ...base,
            ...(phone && { numbers: ['16175550142'] }),
            ...(house && { addresses: [home] }),
          };
          expect(rank(more)).toBeLessThanOrEqual(rank(base));
        },
      ),
      { numRuns: 30 },
    ));
});

describe('what is said', () => {
  const problems = (more: Partial<NewPerson>) =>
    problemsOf({ ...ana, ...more }, '2026-11-22', (n) => /\d{7}/.test(n.replace(/\D/g, '')));
  it.each<[Partial<NewPerson>, string[]]>([
    [{}, []],
    [{ given: '' }, ['given']],
    [{ family: '' }, ['family']],
    [{ birthDate: '' }, ['birth-date']],
    [{ birthDate: '2027-01-01' }, ['birth-date-ahead']],
    [{ birthDate: '1799-01-01' }, ['birth-date-ahead']],
    [{ phone: '12' }, ['phone']],
    [{ phoneReadBack: false }, ['phone-read-back']],
  ])('%j', (more, found) => expect(problems(more)).toEqual(found));
  it('becomes lines, none for what was not said', () => {
    expect(intakeLines(ana).map((l) => l.key)).toEqual(['phone', 'address']);
    expect(intakeLines({ ...ana, language: 'Spanish', interpreterNeeded: true }).map((l) => l.key)).toEqual([
      'phone',
      'address',
      'language',
      'interpreter',
    ]);
  });
  it('too long, or of another type, is refused', () => {
    expect(newPerson.safeParse({ ...ana, given: 'x'.repeat(81) }).success).toBe(false);
    expect(newPerson.safeParse({ ...ana, birthDate: '12 May' }).success).toBe(false);
    expect(newPerson.safeParse({ ...ana, ssn: '1' }).success).toBe(false);
  });
});
