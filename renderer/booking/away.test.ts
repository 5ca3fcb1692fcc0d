import { expect, it } from 'vitest';
import { fail } from '#shared/domain/result.ts';
import { awayMeanwhile } from './away.ts';

const waits = { value: null, failure: null, reading: true };

it('a record that is known to be away is said at once, until the answer is there', () => {
  expect(awayMeanwhile('offline', waits)?.code).toBe('ehr-offline');
  expect(awayMeanwhile('offline', { ...waits, value: [], reading: false })).toBe(null);
  // Read anew: what was read before stays.
  expect(awayMeanwhile('offline', { ...waits, value: [] })).toBe(null);
  // The answer's own words come before.
  expect(awayMeanwhile('offline', { value: null, failure: fail('ehr-busy'), reading: false })).toBe(null);
});

it.each(['online', 'unknown', 'none', 'signed-out', 'refused', null] as const)(
  '%s: the answer is waited for',
  (ehr) => {
    expect(awayMeanwhile(ehr, waits)).toBe(null);
  },
);
