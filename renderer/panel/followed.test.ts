import { expect, it } from 'vitest';
import { ringing, step, type Call } from '#shared/domain/calls/call.ts';
import { followedOf, headOf } from './followed.ts';

// Synthetic numbers and times throughout.
const ring = (id: string, rangAt: string): Call =>
  ringing({
    id,
    line: 'practice',
    number: '+16175550142',
    dnis: '+16175550100',
    accountId: 'riverside',
    rangAt,
    waitedSeconds: null,
  });
const early = ring('a', '2026-11-22T10:00:00.000Z');
const late = ring('b', '2026-11-22T10:05:00.000Z');
const at = '2026-11-22T10:01:00.000Z';
const must = (call: Call | null): Call => {
  if (call === null) throw new Error('not allowed');
  return call;
};
const talking = must(step(late, 'answer', at));

it('follows the call in hand, else the one that has rung longest, else none', () => {
  expect(followedOf([])).toBeNull();
  expect(followedOf([late, early])?.id).toBe('a');
  expect(followedOf([early, talking])?.id).toBe('b');
  const over = must(step(talking, 'hang-up-caller', at));
  expect(followedOf([over, early])?.id).toBe('b');
});

it('counts from the ring, then from the answer, then from the end', () => {
  expect(headOf(early, null)).toMatchObject({
    state: 'ringing',
    since: early.rangAt,
    number: '617 555 0142',
  });
  expect(headOf(talking, null)).toMatchObject({ state: 'active', since: at });
  expect(headOf(must(step(talking, 'hold', '2026-11-22T10:02:00.000Z')), null)).toMatchObject({
    state: 'held',
    since: at,
  });
  const ended = '2026-11-22T10:09:00.000Z';
  expect(headOf(must(step(talking, 'hang-up-agent', ended)), null)).toMatchObject({
    state: 'wrap-up',
    since: ended,
  });
});
