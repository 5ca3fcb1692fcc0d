import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roles } from '#shared/contract/kinds.ts';
import { compareFact, foldName, type PatientFacts } from './compare.ts';
import { type Fact, facts, levelOf, type Tick, wrongLeft } from './facts.ts';
import { labelled, tellsSensitive } from './sensitive.ts';
import { type Card, cards, cardsOf, type DisclosureRole, forRole, mayFetch, mayShow } from './table.ts';

describe('the table role × card (typed by hand from C18)', () => {
  const wanted: Record<DisclosureRole, Card[]> = {
    agent: ['identity', 'appointments', 'allergies', 'coverage'],
    'after-hours': ['identity', 'appointments', 'conditions', 'allergies', 'medicines'],
    nurse: ['identity', 'appointments', 'conditions', 'allergies', 'medicines'],
    trainer: [],
    supervisor: ['identity', 'appointments', 'allergies', 'coverage'],
    auditor: [],
    administrator: [],
  };
  it('knows every role of the contract', () => expect(Object.keys(wanted)).toEqual([...roles]));
  it.each(Object.entries(wanted))('%s', (name, list) => {
    const role = roles.find((r) => r === name) ?? 'trainer';
    expect(cardsOf(role)).toEqual(list);
    for (const card of cards) {
      expect(mayShow(role, 0, card)).toBe(false);
      expect(mayShow(role, 1, card)).toBe(list.includes(card));
      expect(mayShow(role, 2, card)).toBe(list.includes(card));
      expect(mayFetch(role, 1, card)).toBe(mayShow(role, 1, card));
      expect(forRole(role, card)).toBe(list.includes(card));
    }
  });
  it('values of a laboratory are nobody’s while no reason was stated', () =>
    expect(roles.some((r) => forRole(r, 'labs'))).toBe(false));
});

const tick = (fact: Fact, matched = true): Tick => ({ fact, matched, at: '2026-11-22T03:00:00.000Z' });

describe('level', () => {
  it.each<[Fact[], 0 | 1 | 2]>([
    [[], 0],
    [['fullName'], 0],
    [['birthDate'], 0],
    [['phoneOnFile'], 0],
    [['fullName', 'phoneOnFile'], 0],
    [['birthDate', 'phoneOnFile'], 0],
    [['fullName', 'birthDate'], 1],
    [['fullName', 'address'], 1],
    [['birthDate', 'address'], 1],
    [['fullName', 'birthDate', 'address'], 2],
    [['fullName', 'birthDate', 'phoneOnFile'], 2],
    [['birthDate', 'address', 'phoneOnFile'], 2],
    [['fullName', 'fullName', 'fullName'], 0],
  ])('%j is level %i', (list, level) => expect(levelOf(list.map((f) => tick(f)))).toBe(level));
  it('a wrong answer is no evidence', () =>
    expect(levelOf([tick('fullName'), tick('birthDate', false)])).toBe(0));
  it('a twin needs the name', () => {
    expect(levelOf([tick('birthDate'), tick('address'), tick('phoneOnFile')], true)).toBe(0);
    expect(levelOf([tick('birthDate'), tick('fullName')], true)).toBe(1);
  });
  it('more evidence never lowers it, order never matters', () => {
    const ticks = fc.array(
      fc.tuple(fc.constantFrom(...facts), fc.boolean()).map(([f, m]) => tick(f, m)),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(ticks, ticks, (a, b) => {
        expect(levelOf([...a, ...b])).toBeGreaterThanOrEqual(levelOf(a));
        expect(levelOf([...a, ...b])).toBe(levelOf([...b, ...a]));
      }),
    );
  });
  it('three wrong answers leave none', () => {
    expect(wrongLeft([])).toBe(3);
    expect(wrongLeft([tick('fullName', false), tick('fullName', true)])).toBe(2);
    expect(wrongLeft([1, 2, 3, 4].map(() => tick('birthDate', false)))).toBe(0);
  });
});

// A made-up person with the oddities of the sample data: accent, maiden name, figures behind names.
const elena: PatientFacts = {
  names: [
    { given: ['María', 'Elena'], family: 'Alcántar López', text: '' },
    { given: ['María', 'Elena'], family: "O'Brien", text: '' },
    { given: ['Elena'], family: '', text: '' },
  ],
  birthDate: '1968-05-12',
  addresses: [
    { lines: ['207 Wisoky Street', 'Apt 3'], city: 'Brookline', postalCode: '02445' },
    { lines: ['957 Jones Mews Apt 94'], city: 'Brookline', postalCode: '' },
    { lines: ['12 Old Oak Road'], city: '', postalCode: '' },
  ],
  phones: ['555-123-4567', '+1 617 555 0142'],
  multipleBirth: false,
};
const as = { locale: 'en-US', today: '2026-11-22' };
const bare: PatientFacts = { names: [], birthDate: null, addresses: [], phones: [], multipleBirth: false };

