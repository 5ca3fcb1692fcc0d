// The committed records hold every kind of patient that the panel must get right, and nothing hangs in the air.
import type { Appointment, Patient, Resource } from '@medplum/fhirtypes';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadRecords, readManifest, readStored } from './load.ts';
import { restrictedId } from './make-selection.ts';
import { walk } from './make-trim.ts';
import { daysBetween, shiftDates, toWeekday } from './shift.ts';

const now = '2026-11-22T03:00:00.000Z';
let stored: Resource[];
let records: Resource[];
let patients: Patient[];
const of = (type: string): Resource[] => records.filter((r) => r.resourceType === type);
const appointments = (): Appointment[] => of('Appointment') as Appointment[];
const about = (r: Resource, id: string | undefined): boolean => JSON.stringify(r).includes(`"Patient/${id}"`);

beforeAll(async () => {
  stored = (await readStored()).map((s) => s.resource);
  records = await loadRecords(now);
  patients = of('Patient') as Patient[];
});

describe('the committed records', () => {
  it('are at least 40 patients, as many as the manifest says, none of them twice', async () => {
    const { files } = await readManifest();
    expect(patients.length).toBeGreaterThanOrEqual(40);
    expect(patients.length).toBe(files.reduce((sum, f) => sum + f.patients, 0));
    expect(records.length).toBe(files.reduce((sum, f) => sum + f.resources, 0));
    expect(new Set(records.map((r) => `${r.resourceType}/${r.id}`)).size).toBe(records.length);
  });

  it('have Spanish speakers, accents, apostrophes, maiden names, minors, deceased', () => {
    const count = (test: (p: Patient) => unknown): number => patients.filter(test).length;
    const language = (p: Patient): string | undefined => p.communication?.[0]?.language?.coding?.[0]?.code;
    const names = (p: Patient): string => JSON.stringify(p.name);
    expect(count((p) => language(p) === 'es')).toBeGreaterThanOrEqual(8);
    expect(count((p) => /[áéíóúñ]/.test(names(p)))).toBeGreaterThanOrEqual(5);
    expect(count((p) => names(p).includes("O'"))).toBeGreaterThanOrEqual(2);
    expect(count((p) => p.name?.some((n) => n.use === 'maiden'))).toBeGreaterThanOrEqual(8);
    expect(count((p) => p.name?.some((n) => n.use === 'usual'))).toBeGreaterThanOrEqual(4);
    expect(count((p) => (p.birthDate ?? '') > '2008-11-22')).toBeGreaterThanOrEqual(6);
    expect(count((p) => p.deceasedDateTime)).toBeGreaterThanOrEqual(3);
    expect(count((p) => /\d/.test(names(p)))).toBe(0);
  });

  it('say "no known allergy" for some, list allergies for some, and nothing for others', () => {
    const known = patients.filter((p) => of('AllergyIntolerance').some((a) => about(a, p.id)));
    const none = of('AllergyIntolerance').filter((a) => JSON.stringify(a).includes('716186003'));
    expect(none.length).toBeGreaterThanOrEqual(8);
    expect(known.length - none.length).toBeGreaterThanOrEqual(8);
    expect(patients.length - known.length).toBeGreaterThanOrEqual(8);
    // Who has no known allergy has no other one.
    for (const a of none) {
      const whose = patients.find((p) => about(a, p.id));
      expect(of('AllergyIntolerance').filter((x) => about(x, whose?.id))).toHaveLength(1);
    }
  });

  it('have one restricted record, with a sensitive condition, and nobody of an HIV cohort', () => {
    const restricted = patients.filter((p) => p.meta?.security?.some((s) => s.code === 'R'));
    expect(restricted.map((p) => p.id?.slice(0, 8))).toEqual([restrictedId]);
    const conditions = of('Condition').filter(
      (c) => about(c, restricted[0]?.id) && c.meta?.security?.some((s) => s.code === 'PSY'),
    );
    expect(conditions).toHaveLength(1);
    expect(records.filter((r) => /human immunodeficiency|\bHIV\b|86406008/i.test(JSON.stringify(r)))).toEqual(
      [],
    );
  });

  it('share a phone in a family, and hold a +1 and a bracketed form', () => {
    const phones = patients.map((p) => p.telecom?.[0]?.value ?? '');
    expect(phones.filter((n) => n === '555-250-8037')).toHaveLength(2);
    expect(phones).toContain('+15553264292');
    expect(phones).toContain('(555) 410-2777');
    expect(phones.every(Boolean)).toBe(true);
  });

  it('resolve every reference, or carry a display', () => {
    const ids = new Set(records.map((r) => `${r.resourceType}/${r.id}`));
    const hanging: string[] = [];
    let resolved = 0;
    for (const r of records) {
      walk(r, (o) => {
        if (typeof o.reference === 'string' && ids.has(o.reference)) resolved++;
        else if (typeof o.reference === 'string' && !o.display)
          hanging.push(`${r.resourceType}/${r.id} → ${o.reference}`);
      });
    }
    expect(hanging).toEqual([]);
    expect(resolved).toBeGreaterThan(3000);
  });

  it('are small, and keep to the types of the panel', async () => {
    const { files } = await readManifest();
    expect(files.length).toBe(2);
    for (const type of ['Claim', 'Procedure', 'DiagnosticReport']) expect(of(type)).toEqual([]);
    for (const p of patients) {
      expect(of('Encounter').filter((e) => about(e, p.id)).length).toBeLessThanOrEqual(15);
      expect(of('Observation').filter((o) => about(o, p.id)).length).toBeLessThanOrEqual(48);
    }
    for (const type of ['Observation', 'Invoice', 'CareTeam', 'ExplanationOfBenefit'])
      expect(of(type).length).toBeGreaterThan(40);
  });
});

