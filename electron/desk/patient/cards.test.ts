import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { patient as contract } from '#shared/contract/patient.ts';
import type { FhirClient } from '../fhir/client.ts';
import { elena, elenaId } from './testing.ts';
import { contextId, id, startTestDesk, type TestDesk } from './testing-desk.ts';

let t: TestDesk;
beforeAll(async () => void (t = await startTestDesk()));
afterAll(() => t.server.close());
beforeEach(() => t.reset());

describe('cards', () => {
  it('nothing before two facts, and nothing is asked for', async () => {
    t.desk.room.choose(id, t.desk.ctx());
    await t.check('birthDate');
    t.server.asked.length = 0;
    for (const name of ['identity', 'appointments', 'conditions', 'allergies', 'medicines'] as const)
      expect(await t.card(name)).toMatchObject({ ok: false, code: 'not-verified' });
    expect(t.server.asked).toHaveLength(0);
  });
  it('each card of the nurse', async () => {
    await t.verify();
    const want = {
      identity: { preferredName: 'Elena', flags: [{ kind: 'no-voicemail' }] },
      appointments: { when: 'next', practitioner: 'Dr. Iyer', bring: null },
      conditions: { text: 'Asthma' },
      allergies: { substance: 'Penicillin', criticality: 'high' },
      medicines: { text: 'Lisinopril' },
    } as const;
    for (const [name, row] of Object.entries(want) as [keyof typeof want, object][]) {
      const answer = await t.card(name);
      expect(answer).toMatchObject({
        ok: true,
        value: { card: name, state: 'recorded', from: 'server', stale: false, rows: [row] },
      });
      expect(contract.card.output.safeParse(answer.ok && answer.value).success).toBe(true);
    }
    expect(await t.card('coverage', true, 'agent')).toMatchObject({
      ok: true,
      value: { rows: [{ payer: 'Blue Harbor Health' }] },
    });
  });
  it('what is not for the role is not fetched', async () => {
    await t.verify();
    t.server.asked.length = 0;
    for (const [role, name] of [
      ['agent', 'conditions'],
      ['agent', 'medicines'],
      ['nurse', 'coverage'],
      ['nurse', 'money'],
      ['after-hours', 'labs'],
      ['supervisor', 'labs'],
      ['trainer', 'identity'],
    ] as const)
      expect(await t.card(name, true, role)).toMatchObject({
        ok: true,
        value: { state: 'not-for-role', from: null, rows: [] },
      });
    expect(t.server.asked).toHaveLength(0);
  });
  it('from the cache at once, renewed when asked', async () => {
    await t.verify();
    await t.card('conditions');
    t.records['Condition'] = [];
    t.server.asked.length = 0;
    expect(await t.card('conditions', false)).toMatchObject({
      ok: true,
      value: { from: 'cache', stale: false, rows: [{ text: 'Asthma' }] },
    });
    expect(t.server.asked).toHaveLength(0);
    expect(await t.card('conditions', true)).toMatchObject({
      ok: true,
      value: { from: 'server', state: 'none-recorded', rows: [] },
    });
  });
  it.each([
    ['gone', 'ehr-offline'],
    ['html', 'ehr-not-fhir'],
    [500, 'ehr-busy'],
  ] as const)('%s: the kept card, stale, with its age and why', async (what, code) => {
    await t.verify();
    await t.card('allergies');
    t.trouble = what;
    expect(await t.card('allergies')).toMatchObject({
      ok: true,
      value: { from: 'cache', stale: true, because: code, asOf: '2026-11-22T03:00:00.000Z' },
    });
    expect(await t.card('medicines')).toMatchObject({ ok: false, code });
  });
  it('a refusal takes the kept card away too', async () => {
    await t.verify();
    await t.card('allergies');
    t.trouble = 403;
    expect(await t.card('allergies')).toMatchObject({ ok: false, code: 'ehr-refused' });
  });
  it('old is stale even when nobody said so; next is not next for ever', async () => {
    await t.verify();
    await t.card('appointments');
    t.desk.setNow('2026-11-26T03:00:00.000Z');
    expect(await t.card('appointments', false)).toMatchObject({
      ok: true,
      value: { from: 'cache', stale: true, because: null, rows: [] },
    });
  });
  it('what an older version kept is fetched anew', async () => {
    await t.verify();
    await t.card('allergies');
    for (const broken of ['{', '{"card":"allergies"}', '[]']) {
      t.desk.patients.prepare("update cache set json = ? where card = 'allergies'").run(broken);
      expect(await t.card('allergies', false)).toMatchObject({ ok: true, value: { from: 'server' } });
    }
  });
  it('a restricted record: one word for every card, and nothing of it is fetched', async () => {
    t.records['Patient'] = [{ ...elena, meta: { security: [{ code: 'R' }] } }];
    await t.verify();
    t.server.asked.length = 0;
    for (const name of ['identity', 'conditions', 'allergies'] as const)
      expect(await t.card(name, false)).toMatchObject({ ok: true, value: { state: 'withheld', rows: [] } });
    expect(t.server.asked).toHaveLength(0);
  });
  it('flags that fail are not "no flags"; a server without flags has none', async () => {
    await t.verify();
    const plain = t.server.client();
    const failing = (code: 'ehr-busy' | 'ehr-unsupported'): FhirClient => ({
      ...plain,
      batch: async (searches, signal) => {
        const answers = await plain.batch(searches, signal);
        return answers.map((a, i) =>
          searches[i]?.type === 'Flag' ? { ok: false, code, message: 'HTTP 404', retryable: false } : a,
        );
      },
    });
    t.client = failing('ehr-busy');
    expect(await t.card('identity')).toMatchObject({ ok: false, code: 'ehr-busy' });
    t.client = failing('ehr-unsupported');
    expect(await t.card('identity')).toMatchObject({ ok: true, value: { rows: [{ flags: [] }] } });
  });
  it('a server that refuses _include is asked without it', async () => {
    await t.verify();
    t.refuses = '_include';
    expect(await t.card('appointments')).toMatchObject({ ok: true, value: { state: 'recorded' } });
    expect(await t.card('medicines')).toMatchObject({ ok: true, value: { state: 'recorded' } });
  });
  it('a part that the server has not is not "none"', async () => {
    await t.verify();
    t.refuses = 'patient=';
    expect(await t.card('conditions')).toMatchObject({
      ok: false,
      code: 'ehr-unsupported',
      retryable: false,
    });
  });
  it('one exchange for two windows', async () => {
    await t.verify();
    t.server.asked.length = 0;
    await Promise.all([t.card('allergies'), t.card('allergies')]);
    expect(t.asked().filter((url) => url.includes('Allergy'))).toEqual(['/fhir/AllergyIntolerance/_search']);
  });
  it('no name, number or date in any address; each request says whom it was about', async () => {
    await t.verify();
    for (const name of ['identity', 'appointments', 'conditions'] as const) await t.card(name);
    expect(t.asked().join()).not.toMatch(/Alc|1968|0142/);
    expect(t.desk.about).toContainEqual({ patientId: elenaId, callId: contextId, card: 'conditions' });
  });
});
