// Finding a person against two servers of other hands: the sample EHR, which compares accents, and the strict peer. All
// made-up people.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import { asker } from '#demo/ehr/testing.ts';
import { startStrictEhr, type StrictEhr } from '#tests/fhir-strict/server.ts';
import { Store } from '#tests/fhir-strict/store.ts';
import { patient as contract } from '#shared/contract/patient.ts';
import { storedForms } from '#shared/domain/phone/phone.ts';
import { createFhirClient, type FhirClient } from '../fhir/client.ts';
import { openTestRoom, testNow } from './testing.ts';

const number = '+16175550142';
const phone = (value: string, more: object = {}) => ({ system: 'phone', value, ...more });
const someone = (id: string, given: string, family: string, more: object = {}) => ({
  resourceType: 'Patient' as const,
  id,
  name: [{ use: 'official', given: given.split(' '), family }],
  birthDate: '1980-05-12',
  ...more,
});
const replaced = (by: string) => ({
  active: false,
  link: [{ type: 'replaced-by', other: { reference: `Patient/${by}` } }],
});
const people = [
  someone('nunez', 'José Luis', 'Núñez Ávila'),
  someone('obrien', 'Siobhán', 'O’Brien'),
  someone('dangelo', 'Luca', "D'Angelo"),
  someone('smithjones', 'Zoë', 'Smith-Jones'),
  someone('cruz', 'Ana María', 'de la Cruz'),
  someone('boyle', 'Lavera253', 'Boyle917'),
  {
    ...someone('maiden', 'Ruth', 'Castellanos'),
    name: [
      { use: 'official', given: ['Ruth'], family: 'Castellanos' },
      { use: 'maiden', given: ['Ruth'], family: 'Feldhaus' },
      { use: 'old', given: ['Ruth'], family: 'Winterbourne' },
    ],
  },
  someone('twin-a', 'Ines', 'Quiroga', {
    birthDate: '2019-02-03',
    multipleBirthInteger: 1,
    telecom: [phone('617-555-0142')],
  }),
  someone('twin-b', 'Alma', 'Quiroga', {
    birthDate: '2019-02-03',
    multipleBirthInteger: 2,
    telecom: [phone('(617) 555-0142')],
  }),
  someone('mother', 'Berta', 'Quiroga', { telecom: [phone('+1 617 555 0142')] }),
  someone('grandfather', 'Elias', 'Quiroga', {
    deceasedDateTime: '2024-01-02',
    telecom: [phone('617.555.0142')],
  }),
  someone('flatmate', 'Otto', 'Brandt', { telecom: [phone('6175550142', { use: 'old' })] }),
  someone('gone', 'Vera', 'Lindqvist', { active: false }),
  someone('merged-1', 'Petra', 'Kowalczyk', { ...replaced('merged-2'), telecom: [phone('617-555-0177')] }),
  someone('merged-2', 'Petra', 'Kowalczyk', replaced('stands')),
  someone('stands', 'Petra', 'Kowalczyk-Novak'),
  someone('circle-a', 'Ugo', 'Tarantello', replaced('circle-b')),
  someone('circle-b', 'Ugo', 'Tarantello', replaced('circle-a')),
  someone('secret', 'Mina', 'Oyelaran', {
    birthDate: '2015-06-07',
    meta: { security: [{ code: 'R' }] },
    deceasedBoolean: true,
    telecom: [phone('617-555-0188')],
  }),
  someone('open', 'Tayo', 'Oyelaran', { telecom: [phone('617-555-0188')] }),
  someone('hostile', '<img src=x onerror=alert(1)>', '"; drop table kept_name; --'),
];

let strict: StrictEhr;
let sample: Ehr;
const clients: Record<string, FhirClient> = {};
const clientOf = (base: string, token: () => string): FhirClient =>
  createFhirClient({ base, token, fetch, wait: async () => {}, nowMs: () => performance.now() });

beforeAll(async () => {
  const store = new Store();
  for (const p of people) store.put(p);
  strict = await startStrictEhr({ store });
  sample = await startEhr({ port: 0, now: testNow, admin: true });
  const ask = asker(sample);
  for (const p of people) {
    const put = await ask('PUT', `/Patient/${p.id}`, p);
    if (put.status >= 300) throw new Error(`${p.id}: ${put.status}`);
  }
  clients['strict'] = clientOf(strict.url, strict.token);
  clients['sample'] = clientOf(sample.url, () => sample.token);
});
afterAll(async () => {
  await Promise.all([strict.close(), sample.close()]);
});

