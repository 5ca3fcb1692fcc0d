// The clocks of a privacy incident (C21).
import { describe, expect, it, test } from 'vitest';
import { incidentClock, isDiscoveryPossible } from './incident.ts';

const discoveredAt = '2026-11-01T05:30:00.000Z';
const clock = (now: string, people: 'one' | '500' = 'one', hours?: number) =>
  incidentClock({ discoveredAt, people }, now, hours);

describe('from the discovery on', () => {
  it('says when the client is told and what the outer limit is', () =>
    expect(clock('2026-11-01T06:00:00.000Z')).toEqual({
      noticeDueAt: '2026-11-02T05:30:00.000Z',
      noticeOverdue: false,
      limitAt: '2026-12-31T05:30:00.000Z',
      daysLeft: 59,
      limitOverdue: false,
      large: false,
    }));
  test.each<[string, number, boolean]>([
    ['2026-11-01T05:30:00.000Z', 60, false],
    ['2026-12-30T05:30:00.001Z', 0, false],
    ['2026-12-31T05:30:00.000Z', 0, false],
    ['2026-12-31T05:30:00.001Z', 0, true],
    ['2027-03-01T00:00:00.000Z', 0, true],
  ])('%s: %s days left, overdue %s', (now, daysLeft, limitOverdue) =>
    expect(clock(now)).toMatchObject({ daysLeft, limitOverdue }),
  );
  it('the hours are the account’s', () => {
    expect(clock('2026-11-01T09:30:00.000Z', 'one', 4).noticeOverdue).toBe(false);
    expect(clock('2026-11-01T09:30:00.001Z', 'one', 4)).toMatchObject({
      noticeDueAt: '2026-11-01T09:30:00.000Z',
      noticeOverdue: true,
    });
  });
  it('500 people are told of to more than themselves', () =>
    expect(clock('2026-11-02T00:00:00.000Z', '500').large).toBe(true));
});

test.each<[string, boolean]>([
  ['2026-11-22T03:00:00.000Z', true],
  ['2026-11-22T03:05:00.000Z', true],
  ['2026-11-22T03:05:00.001Z', false],
  ['2025-11-22T03:00:00.000Z', true],
  ['2025-10-01T03:00:00.000Z', false],
])('found %s, told on 22 November: %s', (found, possible) =>
  expect(isDiscoveryPossible(found, '2026-11-22T03:00:00.000Z')).toBe(possible),
);
