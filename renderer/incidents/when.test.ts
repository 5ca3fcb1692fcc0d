// When an incident was noticed, and the reference that it is called by.
import { expect, test } from 'vitest';
import { isDiscoveryPossible } from '#shared/domain/access/incident.ts';
import { shortRef } from './ref.ts';
import { noticedAt, whens } from './when.ts';

test('the earliest moment that the words can mean, and never a later one', () => {
  const now = new Date(2026, 10, 23, 4, 30, 12);
  const at = (...parts: [number, number, number]) => new Date(...parts).toISOString();
  expect(noticedAt('now', now)).toBe(now.toISOString());
  expect(noticedAt('today', now)).toBe(at(2026, 10, 23));
  expect(noticedAt('yesterday', now)).toBe(at(2026, 10, 22));
  expect(noticedAt('week', now)).toBe(at(2026, 10, 16));
  // Over the end of a month, and where the clock is put back.
  expect(noticedAt('yesterday', new Date(2026, 10, 1, 23, 59))).toBe(at(2026, 9, 31));
  for (const when of whens) expect(isDiscoveryPossible(noticedAt(when, now), now.toISOString())).toBe(true);
});

test.each([
  ['0193f3a0-0000-7000-8000-0000000abcde', '0ABCDE'],
  ['elena-1', 'ELENA1'],
  ['7', '7'],
])('%s is called %s', (id, ref) => expect(shortRef(id)).toBe(ref));
