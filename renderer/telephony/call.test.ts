import { describe, expect, it } from 'vitest';
import type { LiveView } from '#shared/contract/telephony.ts';
import type { Party } from '#shared/domain/telephony/live.ts';
import { handoverDraft, handoverSent, tasksOf } from './handover-draft.ts';
import { hearingOf, needsSentence, type HearingFacts } from './hearing.ts';
import { appendSent, keypadDigit, sentLimit, sentText, shownSent } from './keypad.ts';
import { hasMoreParties, inCall, mayLeave, mayOf, partiesOf, partyName, talksTo } from './parties.ts';
import { qualityFigures, qualityTone } from './quality-words.ts';
import { recordingOf, wishesLeft, type RecordingFacts } from './recording.ts';
import { findTargets, targetRows } from './targets.ts';
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
    ['unknown', { fresh: false }],
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
  it('says what it was when it was known last, and nothing of what nobody knew', () => {
    expect(shown({ live: live('off'), fresh: false })).toMatchObject({ was: 'off', cardSafe: false });
    expect(shown({ live: live('paused'), fresh: false })).toMatchObject({ was: 'paused', canPause: true });
    expect(shown({ live: live('unknown'), fresh: false }).was).toBeNull();
    expect(shown({ live: live('off') }).was).toBeNull();
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
    // Told apart at a glance.
    expect(
      new Set([shown({}), shown({ live: live('off') }), shown({ live: live('paused') })].map((s) => s.tone))
        .size,
    ).toBe(3);
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
    const many = Array.from({ length: sentLimit }, (_, n) => ({ n, digit: '1' }));
    expect(sentText(appendSent(many, { n: sentLimit, digit: '2' }))).toBe(`${'1'.repeat(sentLimit - 1)}2`);
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
  it('whom a transfer did not reach is told by it, and is no party any more', () => {
    const busy = { ...target, state: 'failed', why: 'busy' } as Party;
    const failed = { state: 'failed', partyId: 't' } as LiveView['transfer'];
    expect(hasMoreParties(live([self, party({}), busy], failed))).toBe(false);
    expect(hasMoreParties(live([self, party({}), busy]))).toBe(true);
  });
  it('are left only where two others talk on, and who was busy is not counted', () => {
    const busy = { ...target, state: 'failed', why: 'busy' } as Party;
    expect(mayLeave(live([self, party({}), busy]))).toBe(false);
    expect(inCall(live([self, party({}), busy]))).toBe(2);
    expect(mayLeave(live([self, party({}), { ...target, state: 'ringing' }]))).toBe(false);
    expect(mayLeave(live([self, party({}), { ...target, role: 'supervisor' }]))).toBe(false);
    expect(mayLeave(live([self, party({ state: 'held' }), target]))).toBe(true);
  });
  it('tell who is talked to in a consultation', () => {
    const transfer = { state: 'consulting', partyId: 't' } as LiveView['transfer'];
    expect(talksTo(live([self, target], transfer))).toBe('target');
    expect(talksTo(live([self, { ...target, state: 'held' }], transfer))).toBe('caller');
    expect(talksTo(live([self, target]))).toBeNull();
  });
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

it('sends no card number along, neither from the notes nor as typed', () => {
  const notes = 'pays with 4111 1111 1111 1111, call 617 555 0177';
  const made = handoverDraft({ level: 0, patientId: null, reasonCode: null, notes, open: [notes] });
  for (const text of [made.summary, ...made.openTasks]) {
    expect(text).not.toContain('4111 1111');
    expect(text).toContain('617 555 0177');
  }
  const sent = handoverSent(made, 'card 4111111111111111', `tell billing\n${notes}`);
  expect(JSON.stringify(sent)).not.toMatch(/4111 ?1111/);
  expect(sent.openTasks[0]).toBe('tell billing');
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
