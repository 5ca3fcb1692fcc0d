// What was stated is somewhere in what is written, whatever way it goes; and nobody's word is written down as the patient's.
import { describe, expect, it } from 'vitest';
import { type Act, act as actSchema, actKinds, type ActOf } from '#shared/domain/acts/act.ts';
import { actLines } from '#shared/domain/acts/lines.ts';
import { communicationOf, consentOf, coverageOf, eligibilityOf, type Sending, taskOf } from './resource.ts';
import { forms } from './testing.ts';

const s: Sending = {
  actId: '0193f3a0-0000-7000-8000-000000000001',
  contextId: '0193f3a0-0000-7000-8000-000000000002',
  patientId: 'p-1',
  at: '2026-11-22T15:00:00.000Z',
  caller: null,
};
const plain = forms('cov-1');
const article = { articleId: 'a-1', version: 2, title: 'How to get records' };
/** Every field of every form says something. */
const full: typeof plain = {
  ...plain,
  'insurance-update': { ...plain['insurance-update'], memberId: 'M-77', until: '2027-12-01' },
  'refill-request': { ...plain['refill-request'], medicineId: 'med-1', daysLeft: '3 days' },
  'referral-request': { ...plain['referral-request'], coverageId: 'cov-2', note: 'After noon' },
  'records-request': { ...plain['records-request'], article, note: 'By Friday' },
  'contact-note': { ...plain['contact-note'], inResponseTo: 'com-1' },
  'follow-up': { ...plain['follow-up'], contact: 'com-2' },
};
/** Ticks about how it was taken, and what is told by another word there. */
const ticks = ['kind', 'memberKept', 'memberReadBack', 'pharmacyReadBack', 'readBack', 'onRecord'];
function missing(act: Act, written: unknown, but: readonly string[] = []): string[] {
  const json = JSON.stringify(written);
  const inside = (v: unknown): boolean => {
    if (Array.isArray(v)) return v.every(inside);
    if (typeof v === 'object' && v !== null) return inside((v as { title?: unknown }).title);
    return typeof v === 'boolean' ? /yes|urgent/.test(json) : json.includes(JSON.stringify(v).slice(1, -1));
  };
  return Object.entries(act)
    .filter(([key, v]) => !ticks.includes(key) && !but.includes(key) && !inside(v))
    .map(([key]) => key);
}

describe('nothing that was stated is lost', () => {
  it.each(actKinds)('%s', (kind) => {
    const act = full[kind];
    expect(actSchema.safeParse(act).error).toBeUndefined();
    const empty = Object.entries(act).filter(([, v]) => v === '' || v === null);
    expect(empty).toEqual([]);
    expect(missing(act, taskOf(act, s))).toEqual([]);
    // The message names payer, plan and medicine in words; its reason is a field of its own.
    expect(missing(act, actLines(act), ['coverageId', 'medicineId', 'reason'])).toEqual([]);
  });
  it('as what it is', () => {
    // Who holds it stands there as the patient's relation to them.
    const insurance = coverageOf(full['insurance-update'], s, 'M-77');
    expect(missing(full['insurance-update'], insurance, ['heldBy'])).toEqual([]);
    // The article stays with the act: the request has no place for it.
    const benefits = eligibilityOf(full['benefit-request'], s, { display: 'Stonebridge Mutual' });
    expect(missing(full['benefit-request'], benefits, ['article'])).toEqual([]);
    expect(missing(full['contact-note'], communicationOf(full['contact-note'], s), ['direction'])).toEqual(
      [],
    );
    const consent = full['reminder-consent'];
    expect(missing(consent, consentOf(consent, s))).toEqual([]);
  });
});

describe('who spoke', () => {
  const patient = { reference: 'Patient/p-1' };
  const note = full['contact-note'];
  const out: ActOf<'contact-note'> = { ...note, direction: 'out' };
  it.each([null, 'self'] as const)('the patient (%s)', (caller) => {
    expect(communicationOf(note, { ...s, caller })).toMatchObject({ sender: patient });
    expect(communicationOf(out, { ...s, caller })).toMatchObject({ recipient: [patient] });
    expect(consentOf(full['reminder-consent'], { ...s, caller })).toMatchObject({ performer: [patient] });
    expect(JSON.stringify(taskOf(note, { ...s, caller }))).not.toContain('Said by');
  });
  it.each([
    ['spouse', 'RelatedPerson', 'Spouse'],
    ['proxy', 'RelatedPerson', 'Health care proxy'],
    ['other', 'RelatedPerson', 'Somebody else'],
    ['pharmacy', 'Organization', 'Pharmacy'],
    ['provider', 'Practitioner', 'Another provider'],
  ] as const)('%s', (caller, type, name) => {
    const by = { type, display: `${name}, as stated by telephone` };
    expect(communicationOf(note, { ...s, caller })['sender']).toEqual(by);
    expect(communicationOf(out, { ...s, caller })['recipient']).toEqual([by]);
    expect(consentOf(full['reminder-consent'], { ...s, caller })['performer']).toEqual([by]);
    expect(taskOf(note, { ...s, caller })['input']).toContainEqual({
      type: { text: 'Said by' },
      valueString: by.display,
    });
  });
});
