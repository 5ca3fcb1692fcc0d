import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Apart, tellApart } from './apart.ts';
import { fitOfName, knownWords, type NameOnFile } from './match.ts';
import { joinedWords, nameWords, slips, slipsIn, soundOf } from './names.ts';
import { firstLetters, spellings } from './spellings.ts';

const name = (given: string, family: string, former = false): NameOnFile => ({
  given: given.split(' '),
  family,
  text: '',
  former,
});
const elena = knownWords([name('María Elena', 'Alcántar Núñez'), name('María Elena', 'Ortiz', true)]);
const fit = (said: string, known = elena) => fitOfName(nameWords(said), known);

describe('a name that was said', () => {
  it.each([
    ['Elena Alcantar', ['name'], 0],
    ['ALCÁNTAR, María', ['name'], 0],
    ['Alcantar Nunez Elena', ['name'], 0],
    ['elena alcan', ['name-start'], 1],
    ['M Alcantar', ['name-start'], 1],
    ['Elena Ortiz', ['name', 'former-name'], 0.5],
    ['Elena Alcantra', ['near-spelling'], 2],
    ['Elena Alkantar', ['near-spelling'], 2],
    ['Mrs. Elena Alcántar917', ['name'], 0],
  ] as const)('%s', (said, fits, cost) => {
    const found = fit(said);
    expect(found?.cost).toBe(cost);
    expect(found?.fits.toSorted()).toEqual([...fits].toSorted());
  });
  it.each(['Elena Brown', 'Brown', 'Elena Alcantar Smith', '', '?', '🙂'])('%s is somebody else', (said) =>
    expect(fit(said)).toBeNull(),
  );
  it.each([
    ['O’Brien', 'Siobhán', 'siobhan obrien'],
    ["O'Brien", 'Siobhán', 'O Brien Siobhan'],
    ['de la Cruz', 'Ana', 'ana delacruz'],
    ['Smith-Jones', 'Zoë', 'zoe smith jones'],
    ['Smith-Jones', 'Zoë', 'Jones Zoe'],
    ['Boyle917', 'Lavera253', 'Lavera Boyle'],
    ['Łukasiewicz', 'Jan', 'jan lukasiewicz'],
    ['Straße', 'Uwe', 'uwe strasse'],
  ])('%s, %s is found as %s', (family, given, said) =>
    expect(fit(said, knownWords([name(given, family)]))).not.toBeNull(),
  );
  it('what sounds alike is told as such, and never the same as the name itself', () => {
    const known = knownWords([name('Kathryn', 'Meyer')]);
    expect(fit('Catherine Maier', known)).toMatchObject({ cost: expect.any(Number) });
    expect(fit('Catherine Maier', known)?.fits).toEqual(expect.arrayContaining(['sounds-alike']));
    expect(soundOf('catherine')).toBe(soundOf('kathryn'));
    expect(soundOf('gimenez')).toBe(soundOf('jimenez'));
    expect(soundOf('ng')).toBe('');
  });
  it('huge and hostile names take no time and break nothing', () => {
    const long = 'a'.repeat(200_000);
    const known = knownWords([name(long, '<script>alert(1)</script>'), name('__proto__', 'constructor')]);
    expect(fit(long, known)).not.toBeNull();
    expect(fit("Robert'); drop table kept_name;--", known)).toBeNull();
    expect(fit('constructor', known)).not.toBeNull();
    expect(nameWords(`${'x '.repeat(1000)}`)).toHaveLength(12);
  });
});

const letters = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnoprstuvwyz'),
  minLength: 4,
  maxLength: 14,
});
/** One slip of the pen at a place. */
function slip(word: string, at: number, how: number, letter: string): string {
  const i = at % word.length;
  if (how === 0) return word.slice(0, i) + word.slice(i + 1);
  if (how === 1) return word.slice(0, i) + letter + word.slice(i);
  if (how === 2) return word.slice(0, i) + letter + word.slice(i + 1);
  const j = Math.min(i, word.length - 2);
  return word.slice(0, j) + (word[j + 1] ?? '') + (word[j] ?? '') + word.slice(j + 2);
}
const oneSlip = fc.tuple(fc.nat(20), fc.nat(3), fc.constantFrom(...'aeixqz'));

