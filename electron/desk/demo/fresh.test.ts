import { expect, it } from 'vitest';
import { freshAsOf } from './fresh.ts';

it('tells one time however often it is read, 45 minutes to four and three quarter hours old', () => {
  expect(freshAsOf('2026-11-22T03:10:00.000Z')).toBe('2026-11-22T00:00:00.000Z');
  expect(freshAsOf('2026-11-22T04:44:59.000Z')).toBe('2026-11-22T00:00:00.000Z');
  expect(freshAsOf('2026-11-22T04:45:00.000Z')).toBe('2026-11-22T04:00:00.000Z');
});
