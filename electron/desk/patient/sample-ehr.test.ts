// The whole room against the sample EHR: another implementation of FHIR search, in a server of its own.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRecords } from '#demo/ehr/load.ts';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import { patient as contract } from '#shared/contract/patient.ts';
import type { ReasonCode } from '#shared/domain/accounts/reason.ts';
import type { DisclosureRole } from '#shared/domain/disclosure/table.ts';
import type { CardName } from '#shared/domain/patient/card.ts';
import { balanceOf } from '#shared/domain/patient/money.ts';
import { DirectCount } from '#tests/fhir-strict/direct.ts';
import type { Json } from '#tests/fhir-strict/store.ts';
import { createFhirClient, type FhirClient } from '../fhir/client.ts';
import { openTestRoom, testNow } from './testing.ts';
import { wholePanel } from './testing-desk.ts';

interface Raw {
  id: string;
  name: { given: string[]; family: string }[];
  telecom: { system: string; value: string }[];
  birthDate: string;
  address: { line: string[] }[];
}
let ehr: Ehr;
let client: FhirClient;
let everyone: Raw[];
const direct = new DirectCount(testNow);

beforeAll(async () => {
  ehr = await startEhr({ port: 0, now: testNow, admin: true });
  for (const r of await loadRecords(testNow)) direct.add(r as unknown as Json);
  client = createFhirClient({
    base: ehr.url,
    token: () => ehr.token,
    fetch,
    wait: async () => {},
    nowMs: () => performance.now(),
  });
  const found = await client.search({ type: 'Patient', params: [], most: 200 }, new AbortController().signal);
  everyone = found.ok ? (found.value.resources as unknown as Raw[]) : [];
});
afterAll(() => ehr.close());

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
/** Calls that between them show every card. */
const calls = [
  ['clinical_message', 'nurse'],
  ['billing', 'agent'],
  ['insurance', 'agent'],
  ['new_appointment', 'agent'],
] as const satisfies (readonly [ReasonCode, DisclosureRole])[];
/** Cards that have a row for each entry. */
const entries: readonly CardName[] = [
  'conditions',
  'allergies',
  'medicines',
  'immunisations',
  'contacts',
  'coverage',
  'money',
  'tasks',
];
const uuid = (n: number) => `0193f3a0-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe('everyone in the sample', () => {
  it('is found by number and by unaccented name, verified by what they would say, and shown', async () => {
    expect(everyone.length).toBeGreaterThanOrEqual(40);
    const desk = openTestRoom(() => client);
    const states = new Set<string>();
    for (const [n, p] of everyone.entries()) {
      const number = p.telecom.find((t) => t.system === 'phone')?.value ?? '';
      const [first] = p.name;
      const name = plain(`${first?.given[0]} ${first?.family}`);
      const has = {
        ok: true,
        value: { candidates: expect.arrayContaining([expect.objectContaining({ patientId: p.id })]) },
      };
      expect(await desk.room.candidates({ callId: null, number }, desk.ctx())).toMatchObject(has);
      expect(
        await desk.room.candidates({ callId: null, name, birthDate: p.birthDate }, desk.ctx()),
      ).toMatchObject(has);
      const id = { contextId: uuid(n), patientId: p.id };
      desk.room.choose(id, desk.ctx());
      const said = [
        ['fullName', name],
        ['birthDate', p.birthDate],
        ['address', p.address[0]?.line[0] ?? ''],
      ] as const;
      for (const [fact, stated] of said)
        expect(await desk.room.check({ ...id, fact, stated }, desk.ctx())).toMatchObject({
          ok: true,
          value: { outcome: 'matched' },
        });
      const more = n % 12 === 0 || direct.of(p.id).counts['benefits'] !== undefined;
      for (const [reason, role] of calls.slice(0, more ? 4 : 1)) {
        const whole = await wholePanel(desk.room, { ...id, reason, fresh: true }, () => desk.ctx(role));
        expect(whole.failed).toEqual({});
        for (const view of Object.values(whole.cards)) {
          states.add(`${view.card} ${view.state}`);
          expect(view.unreadable).toBe(0);
          // Entry by entry as they were counted straight from the files; nothing to count where it is withheld.
          const { [view.card]: counted = 0 } = direct.of(p.id).counts;
          const complete = !view.more && !view.withheldSome && view.state !== 'not-for-role';
          if (complete && entries.includes(view.card))
            expect([p.id, view.card, view.rows.length]).toEqual([p.id, view.card, counted]);
          if (view.card !== 'money' || !complete) continue;
          const sums = Object.fromEntries((balanceOf(view) ?? []).map((a) => [a.currency, a.cents]));
          expect([p.id, sums]).toEqual([p.id, direct.of(p.id).balance]);
        }
      }
    }
    expect([...states]).toEqual(
      expect.arrayContaining([
        'allergies recorded',
        'allergies none-recorded',
        'allergies known-none',
        'identity withheld',
        'coverage recorded',
        'labs recorded',
        'contacts recorded',
        'immunisations recorded',
        'benefits recorded',
        'money recorded',
        'care-team recorded',
        'care-gaps recorded',
        'tasks recorded',
        'preferences recorded',
        'medicines recorded',
        'appointments recorded',
      ]),
    );
  });
});

interface Related {
  patient: { reference: string };
  relationship: { coding: { code: string }[] }[];
  name: { text: string }[];
}
describe('who else is on file in the sample', () => {
  it('hears nothing of an adult without a consent that names them; a child’s mother does', async () => {
    const signal = new AbortController().signal;
    const found = await client.search({ type: 'RelatedPerson', params: [], most: 200 }, signal);
    const related = found.ok ? (found.value.resources as unknown as Related[]) : [];
    expect(related.length).toBeGreaterThan(3);
    const desk = openTestRoom(() => client);
    const heard: Record<string, number> = {};
    const mothers = related.filter((r) => r.relationship[0]?.coding[0]?.code === 'MTH').slice(0, 6);
    for (const r of [...mothers, ...related.filter((x) => !mothers.includes(x)).slice(0, 3)]) {
      const id = { contextId: uuid(900), patientId: r.patient.reference.slice('Patient/'.length) };
      const mother = mothers.includes(r);
      const caller = mother ? 'parent' : 'relative';
      desk.room.choose(id, desk.ctx());
      const answer = await desk.room.caller({ ...id, caller, name: r.name[0]?.text ?? '' }, desk.ctx());
      const read = contract.caller.output.parse(answer.ok ? answer.value : answer);
      expect(read.wrongLeft).toBe(3);
      const born = everyone.find((p) => p.id === id.patientId)?.birthDate ?? '';
      const minor = Date.parse(testNow) - Date.parse(born) < 18 * 365.25 * 86_400_000;
      if (!mother || !minor) expect(read.hearing).toMatchObject({ scope: 'nothing' });
      heard[read.hearing.scope] = (heard[read.hearing.scope] ?? 0) + 1;
    }
    expect(Object.keys(heard).toSorted()).toEqual(['family', 'nothing', 'record']);
  });
});

describe('the sample EHR in trouble', () => {
  const admin = (method: string, body?: object) =>
    fetch(`${ehr.adminUrl}/fault`, {
      method,
      headers: { authorization: `Bearer ${ehr.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const number = () => everyone[0]?.telecom.find((t) => t.system === 'phone')?.value ?? '';
  it.each([
    [{ status: 429, retryAfter: 0 }, { ok: true }],
    [
      { status: 200, body: '<html>Sign in</html>' },
      { ok: false, code: 'ehr-not-fhir' },
    ],
    [{ status: 403 }, { ok: false, code: 'ehr-refused' }],
    [{ cut: 'middle' }, { ok: true }],
    [
      { cut: 'before', times: 0 },
      { ok: false, code: 'ehr-offline' },
    ],
  ])('%j', async (fault, outcome) => {
    await admin('DELETE');
    expect((await admin('POST', { path: 'Patient/_search', ...fault })).ok).toBe(true);
    const desk = openTestRoom(() => client);
    expect(await desk.room.candidates({ callId: null, number: number() }, desk.ctx())).toMatchObject(outcome);
    await admin('DELETE');
  });
  it('a token that is not accepted', async () => {
    const stranger = createFhirClient({
      base: ehr.url,
      token: () => 'wrong',
      fetch,
      wait: async () => {},
      nowMs: () => 0,
    });
    const desk = openTestRoom(() => stranger);
    expect(await desk.room.candidates({ callId: null, number: number() }, desk.ctx())).toMatchObject({
      ok: false,
      code: 'ehr-refused',
    });
  });
});