describe('properties', () => {
  it('a slip of the pen is found, whatever it is and wherever', () =>
    fc.assert(
      fc.property(letters, letters, oneSlip, (given, family, [at, how, letter]) => {
        const wrong = slip(family, at, how, letter);
        expect(slips(family, wrong, 2)).toBeLessThanOrEqual(1);
        expect(fit(`${given} ${wrong}`, knownWords([name(given, family)]))).not.toBeNull();
      }),
    ));
  it('two slips in a long word are found', () =>
    fc.assert(
      fc.property(letters, oneSlip, oneSlip, (word, one, two) => {
        const wrong = slip(slip(word, ...one), ...two);
        if (slipsIn(Math.max(word.length, wrong.length)) < 2 || slips(word, wrong, 2) > 2) return;
        expect(fit(wrong, knownWords([name('x', word)]))).not.toBeNull();
      }),
    ));
  it('the order of the words says nothing', () =>
    fc.assert(
      fc.property(letters, letters, letters, (a, b, c) => {
        const known = knownWords([name(`${a} ${b}`, c)]);
        expect(fit(`${c} ${a} ${b}`, known)?.cost).toBe(fit(`${a} ${b} ${c}`, known)?.cost);
      }),
    ));
  it('any text at all is taken without a crash', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (said, onFile) => {
        fitOfName(
          nameWords(said),
          knownWords([{ given: [onFile], family: onFile, text: said, former: true }]),
        );
        for (const form of spellings(said)) expect(form.length).toBeGreaterThan(1);
        expect(firstLetters(said).flat().length).toBeLessThanOrEqual(60);
        expect(joinedWords(nameWords(said)).length).toBeLessThanOrEqual(24);
      }),
      { numRuns: 30 },
    ));
});

describe('what tells people apart', () => {
  const one = (more: Partial<Apart>): Apart => ({
    given: 'ana',
    family: 'ruiz',
    language: 'English',
    birthDate: '1980-01-02',
    standing: 'active',
    multipleBirth: false,
    restricted: false,
    ...more,
  });
  const told = (list: Partial<Apart>[]) =>
    tellApart(
      list.map((apart) => ({ fits: ['number' as const], cost: 0, apart: one(apart) })),
      '2026-11-22',
    ).map((x) => x.told);

  it('a mother and her child', () =>
    expect(told([{}, { given: 'leo', birthDate: '2015-03-04' }])).toEqual([
      {
        rank: 1,
        differs: ['given-name', 'birth-date', 'adult'],
        standing: 'active',
        twin: false,
        double: false,
      },
      {
        rank: 1,
        differs: ['given-name', 'birth-date', 'child'],
        standing: 'active',
        twin: false,
        double: false,
      },
    ]));
  it('twins are told by their birth date or by the record’s word', () => {
    expect(told([{}, { given: 'eva' }]).map((t) => [t.twin, t.double])).toEqual([
      [true, false],
      [true, false],
    ]);
    expect(told([{ multipleBirth: true }])[0]?.twin).toBe(true);
  });
  it('one person registered twice', () =>
    expect(told([{}, {}]).map((t) => [t.double, t.differs])).toEqual([
      [true, []],
      [true, []],
    ]));
  it('the living before the dead, a merged record last', () =>
    expect(
      told([{ standing: 'merged' }, { standing: 'deceased' }, {}, { standing: 'inactive' }]).map((t) => [
        t.rank,
        t.standing,
      ]),
    ).toEqual([
      [1, 'active'],
      [2, 'inactive'],
      [3, 'deceased'],
      [4, 'merged'],
    ]));
  it('of a restricted record nothing is told but names and language (C26)', () => {
    const list = told([
      { restricted: true, standing: 'deceased', multipleBirth: true, birthDate: '2015-03-04' },
      { given: 'leo' },
    ]);
    expect(list[0]).toEqual({
      rank: 1,
      differs: ['given-name'],
      standing: 'active',
      twin: false,
      double: false,
    });
    expect(list[1]?.differs).toEqual(['given-name']);
  });
  it('eighteen today is grown', () =>
    expect(
      told([{ birthDate: '2008-11-22' }, { birthDate: '2008-11-23', given: 'x' }]).map((t) =>
        t.differs.find((d) => d === 'child' || d === 'adult'),
      ),
    ).toEqual(['adult', 'child']));
});
