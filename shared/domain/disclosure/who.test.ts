// Who may hear (C20, C26), ages by state, and what evidence amounts to (C19).
import { describe, expect, it } from 'vitest';
import { compareFact, lastFour, type PatientFacts } from './compare.ts';
import { levelOf, type Tick, type TickedFact, wrongLeft } from './facts.ts';
import { ageBand, minorRules } from './minors.ts';
import { scopes } from './scope.ts';
import { standingOf } from './standing.ts';
import { stateCode, stateNames } from './states.ts';
import {
  type Allowance,
  callers,
  type Hearing,
  type MayHear,
  type OnFile,
  type Why,
  whoMayHear,
} from './who.ts';

const today = '2026-11-22';
const adult = '1968-05-12';
const child = '2019-05-12';
const adolescent = '2011-05-12';
const hearing = (over: Partial<Hearing> = {}, patient: Partial<Hearing['patient']> = {}): Hearing => ({
  caller: 'self',
  patient: {
    birthDate: adult,
    deceased: false,
    state: 'MA',
    restricted: false,
    patientOnly: false,
    safety: false,
    ...patient,
  },
  onFile: null,
  allowances: [],
  calledBack: false,
  today,
  ...over,
});
const onFile = (relations: OnFile['relations'], over: Partial<OnFile> = {}): OnFile => ({
  relations,
  current: true,
  document: null,
  ...over,
});
const paper = 'DocumentReference/poa-1';
const permit: Allowance = { decision: 'permit', names: true, about: 'record', document: null };
const signed: Allowance = { ...permit, document: 'DocumentReference/auth-7' };
const general: Allowance = { ...permit, names: false };
const deny: Allowance = { ...permit, decision: 'deny' };