describe('dates', () => {
  it('leave birth dates alone', () => {
    const births = (list: Resource[]): unknown[] =>
      list
        .filter((r) => r.resourceType === 'Patient')
        .map((p) => [p.id, (p as Patient).birthDate])
        .toSorted();
    expect(births(records)).toEqual(births(stored));
  });

  it('put booked visits ahead, some of them within three days, never on a weekend, and all else behind', () => {
    const booked = appointments().filter((a) => a.status === 'booked');
    expect(booked.length).toBeGreaterThanOrEqual(20);
    for (const a of booked) {
      expect(Date.parse(a.start ?? '')).toBeGreaterThan(Date.parse(now));
      expect(toWeekday(a.start ?? '')).toBe(0);
    }
    expect(
      booked.filter((a) => Date.parse(a.start ?? '') < Date.parse(now) + 3 * 86_400_000).length,
    ).toBeGreaterThanOrEqual(3);
    for (const a of appointments().filter((x) => x.status === 'fulfilled'))
      expect(Date.parse(a.start ?? '')).toBeLessThan(Date.parse(now));
    const recent = of('Encounter').filter(
      (e) =>
        Date.parse((e as { period?: { start?: string } }).period?.start ?? '') >
        Date.parse(now) - 120 * 86_400_000,
    );
    expect(recent.length).toBeGreaterThan(10);
  });

  it('keep the same distance whatever day it is', async () => {
    const nextYear = await loadRecords('2027-11-22T23:59:59.000Z');
    const encounter = (list: Resource[]): string =>
      (list.find((r) => r.resourceType === 'Encounter') as { period: { start: string } }).period.start;
    expect(daysBetween(encounter(records), encounter(nextYear))).toBe(365);
    expect(encounter(nextYear).slice(10)).toBe(encounter(records).slice(10));
  });

  it('are told from look-alikes', () => {
    const r = {
      birthDate: '1990-01-01',
      identifier: [{ value: '1990-01-01' }],
      year: '1990',
      text: 'on 1990-01-01',
      start: '2020-02-28T23:30:00-05:00',
    };
    expect(shiftDates(r, 2)).toEqual({ ...r, start: '2020-03-01T23:30:00-05:00' });
    expect(shiftDates({ a: null, b: [1, '2020-01-01'] }, -1)).toEqual({ a: null, b: [1, '2019-12-31'] });
  });
});
