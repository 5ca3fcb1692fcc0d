import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createFhirClient, type FhirClient } from '#desk/fhir/client.ts';
import { buildPanel, type PanelCard, type PanelName, panelNames } from '#desk/patient/cards/panel.ts';
import type { Result } from '#shared/domain/result.ts';
import { type DeviationName, deviations, type ProfileName, profiles } from './deviations.ts';
import { DirectCount } from './direct.ts';
import { personId, records, testNow } from './people.ts';
import { startStrictEhr, type StrictEhr } from './server.ts';
import { Store } from './store.ts';

let peer: StrictEhr;
afterEach(() => peer.close());
const go = new AbortController().signal;

async function open(profile: ProfileName, more: DeviationName[]): Promise<FhirClient> {
  const store = new Store();
  for (const r of records()) store.put(r);
  peer = await startStrictEhr({ store, profile, more });
  const client = createFhirClient({
    base: peer.url,
    token: () => peer.token(),
    fetch,
    wait: (ms, signal) => sleep(Math.min(ms, 1), undefined, { signal }).catch(() => undefined),
    nowMs: () => performance.now(),
  });
  return client;
}
async function panel(client: FhirClient, names: readonly PanelName[] = panelNames) {
  const cards = new Map<PanelName, Result<PanelCard<unknown>>>();
  const about = { patientId: personId, now: testNow, today: testNow.slice(0, 10) };
  await buildPanel(client, about, names, go, (name, card) => void cards.set(name, card));
  return cards;
}
const counted = (card: Result<PanelCard<unknown>> | undefined) =>
  card?.ok === true ? card.value.counted : card?.code;

const direct = new DirectCount(testNow);
for (const r of records()) direct.add(r);
const expected = direct.of(personId).counts;

const whole: [string, ProfileName, DeviationName[]][] = [
  ...(Object.keys(profiles) as ProfileName[]).map((p): [string, ProfileName, DeviationName[]] => [p, p, []]),
  ...(Object.keys(deviations) as DeviationName[])
    .filter((d) => d !== 'no-next-link' && d !== 'left-out-with-outcome')
    .map((d): [string, ProfileName, DeviationName[]] => [d, 'plain', [d]]),
];
describe('the same panel from every kind of server', () => {
  it.each(whole)('%s', async (_name, profile, more) => {
    const cards = await panel(await open(profile, more));
    expect(cards.size).toBe(panelNames.length);
    for (const [name, card] of cards)
      if (name !== 'care-gaps') expect([name, counted(card)]).toEqual([name, expected[name] ?? 0]);
    const taken = cards.get('medicines');
    expect(taken?.ok === true && taken.value.rows).toMatchObject([
      { text: 'Metformin 500 mg' },
      { text: 'Lisinopril 10 mg' },
    ]);
    const gaps = cards.get('care-gaps');
    expect(gaps?.ok === true && gaps.value.rows).toMatchObject([
      { rule: 'hba1c', status: 'due', because: [{ text: 'Diabetes' }] },
      { rule: 'tetanus' },
      { rule: 'pneumococcal' },
      { rule: 'zoster' },
      { rule: 'care-plan', because: [{ text: 'Eye examination' }] },
    ]);
  });
  it('what was learnt is not asked again', async () => {
    const client = await open('epic-like', []);
    await panel(client);
    const first = peer.seen.filter((s) => s.status >= 400).length;
    peer.seen.length = 0;
    await panel(client);
    expect(first).toBeGreaterThan(0);
    expect(peer.seen.filter((s) => s.status >= 400)).toEqual([]);
  });
  it('nothing of the person stands in an address, whatever the server refuses', async () => {
    const client = await open('epic-like', []);
    const phone = { type: 'Patient', params: [['phone', '555-139-3142']] } as const;
    expect(await client.search(phone, go)).toMatchObject({ ok: false, code: 'ehr-unsupported' });
    expect(peer.seen.filter((s) => s.method === 'GET').map((s) => s.path)).toEqual(['/fhir/metadata']);
  });
});

describe('a restricted record', () => {
  const restrict = (change: object) => {
    const patient = records().find((r) => r.resourceType === 'Patient');
    peer.store.put({ ...patient, ...change } as never);
  };
  it('says so on every card and nothing else', async () => {
    const client = await open('plain', []);
    restrict({ meta: { security: [{ code: 'R' }] } });
    for (const card of (await panel(client)).values())
      expect(card).toMatchObject({
        ok: true,
        value: { state: 'withheld', rows: [], unreadable: 0, more: false },
      });
  });
  it('a label that can’t be read closes all cards', async () => {
    const client = await open('plain', []);
    restrict({ meta: { security: 'R' } });
    for (const card of (await panel(client)).values())
      expect(card).toMatchObject({ ok: false, code: 'ehr-unreadable' });
  });
});

describe('what is not whole is told', () => {
  it('no next link: there is more', async () => {
    const cards = await panel(await open('plain', ['no-next-link', 'small-pages']), ['contacts']);
    const card = cards.get('contacts');
    expect(card).toMatchObject({ ok: true, value: { more: true, counted: 21 } });
  });
  it('left out with a remark: unreadable', async () => {
    const cards = await panel(await open('plain', ['left-out-with-outcome']), ['conditions', 'allergies']);
    for (const name of ['conditions', 'allergies'] as const)
      expect(cards.get(name)).toMatchObject({
        ok: true,
        value: { rows: [], unreadable: 1, state: 'recorded' },
      });
  });
  it('what a card doesn’t take is not asked for', async () => {
    await panel(await open('plain', ['no-batch']), ['tasks']);
    expect(new Set(peer.seen.map((s) => s.path))).toEqual(
      new Set(['/fhir/Patient/_search', '/fhir/Task/_search']),
    );
  });
});
