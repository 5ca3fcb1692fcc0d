import { expect, it } from 'vitest';
import { callInHand, shownAfter, type ShownCall } from './page-state.ts';

const one = '019b0000-0000-7000-8000-000000000001';
const two = '019b0000-0000-7000-8000-000000000002';
const at = '2026-11-22T15:00:00.000Z';
const later = '2026-11-22T15:01:00.000Z';
const media = (
  callId: string,
  state: 'ringing' | 'connecting' | 'open' | 'reconnecting' | 'closed',
  muted = false,
) => ({
  kind: 'media' as const,
  callId,
  state,
  muted,
  why: null,
  connectToken: null,
  legSid: null,
});

it('a call counts from when its sound is here, through a connection that is away, until it closes', () => {
  let calls: readonly ShownCall[] = shownAfter([], media(one, 'ringing'), at);
  expect(callInHand(calls)).toMatchObject({ state: 'ringing', since: null });
  calls = shownAfter(calls, media(one, 'open'), at);
  calls = shownAfter(calls, media(one, 'reconnecting', true), later);
  expect(callInHand(calls)).toEqual({ callId: one, state: 'reconnecting', muted: true, since: at });
  expect(shownAfter(calls, media(one, 'closed'), later)).toEqual([]);
});

it('who is talked to comes before who rings; what is not about a call changes nothing', () => {
  const talks = shownAfter(shownAfter([], media(one, 'open'), at), media(two, 'ringing'), later);
  expect(callInHand(talks)?.callId).toBe(one);
  expect(shownAfter(talks, { kind: 'level', input: 0.1, output: 0 }, later)).toBe(talks);
  expect(callInHand([])).toBeNull();
});
