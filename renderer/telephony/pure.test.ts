import { describe, expect, it } from 'vitest';
import type { LiveView, TelephonyView } from '#shared/contract/telephony.ts';
import type { Party } from '#shared/domain/telephony/live.ts';
import { isQueued, stateChoices, stateWords } from './agent-words.ts';
import { atClock } from './clock-in.ts';
import { deviceOptions, meterShare } from './device-words.ts';
import { asNumber } from './dial-number.ts';
import { overridesOf, rulesHere, together } from './dial-rules.ts';
import { handoverDraft, tasksOf } from './handover-draft.ts';
import { hearingOf, needsSentence, type HearingFacts } from './hearing.ts';
import { appendSent, keypadDigit, sentLimit, shownSent } from './keypad.ts';
import { holderOf, inOrder, isDue, soonTimes } from './lists.ts';
import { numberRows, numbersLine } from './numbers.ts';
import { hasMoreParties, mayOf, partiesOf, partyName, talksTo } from './parties.ts';
import { qualityFigures, qualityTone } from './quality-words.ts';
import { queueLine, queueSum, queueSumWords } from './queue-words.ts';
import { recordingOf, wishesLeft, type RecordingFacts } from './recording.ts';
import { keyOf } from './store.ts';
import { findTargets, targetRows } from './targets.ts';
import { troubleOf } from './trouble.ts';
import { readVoicemail } from './voicemail-sound.ts';
import { ok, fail } from '#shared/domain/result.ts';

const at = '2026-11-22T15:00:00.000Z';
const id = '01890000-0000-7000-8000-000000000001';
const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('whether the caller hears me', () => {
  const media = { state: 'open' as const, muted: false, quality: null };
  const facts = (more: Partial<HearingFacts> = {}): HearingFacts => ({
    call: { state: 'active', muted: false, asked: [] },
    media,
    microphone: 'ready',
    wished: undefined,
    asking: false,
    ...more,
  });
  it.each([
    ['heard', {}],
    ['muted', { media: { ...media, muted: true }, wished: true }],
    ['open-against-wish', { wished: true }],
    ['muted-against-wish', { media: { ...media, muted: true }, wished: false }],
    ['asked', { wished: true, asking: true }],
    ['asked', { wished: true, call: { state: 'active', muted: false, asked: ['mute'] } }],
    ['no-sound', { media: null }],
    ['no-sound', { media: { ...media, state: 'closed' } }],
    ['connecting', { media: null, call: { state: 'dialling', muted: false, asked: [] } }],
    ['reconnecting', { media: { ...media, state: 'reconnecting' } }],
    ['mic-lost', { microphone: 'lost' }],
    ['mic-silent', { microphone: 'silent' }],
    ['mic-denied', { microphone: 'denied' }],
    ['held', { call: { state: 'held', muted: false, asked: [] } }],
  ] as const)('%s', (word, more) => {
    expect(hearingOf(facts(more as unknown as Partial<HearingFacts>))).toBe(word);
  });
  it('says nothing of a call that rings or is over, and a sentence of all that is wrong', () => {
    expect(hearingOf(facts({ call: { state: 'ringing', muted: false, asked: [] } }))).toBeNull();
    expect(needsSentence('open-against-wish')).toBe(true);
    expect(needsSentence('muted')).toBe(false);
  });
  it('does not trust the desk’s own mark over the track', () => {
    expect(hearingOf(facts({ call: { state: 'active', muted: true, asked: [] }, wished: true }))).toBe(
      'open-against-wish',
    );
  });
});

describe('the recording', () => {
  const live = (state: LiveView['recording']['state'], more: Partial<RecordingFacts['live']> = {}) => ({
    recording: { state, since: at, readAt: at, gaps: [], alarmAt: null },
    consent: {
      rule: 'all-party' as const,
      places: [],
      tableDate: '2026-10-01',
      announced: true,
      answer: null,
    },
    asked: [],
    ...more,
  });
  const shown = (more: Partial<RecordingFacts>) =>
    recordingOf({
      live: live('on'),
      wish: undefined,
      asking: false,
      fresh: true,
      nowMs: Date.parse(at),
      ...more,
    });
  it('fails closed: until the recorder says paused it may still record', () => {
    for (const facts of [
      { wish: 'pause', asking: true },
      { wish: 'pause', live: live('on', { asked: ['recording'] }) },
      { wish: 'pause' },
      { live: live('unknown') },
      { live: live('paused'), fresh: false },
      { live: live('off'), fresh: false },
    ] as Partial<RecordingFacts>[])
      expect(shown(facts)).toMatchObject({ word: 'may-record', tone: 'red', cardSafe: false });
  });
  it('lets card numbers be said only when the pause is read back and nothing was asked since', () => {
    expect(shown({ live: live('paused') })).toMatchObject({
      word: 'paused',
      cardSafe: true,
      canResume: true,
    });
    expect(shown({ live: live('paused', { asked: ['recording'] }), wish: 'resume' })).toMatchObject({
      word: 'resuming',
      cardSafe: false,
    });
    expect(shown({})).toMatchObject({ word: 'on', cardSafe: false });
  });
  it('rings when the gap is too long, and can be given up when it never came', () => {
    const late = live('paused');
    late.recording.alarmAt = at as never;
    expect(shown({ live: late }).gapAlarm).toBe(true);
    expect(shown({ live: late, nowMs: Date.parse(at) - 1 }).gapAlarm).toBe(false);
    expect(shown({ wish: 'pause' }).canGiveUp).toBe(true);
    expect(shown({ wish: 'pause', asking: true }).canGiveUp).toBe(false);
  });
  it('keeps a wish until it is read back, and none of a call that is gone', () => {
    const of = (state: 'on' | 'paused' | 'unknown') => [{ callId: id, recording: live(state).recording }];
    expect(wishesLeft({ [id]: 'pause' }, of('on'))).toEqual({ [id]: 'pause' });
    expect(wishesLeft({ [id]: 'pause' }, of('unknown'))).toEqual({ [id]: 'pause' });
    expect(wishesLeft({ [id]: 'pause' }, of('paused'))).toEqual({});
    expect(wishesLeft({ [id]: 'pause' }, [])).toEqual({});
  });
});

