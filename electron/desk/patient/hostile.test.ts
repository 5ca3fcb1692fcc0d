// Every type of resource that the panel reads, broken, and reached as a page reaches it: through the room and the real
// client. No crash, nothing asked of another host, the reply is what the contract says, the card says what is wrong.
// More rounds: CARELINE_ROUNDS=300 npm run unit -- electron/desk/patient/hostile
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReasonCode } from '#shared/domain/accounts/reason.ts';
import { type DisclosureRole, mayFetch } from '#shared/domain/disclosure/table.ts';
import type { CardName } from '#shared/domain/patient/card.ts';
import { broken, type Loose, marks, randomOf, textsOf } from '#tests/fhir-strict/broken.ts';
import { personId, records } from '#tests/fhir-strict/people.ts';
import { bundle } from '../fhir/testing.ts';
import { specs } from './cards/panel.ts';
import { elena, elenaId } from './testing.ts';
import { startTestDesk, type TestDesk, type WholePanel } from './testing-desk.ts';

const rounds = Number(process.env['CARELINE_ROUNDS'] ?? 1);

let t: TestDesk;
let asked: string[] = [];
beforeAll(async () => void (t = await startTestDesk()));
afterAll(() => t.server.close());

const few = records().filter((r) => !/^(lab|visit)([3-9]|\d\d)$/.test(r.id));
const hers = (list: readonly object[]): Loose[] =>
  JSON.parse(JSON.stringify(list).replaceAll(`Patient/${personId}`, `Patient/${elenaId}`)) as Loose[];
const types = [...new Set(few.map((r) => r.resourceType))];
const made = new Map(
  types.map((type) => [
    type,
    type === 'Patient' ? [elena] : hers(few.filter((r) => r.resourceType === type)),
  ]),
);
const of = (type: string): Loose[] => structuredClone(made.get(type) ?? []);

/** The server, without a socket between: answers searches with what a test put there, and takes no batches. */
const answer: typeof fetch = async (input) => {
  const url = String(input);
  asked.push(url);
  const [, type = '', id = ''] = /\/fhir\/([A-Za-z]+)\/([^?]+)/.exec(url) ?? [];
  const say = (body: object, status = 200) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/fhir+json' } });
  if (type === '') return say({ resourceType: 'OperationOutcome' }, 405);
  const list = (t.records[type] ?? []) as Loose[];
  if (id === '_search') return say(bundle(list, t.pages[type]));
  const one = list.find((r) => r['id'] === id);
  return one === undefined ? say({ resourceType: 'OperationOutcome' }, 404) : say(one);
};

beforeEach(async () => {
  t.reset();
  asked = [];
  t.client = t.server.client({ fetch: answer });
  t.records = Object.fromEntries(types.map((type) => [type, of(type)]));
  await t.verify();
  await t.check('address');
});

/** Calls on which each card is shown to somebody. */
const calls: readonly (readonly [ReasonCode, DisclosureRole])[] = [
  ['clinical_message', 'nurse'],
  ['insurance', 'agent'],
  ['billing', 'agent'],
  ['new_appointment', 'agent'],
];
const about = { patientId: elenaId, now: '', today: '' };
const readers = (type: string): CardName[] =>
  (Object.keys(specs) as CardName[]).filter((n) => specs[n].searches(about).some((s) => s.type === type));

async function panels(type: string): Promise<WholePanel> {
  const all: WholePanel = { answers: [], cards: {}, failed: {}, refused: {} };
  // What is only referred to (people, places, medicines) shows in the clinical cards.
  const own = readers(type);
  const wanted: readonly CardName[] =
    own.length > 0 ? own : ['appointments', 'medicines', 'care-team', 'contacts', 'labs'];
  for (const [reason, role] of calls) {
    if (!wanted.some((name) => mayFetch(role, 2, name, { reason }))) continue;
    const whole = await t.panel(reason, role, { fresh: true });
    for (const name of wanted) {
      const view = whole.cards[name];
      if (view !== undefined && view.state !== 'not-for-role') all.cards[name] = view;
      if (whole.failed[name] !== undefined) all.failed[name] = whole.failed[name];
    }
  }
  return all;
}
function sound(whole: WholePanel): void {
  for (const url of asked) expect(url.startsWith(t.server.base)).toBe(true);
  for (const view of Object.values(whole.cards)) {
    expect(textsOf(view).find((x) => marks.test(x) || x.length > 400)).toBeUndefined();
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(200_000);
  }
}

describe('broken at random, through the room', () => {
  it.each(types.map((type, seed) => [type, seed] as const))('%s', async (type, seed) => {
    const random = randomOf(seed + 1);
    for (let round = 0; round < rounds; round++) {
      const bad = of(type).map((r) => broken(r, random));
      t.records[type] = random() < 0.3 ? [...bad, broken(of(type)[0] as Loose, random)] : bad;
      const whole = await panels(type);
      sound(whole);
      // The one failure that a broken entry may make: a person whose own record can't be read, or isn't there.
      const allowed = type === 'Patient' ? ['ehr-unreadable', 'not-found'] : [];
      expect(Object.values(whole.failed).filter((code) => !allowed.includes(code))).toEqual([]);
    }
  });
});

