// The same people at four kinds of strict server and at the sample EHR: through the room, every one gives the same rows.
// All of them, not only some: CARELINE_ROUNDS=1 npm run unit -- electron/desk/patient/peers --testTimeout 600000
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadRecords } from '#demo/ehr/load.ts';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import { type ProfileName, profiles } from '#tests/fhir-strict/deviations.ts';
import { startStrictEhr, type StrictEhr } from '#tests/fhir-strict/server.ts';
import { type Json, Store } from '#tests/fhir-strict/store.ts';
import { createFhirClient } from '../fhir/client.ts';
import { openTestRoom, testNow } from './testing.ts';
import { contextId, value, wholePanel } from './testing-desk.ts';

const every = process.env['CARELINE_ROUNDS'] === undefined ? 24 : 1;
interface Person {
  id: string;
  name: { given: string[]; family: string }[];
  birthDate: string;
  address: { line: string[] }[];
  meta?: { security?: unknown[] };
}
let sample: Ehr;
let people: Person[];
const store = new Store();
beforeAll(async () => {
  sample = await startEhr({ port: 0, now: testNow });
  const records = (await loadRecords(testNow)) as unknown as Json[];
  for (const r of records) store.put(r);
  people = records.filter((r) => r.resourceType === 'Patient') as unknown as Person[];
});
afterAll(() => sample.close());

const clientOf = (base: string, token: () => string) =>
  createFhirClient({ base, token, fetch, wait: async () => {}, nowMs: () => performance.now() });

async function cardsOf(base: string, token: () => string, p: Person): Promise<CardView[]> {
  const desk = openTestRoom(() => clientOf(base, token));
  const id = { contextId, patientId: p.id };
  desk.room.choose(id, desk.ctx());
  const [name] = p.name;
  for (const [fact, stated] of [
    ['fullName', `${name?.given[0]} ${name?.family}`],
    ['birthDate', p.birthDate],
    ['address', p.address[0]?.line[0] ?? ''],
  ] as const)
    expect(value(await desk.room.check({ ...id, fact, stated }, desk.ctx())).outcome).toBe('matched');
  const views: CardView[] = [];
  for (const [reason, role] of [
    ['clinical_message', 'nurse'],
    ['billing', 'agent'],
  ] as const) {
    const whole = await wholePanel(desk.room, { ...id, reason, fresh: true }, () => desk.ctx(role));
    expect(whole.failed).toEqual({});
    views.push(...Object.values(whole.cards).filter((v) => v.state !== 'not-for-role'));
  }
  return views;
}
/** What doesn't depend on the server: the rows, and what is said of them. */
const said = (views: readonly CardView[]) =>
  views
    .map(({ card, state, rows, unreadable, withheldSome, more }) => {
      return { card, state, unreadable, withheldSome, more, rows: rows.toSorted(byText) };
    })
    .toSorted((a, b) => a.card.localeCompare(b.card));
const byText = (a: object, b: object): number => JSON.stringify(a).localeCompare(JSON.stringify(b));

let some: [Person, object][];
beforeAll(async () => {
  const picked = people.filter((p, n) => p.meta?.security === undefined && n % every === 0);
  some = [];
  for (const p of picked) some.push([p, said(await cardsOf(sample.url, () => sample.token, p))]);
}, 600_000);

it.each(Object.keys(profiles) as ProfileName[])('%s', async (profile) => {
  const peer: StrictEhr = await startStrictEhr({ store, profile });
  expect(some.length).toBeGreaterThan(1);
  for (const [p, here] of some) expect(said(await cardsOf(peer.url, () => peer.token(), p))).toEqual(here);
  await peer.close();
});
