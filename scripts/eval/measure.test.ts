import { afterAll, beforeAll, expect, it } from 'vitest';
import { DirectCount } from '#tests/fhir-strict/direct.ts';
import type { PeerReady } from '#tests/fhir-strict/main.ts';
import { personId, records, testNow } from '#tests/fhir-strict/people.ts';
import { startStrictEhr, type StrictEhr } from '#tests/fhir-strict/server.ts';
import { Store } from '#tests/fhir-strict/store.ts';
import { measure, percentiles } from './measure.ts';

let peer: StrictEhr;
let ready: PeerReady;
beforeAll(async () => {
  const store = new Store();
  const direct = new DirectCount(testNow);
  for (const r of records()) {
    store.put(r);
    direct.add(r);
  }
  peer = await startStrictEhr({ store, profile: 'plain' });
  ready = {
    ready: true,
    url: peer.url,
    token: peer.token(),
    loaded: { files: 1, lines: 1, badLines: 0, resources: store.size, repeated: 0 },
    loadMs: 0,
    patients: [personId],
    expected: { [personId]: direct.of(personId) },
    dangling: [],
  };
});
afterAll(() => peer.close());

it('all cards of everyone, counted as the records are', async () => {
  expect(await measure(ready, testNow)).toMatchObject({
    patients: 1,
    cards: 15,
    crashes: 0,
    failedCards: {},
    unreadableResources: 0,
    brokenRows: 0,
    totals: { compared: 14, wrong: 0, cutShort: 0, balances: 1, examples: [] },
  });
});
it('one record less than counted, and one cent, are told', async () => {
  const counts = { ...ready.expected[personId]?.counts, tasks: 2 };
  const expected = { [personId]: { counts, balance: { USD: 12_511 } } };
  expect((await measure({ ...ready, expected }, testNow)).totals).toMatchObject({
    wrong: 2,
    examples: [
      { card: 'balance USD', shown: 12_510, counted: 12_511 },
      { card: 'tasks', shown: 1, counted: 2 },
    ],
  });
});
it('a panel that can’t be asked for is no crash, but no card either', async () => {
  const figures = await measure({ ...ready, token: 'wrong' }, testNow);
  expect(figures).toMatchObject({ cards: 0, crashes: 0, failedCards: { 'identity ehr-refused': 1 } });
});
it('percentiles', () => {
  expect(percentiles([3, 1, 2])).toEqual({ p50: 2, p95: 3 });
  expect(percentiles([])).toEqual({ p50: 0, p95: 0 });
});