/** What decides whether an entry may be shown, wrong in it: each card that reads the type counts it as unreadable. */
const decisive: readonly (readonly [string, Loose, CardName])[] = [
  ['Appointment', { status: 7 }, 'appointments'],
  ['Communication', { status: ['sent'] }, 'contacts'],
  ['Encounter', { status: null }, 'contacts'],
  ['Condition', { clinicalStatus: 'active' }, 'conditions'],
  ['AllergyIntolerance', { code: 'x' }, 'allergies'],
  ['MedicationRequest', { status: {} }, 'medicines'],
  ['Immunization', { status: 1 }, 'immunisations'],
  ['Observation', { status: [] }, 'labs'],
  ['Coverage', { beneficiary: 'me' }, 'coverage'],
  ['CoverageEligibilityResponse', { patient: null }, 'benefits'],
  ['Invoice', { totalNet: 'much', status: 'issued', totalGross: null }, 'money'],
  ['ExplanationOfBenefit', { status: null }, 'money'],
  ['CareTeam', { subject: { reference: 7 } }, 'care-team'],
  ['Task', { for: { reference: 'Patient/other' } }, 'tasks'],
  ['Consent', { patient: [] }, 'preferences'],
];
describe('the card says what is wrong', () => {
  it.each(decisive)('%s %j', async (type, wrong, card) => {
    const good = of(type);
    t.records[type] = [...good, { ...structuredClone(good[0]), ...wrong, id: 'wrong-1' }];
    const whole = await panels(type);
    sound(whole);
    // This server sends a visit in answer to both questions, what is next and what was last.
    expect(whole.cards[card]).toMatchObject({ unreadable: type === 'Appointment' ? 2 : 1 });
  });
  it.each(types.filter((type) => readers(type).length > 0))('two under one id: %s', async (type) => {
    const [first] = of(type);
    t.records[type] = [...of(type), { ...first, meta: { versionId: '2' }, language: 'xx' }];
    const whole = await panels(type);
    sound(whole);
    if (type !== 'Patient')
      for (const view of Object.values(whole.cards)) expect(view.unreadable).toBeGreaterThanOrEqual(1);
  });
  it.each([
    'http://evil.example/fhir?page=2',
    'http://127.0.0.1:9/fhir/Observation?page=2',
    '//evil.example/fhir/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '../../admin',
    'http://user:pw@127.0.0.1/fhir/x',
  ])('a next link to %s is not followed, and more is said to be there', async (url) => {
    for (const type of types) t.pages[type] = { link: [{ relation: 'next', url }] };
    const whole = await t.panel('clinical_message', 'nurse', { fresh: true });
    sound(whole);
    for (const name of ['labs', 'contacts', 'conditions', 'allergies', 'tasks'] as const)
      expect(whole.cards[name]).toMatchObject({ more: true, state: 'recorded' });
  });
  it('pages in a circle end', async () => {
    for (const type of types)
      t.pages[type] = { link: [{ relation: 'next', url: `${t.server.base}/${type}/_search?again=1` }] };
    const whole = await t.panel('clinical_message', 'nurse', { fresh: true });
    expect(whole.cards.contacts).toMatchObject({ more: true });
    expect(asked.length).toBeLessThan(100);
  });
  it('ten thousand values: the newest of each kind, and more is said to be there', async () => {
    const [one] = of('Observation');
    t.records['Observation'] = Array.from({ length: 10_000 }, (_, n) => ({
      ...one,
      id: `x${n}`,
      referenceRange: undefined,
      performer: undefined,
    }));
    const whole = await t.panel('clinical_message', 'nurse', { fresh: true });
    sound(whole);
    expect(whole.cards.labs).toMatchObject({ more: true, rows: [{ text: 'Hemoglobin A1c' }] });
    expect(whole.cards.labs?.rows).toHaveLength(1);
  });
  it('a value of the future is not the newest; a visit of the future is no contact of before', async () => {
    const [value] = of('Observation');
    t.records['Observation'] = [
      ...of('Observation'),
      { ...value, id: 'f', effectiveDateTime: '2099-01-01', valueQuantity: { value: 99, unit: '%' } },
    ];
    const whole = await panels('Observation');
    expect(whole.cards.labs).toMatchObject({ rows: [{ value: '6' }] });
  });
  it('a script is words', async () => {
    const script = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    t.records['Condition'] = [{ ...of('Condition')[0], code: { text: script } }];
    expect((await panels('Condition')).cards.conditions).toMatchObject({ rows: [{ text: script }] });
  });
  it('a circle of references ends', async () => {
    t.records['CareTeam'] = [
      {
        ...of('CareTeam')[0],
        contained: [{ resourceType: 'Practitioner', id: 'a', name: [{ text: 'Dr. A' }] }],
        participant: [{ member: { reference: '#a' } }, { member: { reference: 'CareTeam/t1' } }],
        partOf: { reference: 'CareTeam/t1' },
      },
    ];
    const whole = await panels('CareTeam');
    sound(whole);
    expect(whole.cards['care-team']).toMatchObject({ state: 'recorded' });
  });
});
