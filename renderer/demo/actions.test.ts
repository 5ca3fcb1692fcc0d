// The drawer's decisions: seeds as typed, what a button does now, and that a killed desk counts as killed.
import { expect, it } from 'vitest';
import type { DemoState } from '#shared/contract/demo.ts';
import type { Agent } from '#shared/domain/telephony/agent.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { isSameDay, isShifted, rungSentence, seedError, seedOf, turnsTo, wasKilled } from './actions.ts';

const state = (over: Partial<DemoState>): DemoState => ({
  backend: 'up',
  ehr: 'up',
  clock: null,
  passphrase: '',
  opens: [],
  standIns: [],
  ...over,
});

it.each([
  ['', null],
  ['  ', null],
  ['0', 0],
  [' 42 ', 42],
  ['4294967295', 4294967295],
  ['4294967296', 'wrong'],
  ['-1', 'wrong'],
  ['1.5', 'wrong'],
  ['1e3', 'wrong'],
  ['0x10', 'wrong'],
  ['seven', 'wrong'],
  ['99999999999', 'wrong'],
])('reads the seed %j', (typed, seed) => {
  expect(seedOf(typed)).toBe(seed);
  expect(seedError(typed) === undefined).toBe(seed !== 'wrong');
});

it.each(['backend', 'ehr'] as const)('starts only a %s that is stopped, and stops the rest', (what) => {
  expect(turnsTo(what, state({ [what]: 'down' }))).toBe('on');
  expect(turnsTo(what, state({ [what]: 'up' }))).toBe('off');
  expect(turnsTo(what, state({ [what]: 'unknown' }))).toBe('off');
  expect(turnsTo(what, null)).toBe('off');
});

it('offers the real time only while the clock is shifted', () => {
  expect(isShifted(null)).toBe(false);
  expect(isShifted(state({ clock: null }))).toBe(false);
  expect(isShifted(state({ clock: '2026-11-22T23:50:00.000Z' }))).toBe(true);
});

it('takes a lost answer for a killed desk, and a refusal not', () => {
  expect(wasKilled(ok({}))).toBe(true);
  expect(wasKilled(fail('interrupted'))).toBe(true);
  expect(wasKilled(fail('desk-unavailable'))).toBe(true);
  expect(wasKilled(fail('demo-only'))).toBe(false);
});

it('compares days on the wall of the practice, not of this computer', () => {
  const evening = new Date('2026-11-21T03:30:00.000Z'); // 22:30 of the 20th in New York
  const morning = new Date('2026-11-20T15:40:00.000Z');
  expect(isSameDay('America/New_York', evening, morning)).toBe(true);
  expect(isSameDay('UTC', evening, morning)).toBe(false);
  expect(isSameDay('America/New_York', evening, new Date('2026-11-21T15:40:00.000Z'))).toBe(false);
});

it('says that it rings only where it can', () => {
  const agent = (over: Partial<Agent>): Agent => ({
    state: 'available',
    reason: null,
    since: '2026-11-22T10:00:00.000Z',
    next: null,
    wrapUpEndsAt: null,
    readyAt: null,
    skills: [],
    missed: null,
    ...over,
  });
  const since = '2026-11-22T10:00:00.000Z';
  const engine = { state: 'registered', why: null, since, audio: 'running' } as const;
  const live = { line: 'live', engine, server: { state: 'fresh', since: null } } as const;
  expect(rungSentence(null)).toBe('demo.ring.done');
  expect(rungSentence({ ...live, line: 'practice-line', agent: null })).toBe('demo.ring.done');
  expect(rungSentence({ ...live, agent: agent({}) })).toBe('demo.ring.done');
  expect(rungSentence({ ...live, agent: agent({ state: 'break', reason: 'meal' }) })).toBe('demo.ring.away');
  expect(rungSentence({ ...live, agent: agent({ state: 'on-call' }) })).toBe('demo.ring.on-call');
  expect(rungSentence({ ...live, agent: agent({ state: 'wrap-up' }) })).toBe('demo.ring.wrap-up');
  expect(rungSentence({ ...live, agent: null })).toBe('demo.ring.away');
  // Then the practice line has rung, whatever state the agent is in.
  for (const state of ['absent', 'starting'] as const)
    expect(rungSentence({ ...live, engine: { ...engine, state }, agent: null })).toBe('demo.ring.done');
  const stale = { state: 'stale', since } as const;
  expect(rungSentence({ ...live, server: stale, agent: agent({ state: 'wrap-up' }) })).toBe('demo.ring.done');
});
