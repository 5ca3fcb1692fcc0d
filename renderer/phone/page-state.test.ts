import { expect, it } from 'vitest';
import { callInHand, shownAfter, tabTitle, type ShownCall } from './page-state.ts';

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

it('the tab says what is so with the call in hand: active, muted, on hold, and what it is on the way to', () => {
  const of = (held: readonly string[], ...said: Parameters<typeof media>[]): string => {
    const calls = said.reduce<readonly ShownCall[]>((was, one) => shownAfter(was, media(...one), at), []);
    return tabTitle(callInHand(calls, held), held);
  };
  expect(of([])).toBe('phone.tab');
  expect(of([], [one, 'ringing'])).toBe('phone.tab.ring');
  expect(of([], [one, 'connecting'])).toBe('phone.tab.connecting');
  expect(of([], [one, 'open'])).toBe('phone.tab.call');
  expect(of([], [one, 'open', true])).toBe('phone.tab.muted');
  expect(of([one], [one, 'open'])).toBe('phone.tab.held');
  expect(of([one], [one, 'open', true])).toBe('phone.tab.held.muted');
  expect(of([one], [one, 'reconnecting'])).toBe('phone.tab.reconnecting');
  // Two: the one that is talked on counts, whichever came later; with both on hold that is said.
  expect(of([two], [one, 'open'], [two, 'open'])).toBe('phone.tab.call');
  expect(of([one], [one, 'open'], [two, 'open', true])).toBe('phone.tab.muted');
  expect(of([one, two], [one, 'open'], [two, 'open'])).toBe('phone.tab.held');
  expect(of([one], [one, 'open'], [two, 'ringing'])).toBe('phone.tab.held');
});
