import { expect, it } from 'vitest';
import { intervalCsv, intervalRows, type QueueLeg } from './interval.ts';
import type { Wait } from './metrics.ts';

const options = { zone: 'America/New_York', thresholdSeconds: 20, shortAbandonSeconds: 5 };
const wait = (queuedAt: string, left: Wait['left'], seconds: number, queueId = 'general'): Wait => ({
  queueId,
  queuedAt,
  leftAt: left === null ? null : new Date(Date.parse(queuedAt) + seconds * 1000).toISOString(),
  left,
  callbackLeg: false,
});
const leg: QueueLeg = {
  queueId: 'general',
  direction: 'incoming',
  rangAt: '2026-11-22T10:14:00.000Z',
  answeredAt: '2026-11-22T10:14:10.000Z',
  endedAt: '2026-11-22T10:16:10.000Z',
  heldSeconds: 15,
  consultSeconds: 5,
  wrapUps: [{ from: '2026-11-22T10:16:10.000Z', to: '2026-11-22T10:17:00.000Z' }],
  transferred: null,
  escalated: false,
};
const ten = { from: '2026-11-22T10:00:00.000Z', to: '2026-11-22T10:30:00.000Z' };

it('counts arrivals where they came and work where it ended', () => {
  const waits = [
    wait('2026-11-22T10:00:00.000Z', 'answered', 20),
    wait('2026-11-22T10:14:59.999Z', 'answered', 40),
    wait('2026-11-22T10:05:00.000Z', 'abandoned', 4),
    wait('2026-11-22T10:05:00.000Z', 'abandoned', 70),
    wait('2026-11-22T10:06:00.000Z', 'callback', 100),
    wait('2026-11-22T10:15:00.000Z', 'voicemail', 30),
    wait('2026-11-22T10:15:00.000Z', 'flowed-out', 30),
    wait('2026-11-22T10:16:00.000Z', null, 0),
    wait('2026-11-22T10:30:00.000Z', 'answered', 1),
    wait('2026-11-22T10:00:00.000Z', 'answered', 1, 'elsewhere'),
  ];
  const [first, second, ...rest] = intervalRows(waits, [leg], ['general'], ten, options);
  expect(rest).toEqual([]);
  // Waits 20 + 40 + 4 + 70 + 100 = 234.
  expect(first).toMatchObject({
    startsAt: '2026-11-22T10:00:00.000Z',
    local: '2026-11-22T05:00-05:00',
    offered: 5,
    answered: 2,
    answeredInTime: 1,
    abandoned: 1,
    shortAbandons: 1,
    callbacks: 1,
    waitSeconds: 234,
    longestWaitSeconds: 100,
    handled: 0,
  });
  // 120 s connected less 15 held and 5 consulted.
  expect(second).toMatchObject({
    offered: 3,
    voicemails: 1,
    flowedOut: 1,
    handled: 1,
    talkSeconds: 100,
    holdSeconds: 15,
    consultSeconds: 5,
    wrapUpSeconds: 50,
  });
});

it('counts rings that went by apart, where they did, declined ones by themselves', () => {
  const ring = (endedAt: string, declined: boolean, queueId = 'general') => ({ queueId, endedAt, declined });
  const rows = intervalRows([], [], ['general'], ten, options, [
    ring('2026-11-22T10:14:59.999Z', false),
    ring('2026-11-22T10:15:00.000Z', false),
    ring('2026-11-22T10:16:00.000Z', true),
    ring('2026-11-22T10:16:00.000Z', true, 'elsewhere'),
    ring('2026-11-22T10:30:00.000Z', true),
  ]);
  expect(rows.map((row) => [row.missedRings, row.declinedRings, row.offered])).toEqual([
    [1, 0, 0],
    [1, 1, 0],
  ]);
  expect(intervalCsv(rows)).toMatch(/,missedRings,declinedRings\r\n/);
});

it('has both hours of the night on which the clock is set back, and 23 of the other', () => {
  const back = intervalRows(
    [],
    [],
    ['q'],
    { from: '2026-11-01T04:00:00.000Z', to: '2026-11-02T05:00:00.000Z' },
    options,
  );
  expect(back).toHaveLength(25 * 4);
  const one = back.filter((row) => row.local.startsWith('2026-11-01T01:00'));
  expect(one.map((row) => row.local)).toEqual(['2026-11-01T01:00-04:00', '2026-11-01T01:00-05:00']);
  const on = intervalRows(
    [],
    [],
    ['q'],
    { from: '2026-03-08T05:00:00.000Z', to: '2026-03-09T04:00:00.000Z' },
    options,
  );
  expect(on).toHaveLength(23 * 4);
});

it('writes one line a row, and nothing that a spreadsheet would run', () => {
  const rows = intervalRows(
    [],
    [],
    ['=cmd|calc', 'a,"b'],
    { from: ten.from, to: '2026-11-22T10:15:00.000Z' },
    options,
  );
  const lines = intervalCsv(rows).split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^startsAt,local,queueId,offered,/);
  expect(lines[1]).toContain(",'=cmd|calc,0,");
  expect(lines[2]).toContain(',"a,""b",0,');
  expect(lines[3]).toBe('');
  expect(intervalCsv([]).split('\r\n')).toHaveLength(2);
});
