// A new patient against the sample EHR and the strict peer: looked for, made once, or left as a message.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import { asker } from '#demo/ehr/testing.ts';
import { startStrictEhr, type StrictEhr } from '#tests/fhir-strict/server.ts';
import { intake as contract } from '#shared/contract/intake.ts';
import { type NewPerson, nobodyYet } from '#shared/domain/finding/intake.ts';
import { ok } from '#shared/domain/result.ts';
import { createFhirClient, type FhirClient, type Search } from '../fhir/client.ts';
import type { Resource } from '../fhir/exchange.ts';
import type { Context } from '../router/context.ts';
import { patientOf } from './resource.ts';
import { createIntake } from './room.ts';

const now = '2026-11-22T15:00:00.000Z';
const contextId = '0193f3a0-0000-7000-8000-000000000001';
const uuid = (n: number) => `0193f3a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ana: NewPerson = {
  ...nobodyYet,
  given: 'Ana María',
  family: 'O’Rourke-Ruíz',
  preferred: 'Ana',
  birthDate: '1980-05-12',
  phone: '(617) 555-0142',
  phoneReadBack: true,
  line: '12 Wisoky Street',
  city: 'Brookline',
  state: 'MA',
  postalCode: '02445',
  language: 'Spanish',
  interpreterNeeded: true,
};
let sample: Ehr;
let strict: StrictEhr;
beforeAll(async () => {
  [sample, strict] = await Promise.all([startEhr({ port: 0, now, admin: true }), startStrictEhr()]);
});
afterAll(async () => {
  await Promise.all([sample.close(), strict.close()]);
});

interface Bench {
  room: ReturnType<typeof createIntake>;
  kept: string[];
  about: Record<string, string>;
  client: FhirClient | null;
}
function open(base: string, token: () => string): Bench {
  const b: Bench = {
    kept: [],
    about: {},
    client: createFhirClient({ base, token, fetch, wait: async () => {}, nowMs: () => performance.now() }),
    room: createIntake({
      fhir: () => b.client,
      people: { remember: () => undefined, putAhead: (r) => void b.kept.push(r.id) },
      messages: { open: () => never(), read: () => never(), save: () => never() },
      isCall: () => true,
      clock: () => now,
      zone: () => 'America/New_York',
    }),
  };
  return b;
}
const never = (): never => {
  throw new Error('not here');
};
const ctx = (b: Bench): Context => ({
  surface: 'main',
  person: { id: 'p-1', role: 'agent' } as Context['person'],
  now,
  signal: new AbortController().signal,
  progress: () => undefined,
  about: (subject) => void Object.assign(b.about, subject),
  changed: () => undefined,
});
async function looked(b: Bench, person: NewPerson) {
  const answer = await b.room.look({ contextId, person }, ctx(b));
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  expect(contract.look.output.safeParse(answer.value).error).toBeUndefined();
  return answer.value;
}
async function created(
  b: Bench,
  person: NewPerson,
  n: number,
  notSame: { patientId: string; reason: 'namesake' }[] = [],
  partSeen = false,
) {
  const answer = await b.room.create({ contextId, intakeId: uuid(n), person, notSame, partSeen }, ctx(b));
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  expect(contract.create.output.safeParse(answer.value).error).toBeUndefined();
  return answer.value;
}

describe.each(['sample', 'strict'] as const)('with the %s server', (which) => {
  const bench = () =>
    which === 'sample' ? open(sample.url, () => sample.token) : open(strict.url, strict.token);

  it('nobody alike: created, read back, once whatever is sent again', async () => {
    const b = bench();
    expect(await looked(b, ana)).toMatchObject({ possible: [], mayCreate: 'yes' });
    const first = await created(b, ana, 1);
    expect(first).toMatchObject({ kind: 'created', again: false, differs: [] });
    const id = first.kind === 'created' ? first.patientId : '';
    expect(b.kept).toEqual([id]);
    expect(await created(b, ana, 1)).toEqual({
      kind: 'created',
      patientId: id,
      at: now,
      again: true,
      differs: [],
    });
    const read = await b.client?.read('Patient', id, new AbortController().signal);
    const held = (read?.ok === true && read.value.modified ? read.value.resource : null) as Resource;
    expect(held).toMatchObject({
      active: true,
      birthDate: '1980-05-12',
      name: [
        { use: 'official', given: ['Ana', 'María'], family: 'O’Rourke-Ruíz' },
        { use: 'usual', given: ['Ana'] },
      ],
      telecom: [{ value: '+16175550142' }],
      communication: [{ language: { text: 'Spanish' } }],
    });
    expect(JSON.stringify(b.about)).not.toMatch(/Ana|Rourke|1980|0142/);
  });
  it('somebody alike: nothing is sent until the agent said why it is another person', async () => {
    const b = bench();
    const namesake = { ...ana, given: 'Ana', family: 'ORourke Ruiz', phone: '617-555-0199' };
    const found = await looked(b, namesake);
    expect(found.possible).toMatchObject([
      { preferredName: 'Ana', likelihood: 'almost-sure', standing: 'active' },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/Rourke|1980|0142|Wisoky/);
    expect(await created(b, namesake, 2)).toMatchObject({
      kind: 'duplicates',
      possible: [{ likelihood: 'almost-sure' }],
    });
    const [one] = found.possible;
    const notSame = [{ patientId: one?.patientId ?? '', reason: 'namesake' as const }];
    expect(await created(b, namesake, 2, notSame)).toMatchObject({ kind: 'created' });
    expect(b.about['what']).toContain(`${one?.patientId}:namesake`);
  });
  it('a twin is told as one', async () => {
    const b = bench();
    const twin = { ...ana, given: 'Eva', preferred: '' };
    expect((await looked(b, twin)).possible[0]?.likelihood).toBe('likely');
  });
  it('what is still missing is refused before anybody is asked', async () => {
    const b = bench();
    expect(await b.room.look({ contextId, person: { ...ana, phoneReadBack: false } }, ctx(b))).toMatchObject({
      ok: false,
      code: 'invalid-input',
    });
  });
  it('no record, or one that is away: a message is what is left', async () => {
    const b = bench();
    b.client = null;
    expect(await created(b, ana, 3)).toEqual({ kind: 'message', why: 'away', code: 'ehr-offline' });
    expect(await b.room.look({ contextId, person: ana }, ctx(b))).toMatchObject({ code: 'ehr-offline' });
  });
});

it('a record that takes no new patients says so: a message', async () => {
  const b = open(sample.url, () => sample.token);
  b.client?.abilities.refused('Patient', 'create');
  expect(await created(b, { ...ana, family: 'Zylberstein', birthDate: '1991-01-02' }, 4)).toEqual({
    kind: 'message',
    why: 'unsupported',
    code: null,
  });
});
it('more alike than are shown at once: nothing is made until it was said of each who it is', async () => {
  const b = open(strict.url, strict.token);
  const many = { ...ana, given: 'Twelve', family: 'Alike', birthDate: '1988-08-08', phone: '617-555-0188' };
  const { signal } = new AbortController();
  for (let i = 0; i < 12; i++)
    await b.client?.create(patientOf(many), { system: 'urn:test', value: `alike-${i}` }, signal);
  const { possible, more } = await looked(b, many);
  expect([possible.length, more]).toEqual([10, true]);
  const notSame = possible.map(({ patientId }) => ({ patientId, reason: 'namesake' as const }));
  const rest = await created(b, many, 7, notSame, true);
  expect(rest).toMatchObject({ kind: 'duplicates', possible: [{}, {}] });
  if (rest.kind === 'duplicates')
    notSame.push(...rest.possible.map(({ patientId }) => ({ patientId, reason: 'namesake' as const })));
  expect(await created(b, many, 7, notSame)).toMatchObject({ kind: 'created' });
});
it('a list that was cut off: the likely ones of it are asked for, and that it isn’t all is told first', async () => {
  const b = open(sample.url, () => sample.token);
  const real = b.client as FhirClient;
  const person = {
    ...ana,
    given: 'Benedikta',
    family: 'Januar',
    birthDate: '1980-01-01',
    phone: '617-555-0166',
  };
  const slip = { ...person, given: 'Benedicta', family: 'Janvar', phone: '617-555-0167' };
  const { signal } = new AbortController();
  await real.create(patientOf(slip), { system: 'urn:test', value: 'slip' }, signal);
  const has = (s: Search, name: string): boolean => s.params.some(([n]) => n === name);
  b.client = {
    ...real,
    // Of everyone born on that day the server gives others.
    batch: async (searches, within) =>
      (await real.batch(searches, within)).map((answer, i) => {
        const s = searches[i] as Search;
        const isWide = has(s, 'birthdate') && !has(s, 'name');
        return isWide && answer.ok ? ok({ ...answer.value, resources: [], more: true }) : answer;
      }),
  };
  const found = await looked(b, person);
  expect(found).toMatchObject({ possible: [{ likelihood: 'almost-sure' }], more: true });
  const notSame = [{ patientId: found.possible[0]?.patientId ?? '', reason: 'namesake' as const }];
  expect(await created(b, person, 8, notSame)).toEqual({ kind: 'part', more: true, unreadable: 0 });
  expect(await looked(b, person)).toMatchObject({ possible: [{}] });
  expect(await created(b, person, 8, notSame, true)).toMatchObject({ kind: 'created' });
});
it('an answer that is lost: the same again finds what was made', async () => {
  const b = open(strict.url, strict.token);
  const person = { ...ana, given: 'Lost', family: 'Answer', birthDate: '1990-02-03', phone: '617-555-0111' };
  strict.loseAnswer('POST');
  const first = await created(b, person, 5);
  expect(['created', 'unconfirmed', 'message']).toContain(first.kind);
  const second = await created(b, person, 5);
  expect(second).toMatchObject({ kind: 'created' });
  const made = strict.store.patients();
  expect(made.length).toBe(new Set(made).size);
  expect(await looked(b, person)).toMatchObject({ possible: [{ likelihood: 'almost-sure' }] });
  expect((await looked(b, person)).possible).toHaveLength(1);
});
it('hostile words are a name, and nothing else', async () => {
  const b = open(sample.url, () => sample.token);
  const hostile = {
    ...ana,
    given: '<script>alert(1)</script>',
    family: '$|,\\"; drop',
    birthDate: '1990-12-12',
    phone: '617-555-0112',
  };
  expect(await created(b, hostile, 6)).toMatchObject({ kind: 'created', differs: [] });
  const all = await asker(sample)<{ total?: number }>('GET', '/Patient?birthdate=1990-12-12&_total=accurate');
  expect(all.status).toBe(200);
});
