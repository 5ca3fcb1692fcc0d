// Each rule of 4a by itself, with hostile input for every field, and the promise that nothing lowers an urgency.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../accounts/account.ts';
import { isDialable } from '../phone/phone.ts';
import { redFlagGroups } from '../redflags/index.ts';
import { problems, raise, type MessageRules, type Problem } from './complete.ts';
import { draftFields, emptyDraft, urgencies, urgencyRank, type DraftFields } from './message.ts';
import { leastUrgency, oneStepUp, rulesFor, withLeastUrgency } from './urgency.ts';

const account = {
  reasons: [
    { code: 'billing', clinical: false, mayWaitUntilMorning: true, urgency: 'non-clinical' },
    { code: 'refill', clinical: true, mayWaitUntilMorning: false, urgency: 'routine-clinical' },
    { code: 'clinical_message', clinical: true, mayWaitUntilMorning: false, urgency: 'routine-clinical' },
  ],
} as unknown as Account;
const full: DraftFields = {
  ...emptyDraft({
    accountId: 'a',
    dnis: '+16175550120',
    greeting: '',
    receivedAt: '2026-11-22T03:00:00.000Z',
    zone: 'America/New_York',
    practice: '',
    origin: { kind: 'other-phone', why: 'softphone down' },
  }),
  callerName: 'Imogen Invented',
  callerIs: 'self',
  callback: { number: '617 555 0164', extension: '', second: '', readBack: true },
  patientName: 'Zephyrine Quackenbush',
  patientBirthDate: '1955-02-03',
  reasonCode: 'clinical_message',
  verbatim: 'words',
  urgency: 'routine-clinical',
  told: { callBy: '22:15', expect: true, ifWorse: true },
  summary: { readBack: true, whyNot: '' },
};
const known = { dialable: isDialable, today: '2026-11-21', cardOpened: false };
const ask = (change: Partial<DraftFields>, more: Partial<MessageRules> = {}): Problem[] => {
  const fields = draftFields.parse({ ...full, ...change });
  return problems(fields, { ...rulesFor(fields, account, known), ...more });
};
const callback = (change: Partial<DraftFields['callback']>): Partial<DraftFields> => ({
  callback: { ...full.callback, ...change },
});
const refill = (change: Partial<NonNullable<DraftFields['refill']>>): Partial<DraftFields> => ({
  reasonCode: 'refill',
  refill: {
    drug: 'as on the label',
    strength: '',
    lastDose: '',
    daysLeft: '2',
    outNow: false,
    pharmacyName: 'Quayside',
    pharmacyPhone: '',
    pharmacyHours: '',
    prescriber: '',
    ...change,
  },
});
const mark = (why: string | null) => ({
  ruleId: 'chest.pressure',
  group: 'chest',
  words: 'belt',
  start: 0,
  end: 4,
  rulesVersion: 1,
  seenAt: '2026-11-22T03:00:00.000Z',
  dismissed: why === null ? null : { why, at: '2026-11-22T03:00:00.000Z', by: 'p' },
});
const emergency: Partial<DraftFields> = { urgency: 'emergency', locationNow: 'At home' };

