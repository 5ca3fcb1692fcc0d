import { expect, test } from 'vitest';
import { answerWorkingDays, workingDaysAfter } from './due.ts';

test.each([
  ['Monday', '2026-11-23T10:00:00.000Z', '2026-11-30T10:00:00.000Z'],
  ['Wednesday', '2026-11-25T23:59:59.999Z', '2026-12-02T23:59:59.999Z'],
  ['Friday', '2026-11-27T00:00:00.000Z', '2026-12-04T00:00:00.000Z'],
  ['Saturday', '2026-11-28T10:00:00.000Z', '2026-12-04T10:00:00.000Z'],
  ['Sunday', '2026-11-29T10:00:00.000Z', '2026-12-04T10:00:00.000Z'],
  ['the last days of a year', '2026-12-30T08:00:00.000Z', '2027-01-06T08:00:00.000Z'],
])('what comes on %s is due five working days later', (_day, at, due) => {
  expect(workingDaysAfter(at, answerWorkingDays)).toBe(due);
});
test('no days are no delay', () => {
  expect(workingDaysAfter('2026-11-28T10:00:00.000Z', 0)).toBe('2026-11-28T10:00:00.000Z');
});
