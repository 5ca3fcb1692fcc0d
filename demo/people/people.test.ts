// Staff and callers that the whole demo relies on.
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCallers, pickCaller, sharingPhone, type DemoCaller } from './callers.ts';
import { demoPeople, demoPersonFor, demoRoles } from './people.ts';

let callers: DemoCaller[];
beforeAll(async () => {
  callers = await loadCallers();
});

describe('staff', () => {
  it('has one person a role, each with an id of their own', () => {
    expect(demoRoles.map((r) => demoPersonFor(r).role)).toEqual([...demoRoles]);
    expect(new Set(demoPeople.map((p) => p.id)).size).toBe(demoPeople.length);
    expect(demoPersonFor('agent')).toMatchObject({ name: 'Mara Keller', initials: 'MK' });
  });
});

describe('callers', () => {
  it('are all patients, each with what a caller must be able to say', () => {
    expect(callers.length).toBeGreaterThanOrEqual(40);
    for (const c of callers) {
      expect(c.phone).toMatch(/^\+1\d{10}$/);
      expect(c.birthDate).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect([c.givenName, c.familyName, c.preferredName, c.language, c.address].every(Boolean)).toBe(true);
    }
  });

  it('ring for themselves only when they can', () => {
    const able = callers.filter((c) => c.ringsForSelf);
    expect(able.length).toBeGreaterThan(20);
    expect(able.length).toBeLessThan(callers.length);
    expect(able.some((c) => c.deceased || c.restricted || c.birthDate >= '2008')).toBe(false);
  });

  it('are drawn by seed: the same again, and in time everybody', () => {
    expect(pickCaller(callers, 7)).toBe(pickCaller(callers, 7));
    const drawn = new Set(
      Array.from({ length: 500 }, (_, seed) => pickCaller(callers, seed - 250).patientId),
    );
    expect(drawn.size).toBe(callers.filter((c) => c.ringsForSelf).length);
    expect(() => pickCaller([], 1)).toThrow('no caller');
  });

  it('share a phone in families only', () => {
    const shared = callers.filter((c) => sharingPhone(callers, c).length > 1).map((c) => c.familyName);
    expect(shared.toSorted()).toEqual(['Gutmann', 'Gutmann', 'Kutch', 'Kutch']);
  });
});