describe('who hears what', () => {
  const mother = onFile(['parent']);
  const proxy = onFile(['proxy'], { document: paper });
  it.each<[string, Hearing, string, Why]>([
    ['the patient', hearing(), 'record', 'patient-themselves'],
    [
      'a patient without a birth date on file',
      hearing({}, { birthDate: null }),
      'record',
      'patient-themselves',
    ],
    ['a child', hearing({}, { birthDate: child }), 'nothing', 'patient-is-child'],
    ['an adolescent', hearing({}, { birthDate: adolescent }), 'visits', 'patient-is-adolescent'],
    ['who says to be the dead patient', hearing({}, { deceased: true }), 'nothing', 'patient-is-deceased'],
    [
      'mother of a child',
      hearing({ caller: 'parent', onFile: mother }, { birthDate: child }),
      'record',
      'parent-of-child',
    ],
    [
      'mother of an adolescent',
      hearing({ caller: 'parent', onFile: mother }, { birthDate: adolescent }),
      'family',
      'parent-of-adolescent',
    ],
    ['mother of an adult', hearing({ caller: 'parent', onFile: mother }), 'nothing', 'no-consent'],
    [
      'mother, age unknown',
      hearing({ caller: 'parent', onFile: mother }, { birthDate: '2019' }),
      'nothing',
      'age-unknown',
    ],
    [
      'a parent whom nobody wrote down',
      hearing({ caller: 'parent' }, { birthDate: child }),
      'nothing',
      'not-on-file',
    ],
    [
      'a parent of before',
      hearing({ caller: 'parent', onFile: onFile(['parent'], { current: false }) }, { birthDate: child }),
      'nothing',
      'no-longer-on-file',
    ],
    [
      'a sister who says to be the mother',
      hearing({ caller: 'parent', onFile: onFile(['relative']) }, { birthDate: child }),
      'nothing',
      'no-consent',
    ],
    [
      'a guardian of a child without paper',
      hearing({ caller: 'guardian', onFile: onFile(['guardian']) }, { birthDate: child }),
      'record',
      'parent-of-child',
    ],
    [
      'a guardian of an adult without paper',
      hearing({ caller: 'guardian', onFile: onFile(['guardian']) }),
      'nothing',
      'document-missing',
    ],
    ['a proxy with paper', hearing({ caller: 'proxy', onFile: proxy }), 'record', 'authority-with-document'],
    [
      'a proxy without',
      hearing({ caller: 'proxy', onFile: onFile(['proxy']) }),
      'nothing',
      'document-missing',
    ],
    [
      'a proxy of who has died',
      hearing({ caller: 'proxy', onFile: proxy }, { deceased: true }),
      'nothing',
      'patient-is-deceased',
    ],
    [
      'an executor with paper',
      hearing({ caller: 'executor', onFile: onFile(['executor'], { document: paper }) }, { deceased: true }),
      'record',
      'authority-with-document',
    ],
    [
      'an executor of somebody alive',
      hearing({ caller: 'executor', onFile: onFile(['executor'], { document: paper }) }),
      'nothing',
      'relation-differs',
    ],
    [
      'a husband without consent (R13)',
      hearing({ caller: 'spouse', onFile: onFile(['spouse']) }),
      'nothing',
      'no-consent',
    ],
    [
      'a husband by word of mouth',
      hearing({ caller: 'spouse', onFile: onFile(['spouse']), allowances: [permit] }),
      'visits',
      'consent-permits',
    ],
    [
      'a husband with a signed consent',
      hearing({ caller: 'spouse', onFile: onFile(['spouse']), allowances: [signed] }),
      'record',
      'consent-with-document',
    ],
    [
      'a husband after her death, signed',
      hearing({ caller: 'spouse', onFile: onFile(['spouse']), allowances: [signed] }, { deceased: true }),
      'visits',
      'consent-permits',
    ],
    [
      'a general consent names nobody',
      hearing({ caller: 'relative', onFile: onFile(['relative']), allowances: [general] }),
      'nothing',
      'no-consent',
    ],
    [
      'yes and no is no',
      hearing({ caller: 'relative', onFile: onFile(['relative']), allowances: [signed, deny] }),
      'nothing',
      'consent-denies',
    ],
    [
      '"talk only to the patient"',
      hearing({ caller: 'spouse', onFile: onFile(['spouse']), allowances: [signed] }, { patientOnly: true }),
      'nothing',
      'patient-only',
    ],
    [
      'who may be who harms',
      hearing({ caller: 'parent', onFile: mother }, { birthDate: child, safety: true }),
      'nothing',
      'safety-flag',
    ],
    [
      'a restricted record',
      hearing({ caller: 'proxy', onFile: proxy }, { restricted: true }),
      'nothing',
      'record-restricted',
    ],
    ['a practice that rings in', hearing({ caller: 'provider' }), 'nothing', 'call-back-first'],
    [
      'a pharmacy called back',
      hearing({ caller: 'pharmacy', calledBack: true }),
      'treatment',
      'treats-the-patient',
    ],
    ['anybody', hearing({ caller: 'other' }), 'nothing', 'not-on-file'],
  ])('%s', (_name, h, scope, why) => {
    const may = whoMayHear(h);
    expect(may).toMatchObject({ scope });
    expect(may.why).toContain(why);
    expect(may.say).toBe(scope === 'nothing' ? 'neither-confirm-nor-deny' : null);
  });
  it('level 3 is a document on file', () => {
    expect(whoMayHear(hearing({ caller: 'proxy', onFile: proxy })).document).toBe(paper);
    expect(
      whoMayHear(hearing({ caller: 'parent', onFile: mother }, { birthDate: child })).document,
    ).toBeNull();
  });
});

