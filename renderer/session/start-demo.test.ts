import { expect, it } from 'vitest';
import { clockFor, isBusy, wallIn } from './start-demo.ts';

const zone = 'America/New_York';
const daytime = { time: '10:40', zone, workday: true };

it.each([
  ['a Tuesday at eleven', '2026-11-24T16:00:00Z', { time: null }],
  ['a Tuesday night', '2026-11-25T03:00:00Z', daytime],
  ['a Tuesday at four, when it closes soon', '2026-11-24T21:00:00Z', daytime],
  ['a Sunday at noon', '2026-11-22T17:00:00Z', daytime],
  // Monday morning in Tokyo is Sunday there.
  ['a Sunday there though Monday here', '2026-11-22T23:00:00Z', daytime],
])('starts the agent in daytime on %s', (_name, now, clock) => {
  expect(clockFor('agent', zone, new Date(now))).toEqual(clock);
});

it('starts after hours at 22:40 of the practice, whatever the hour', () => {
  for (const now of ['2026-11-24T16:00:00Z', '2026-11-25T03:00:00Z'])
    expect(clockFor('after-hours', zone, new Date(now))).toEqual({ time: '22:40', zone });
});

it('reads the wall of another zone', () => {
  expect(wallIn(zone, new Date('2026-11-22T03:20:00Z'))).toEqual({ day: 'Sat', hour: 22 });
  expect(wallIn('Asia/Tokyo', new Date('2026-11-22T15:00:00Z'))).toEqual({ day: 'Mon', hour: 0 });
});

it('the first caller waits for a call that goes on, not for a wrap-up that was left open', () => {
  expect(isBusy([{ state: 'wrap-up' }, { state: 'ended' }])).toBe(false);
  for (const state of ['ringing', 'active', 'held'] as const)
    expect(isBusy([{ state: 'wrap-up' }, { state }])).toBe(true);
});
