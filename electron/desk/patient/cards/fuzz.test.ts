// Every resource type that the panel reads, broken at random (seeded): no card throws, every row fits its schema, text is
// one line without control marks, and what was broken is counted, never silently "none".
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { broken, type Loose, marks, randomOf, textsOf } from '#tests/fhir-strict/broken.ts';
import { personId, records, testNow } from '#tests/fhir-strict/people.ts';
import {
  allergyRow,
  appointmentRow,
  conditionRow,
  coverageRow,
  identityRow,
  medicineRow,
} from '#shared/domain/patient/card.ts';
import { panelRows } from '#shared/domain/patient/panel-rows.ts';
import { addPage, emptyAnswer } from '../../fhir/bundle.ts';
import { createResolver } from '../../fhir/resolve.ts';
import { panelSchemas } from '../../fhir/resources-panel.ts';
import { panelNames, type PanelName, specs } from './panel.ts';
import { type CardSpec, nameWith } from './spec.ts';

const schemas: Record<PanelName, z.ZodType> = {
  ...panelRows,
  identity: identityRow,
  appointments: appointmentRow,
  conditions: conditionRow,
  allergies: allergyRow,
  medicines: medicineRow,
  coverage: coverageRow,
};
const about = { patientId: personId, now: testNow, today: testNow.slice(0, 10) };

const never = async () => Promise.reject(new Error('nothing may be asked for'));
function map(name: PanelName, resources: readonly object[]) {
  const spec: CardSpec<unknown> = specs[name];
  const answers = spec.searches(about).map((s) => {
    const answer = emptyAnswer();
    const entry = resources
      .filter((r) => (r as Loose)['resourceType'] === s.type)
      .map((resource) => ({ resource: resource as never }));
    addPage(answer, { resourceType: 'Bundle', entry }, s.type);
    return answer;
  });
  const resolver = createResolver({ read: never, search: never, base: 'http://127.0.0.1:1/fhir' });
  for (const a of answers) resolver.learn(a);
  return spec.map(answers, about, nameWith(resolver));
}

const few = records().filter((r) => !/^(lab|visit)([3-9]|\d\d)$/.test(r.id));
const types = [...new Set(few.map((r) => r.resourceType))];
const readers = (type: string): PanelName[] =>
  panelNames.filter((n) => specs[n].searches(about).some((s) => s.type === type));

/** Types that a schema reads but no card yet. */
const further: Loose[] = [
  { resourceType: 'Account', id: 'x', status: 'active', name: 'n', subject: [{ reference: 'Patient/p1' }] },
  {
    resourceType: 'DiagnosticReport',
    id: 'x',
    status: 'final',
    code: { text: 'Blood count' },
    subject: { reference: 'Patient/p1' },
    result: [{ reference: 'Observation/lab0' }],
  },
  {
    resourceType: 'Provenance',
    id: 'x',
    target: [{ reference: 'Task/task1' }],
    recorded: testNow,
    agent: [{ who: { reference: 'Practitioner/d1' } }],
  },
  {
    resourceType: 'QuestionnaireResponse',
    id: 'x',
    status: 'completed',
    subject: { reference: 'Patient/p1' },
    item: [{ linkId: 'csat', answer: [{ valueInteger: 5 }] }],
  },
  {
    resourceType: 'RelatedPerson',
    id: 'x',
    active: true,
    patient: { reference: 'Patient/p1' },
    relationship: [{ coding: [{ code: 'DAU' }] }],
    name: [{ text: 'Kim Torphy' }],
  },
  { resourceType: 'Schedule', id: 'x', active: true, actor: [{ reference: 'Practitioner/d1' }] },
  {
    resourceType: 'ServiceRequest',
    id: 'x',
    status: 'active',
    intent: 'order',
    code: { text: 'Cardiology referral' },
    subject: { reference: 'Patient/p1' },
  },
  {
    resourceType: 'Slot',
    id: 'x',
    status: 'free',
    start: '2026-11-23T09:00:00Z',
    end: '2026-11-23T09:30:00Z',
    schedule: { reference: 'Schedule/x' },
  },
];
describe('every schema', () => {
  const all = [...few, ...further];
  it.each(Object.entries(panelSchemas))('%s reads what is whole, and never throws', (type, schema) => {
    const whole = all.find((r) => r['resourceType'] === type) as Loose;
    expect(schema.safeParse(whole).error?.issues).toBeUndefined();
    const random = randomOf(99);
    for (let round = 0; round < 40; round++) {
      const read = schema.safeParse(broken(whole, random));
      if (read.success) expect(read.data.id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
    }
  });
  it.each(['free', 5, undefined])('a slot whose times can’t be read is none (status %s)', (status) => {
    const slot = further.find((r) => r['resourceType'] === 'Slot');
    expect(panelSchemas.Slot.safeParse({ ...slot, status, start: 'tomorrow' }).success).toBe(false);
  });
});

describe('broken records', () => {
  it.each(types.map((t, n) => [t, n] as const))('%s', (type, seed) => {
    const random = randomOf(seed + 1);
    const names = readers(type);
    const original = few.filter((r) => r.resourceType === type);
    const rest = few.filter((r) => r.resourceType !== type);
    for (let round = 0; round < 50; round++) {
      const bad = original.map((r) => broken(r, random));
      // Now and then the same id twice, with other contents.
      const twice =
        random() < 0.2 ? [...bad, { ...broken(original[0] as object, random), id: original[0]?.id }] : bad;
      for (const name of names) {
        const card = map(name, [...rest, ...twice]);
        for (const row of card.rows) {
          const read = schemas[name].safeParse(row);
          expect([type, seed, round, name, read.error?.issues]).toEqual([type, seed, round, name, undefined]);
          const bad = textsOf(row).find((t) => marks.test(t) || t.length > 400);
          expect(bad).toBeUndefined();
        }
        expect(card.unreadable).toBeGreaterThanOrEqual(0);
      }
    }
  });
  it('ten thousand values are read in time, newest kept', () => {
    const one = few.find((r) => r.id === 'lab0') as object;
    const many = Array.from({ length: 10_000 }, (_, n) => ({ ...one, id: `x${n}` }));
    const before = process.cpuUsage();
    const card = map('labs', many);
    expect(card).toMatchObject({ counted: 10_000, rows: [{ text: 'Hemoglobin A1c' }] });
    // A guard against quadratic work, in time of the processor: a busy computer is no fault.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });
  it('another patient’s records are never rows', () => {
    const others = few.map(
      (r) => JSON.parse(JSON.stringify(r).replaceAll('Patient/p1', 'Patient/p2')) as object,
    );
    for (const name of panelNames) {
      if (name === 'identity' || name === 'preferences' || name === 'care-gaps') continue;
      expect([name, map(name, others).rows]).toEqual([name, []]);
    }
  });
});
