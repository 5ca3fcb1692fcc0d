// What the page knows of an emergency access goes by itself, whatever is heard of the desk.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AccessState } from '#shared/contract/access.ts';
import { fail } from '#shared/domain/result.ts';
import { answerWith } from '../bridge/testing.ts';
import { takeAccess, useAccess } from './store.ts';

const open = (ms: number): AccessState => ({
  open: {
    id: '0193f3a0-0000-7000-8000-000000000009',
    contextId: '0193f3a0-0000-7000-8000-000000000001',
    patientId: 'elena-1',
    need: 'danger',
    begunAt: new Date().toISOString(),
    until: new Date(Date.now() + ms).toISOString(),
  },
  minutes: 30,
});
const isOpen = () => useAccess.getState().open !== null;

beforeEach(() => {
  vi.useFakeTimers();
  answerWith(async () => fail('offline'));
});
afterEach(() => {
  takeAccess({ open: null, minutes: 30 });
  vi.useRealTimers();
});

test('at its time it is closed on the page, before the desk is asked', () => {
  takeAccess(open(60_000));
  vi.advanceTimersByTime(59_999);
  expect(isOpen()).toBe(true);
  vi.advanceTimersByTime(1);
  expect(isOpen()).toBe(false);
});
test('one that is over is none, and one that would last longer than it may ends when it must', () => {
  takeAccess(open(-1));
  expect(isOpen()).toBe(false);
  takeAccess({ ...open(24 * 3_600_000), minutes: 10 });
  vi.advanceTimersByTime(10 * 60_000);
  expect(isOpen()).toBe(false);
});
test('a newer answer counts: ended by hand, no timer of before opens or closes anything', () => {
  takeAccess(open(60_000));
  takeAccess({ open: null, minutes: 30 });
  expect(isOpen()).toBe(false);
  takeAccess(open(120_000));
  vi.advanceTimersByTime(60_001);
  expect(isOpen()).toBe(true);
});
