import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account } from '#shared/domain/accounts/account.ts';
import { ringKinds } from '#shared/domain/calls/ring-kinds.ts';
import { ringAnswer } from '#shared/protocol/demo.ts';
import { loadCallers } from '../people/callers.ts';
import { makeRing, scenarios, type Ringable } from './scenario.ts';

const callers = await loadCallers();
const today = '2026-11-22';
const folder = new URL('../../data/accounts/', import.meta.url);
const accounts = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => account.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
const age = (birthDate: string): number =>
  Math.floor((Date.parse(today) - Date.parse(birthDate)) / (365.2425 * 86_400_000));

describe('scenarios', () => {
  it('ring on lines that the accounts have, in an order that can be spoken', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(6);
    expect(new Set(scenarios.map((s) => s.id)).size).toBe(scenarios.length);
    for (const s of scenarios) {
      const lines = accounts.find((a) => a.id === s.accountId)?.lines.map((l) => l.dnis);
      expect(lines, s.id).toContain(s.dnis);
      const times = s.captions.map((c) => c.atMs);
      expect(times.toSorted((a, b) => a - b)).toEqual(times);
      // Whoever isn't the patient has a name of their own and says so.
      expect(s.callerName === null, s.id).toBe(s.relation === 'self');
    }
  });

  it('have every file of demo/calls in the list', () => {
    const files = readdirSync(new URL('../calls/', import.meta.url)).filter((f) => f.endsWith('.json'));
    expect(files.map((f) => f.replace('.json', '')).toSorted()).toEqual(
      scenarios.map((s) => s.id).toSorted(),
    );
  });
});

describe('a ring', () => {
  it('fits its patient, fills every name in, and is the same for the same seed', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...ringKinds), fc.nat(0xffffffff), (kind, seed) => {
        const ring = ringAnswer.parse(makeRing({ kind, seed }, callers, today));
        expect(makeRing({ kind, seed }, callers, today)).toEqual(ring);
        const told = scenarios.find((s) => s.id === ring.scenario)!;
        const patient = callers.find((c) => c.patientId === ring.patientId)!;
        if (kind !== 'random') expect(told.kind).toBe(kind);
        expect(ring.number).toBe(patient.phone);
        expect(ring.facts.birthDate).toBe(patient.birthDate);
        expect(patient.deceased || patient.restricted).toBe(false);
        if (ring.relation === 'self') {
          expect(age(patient.birthDate)).toBeGreaterThanOrEqual(18);
          expect(ring.callerName).toBe(ring.facts.fullName);
        }
        if (ring.relation === 'parent') expect(age(patient.birthDate)).toBeLessThan(18);
        expect(JSON.stringify(ring)).not.toMatch(/[{][a-z]+[}]/);
        seen.add(ring.scenario);
      }),
      { numRuns: 400, seed: 7 },
    );
    expect([...seen].toSorted()).toEqual(scenarios.map((s) => s.id).toSorted());
  });

  it('counts birthdays as people do', () => {
    const child = (birthDate: string): Ringable => ({
      patientId: 'x',
      givenName: 'Synthetic',
      familyName: 'Child',
      phone: '+15555550100',
      birthDate,
      deceased: false,
      restricted: false,
    });
    const feverSeed = Array.from({ length: 200 }, (_, i) => i).find(
      (seed) =>
        makeRing({ kind: 'worried', seed }, [child('2015-01-01'), child('1950-01-01')], today).scenario ===
        'worried-fever',
    )!;
    // 18 tomorrow is a child; 18 today is not, and nobody else is there.
    expect(makeRing({ kind: 'worried', seed: feverSeed }, [child('2008-11-23')], today).relation).toBe(
      'parent',
    );
    expect(() => makeRing({ kind: 'worried', seed: feverSeed }, [child('2008-11-22')], today)).toThrow(
      'patient',
    );
  });
});
