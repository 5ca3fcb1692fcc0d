import { expect, it } from 'vitest';
import { ringing, step, type Call, type CallEventKind } from '#shared/domain/calls/call.ts';
import { lostRings } from './lost.ts';

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
