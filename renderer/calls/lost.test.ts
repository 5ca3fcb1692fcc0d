import { expect, it } from 'vitest';
import { ringing, step, type Call, type CallEventKind } from '#shared/domain/calls/call.ts';
import { afterBreak, isUntold, lostRings } from './lost.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 10, minute)).toISOString();
// Synthetic number and times.
const made = (id: string, ...events: CallEventKind[]): Call =>
  events.reduce(
    (c, event) => step(c, event, at(1)) ?? c,
    ringing({
      id,
      line: 'practice',
      number: '+16175550142',
      dnis: '+16175550111',
      accountId: 'riverside',
      rangAt: at(0),
      waitedSeconds: null,
    }),
  );

it('tells of a caller lost while ringing: not of one who gave up, nor of one who was talked to', () => {
  const log = [
    made('lost', 'interrupted'),
    made('gave-up', 'hang-up-caller'),
    made('talked', 'answer', 'interrupted', 'wrap-up-done'),
  ];
  const ids = (now: string, seen: string[] = []) => lostRings(log, now, new Set(seen)).map((c) => c.id);
  expect(ids(at(2))).toEqual(['lost']);
  expect(ids(at(2), ['lost'])).toEqual([]);
  // Whoever waits in the queue is not lost.
  expect(lostRings([{ ...made('waits', 'interrupted'), callerNow: 'queued' }], at(2), new Set())).toEqual([]);
  expect(ids(at(11))).toEqual([]);
});

it('looks where the caller is before it says lost, for as long as the server may still tell', () => {
  const broke: Call = { ...made('broke', 'answer', 'interrupted'), line: 'live' };
  const ended = Date.parse(at(1));
  expect(afterBreak(broke, ended + 700, true)).toBe('looking');
  expect(afterBreak(broke, ended + 9_000, true)).toBe('lost');
  // The server is away: its word may still come.
  expect(afterBreak(broke, ended + 9_000, false)).toBe('looking');
  expect(afterBreak(broke, ended + 31_000, false)).toBe('lost');
  expect(afterBreak({ ...broke, callerNow: 'queued' }, ended + 700, true)).toBeNull();
  expect(afterBreak({ ...broke, callerNow: 'ended' }, ended + 700, true)).toBe('lost');
  // A line that no server stands behind, and an end that somebody meant.
  expect(afterBreak({ ...broke, line: 'practice' }, ended + 700, true)).toBe('lost');
  expect(afterBreak({ ...broke, endedBy: 'caller' }, ended + 700, true)).toBeNull();
  const rang: Call = { ...made('rang', 'interrupted'), line: 'live' };
  const ids = (ms: number) => lostRings([rang], new Date(ended + ms).toISOString(), new Set()).length;
  expect([ids(700), ids(9_000)]).toEqual([0, 1]);
});

it('hung up while the server is away, the caller is not said to be gone', () => {
  const over: Call = { ...made('over', 'answer', 'hang-up-agent'), line: 'live' };
  const ended = Date.parse(at(1));
  const live = { phase: 'connected', parties: [] } as const;
  expect(isUntold(over, { ...live, parties: [] }, ended, false)).toBe(true);
  // A server that is there needs a moment.
  expect(isUntold(over, { ...live, parties: [] }, ended + 500, true)).toBe(false);
  expect(isUntold(over, { ...live, parties: [] }, ended + 5_000, true)).toBe(true);
  expect(isUntold(over, { phase: 'ended', parties: [] }, ended, false)).toBe(false);
  expect(isUntold({ ...over, endedBy: 'caller' }, { ...live, parties: [] }, ended, false)).toBe(false);
  expect(isUntold({ ...over, line: 'practice' }, { ...live, parties: [] }, ended, false)).toBe(false);
});
