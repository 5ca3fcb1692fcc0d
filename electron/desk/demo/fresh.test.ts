import { expect, it } from 'vitest';
import type { Account } from '#shared/domain/accounts/account.ts';
import { freshOnCall } from './fresh.ts';

const account = {
  id: 'a',
  onCall: { version: 3, asOf: '2026-11-03T17:00:00.000Z', contacts: [] },
} as unknown as Account;
const asOf = (now: string): string => freshOnCall([account], now)[0]?.onCall.asOf ?? '';

it('tells one time however often it is read, 45 minutes to four and three quarter hours old', () => {
  expect(asOf('2026-11-22T03:10:00.000Z')).toBe('2026-11-22T00:00:00.000Z');
  expect(asOf('2026-11-22T04:44:59.000Z')).toBe('2026-11-22T00:00:00.000Z');
  expect(asOf('2026-11-22T04:45:00.000Z')).toBe('2026-11-22T04:00:00.000Z');
  expect(account.onCall.asOf).toBe('2026-11-03T17:00:00.000Z');
});