describe.each(['strict', 'sample'])('with the %s server', (which) => {
  const desk = () => openTestRoom(() => clients[which] ?? null);
  async function found(asked: object) {
    const d = desk();
    const answer = await d.room.candidates({ callId: null, ...asked }, d.ctx());
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    expect(contract.candidates.output.safeParse(answer.value).error).toBeUndefined();
    return answer.value.candidates;
  }
  const ids = async (asked: object) => (await found(asked)).map((c) => c.patientId);

  it.each([
    ['Nunez Jose', 'nunez'],
    ['José Núñez', 'nunez'],
    ['AVILA NUNEZ, JOSE LUIS', 'nunez'],
    ['Jose Nunes', 'nunez'],
    ['Nunnez', 'nunez'],
    ['Siobhan OBrien', 'obrien'],
    ["O'Brien Siobhan", 'obrien'],
    ['O Brien, Siobhan', 'obrien'],
    ['Luca Dangelo', 'dangelo'],
    ['Zoe Smith Jones', 'smithjones'],
    ['Smith-Jones', 'smithjones'],
    ['Zoe Smithjones', 'smithjones'],
    ['Ana Delacruz', 'cruz'],
    ['De La Cruz Ana Maria', 'cruz'],
    ['Boyle Lavera', 'boyle'],
    ['Ruth Feldhaus', 'maiden'],
    ['Winterbourne', 'maiden'],
    ['Castelanos', 'maiden'],
    ['Kastellanos Ruth', 'maiden'],
  ])('%s is found', async (name, id) => expect((await ids({ name }))[0]).toBe(id));
  it('a slip in each word is found with the birth date', async () =>
    expect(await ids({ name: 'Hose Ñunes', birthDate: '12 May 1980' })).toContain('nunez'));
  it.each(['Jose Quiroga', 'Nunez Brown', 'Zz', '%', '*'])('%s is nobody', async (name) => {
    const d = desk();
    const answer = await d.room.candidates({ callId: null, name }, d.ctx());
    if (answer.ok) expect(answer.value.candidates).toEqual([]);
    else expect(answer.code).toBe('invalid-input');
  });
  it('a maiden name is told as one, a slip of the pen as one', async () => {
    expect((await found({ name: 'Ruth Feldhaus' }))[0]?.fits).toEqual(['name', 'former-name']);
    expect((await found({ name: 'Ruth Castelanos' }))[0]?.fits).toEqual(['near-spelling']);
  });
  it('one number, a family: every stored form is found, with what tells them apart and no more', async () => {
    const list = await found({ number });
    expect(list.map((c) => [c.patientId, c.rank])).toEqual([
      ['twin-b', 1],
      ['mother', 1],
      ['twin-a', 1],
      ['flatmate', 2],
      ['grandfather', 3],
    ]);
    const of = (id: string) => list.find((c) => c.patientId === id);
    expect(of('twin-a')).toMatchObject({ twin: true, fits: ['number'] });
    expect(of('twin-a')?.differs).toEqual(expect.arrayContaining(['given-name', 'child']));
    expect(of('mother')?.differs).toContain('adult');
    expect(of('flatmate')).toMatchObject({ fits: ['old-number'] });
    expect(of('flatmate')?.differs).toContain('number-use');
    expect(of('grandfather')).toMatchObject({ standing: 'deceased' });
    expect(JSON.stringify(list)).not.toMatch(/2019|1980|Quiroga|Brandt|0142/);
  });
  it('a merged record leads to the one that stands, and that is said; a circle leads nowhere', async () => {
    expect(await found({ number: '617-555-0177' })).toMatchObject([
      { patientId: 'stands', throughMerged: true, standing: 'active' },
    ]);
    expect(await found({ name: 'Ugo Tarantello' })).toMatchObject([
      { standing: 'merged', throughMerged: false },
      { standing: 'merged', throughMerged: false },
    ]);
  });
  it('an inactive record is told as such', async () =>
    expect(await found({ name: 'Vera Lindqvist' })).toMatchObject([{ standing: 'inactive' }]));
  it('a restricted record shows as any other, without its state or its age (C26)', async () => {
    const list = await found({ number: '617-555-0188' });
    expect(list.find((c) => c.patientId === 'secret')).toMatchObject({
      rank: 1,
      differs: ['given-name'],
      standing: 'active',
      twin: false,
    });
  });
  it('a hostile name is a name', async () => {
    expect(await ids({ name: '"; drop table kept_name; --' })).toEqual(['hostile']);
    expect((await found({ name: '<img' }))[0]?.patientId).toBe('hostile');
  });
  it('away, the kept people are found by the same names, and nobody else', async () => {
    let client: FhirClient | null = clients[which] ?? null;
    const d = openTestRoom(() => client);
    const contextId = '0193f3a0-0000-7000-8000-000000000001';
    for (const patientId of ['nunez', 'maiden', 'flatmate', 'mother']) {
      d.room.choose({ contextId, patientId }, d.ctx());
      await d.room.check({ contextId, patientId, fact: 'phoneOnFile', stated: '+1 617 555 0142' }, d.ctx());
    }
    client = null;
    const away = async (asked: object) => {
      const a = await d.room.candidates({ callId: null, ...asked }, d.ctx());
      return a.ok ? a.value.candidates.map((c) => [c.patientId, c.kept]) : a.code;
    };
    expect(await away({ name: 'Nunnez Berta' })).toBe('ehr-offline');
    expect(await away({ name: 'Nunnez Jose' })).toEqual([['nunez', true]]);
    expect(await away({ name: 'feldhaus' })).toEqual([['maiden', true]]);
    expect(await away({ name: 'feldhaus', birthDate: '1980-05-12' })).toEqual([['maiden', true]]);
    expect(await away({ name: 'feldhaus', birthDate: '1981-05-12' })).toBe('ehr-offline');
    expect(await away({ name: 'Obrien' })).toBe('ehr-offline');
    expect(await away({ number })).toEqual([
      ['mother', true],
      ['flatmate', true],
    ]);
    d.room.forget();
    expect(await away({ name: 'Ruth Castellanos' })).toEqual([['maiden', true]]);
  });
});

it('every form in which the sample’s numbers may be stored is asked for', () => {
  for (const form of ['617-555-0142', '6175550142', '(617) 555-0142', '617.555.0142', '+1 617 555 0142'])
    expect(storedForms(number)).toContain(form);
});