describe('whatever is combined', () => {
  const flag = [false, true];
  const files = [
    null,
    onFile(['parent']),
    onFile(['spouse', 'proxy'], { document: paper }),
    onFile(['contact']),
  ];
  const said: Allowance[][] = [[], [general], [permit], [signed], [deny], [signed, deny]];
  const everything: Hearing[] = callers.flatMap((caller) =>
    [adult, adolescent, child].flatMap((birthDate) =>
      flag.flatMap((deceased) =>
        flag.flatMap((restricted) =>
          files.flatMap((file) =>
            said.map((allowances) =>
              hearing({ caller, onFile: file, allowances }, { birthDate, deceased, restricted }),
            ),
          ),
        ),
      ),
    ),
  );
  const width = (may: MayHear): number => scopes.length - scopes.indexOf(may.scope);
  it('nobody else hears without being on file, or against a no, or of a restricted record', () => {
    for (const h of everything.filter((x) => x.caller !== 'self')) {
      const closed =
        h.patient.restricted ||
        h.allowances.some((a) => a.decision === 'deny') ||
        (h.onFile === null && !h.allowances.some((a) => a.names));
      if (closed) expect(whoMayHear(h).scope).toBe('nothing');
    }
  });
  it('a flag or a no never widens, and who hears nothing confirms nothing', () => {
    const odd: Hearing[] = [];
    for (const h of everything) {
      const { patient, allowances } = h;
      const may = whoMayHear(h);
      const worse = [
        { ...h, patient: { ...patient, patientOnly: true } },
        { ...h, patient: { ...patient, safety: true } },
        { ...h, patient: { ...patient, restricted: true } },
        { ...h, allowances: [...allowances, deny] },
      ];
      if (worse.some((w) => width(whoMayHear(w)) > width(may))) odd.push(h);
      const silent = may.scope === 'nothing';
      if ((may.say !== null) !== silent || may.why.length === 0) odd.push(h);
      if (silent && may.document !== null) odd.push(h);
    }
    expect(odd).toEqual([]);
  });
});

describe('ages by state (a draft)', () => {
  it.each([
    [child, 'MA', 'child'],
    ['2014-11-22', 'MA', 'adolescent'],
    ['2014-11-23', 'MA', 'child'],
    ['2014-11-22', 'OR', 'child'],
    ['2012-11-22', ' or ', 'adolescent'],
    // 13 by name as by letters; what is no state, or only part of one, gets the strictest.
    ['2013-11-22', 'Oregon', 'child'],
    ['2013-11-22', ' commonwealth of  PENNSYLVANIA ', 'child'],
    ['2013-11-22', 'Ore.', 'adolescent'],
    ['2013-11-23', 'US-WA', 'child'],
    ['2013-11-23', 'Washington', 'child'],
    ['2013-11-23', 'Washington, D.C.', 'adolescent'],
    ['2014-11-23', 'Massachusetts', 'child'],
    ['2014-11-22', 'Massachusetts', 'adolescent'],
    ['2014-11-22', 'constructor', 'adolescent'],
    ['2014-11-22', null, 'adolescent'],
    ['2014-11-22', '__proto__', 'adolescent'],
    ['2008-11-22', 'MS', 'adult'],
    ['2008-11-23', 'MS', 'adolescent'],
    ['2026-11-01', 'MA', 'child'],
    ['2008', 'MA', 'unknown'],
    ['2030-01-01', 'MA', 'unknown'],
    [null, 'MA', 'unknown'],
  ])('born %s in %s: %s', (born, state, band) => expect(ageBand(born, state, today)).toBe(band));
  it('every state of the table can be written out', () => {
    const codes = Object.values(stateNames);
    expect(codes).toEqual(expect.arrayContaining(Object.keys(minorRules.states)));
    expect(new Set(codes).size).toBe(52);
    for (const [name, code] of Object.entries(stateNames)) expect(stateCode(name.toUpperCase())).toBe(code);
    expect(['', ' ', 'Ontario', 'new', 'M', '__proto__'].map(stateCode)).toEqual(Array(6).fill(null));
  });
  it('says that it is a draft and when; a state that is not there is treated as the strictest', () => {
    expect(minorRules).toMatchObject({
      review: 'draft',
      reviewedBy: null,
      date: expect.stringMatching(/^\d{4}-/),
    });
    const ages = Object.values(minorRules.states).map((r) => r.ownCareFrom);
    expect(minorRules.otherwise.ownCareFrom).toBe(Math.min(...ages));
  });
});