describe('the keypad', () => {
  it('takes its own keys only', () => {
    expect(keypadDigit(press('5'))).toBe('5');
    expect(keypadDigit(press('#'))).toBe('#');
    expect(keypadDigit(press('a'))).toBeNull();
    expect(keypadDigit(press('F5'))).toBeNull();
    expect(keypadDigit(press('1', { ctrlKey: true }))).toBeNull();
  });
  it('never shows a whole card number, whatever stands between', () => {
    expect(shownSent('123456789012')).toBe('123456789012');
    expect(shownSent('4111111111111111')).toBe('••••••••••••1111');
    expect(shownSent('4111#1111*1111#1111')).toBe('••••#••••*••••#1111');
    for (let n = 13; n <= 19; n++) expect(shownSent('4'.repeat(n)).replace(/\D/g, '')).toHaveLength(4);
    expect(appendSent('1'.repeat(sentLimit), '2')).toHaveLength(sentLimit);
  });
});

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

describe('where a call can go', () => {
  const rows = targetRows(
    {
      agents: [
        { personId: 'mk', name: 'Me Myself', state: 'available', skills: [] },
        { personId: 'ar', name: 'Ana Ruíz', state: 'on-call', skills: ['spanish'] },
        { personId: 'jl', name: 'Jo Lee', state: 'available', skills: [] },
      ],
      queues: [{ id: 'q', label: 'Results', skill: null, waiting: 2, estimateSeconds: 130 }],
    },
    null,
    'mk',
  );
  it('names the free colleagues first and not myself', () => {
    expect(rows.map((r) => r.title)).toEqual(['Jo Lee', 'Ana Ruíz', 'Results']);
    expect(rows[2]?.detail).toBe('2 wait, about 2:10 for the next');
  });
  it('finds by name without accents, by skill, and takes a typed number', () => {
    expect(findTargets(rows, 'ruiz').map((r) => r.title)).toEqual(['Ana Ruíz']);
    expect(findTargets(rows, 'SPANISH').map((r) => r.title)).toEqual(['Ana Ruíz']);
    expect(findTargets(rows, '6175550142').at(-1)?.target).toEqual({
      kind: 'number',
      number: '+16175550142',
      label: null,
    });
    expect(findTargets(rows, 'nobody')).toEqual([]);
  });
});

describe('parties', () => {
  const party = (more: Partial<Party>): Party => ({
    id: 'p',
    role: 'caller',
    self: false,
    label: null,
    number: '+16175550142',
    state: 'connected',
    since: at,
    why: null,
    ...more,
  });
  const self = party({ id: 'me', role: 'agent', self: true });
  const target = party({ id: 't', role: 'target', label: 'Ana Ruiz' });
  const live = (parties: Party[], transfer: LiveView['transfer'] = null) =>
    ({ parties, transfer }) as unknown as LiveView;
  it('have the caller first and myself last; a hold acts on one leg', () => {
    const all = partiesOf(live([self, target, party({ id: 'c' }), party({ id: 'gone', state: 'left' })]));
    expect(all.map((p) => p.id)).toEqual(['c', 't', 'me']);
    expect(partyName(target)).toBe('Ana Ruiz');
    expect(partyName(party({ number: '' }))).toBe('Caller');
    expect(mayOf(self)).toEqual({ hold: false, unhold: false, remove: false });
    expect(mayOf(party({ state: 'held' }))).toEqual({ hold: false, unhold: true, remove: true });
    expect(hasMoreParties(live([self, party({})]))).toBe(false);
    expect(hasMoreParties(live([self, party({}), target]))).toBe(true);
  });
  it('tell who is talked to in a consultation', () => {
    const transfer = { state: 'consulting', partyId: 't' } as LiveView['transfer'];
    expect(talksTo(live([self, target], transfer))).toBe('target');
    expect(talksTo(live([self, { ...target, state: 'held' }], transfer))).toBe('caller');
    expect(talksTo(live([self, target]))).toBeNull();
  });
});

