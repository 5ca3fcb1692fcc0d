import { describe, expect, it } from 'vitest';
import type { TelephonyView } from '#shared/contract/telephony.ts';
import { voicemailProblems } from '#shared/domain/telephony/outbound.ts';
import texts from '../text/en/telephony.json' with { type: 'json' };
import { formatTime } from '../text/format.ts';
import {
  isAway,
  isBreath,
  isQueued,
  shortWords,
  stateChoices,
  stateTimer,
  stateWords,
} from './agent-words.ts';
import { atClock } from './clock-in.ts';
import { deviceOptions, heldPeak, meterShare, noPeak } from './device-words.ts';
import { asNumber } from './dial-number.ts';
import { overridesOf, quietWords, rulesHere, together } from './dial-rules.ts';
import { holderOf, inOrder, isDue, soonTimes } from './lists.ts';
import { numberRows, numbersLine } from './numbers.ts';
import { queueLine, queuesFor, queueSum, queueSumWords } from './queue-words.ts';
import { keyOf } from './store.ts';
import { troubleOf } from './trouble.ts';
import { promisedWords, promiseTimes } from './when.ts';
const at = '2026-11-22T15:00:00.000Z';
const id = '01890000-0000-7000-8000-000000000001';

it.each([
  ['617 555 0142', '+16175550142'],
  ['(617) 555-0142', '+16175550142'],
  ['1 617 555 0142', '+16175550142'],
  ['+44 20 7946 0123', '+442079460123'],
  ['911', null],
  ['617555014', null],
  ['+0123456789', null],
  ['617 555 0142; drop', null],
  ['', null],
] as const)('a typed number %j is %j', (typed, number) => expect(asNumber(typed)).toBe(number));

it('a machine is told a name and a number to call back, and neither the practice nor anything else (C20)', () => {
  expect(voicemailProblems(texts['dial.machine.script'], false)).toEqual([]);
});

describe('rules above the dial button', () => {
  it('know of quiet hours and of our own lines before anybody dials', () => {
    const known = { to: '+16175550142', account: null, expected: false };
    expect(rulesHere({ ...known, now: '2026-11-22T03:00:00.000Z' })).toEqual(['quiet-hours']);
    expect(rulesHere({ ...known, now: '2026-11-22T17:00:00.000Z' })).toEqual([]);
    expect(rulesHere({ ...known, expected: true, now: '2026-11-22T03:00:00.000Z' })).toEqual([]);
    const account = {
      lines: [{ dnis: '+16175550142' }],
      zone: 'America/New_York',
      emergencyNumbersByRegion: {},
    };
    expect(rulesHere({ ...known, account: account as never, now: '2026-11-22T17:00:00.000Z' })).toEqual([
      'own-number',
    ]);
  });
  it('say which hour it is there, or that nobody knows it', () => {
    const practice = { zone: 'America/New_York' } as never;
    const words = (to: string, now: string, account: never | null = practice): string =>
      quietWords({ to, account, now });
    expect(words('+18085550123', '2026-11-22T15:51:00.000Z')).toContain('05:51 in Honolulu');
    expect(words('+18085550123', '2026-11-22T15:51:00.000Z')).not.toMatch(/nobody/i);
    // A toll-free number tells no place.
    expect(words('+18005550123', '2026-11-22T03:10:00.000Z')).toContain('At the practice it is 22:10');
    expect(words('+18005550123', '2026-11-22T03:10:00.000Z', null)).toMatch(/^Nobody knows the hour/);
    // The panhandle's two hours: only the one that is quiet.
    const panhandle = words('+18505550123', '2026-11-22T13:30:00.000Z');
    expect(panhandle).toContain('07:30 in Chicago');
    expect(panhandle).not.toContain('08:30');
  });
  it('let nobody pass without a reason for each, and some not at all', () => {
    expect(overridesOf([], {})).toEqual([]);
    expect(overridesOf(['do-not-call'], {})).toBeNull();
    expect(overridesOf(['do-not-call'], { 'do-not-call': ' x ' })).toBeNull();
    expect(overridesOf(['do-not-call'], { 'do-not-call': 'asked us by portal' })).toEqual([
      { rule: 'do-not-call', reason: 'asked us by portal' },
    ]);
    expect(overridesOf(['own-number'], { 'own-number': 'because I want to' })).toBeNull();
    expect(together(['quiet-hours'], ['do-not-call', 'quiet-hours'])).toEqual(['do-not-call', 'quiet-hours']);
  });
});