describe('what the caller said against the record', () => {
  it.each<[Fact, string, string]>([
    ['fullName', 'Maria Elena Alcantar Lopez', 'matched'],
    ['fullName', 'ELENA ALCÁNTAR', 'matched'],
    ['fullName', 'Alcantar, Elena', 'matched'],
    ['fullName', 'elena o’brien', 'matched'],
    ['fullName', 'Mrs. Elena OBrien', 'matched'],
    ['fullName', 'Elena M Alcantar', 'matched'],
    ['fullName', 'Elena', 'unclear'],
    ['fullName', 'Alcantar', 'unclear'],
    ['fullName', '???', 'unclear'],
    ['fullName', 'Maria Elena', 'not-matched'],
    ['fullName', 'Alcantar Lopez', 'not-matched'],
    ['fullName', 'Elena Brown', 'not-matched'],
    ['fullName', 'Elena Alcantar Brown Smith Jones', 'not-matched'],
    ['fullName', 'E Alcantar', 'not-matched'],
    ['fullName', 'Elena Brown 12 May 1968', 'unclear'],
    ['fullName', 'Elena Alcantar 5/12/1968', 'unclear'],
    ['birthDate', '5/12/1968', 'matched'],
    ['birthDate', '12/5/1968', 'matched'],
    ['birthDate', '12 May 1968', 'matched'],
    ['birthDate', 'May 12th 1968', 'matched'],
    ['birthDate', '12 de mayo de 1968', 'matched'],
    ['birthDate', '5/12/68', 'matched'],
    ['birthDate', '1968-05-13', 'not-matched'],
    ['birthDate', '1969-05-12', 'not-matched'],
    ['birthDate', 'next May 12 2068', 'unclear'],
    ['birthDate', 'fifty-eight', 'unclear'],
    ['address', '02445', 'matched'],
    ['address', '02445-1234', 'matched'],
    ['address', '207 Wisoky St', 'matched'],
    ['address', '207 wisoky street, apt 3, Brookline', 'matched'],
    ['address', '207 Wisoky Street Brookline Massachusetts', 'matched'],
    ['address', '957 Jones Mews', 'matched'],
    ['address', '957 Jones Mews Apartment 94', 'matched'],
    ['address', '957 jones mews #94', 'matched'],
    ['address', '957 Jones Mews, Unit 94, Brookline', 'matched'],
    ['address', '957 Jones Mews Apt 95', 'not-matched'],
    ['address', '957 Jones Mews #95', 'not-matched'],
    ['address', '957 Jones Mews 95', 'not-matched'],
    ['address', '957 Jones Mews Apt 93 Apt 94 Apt 95', 'not-matched'],
    ['address', '94 Jones Mews Apt 957', 'not-matched'],
    ['address', 'Jones Mews Apt 94', 'not-matched'],
    ['address', '207 Wisoky Street Apt 4', 'not-matched'],
    ['address', '12 Old Oak Road Apt C', 'matched'],
    ['address', 'Wisoky Street', 'not-matched'],
    ['address', 'Brookline', 'not-matched'],
    ['address', '205 206 207 208 Wisoky Street', 'not-matched'],
    ['address', '02446', 'not-matched'],
    ['address', '1', 'unclear'],
    ['phoneOnFile', '(555) 123-4567', 'matched'],
    ['phoneOnFile', '6175550142', 'matched'],
    ['phoneOnFile', '123-4567', 'not-matched'],
    ['phoneOnFile', '4567', 'unclear'],
    ['phoneOnFile', '555 123 4568', 'not-matched'],
  ])('%s %j: %s', (fact, stated, outcome) => expect(compareFact(elena, fact, stated, as)).toBe(outcome));

  it('nine-digit codes compare by their first five', () => {
    const nine = { ...elena, addresses: [{ lines: [], city: '', postalCode: '02445-1234' }] };
    expect(compareFact(nine, 'address', '02445', as)).toBe('matched');
    expect(compareFact(nine, 'address', '024451234', as)).toBe('matched');
  });
  it('synthetic figures behind names are not said', () => {
    const boyle = { ...bare, names: [{ given: ['Tuyet839'], family: 'Boyle917', text: '' }] };
    expect(compareFact(boyle, 'fullName', 'Tuyet Boyle', as)).toBe('matched');
  });
  it('either part of a given name of several words, its particles alone not', () => {
    const carmen = { ...bare, names: [{ given: ['María del Carmen'], family: 'Abreu', text: '' }] };
    const named = (stated: string) => compareFact(carmen, 'fullName', stated, as);
    expect(named('Maria Abreu')).toBe('matched');
    expect(named('Carmen Abreu')).toBe('matched');
    expect(named('María del Carmen Abreu')).toBe('matched');
    expect(named('del Abreu')).toBe('not-matched');
    expect(named('Maria Carmen')).toBe('not-matched');
    expect(named('Marta Abreu')).toBe('not-matched');
  });
  it('a former name and a short one that the record holds', () => {
    const judith = {
      ...bare,
      names: [
        { given: ['Judith'], family: 'Schamberger', text: '' },
        { given: ['Judi'], family: '', text: '' },
        { given: ['Judith'], family: 'Bauer', text: '', former: true },
      ],
    };
    for (const stated of ['Judi Schamberger', 'Judith Bauer', 'Judi Bauer'])
      expect(compareFact(judith, 'fullName', stated, as)).toBe('matched');
  });
  it('a name kept as text only', () => {
    const text = { ...bare, names: [{ given: [], family: '', text: 'Nguyễn Văn An' }] };
    expect(compareFact(text, 'fullName', 'An Nguyen Van', as)).toBe('matched');
    expect(compareFact(text, 'fullName', 'An Nguyen', as)).toBe('not-matched');
  });
  it.each<[Fact, string]>([
    ['fullName', 'Elena Alcantar'],
    ['birthDate', '1968-05-12'],
    ['address', '02445'],
    ['phoneOnFile', '555-123-4567'],
  ])('%s that the record lacks is not counted', (fact, stated) =>
    expect(compareFact(bare, fact, stated, as)).toBe('not-on-file'),
  );
  it('no postal code on file: a stated one is no answer, a street still is', () => {
    const noCode = {
      ...elena,
      addresses: [{ lines: ['207 Wisoky Street'], city: 'Brookline', postalCode: '' }],
    };
    expect(compareFact(noCode, 'address', '02445', as)).toBe('not-on-file');
    expect(compareFact(noCode, 'address', '209 Wisoky Street', as)).toBe('not-matched');
  });
  it('a partial birth date on file opens nothing', () =>
    expect(compareFact({ ...elena, birthDate: '1968' }, 'birthDate', '1968-05-12', as)).toBe('not-on-file'));
  it('answers one of four words, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...facts),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        (fact, text) => {
          expect(['matched', 'not-matched', 'unclear', 'not-on-file']).toContain(
            compareFact(elena, fact, text, as),
          );
        },
      ),
      { numRuns: 400 },
    );
  });
  it('folds', () => expect(foldName(' Łukasz  d’ÅNGELO-Strauß ')).toBe('lukasz dangelo strauss'));
});

