// Instants on another clock: everything that is one, nothing that only looks like a date.
import { expect, it } from 'vitest';
import { moved } from './server-times.ts';

it('moves every instant however deep, and nothing else', () => {
  const told = {
    since: '2026-11-22T12:00:00.000Z',
    seconds: 4,
    nothing: null,
    gaps: [{ from: '2026-11-22T12:00:01.500Z', to: null, reason: 'card-data' }],
    words: 'on 2026-11-22T12:00:00.000Z, the caller said',
    day: '2026-11-22',
    never: '2026-99-99T12:00:00.000Z',
  };
  expect(moved(told, -3_600_000)).toEqual({
    ...told,
    since: '2026-11-22T11:00:00.000Z',
    gaps: [{ from: '2026-11-22T11:00:01.500Z', to: null, reason: 'card-data' }],
  });
  expect(moved(moved(told, 45.4), -45.4)).toEqual(told);
});