describe('each rule by itself', () => {
  it('asks nothing of a message that has everything', () => {
    expect(ask({})).toEqual([]);
    expect(
      ask({
        reasonCode: 'billing',
        urgency: 'non-clinical',
        told: { callBy: '', expect: false, ifWorse: false },
        summary: { readBack: false, whyNot: '' },
      }),
    ).toEqual([]);
  });
  it.each<[string, Partial<DraftFields>, Problem[]]>([
    ['M1 no origin', { origin: null }, ['origin']],
    ['M1 no reason for the other phone', { origin: { kind: 'other-phone', why: '\t' } }, ['other-phone-why']],
    ['M2 no caller', { callerName: '  ' }, ['caller-name']],
    ['M2 refused', { callerName: '', callerRefusedName: true }, []],
    ['M2 turned around', { callerName: 'Imo\u202Egen' }, ['caller-name-invalid']],
    ['M2 two lines', { callerName: 'Imogen\nInvented' }, ['caller-name-invalid']],
    ['M2 half a character', { callerName: 'Imo\ud83d' }, ['caller-name-invalid']],
    ['M2 other scripts, apostrophe, joiner', { callerName: "Zoë O'Née-王 नमस्\u200dते" }, []],
    ['M3 no number', callback({ number: ' ' }), ['callback-number']],
    ['M3 letters', callback({ number: 'call me' }), ['callback-invalid']],
    ['M3 emergency number', callback({ number: '911' }), ['callback-invalid']],
    ['M3 formula', callback({ number: '=1+1' }), ['callback-invalid']],
    ['M3 two numbers', callback({ number: '617 555 0164 / 617 555 0165' }), ['callback-invalid']],
    ['M3 national form abroad', callback({ number: '+44 20 7946 0018' }), []],
    ['M3 full-width digits', callback({ number: '６１７ ５５５ ０１６４' }), []],
    ['M3 with extension', callback({ number: '(617) 555-0164 x12' }), []],
    ['M3 not read back', callback({ readBack: false }), ['callback-read-back']],
    ['M3 extension that is none', callback({ extension: 'front desk' }), ['callback-extension']],
    ['M3 extension', callback({ extension: '12#3' }), []],
    ['M3 second number', callback({ second: 'her sister' }), ['callback-second-invalid']],
    ['M5 no patient', { patientName: '' }, ['patient-name']],
    ['M5 hidden characters', { patientName: 'Ze\u2066ph' }, ['patient-name-invalid']],
    ['M5 no date', { patientBirthDate: '' }, ['patient-birth-date']],
    [
      'M5 no such date',
      { patientBirthDate: '', patientBirthDateTyped: '30.02.1990' },
      ['birth-date-invalid'],
    ],
    ['M5 tomorrow', { patientBirthDate: '2026-11-22' }, ['birth-date-future']],
    ['M5 today', { patientBirthDate: '2026-11-21' }, []],
    ['M5 1855', { patientBirthDate: '1855-02-03' }, ['birth-date-too-old']],
    [
      'M5 unknown, no emergency',
      { patientBirthDate: '', patientBirthDateUnknown: true },
      ['patient-birth-date'],
    ],
    ['M5 unknown in an emergency', { ...emergency, patientBirthDate: '', patientBirthDateUnknown: true }, []],
    ['M6', { callerIs: null }, ['caller-is']],
    ['M7 red flag, nowhere', { ...emergency, locationNow: '', redFlags: [mark('a dream')] }, ['location']],
    ['M9', { reasonCode: '' }, ['reason']],
    ['M10', { verbatim: ' \n\u00a0' }, ['verbatim']],
    ['M10 anything the caller says', { verbatim: '\u202E\u0007=1+1 \ud83d' }, []],
    [
      'M12 a condition with symptoms',
      {
        symptoms: { what: 'fever', since: '', worse: 'unknown', tried: '' },
        conditions: { ...full.conditions, pregnant: 'yes' },
      },
      ['urgency-too-low'],
    ],
    ['M12 a condition alone', { conditions: { ...full.conditions, diabetes: 'yes' } }, []],
    ['M14 no block', { reasonCode: 'refill' }, ['refill-drug', 'refill-days-left', 'refill-pharmacy']],
    ['M14', refill({}), []],
    ['M14 pharmacy', refill({ pharmacyName: '' }), ['refill-pharmacy']],
    ['M14 its number', refill({ pharmacyPhone: 'next door' }), ['refill-pharmacy-phone']],
    ['M14 out now', { ...refill({ outNow: true, daysLeft: '' }), urgency: 'urgent-clinical' }, []],
    ['M14 out now, not urgent', refill({ outNow: true, daysLeft: '' }), ['urgency-too-low']],
    ['M15 none', { urgency: null }, ['urgency']],
    ['M15 clinical waits', { urgency: 'non-clinical' }, ['urgency-too-low']],
    ['M15 unlisted', { reasonCode: 'unlisted', urgency: 'non-clinical' }, ['urgency-too-low']],
    ['M16 nothing done', { ...emergency, redFlags: [mark(null)] }, ['red-flag-open']],
    ['M16 dismissed with a reason', { ...emergency, redFlags: [mark('talks of her mother')] }, []],
    ['M16 dismissed with blanks', { ...emergency, redFlags: [mark('   ')] }, ['red-flag-open']],
    [
      'M16 protocol opened',
      {
        ...emergency,
        redFlags: [mark(null)],
        emergency: [{ stepId: 'dial', on: true, at: '2026-11-22T03:00:00.000Z' }],
      },
      [],
    ],
    ['O4 dismissed and lowered', { locationNow: 'x', redFlags: [mark('fine')] }, ['urgency-too-low']],
    [
      'M18 nothing said',
      { told: { callBy: ' ', expect: false, ifWorse: false } },
      ['told-call-by', 'told-expect', 'told-if-worse'],
    ],
    [
      'M18 sent although not clinical',
      { reasonCode: 'billing', told: { ...full.told, ifWorse: false } },
      ['told-if-worse'],
    ],
    ['M19 neither', { summary: { readBack: false, whyNot: '' } }, ['summary']],
    ['M19 reason', { summary: { readBack: false, whyNot: 'hung up' } }, []],
    ['C27 minor', { interpreterIsMinor: true }, ['interpreter-minor']],
    ['C27 minor in an emergency', { ...emergency, interpreterIsMinor: true }, []],
  ])('%s', (_, change, expected) => {
    expect(ask(change)).toEqual(expected);
  });
  it('M7 wants to know where once the card was opened', () => {
    expect(ask({}, { cardOpened: true })).toEqual(['location']);
    expect(ask({ ...emergency, redFlags: [mark(null)] }, { cardOpened: true })).toEqual([]);
  });
});