describe('what is withheld (C26)', () => {
  it.each(['R', 'V', 'HIV', 'ETH', 'PSY', 'SDV', 'SEX'])('label %s', (code) =>
    expect(labelled([{ code: 'N' }, { code }])).toBe(true),
  );
  it.each(['N', 'U', 'L', 'derived', ''])('label %j is no reason', (code) =>
    expect(labelled([{ code }])).toBe(false),
  );
  it.each<[string, string | undefined]>([
    ['Human immunodeficiency virus infection (disorder)', undefined],
    ['AIDS', undefined],
    ['Drug overdose', undefined],
    ['Opioid abuse (disorder)', undefined],
    ['Methadone Hydrochloride 10 MG Oral Tablet', undefined],
    ['Efavirenz 600 MG / Lamivudine 300 MG', undefined],
    ['a local name', '86406008'],
    ['a local name', 'F11.20'],
  ])('%s %s', (text, code) => expect(tellsSensitive([{ code }], text)).toBe(true));
  it.each([
    'Hypertension',
    'Diabetes mellitus type 2',
    'Fitting of hearing aids',
    'Allergy to grape',
    'Hives',
    'Asthma',
  ])('%s is shown', (text) =>
    expect(tellsSensitive([{ code: '38341003', display: text }], text)).toBe(false),
  );
});
