// Every request that is about a patient, asked of the real router by someone who may hear nothing: no answer holds a word of
// the record, and nothing of it is fetched (C18, C19, C20, C26). A request that the contract gains must be in the walk.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import { cancelReasons } from '#shared/domain/booking/visit.ts';
import { allSpecs } from '#shared/contract/index.ts';
import { maskedNumbers } from '#shared/contract/patient.ts';
import { cards } from '#shared/domain/disclosure/table.ts';
import { forms } from '../acts/testing.ts';
import { findCall, putCall } from '../calls/store.ts';
import { type Handlers } from '../router/context.ts';
import { type Bench, makeBench, must, type TestPage } from '../router/testing.ts';
import { sealerOf } from '../sealing.ts';
import { createEhrSide } from './side.ts';

const now = '2026-11-22T15:00:00.000Z';
let ehr: Ehr;
let bench: Bench;
let side: ReturnType<typeof createEhrSide>;
let page: TestPage;
let people: { sandi: string; other: string; restricted: string };
let secrets: string[];

const headers = () => ({ authorization: `Bearer ${ehr.token}` });
const raw = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${ehr.url}/${path}`, { headers: headers() })).json()) as T;
interface Bundle {
  entry?: { resource: Record<string, unknown> & { id: string } }[];
}
/** Words of a record that no answer may hold, whatever the field: longer than codes and units are. */
function wordsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    const told =
      /^(family|value|text|display|description|subscriberId|birthDate|postalCode|patientInstruction)$/;
    return told.test(key) && value.length > 6 && !/^https?:|^urn:|^<div/.test(value) ? [value] : [];
  }
  if (Array.isArray(value))
    return value.flatMap((v) => (key === 'line' && typeof v === 'string' ? [v] : wordsOf(v, key)));
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([k]) => k !== 'meta' && k !== 'extension' && k !== 'communication' && k !== 'maritalStatus')
        .flatMap(([k, v]) => wordsOf(v, k))
    : [];
}
async function secretsOf(patientId: string): Promise<string[]> {
  const patient = await raw<Record<string, unknown>>(`Patient/${patientId}`);
  const types = ['Coverage', 'Appointment', 'AllergyIntolerance', 'Condition', 'MedicationRequest'];
  const found = await Promise.all(types.map((type) => raw<Bundle>(`${type}?patient=${patientId}&_count=50`)));
  const rest = found.flatMap((b) => b.entry?.map((e) => e.resource) ?? []);
  const { telecom, identifier, name, birthDate, address } = patient;
  const all = wordsOf([{ telecom, name, birthDate, address }, ...rest]);
  const numbers = (identifier as { value: string }[]).map((i) => i.value);
  return [...new Set([...all, ...numbers])].filter((w) => !/^(English|Spanish)/.test(w));
}

beforeAll(async () => {
  ehr = await startEhr({ port: 0, now, admin: true });
  const named = async (name: string): Promise<string> => {
    const id = (await raw<Bundle>(`Patient?family=${name}&_count=5`)).entry?.[0]?.resource.id;
    if (id === undefined) throw new Error(`nobody is called ${name}`);
    return id;
  };
  people = {
    sandi: await named('Gerlach'),
    other: await named('Castellanos'),
    restricted: await named('Becker'),
  };
  secrets = await secretsOf(people.sandi);
});
/** One desk for all: each case is a call of its own. Wrong answers count on every call, so that case comes last. */
beforeAll(async () => {
  const found: { handlers?: Handlers } = {};
  bench = await makeBench((all) => void (found.handlers = all));
  bench.now = now;
  const { handlers } = found as { handlers: Handlers };
  side = createEhrSide({
    init: { practice: false, fhir: { url: ehr.url, token: ehr.token } },
    session: {
      vault: () => bench.vault,
      person: () => ({ id: 'p-agent', name: 'Imogen Invented', initials: 'II', role: 'agent' }),
    },
    core: () => bench.vault.core,
    sealer: sealerOf(
      () => bench.vault,
      () => null,
      randomBytes,
    ),
    night: { handlers },
    oncall: bench.oncall,
    clock: { now: () => bench.now, monotonic: () => 0, wall: () => Date.parse(bench.now) },
    after: () => () => undefined,
    host: null,
    random: randomBytes,
    uuid: randomUUID,
    topics: { publish: () => undefined },
    log: { error: (_event, fields) => void bench.unexpected.push({ name: 'ehr', error: fields }) },
    changed: () => undefined,
  } as Parameters<typeof createEhrSide>[0]);
  Object.assign(handlers, side.handlers);
  page = bench.page();
});
afterAll(async () => {
  side.stop();
  bench.end();
  await ehr.close();
});

interface About {
  contextId: string;
  patientId: string;
}
const wish = {
  kindId: null,
  minutes: 30,
  practitionerId: null,
  placeId: null,
  from: '2026-11-23',
  to: '2026-11-27',
  part: 'any',
  weekdays: [],
};
/** Every request about a patient, with inputs that reach as far as any; `ids`: a booking and an act that stand already. */
function walk(about: About, ids: { bookingId: string; actId: string }): Record<string, object[]> {
  const { bookingId, actId } = ids;
  const [form] = Object.values(forms('coverage-1'));
  const start = '2026-11-24T15:00:00.000Z';
  const message = { accountId: 'harbor', messageId: randomUUID(), otherPhoneWhy: null };
  const who = { patientName: 'Said Name', patientBirthDate: '' };
  const old = { visitId: 'v-1', version: null, reason: cancelReasons[0] };
  const reasons = [null, 'clinical_message', 'billing'];
  return {
    'patient.verification': [{ contextId: about.contextId }],
    'patient.card': cards.map((card, i) => ({ ...about, card, fresh: i % 2 === 0 })),
    'patient.cards': reasons.map((reason) => ({ ...about, reason, fresh: reason === 'billing' })),
    'patient.reveal': maskedNumbers.flatMap((number) =>
      (['insurance', 'records'] as const).map((reason) => ({
        ...about,
        number,
        reason,
        why: 'eligibility-or-claim',
        ...(number === 'wholeMemberId' ? { coverageId: 'coverage-1' } : {}),
      })),
    ),
    'patient.check': [{ ...about, fact: 'recordNumber', stated: '?' }],
    'booking.slots': [{ ...about, wish, moving: null }],
    'booking.clinics': [about],
    'booking.visits': [about],
    'booking.book': [{ ...about, bookingId: randomUUID(), offerId: 'slot-1+1', kindId: null }],
    'booking.move': [{ ...about, bookingId: randomUUID(), offerId: 'slot-1+1', kindId: null, old }],
    'booking.cancel': [{ ...about, bookingId: randomUUID(), ...old }],
    'booking.again': [{ ...about, bookingId }],
    'booking.settle': [{ ...about, bookingId }],
    'booking.standing': [about],
    'booking.open': [{}],
    'booking.readBack': [{ ...about, bookingId, part: 'date', on: true }],
    'booking.ask': [
      {
        ...about,
        ...message,
        ...who,
        ask: { what: 'cancel', old: { id: 'v-1', start }, reason: 'costs', note: '' },
        lines: [],
      },
    ],
    'acts.offered': [about],
    'acts.begin': [{ ...about, actId: randomUUID(), accountId: 'harbor', act: form }],
    'acts.standing': [about],
    'acts.open': [{}],
    'acts.again': [{ ...about, actId, as: 'same' }],
    'acts.withdraw': [{ ...about, actId }],
    'acts.settle': [{ ...about, actId }],
    'acts.verify': [{ ...about, actId, reference: '' }],
    'acts.poll': [{ ...about, actId }],
    'acts.message': [{ ...about, ...message, ...who, actId, act: form, lines: [] }],
  };
}
/** Who a call may be about, before anyone is verified: a name to call by, and kinds of things. */
const beforeAnyone = [
  'patient.candidates',
  'patient.choose',
  'patient.unchoose',
  'patient.caller',
  // Opens what the walk finds closed, and has tests of its own (../access).
  'access.breakGlass',
];

const ids = { bookingId: randomUUID(), actId: randomUUID() };
async function told(about: About): Promise<string> {
  const answers: unknown[] = [];
  for (const [name, inputs] of Object.entries(walk(about, ids)))
    for (const input of inputs) answers.push([name, await page.ask(name, input)]);
  return JSON.stringify(answers);
}
const heldIn = (text: string, words: readonly string[]): string[] =>
  words.filter((w) => text.includes(JSON.stringify(w).slice(1, -1)));
const asked = async (): Promise<string[]> =>
  ((await (await fetch(`${ehr.adminUrl}/requests`, { headers: headers() })).json()) as { url: string }[]).map(
    (r) => JSON.stringify(r),
  );
async function chosen(patientId: string): Promise<About> {
  const about = { contextId: bench.call(), patientId };
  must(await page.ask('patient.choose', about));
  return about;
}
async function verified(patientId: string): Promise<About> {
  const about = await chosen(patientId);
  interface Who {
    name: { given: string[]; family: string }[];
    birthDate: string;
    address: { postalCode?: string; line: string[] }[];
  }
  const p = await raw<Who>(`Patient/${patientId}`);
  for (const [fact, stated] of [
    ['fullName', `${p.name[0]?.given[0]} ${p.name[0]?.family}`],
    ['birthDate', p.birthDate],
    ['address', p.address[0]?.line[0]],
  ])
    must(await page.ask('patient.check', { ...about, fact, stated }));
  return about;
}
const level = async ({ contextId }: About): Promise<number> =>
  must(await page.ask<{ level: number }>('patient.verification', { contextId })).level;

it('the walk names every request about a patient', () => {
  const rooms = ['patient', 'booking', 'acts'];
  const all = [...allSpecs()].flatMap(([name, spec]) => {
    if (spec.kind === 'topic') return [];
    const shape: object = 'shape' in spec.input ? (spec.input.shape as object) : {};
    return rooms.includes(name.split('.')[0] ?? '') || 'patientId' in shape ? [name] : [];
  });
  const walked = Object.keys(walk({ contextId: randomUUID(), patientId: 'p' }, ids));
  expect(all.toSorted()).toEqual([...walked, ...beforeAnyone].toSorted());
});

describe('nothing of the record is told or fetched', () => {
  it('but to who is verified: the same walk then holds it', async () => {
    const about = await verified(people.sandi);
    expect(await level(about)).toBe(2);
    expect(heldIn(await told(about), secrets).length).toBeGreaterThan(8);
  });

  it('a restricted record, also to the patient: that it is withheld, and no count', async () => {
    const about = await verified(people.restricted);
    expect(await level(about)).toBe(2);
    const text = await told(about);
    expect(heldIn(text, await secretsOf(people.restricted))).toEqual([]);
    expect(text).toContain('"withheld"');
    expect(text).not.toMatch(/"unreadable":[1-9]|PSY|sertraline/i);
  });

  it.each<[string, () => Promise<About>]>([
    ['nobody was asked anything', () => chosen(people.sandi)],
    [
      'one fact matched',
      async () => {
        const about = await chosen(people.sandi);
        must(await page.ask('patient.check', { ...about, fact: 'fullName', stated: 'Sandi Gerlach' }));
        return about;
      },
    ],
    [
      'another patient is chosen',
      async () => ({ ...(await verified(people.other)), patientId: people.sandi }),
    ],
    [
      'a friend on file whom no consent names',
      async () => {
        const about = await verified(people.sandi);
        must(await page.ask('patient.caller', { ...about, caller: 'carer', name: null }));
        must(await page.ask('patient.caller', { ...about, caller: 'carer', name: 'Jo Gerlach' }));
        return about;
      },
    ],
    [
      'a practice that nobody called back',
      async () => {
        const about = await verified(people.sandi);
        must(await page.ask('patient.caller', { ...about, caller: 'provider', name: null }));
        return about;
      },
    ],
    [
      'three answers were wrong',
      async () => {
        const about = await verified(people.sandi);
        for (const stated of ['1111', '2222', '3333'])
          must(await page.ask('patient.check', { ...about, fact: 'recordNumber', stated }));
        return about;
      },
    ],
  ])('%s', async (_who, standing) => {
    const about = await standing();
    await fetch(`${ehr.adminUrl}/requests`, { method: 'DELETE', headers: headers() });
    const text = await told(about);
    expect(heldIn(text, secrets)).toEqual([]);
    expect((await asked()).filter((r) => !/Patient|metadata/.test(r))).toEqual([]);
    expect(bench.unexpected).toEqual([]);
  });

  it('a call that is about opening hours, whatever a page says it is about', async () => {
    const about = await verified(people.other);
    const call = findCall(bench.vault.core, about.contextId);
    if (call === null) throw new Error('no call');
    putCall(bench.vault.core, { ...call, reasonCode: 'hours_directions' }, 'p-agent');
    const shown = JSON.stringify(
      await Promise.all(
        [null, 'insurance', 'clinical_message'].flatMap((reason) =>
          (['coverage', 'appointments', 'contacts'] as const).map((card) =>
            page.ask('patient.card', { ...about, card, reason, fresh: false }),
          ),
        ),
      ),
    );
    expect(shown.match(/not-for-reason/g)).toHaveLength(9);
  });

  it('a role that may not', async () => {
    const about = await verified(people.other);
    bench.sit('trainer');
    const words = await secretsOf(people.other);
    expect(heldIn(await told(about), words)).toEqual([]);
    bench.sit(null);
    expect(heldIn(await told(about), words)).toEqual([]);
  });
});