const tick = (fact: TickedFact, matched = true): Tick => ({ fact, matched, at: '2026-11-22T03:00:00.000Z' });
describe('evidence', () => {
  const two = [tick('fullName'), tick('birthDate')];
  it('further facts are third factors, never identifiers; the caller’s own name is neither', () => {
    expect(levelOf([tick('recordNumber'), tick('calledBack'), tick('phoneOnFile')])).toBe(0);
    expect(levelOf([...two, tick('recordNumber')])).toBe(2);
    expect(levelOf([...two, tick('calledBack')])).toBe(2);
    expect(levelOf([...two, tick('callerName')])).toBe(1);
  });
  const standing = (over: Partial<Parameters<typeof standingOf>[0]> = {}) =>
    standingOf({ ticksOfCall: two, own: two, nameNeeded: false, wrongElsewhere: 0, hears: null, ...over });
  it('a document lifts to 3 only when the patient was identified', () => {
    const hears = { scope: 'record', document: paper } as const;
    expect(standing({ hears })).toMatchObject({ level: 3, locked: false });
    expect(standing({ hears, own: [tick('fullName')] })).toMatchObject({ level: 0 });
    expect(standing({ hears: { scope: 'visits', document: null } })).toMatchObject({
      level: 1,
      scope: 'visits',
    });
    expect(standing({ hears: { scope: 'nothing', document: null } })).toMatchObject({ level: 0 });
  });
  it('wrong answers count over all, here and elsewhere; three close', () => {
    const wrong = [tick('callerName', false), tick('address', false)];
    expect(standing({ ticksOfCall: [...two, ...wrong] })).toMatchObject({
      level: 1,
      left: 1,
      lockedBy: null,
    });
    const closed = { level: 0, left: 0, locked: true };
    expect(standing({ ticksOfCall: [...two, ...wrong, ...wrong] })).toMatchObject({
      ...closed,
      lockedBy: 'call',
    });
    const early = { ticksOfCall: [], own: [] };
    expect(standing({ ...early, wrongElsewhere: 3 })).toMatchObject({ ...closed, lockedBy: 'patient' });
    expect(standing({ ...early, ticksOfCall: wrong, wrongElsewhere: 1 })).toMatchObject(closed);
    expect(wrongLeft([], 7)).toBe(0);
  });
  it('who was identified on this call is closed by this call’s own three only', () => {
    const slip = [tick('address', false)];
    const verified = { level: 1, locked: false, lockedBy: null };
    expect(standing({ wrongElsewhere: 2 })).toMatchObject({ ...verified, left: 3 });
    expect(standing({ ticksOfCall: [...two, ...slip], wrongElsewhere: 2 })).toMatchObject({
      ...verified,
      left: 2,
    });
    expect(standing({ ticksOfCall: [...two, ...slip, ...slip, ...slip] })).toMatchObject({
      lockedBy: 'call',
    });
    // Guessing whose name is on file goes on counting over all calls: nothing is open to them yet.
    const nobody = { scope: 'nothing', document: null } as const;
    expect(standing({ ticksOfCall: [...two, ...slip], wrongElsewhere: 2, hears: nobody })).toMatchObject({
      locked: true,
      lockedBy: 'patient',
    });
  });
});

describe('further facts against the record', () => {
  const record: PatientFacts = {
    names: [],
    birthDate: null,
    addresses: [],
    phones: ['617-555-0142'],
    multipleBirth: false,
    recordNumbers: ['rn77'],
  };
  const as = { locale: 'en-US', today };
  it.each([
    ['recordNumber', 'RN77', 'matched'],
    ['recordNumber', 'MRN-77', 'matched'],
    ['recordNumber', 'rn78', 'not-matched'],
    ['recordNumber', '77', 'unclear'],
    ['calledBack', '+16175550142', 'matched'],
    ['calledBack', '+16175550143', 'unclear'],
    ['calledBack', '', 'unclear'],
  ] as const)('%s %j: %s', (fact, stated, outcome) =>
    expect(compareFact(record, fact, stated, as)).toBe(outcome),
  );
  it('a number that is not on file is not counted', () =>
    expect(compareFact({ ...record, recordNumbers: [] }, 'recordNumber', '1234', as)).toBe('not-on-file'));
  it('the last four never are the whole number', () => {
    expect(lastFour('999-11-2222')).toBe('2222');
    expect(lastFour('2222')).toBeNull();
    expect(lastFour(' --- ')).toBeNull();
  });
});
