import { expect, test } from 'vitest';
import type { LeaseState } from '#shared/contract/session.ts';
import { formatTime } from '../text/format.ts';
import { leaseLine } from './words.ts';

const until = '2026-11-22T15:05:00.000Z';
const held: LeaseState = {
  state: 'held',
  until,
  seenAt: '2026-11-22T14:05:00.000Z',
  needsSignIn: false,
};
const at = (minutesBefore: number): Date => new Date(Date.parse(until) - minutesBefore * 60_000);
const time = formatTime(until);

test.each([
  [60, 'neutral', null],
  [11, 'neutral', null],
  [10, 'amber', 'This desk stops reading patients in less than ten minutes unless the backend is reached.'],
  [1, 'amber', 'This desk stops reading patients in less than ten minutes unless the backend is reached.'],
] as const)('%i minutes before its end the line is %s', (minutes, tone, spoken) => {
  expect(leaseLine(held, at(minutes))).toMatchObject({ tone, spoken, text: `Reading until ${time}` });
});

test('ended: since when, what still works, when the backend was last met', () => {
  const line = leaseLine({ ...held, state: 'ended' }, at(-3));
  expect(line).toMatchObject({
    tone: 'amber',
    text: `Write-only since ${time}`,
    spoken: `Write-only since ${time}`,
  });
  expect(line?.details.join(' ')).toMatch(/messages.*articles.*on-call list.*emergency card/);
});

test('ended, and the backend wants to see who sits here: what to do, not that it is away', () => {
  const line = leaseLine({ ...held, state: 'ended', needsSignIn: true }, at(-3));
  expect(line).toMatchObject({ tone: 'amber', text: `Write-only since ${time}: sign in to read` });
  expect(line?.spoken).toMatch(/^Sign in with the browser: the backend wants to see who sits here/);
  expect(line?.details.join(' ')).not.toMatch(/until the backend is reached/);
});

test('no backend, no policy or not heard yet: no line', () => {
  expect(leaseLine(undefined, at(0))).toBeNull();
  expect(leaseLine({ ...held, state: 'none', until: null, seenAt: null }, at(0))).toBeNull();
});