describe('the agent’s state', () => {
  const agent = {
    state: 'on-call' as const,
    reason: null,
    since: at,
    next: { state: 'break' as const, reason: 'meal' as const },
    wrapUpEndsAt: null,
    missed: null,
    skills: [],
  };
  it('says what comes next and what is only asked', () => {
    expect(stateWords(agent, null)).toBe('On a call · next: Break: meal');
    expect(stateWords(agent, { state: 'available', reason: null })).toBe('On a call · asked: Available');
    expect(stateWords({ ...agent, state: 'break', reason: 'rest', next: null }, null)).toBe('Break: rest');
    expect(isQueued(agent)).toBe(true);
    const ids = stateChoices().map((c) => c.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('what stands in the way', () => {
  const view = (more: object = {}): TelephonyView =>
    ({
      line: 'live',
      engine: { state: 'registered', why: null, since: at, audio: 'running' },
      server: { state: 'fresh', since: null },
      agent: null,
      ...more,
    }) as unknown as TelephonyView;
  const engine = (state: string, audio = 'running') =>
    view({ engine: { state, why: null, since: at, audio } });
  it('is nothing on the practice line, and nothing when all is well', () => {
    expect(troubleOf(view({ line: 'practice-line' }), null, false)).toBeNull();
    expect(troubleOf(null, null, false)).toBeNull();
    expect(troubleOf(view(), null, false)).toBeNull();
  });
  it('is the gravest first', () => {
    expect(troubleOf(engine('absent'), { microphone: 'lost' } as never, true)?.kind).toBe('engine-absent');
    expect(troubleOf(engine('registered', 'suspended'), null, false)?.kind).toBe('engine-silent');
    expect(troubleOf(engine('failed'), null, false)).toEqual({ kind: 'engine-refused', why: 'unknown' });
    const silent = { microphone: 'silent', switched: null } as never;
    expect(troubleOf(view(), silent, false)).toBeNull();
    expect(troubleOf(view(), silent, true)).toEqual({ kind: 'microphone', what: 'silent' });
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
});

it('sorts call-backs by when they are due, and knows whose they are', () => {
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

it('takes a clock as today or tomorrow, and nothing else', () => {
  const now = new Date(2026, 10, 22, 15, 0);
  expect(atClock('16:30', now)).toBe(new Date(2026, 10, 22, 16, 30).toISOString());
  expect(atClock('9.00', now)).toBe(new Date(2026, 10, 23, 9, 0).toISOString());
  expect(atClock('0900', now)).toBe(new Date(2026, 10, 23, 9, 0).toISOString());
  for (const bad of ['25:00', '12:60', 'soon', '']) expect(atClock(bad, now)).toBeNull();
});

it('cuts a handover to what the server takes', () => {
  const made = handoverDraft({
    level: 2,
    patientId: 'p',
    reasonCode: null,
    notes: ` ${'x'.repeat(5000)}`,
    open: Array.from({ length: 30 }, () => 'y'.repeat(300)),
  });
  expect(made.summary).toHaveLength(2000);
  expect(made.openTasks).toHaveLength(20);
  expect(made.openTasks[0]).toHaveLength(200);
  expect(tasksOf(' a \n\n b')).toEqual(['a', 'b']);
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
    transferRate: null,
    differing: null,
    comparedAt: null,
  };
  expect(numberRows(numbers).map((r) => r.value)).toEqual(['0', '–', '–', '–', '–', '–']);
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

it('shows a figure that was not measured as a dash', () => {
  const quality = {
    word: 'good' as const,
    mos: null,
    rttMs: 42.4,
    jitterMs: 3,
    lossPercent: 0,
    warnings: [],
  };
  expect(qualityFigures(quality).map((f) => f.value)).toEqual(['–', '42 ms', '3 ms', '0.0 %']);
  expect(qualityTone({ ...quality, warnings: ['media-lost'] })).toBe('red');
  expect(qualityTone(null)).toBe('neutral');
});

it('takes one wish for one call and party, not two', () => {
  expect(keyOf({ kind: 'hold', callId: id, party: 'c', on: true })).toBe(
    keyOf({ kind: 'hold', callId: id, party: 'c', on: false }),
  );
  expect(keyOf({ kind: 'hold', callId: id, party: 'c', on: true })).not.toBe(
    keyOf({ kind: 'hold', callId: id, party: 't', on: true }),
  );
});

describe('a voicemail', () => {
  it('is put together from its parts', async () => {
    const parts = ['AAEC', 'AwQF'];
    const sound = await readVoicemail(id, ({ part }) =>
      Promise.resolve(ok({ parts: 2, base64: parts[part] ?? '' })),
    );
    expect(sound.ok && [...sound.value]).toEqual([0, 1, 2, 3, 4, 5]);
  });
  it('stops at a failure and at what is no voicemail', async () => {
    expect(await readVoicemail(id, () => Promise.resolve(fail('desk-unavailable')))).toMatchObject({
      ok: false,
    });
    const endless = () => Promise.resolve(ok({ parts: 1e9, base64: '' }));
    expect(await readVoicemail(id, endless)).toMatchObject({ ok: false, code: 'invalid-result' });
  });
});