describe('bounds of the schema', () => {
  const texts = [
    'dnis',
    'greeting',
    'callerName',
    'reachableUntil',
    'patientName',
    'patientBirthDateTyped',
    'patientRef',
    'usualProvider',
    'practice',
    'locationNow',
    'reasonCode',
    'underlyingWhy',
    'verbatim',
    'bestTime',
    'medicines',
    'allergies',
    'refused',
    'interpreterId',
  ] as const;
  it.each(texts)('%s: no NUL, no ten megabytes, not a number', (field) => {
    for (const bad of ['a\0b', 'x'.repeat(10_000_000), 7, null, ['x']])
      expect(draftFields.safeParse({ ...full, [field]: bad }).success).toBe(false);
    const odd = '\u202E\u0007 \ud83d';
    expect(draftFields.parse({ ...full, [field]: odd })[field]).toBe(odd);
  });
  it.each([
    { patientBirthDate: '2023-02-30' },
    { patientBirthDate: '1/2/1990' },
    { patientBirthDate: '+012026-01-01' },
    { receivedAt: '2026-11-22T25:00:00.000Z' },
    { urgency: 'low' },
    { leaveWord: 'maybe' },
    { callerIs: 'friend' },
    { verificationLevel: 4 },
    { verificationLevel: 1.5 },
    { redFlags: [{ ...mark(null), start: -1 }] },
    { redFlags: [mark('')] },
    { conditions: { pregnant: 'perhaps' } },
    { told: { callBy: '', expect: 'yes', ifWorse: true } },
    { repeats: '../x' },
    { __proto__: null, admin: true },
  ])('%j is refused', (bad) => {
    expect(draftFields.safeParse({ ...full, ...bad }).success).toBe(false);
  });
});

describe('urgency', () => {
  const urgency = fc.constantFrom(...urgencies);
  const fields = fc.record({
    urgency: fc.option(urgency, { nil: null }),
    groups: fc.array(fc.oneof(fc.constantFrom(...redFlagGroups), fc.string()), { maxLength: 5 }),
    dismissed: fc.boolean(),
    ticked: fc.boolean(),
    outNow: fc.boolean(),
    what: fc.string(),
    reasonCode: fc.constantFrom('', 'billing', 'refill', 'clinical_message', 'unlisted'),
  });
  it('no facts lower it; what the desk raises it to is never too low for those facts', () => {
    fc.assert(
      fc.property(fields, (f) => {
        const given: DraftFields = {
          ...full,
          urgency: f.urgency,
          reasonCode: f.reasonCode,
          redFlags: f.groups.map((group) => ({ ...mark(f.dismissed ? 'why' : null), group })),
          emergency: f.ticked ? [{ stepId: 's', on: true, at: full.receivedAt }] : [],
          refill: { ...(refill({}).refill as NonNullable<DraftFields['refill']>), outNow: f.outNow },
          symptoms: { ...full.symptoms, what: f.what },
          conditions: { ...full.conditions, pregnant: 'yes' },
        };
        const after = withLeastUrgency(given);
        if (given.urgency !== null && after.urgency !== null)
          expect(urgencyRank(after.urgency)).toBeLessThanOrEqual(urgencyRank(given.urgency));
        if (given.urgency !== null) expect(after.urgency).not.toBeNull();
        const again = withLeastUrgency(after);
        expect(again).toEqual(after);
        if (f.groups.length > 0) expect(urgencyRank(after.urgency ?? 'non-clinical')).toBeLessThanOrEqual(1);
        expect(urgencyRank(leastUrgency(given, account))).toBeLessThanOrEqual(3);
      }),
    );
  });
  it('raising takes the more urgent, and a step up ends at emergency', () => {
    fc.assert(
      fc.property(urgency, urgency, (a, b) => {
        expect(urgencyRank(raise(a, b))).toBe(Math.min(urgencyRank(a), urgencyRank(b)));
      }),
    );
    expect(urgencies.map(oneStepUp)).toEqual([
      'emergency',
      'emergency',
      'urgent-clinical',
      'routine-clinical',
    ]);
    expect(raise(null, 'non-clinical')).toBe('non-clinical');
  });
});