describe('the agent’s state', () => {
  const agent = {
    state: 'on-call' as const,
    reason: null,
    since: at,
    next: { state: 'break' as const, reason: 'meal' as const },
    wrapUpEndsAt: null,
    readyAt: null,
    missed: null,
    skills: [],
  };
  it('says what comes next and what is only asked', () => {
    expect(stateWords(agent, null)).toBe('On a call · next: Break: meal');
    expect(stateWords(agent, { state: 'available', reason: null })).toBe('On a call · asked: Available');
    expect(stateWords({ ...agent, state: 'break', reason: 'rest', next: null }, null)).toBe('Break: rest');
    expect(isQueued(agent)).toBe(true);
  });
  it('says that a call went by, which is no break, and asks for none', () => {
    const out = {
      ...agent,
      state: 'break' as const,
      next: null,
      missed: { callId: id, at, why: 'declined' as const },
    };
    const time = formatTime(at);
    expect(stateWords(out, null)).toBe(`Not available: declined a call at ${time}`);
    const missed = { ...out, missed: { ...out.missed, why: 'no-answer' as const } };
    expect(stateWords(missed, null)).toBe(`Not available: missed a call at ${time}`);
    // As a server of before says it.
    expect(stateWords({ ...missed, reason: 'other' }, null)).toBe(`Not available: missed a call at ${time}`);
    expect(stateWords({ ...out, missed: null }, null)).toBe('Not available');
    expect([shortWords(out), shortWords(missed), shortWords(agent)]).toEqual([
      'Declined a call',
      'Missed a call',
      null,
    ]);
    expect(stateWords({ ...agent, next: { state: 'break', reason: null } }, null)).toBe(
      'On a call · next: Not available',
    );
    // In a break that was asked for nothing is taken from its name.
    expect(stateWords({ ...missed, reason: 'rest', since: `${at} ` }, null)).toBe('Break: rest');
    expect(isAway({ agent: { ...out, missed: null } })).toBe(false);
  });
  it('offers each state once', () => {
    const ids = stateChoices().map((c) => c.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('counts down to the moment at which calls may ring again', () => {
  const agent = {
    state: 'available' as const,
    reason: null,
    since: at,
    next: null,
    wrapUpEndsAt: null,
    readyAt: new Date(Date.parse(at) + 3000).toISOString(),
    missed: null,
    skills: [],
  };
  expect([isBreath(agent, Date.parse(at)), isBreath(agent, Date.parse(at) + 3000)]).toEqual([true, false]);
  expect(isBreath({ ...agent, state: 'on-call' }, Date.parse(at))).toBe(false);
  // The clock was set back since.
  expect(isBreath(agent, Date.parse(at) - 3_600_000)).toBe(false);
  expect([stateWords(agent, null, true), stateWords(agent, null, false)]).toEqual(['Ready in', 'Available']);
  expect(stateTimer(agent, true)).toEqual({ until: agent.readyAt });
  expect(stateTimer(agent, false)).toBeNull();
  // Row 39: ten minutes after a hard call.
  expect(stateTimer({ ...agent, state: 'recovery', since: '2026-11-22T03:55:00.000Z' })).toEqual({
    until: '2026-11-22T04:05:00.000Z',
  });
  expect(stateTimer({ ...agent, state: 'training' })).toEqual({ since: agent.since });
});

describe('what stands in the way', () => {
  const view = (more: object = {}): TelephonyView =>
    ({
      line: 'live',
      engine: { state: 'registered', why: null, since: at, audio: 'running' },
      server: { state: 'fresh', since: null },
      agent: null,
      queues: [],
      notices: [],
      went: [],
      callbacks: { due: 0, waiting: 0, nextAt: null, gaveUp: 0 },
      ...more,
    }) as unknown as TelephonyView;
  const engine = (state: string, audio = 'running') =>
    view({ engine: { state, why: null, since: at, audio } });
  it('is nothing on the practice line, and nothing when all is well', () => {
    expect(troubleOf(view({ line: 'practice-line' }), null, false)).toBeNull();
    expect(troubleOf(null, null, false)).toBeNull();
    expect(troubleOf(view(), null, false)).toBeNull();
  });
  it('of a missed call says where its caller is only as the server has it', () => {
    const agent = { missed: { callId: id, at, why: 'declined' } };
    expect(troubleOf(view({ agent } as never), null, false)).toMatchObject({ kind: 'missed', now: null });
    const went = [{ callId: id, now: 'queued', place: 1 }];
    expect(troubleOf(view({ agent, went } as never), null, false)).toMatchObject({ now: 'queued', place: 1 });
  });
  it('keeps notices and what is due for the time between calls', () => {
    const notices = [{ id, kind: 'skill-missing', at, callId: null, queueId: 'q' }];
    const callbacks = { due: 2, waiting: 2, nextAt: null, gaveUp: 0 };
    const queues = [{ id: 'q', label: 'Crisis' }];
    const told = view({ notices, queues, callbacks } as never);
    expect(troubleOf(told, null, false)).toMatchObject({ kind: 'notice', queue: 'Crisis' });
    expect(troubleOf(told, null, true)).toBeNull();
    expect(troubleOf(view({ callbacks } as never), null, false)).toEqual({ kind: 'due', count: 2 });
  });
  it('is the gravest first', () => {
    expect(troubleOf(engine('absent'), { microphone: 'lost' } as never, true)?.kind).toBe('engine-absent');
    expect(troubleOf(engine('registered', 'suspended'), null, false)?.kind).toBe('engine-silent');
    expect(troubleOf(engine('failed'), null, false)).toEqual({ kind: 'engine-refused', why: 'unknown' });
    const silent = { microphone: 'silent', switched: null } as never;
    expect(troubleOf(view(), silent, false)).toBeNull();
    const lost = { microphone: 'lost', switched: null } as never;
    expect(troubleOf(view(), lost, false)).toEqual({ kind: 'microphone', what: 'lost' });
    expect(troubleOf(view(), lost, true)).toBeNull();
  });
});

describe('queues', () => {
  const queue = {
    id: 'q',
    label: 'Results',
    skill: null,
    waiting: 2,
    longestSeconds: 108,
    estimateSeconds: null,
    available: 0,
  };
  it('sum up, and never guess an estimate', () => {
    expect(queueSum([queue, { ...queue, waiting: 1, longestSeconds: 5 }])).toEqual({
      waiting: 3,
      longestSeconds: 108,
    });
    expect(queueSumWords({ waiting: 3, longestSeconds: 108 })).toBe('Queue 3 · longest 1:48');
    expect(queueSumWords({ waiting: 0, longestSeconds: null })).toBe('Queue 0');
    expect(queueLine(queue)).toBe('2 wait, longest 1:48 · no estimate yet · nobody is free');
  });
  it('are this agent’s only with the certificate that they need', () => {
    const crisis = { ...queue, id: 'c', skill: 'crisis-line' };
    expect(queuesFor([queue, crisis], [])).toEqual({ mine: [queue], others: [crisis] });
    expect(queuesFor([queue, crisis], ['crisis-line'])).toEqual({ mine: [queue, crisis], others: [] });
  });
});

it('sorts callbacks by when they are due, and knows whose they are', () => {
  const row = (dueAt: string, claimedBy: string | null = null) => ({ dueAt, claimedBy });
  expect(inOrder([row('2026-11-22T16:00:00.000Z'), row(at)]).map((r) => r.dueAt)[0]).toBe(at);
  expect(isDue(row(at), Date.parse(at))).toBe(true);
  expect(isDue(row(at), Date.parse(at) - 1)).toBe(false);
  expect([holderOf(row(at), 'M'), holderOf(row(at, 'M'), 'M'), holderOf(row(at, 'A'), 'M')]).toEqual([
    'free',
    'mine',
    'other',
  ]);
  expect(soonTimes(Date.parse(at) + 1)[0]?.at).toBe('2026-11-22T15:20:00.000Z');
});

it('takes a clock as today or tomorrow where the practice is, and nothing else', () => {
  const now = new Date('2026-11-22T20:00:00.000Z');
  const there = 'America/New_York';
  expect(atClock('16:30', now, there)).toBe('2026-11-22T21:30:00.000Z');
  expect(atClock('9.00', now, there)).toBe('2026-11-23T14:00:00.000Z');
  expect(atClock('1500', now, there)).toBe('2026-11-23T20:00:00.000Z');
  // The clocks go forward in the night between.
  expect(atClock('09:00', new Date('2026-03-07T20:00:00.000Z'), there)).toBe('2026-03-08T13:00:00.000Z');
  for (const bad of ['25:00', '12:60', 'soon', '']) expect(atClock(bad, now, there)).toBeNull();
});

it('a promise is chosen, typed, told and kept by one clock, the practice’s, and this desk’s stands beside it', () => {
  // A zone that is five hours off this desk's, whichever that is.
  const now = new Date('2026-11-22T16:06:00.000Z');
  const hour = (zone?: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const there = ['America/New_York', 'America/Los_Angeles'].find(
    (z) => hour(z).format(now) !== hour().format(now),
  );
  if (there === undefined) throw new Error('no zone');
  const clockOf = (iso: string | null): string => hour(there).format(new Date(iso ?? ''));
  const hereOf = (iso: string | null): string => hour().format(new Date(iso ?? ''));

  const typed = promiseTimes({ chosen: '60', clock: '16:30' }, now, there);
  expect(clockOf(typed.dueAt)).toBe('16:30');
  expect(typed).toMatchObject({ told: '16:30', here: hereOf(typed.dueAt) });
  expect(promisedWords(typed.dueAt ?? '', now.getTime(), there)).toBe(`16:30 there (${typed.here} here)`);

  const hourOff = promiseTimes({ chosen: '60', clock: '' }, now, there);
  expect(hourOff.dueAt).toBe('2026-11-22T17:10:00.000Z');
  expect(hourOff).toMatchObject({ told: clockOf(hourOff.dueAt), here: hereOf(hourOff.dueAt) });
  expect(hourOff.chips.find((c) => c.id === '60')?.title).toBe(hourOff.told);
  // Typed over as the chip says it, it is the same instant.
  expect(promiseTimes({ chosen: null, clock: hourOff.told }, now, there).dueAt).toBe(hourOff.dueAt);

  // Where both clocks agree, nothing is said twice; another day is named.
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const same = promiseTimes({ chosen: '60', clock: '' }, now, timeZone);
  expect(same.here).toBeNull();
  expect(promisedWords(same.dueAt ?? '', now.getTime(), timeZone)).toBe(same.told);
  expect(promiseTimes({ chosen: null, clock: 'soon' }, now, there)).toMatchObject({
    dueAt: null,
    here: null,
  });
  expect(promiseTimes({ chosen: null, clock: '09:00' }, now, 'America/New_York').told).toBe(
    'Mon 23 Nov 09:00',
  );
});

it('shows what has no denominator as a dash, never as 0', () => {
  const numbers = {
    from: at,
    to: at,
    zone: 'UTC',
    handled: 0,
    ahtSeconds: null,
    acwSeconds: null,
    holdSeconds: null,
    occupancy: null,
    missed: 0,
    declined: 0,
    outSeconds: 0,
    transferRate: null,
    differing: null,
    comparedAt: null,
  };
  expect(numberRows(numbers).map((r) => r.value)).toEqual(['0', '–', '–', '–', '–', '–', '0, 0 · out 0:00']);
  expect(numbersLine({ ...numbers, handled: 18, ahtSeconds: 302 })).toBe('18 handled · 5:02 avg');
  expect(numberRows({ ...numbers, occupancy: 0.804 })[4]?.value).toBe('80 %');
});

it('names devices, keeps a chosen one that is gone in sight, and hears speech in half of the bar', () => {
  const shown = deviceOptions(
    [
      { id: 'a', label: 'Headset' },
      { id: 'b', label: '' },
    ],
    'gone',
  );
  expect(shown.map((d) => d.title)).toEqual([
    'As the system has it',
    'Headset',
    'Device 2',
    'The one you chose is not there',
  ]);
  expect(meterShare(0)).toBe(0);
  expect(meterShare(NaN)).toBe(0);
  expect(meterShare(1)).toBe(100);
  expect(meterShare(0.03)).toBeGreaterThan(40);
});

it('takes one wish for one call and party, not two', () => {
  expect(keyOf({ kind: 'hold', callId: id, party: 'c', on: true })).toBe(
    keyOf({ kind: 'hold', callId: id, party: 'c', on: false }),
  );
  expect(keyOf({ kind: 'hold', callId: id, party: 'c', on: true })).not.toBe(
    keyOf({ kind: 'hold', callId: id, party: 't', on: true }),
  );
});

it('a peak is held through the pauses of speech, and let go of afterwards', () => {
  const spoken = heldPeak(noPeak, 0.5, 10_000);
  expect(spoken).toEqual({ level: 0.5, atMs: 10_000 });
  expect(heldPeak(spoken, 0, 10_900)).toBe(spoken);
  expect(heldPeak(spoken, 0.8, 10_900)).toEqual({ level: 0.8, atMs: 10_900 });
  expect(heldPeak(spoken, 0, 11_600)).toEqual({ level: 0, atMs: 11_600 });
});
