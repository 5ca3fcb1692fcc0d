// What this page asks of the phone, against a desk that answers when it is told to: no wish is swallowed and none is kept
// after it came true.
import { beforeEach, describe, expect, it } from 'vitest';
import { handClock } from '#tests/support/voice-sdk.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { answerLater, type Waiting } from '../bridge/testing.ts';
import { openPhoneTab } from './phone-tab.ts';
import { recordingAsked, recordingOf } from './recording.ts';
import { isSilenced, silencedRings, silenceRing } from './ring.ts';
import { act, actAndTell, useTelephony } from './store.ts';
import { createListReader, restMs } from './use-list.ts';
import { createPlayback } from './voicemail-sound.ts';

let sent: Waiting[] = [];
answerLater((request) => sent.push(request));
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const acts = (): unknown[] => sent.flatMap((s) => (s.name === 'telephony.act' ? [s.input] : []));
const callId = '0190c6a0-0000-7000-8000-000000000001';

beforeEach(() => {
  sent = [];
  useTelephony.setState({ view: null, lives: [], asking: {}, refused: {}, recordingWish: {} });
});

describe('a secure pause (C25)', () => {
  const recording = (to: 'start' | 'pause' | 'resume') =>
    ({ kind: 'recording', callId, to, reason: to === 'pause' ? 'card-data' : null }) as const;
  it('is sent while a resume is on its way, once, and is what is wished then', async () => {
    void actAndTell(recording('resume'));
    void actAndTell(recording('pause'));
    void actAndTell(recording('pause'));
    await settled();
    expect(acts()).toEqual([recording('resume'), recording('pause')]);
    expect(useTelephony.getState().recordingWish[callId]).toBe('pause');
    const { asking } = useTelephony.getState();
    expect(recordingAsked(asking, callId)).toBe(true);
    expect(recordingAsked(asking, callId, ['pause'])).toBe(true);
    sent.filter((s) => s.name === 'telephony.act').forEach((s) => s.answer(ok({ rules: [] })));
    await settled();
    expect(recordingAsked(useTelephony.getState().asking, callId)).toBe(false);
  });
  it('is never shown as safe while what was asked before may still start the recorder', () => {
    const live = {
      recording: { state: 'off', since: null, readAt: null, gaps: [], alarmAt: null },
      consent: { rule: 'one-party', places: [], tableDate: '2026-10-01', announced: true, answer: null },
      asked: ['recording'],
    } as never;
    for (const wish of ['pause', 'start', 'resume', undefined] as const)
      expect(recordingOf({ live, wish, asking: false, fresh: true, nowMs: 0 })).toMatchObject({
        cardSafe: false,
        canPause: true,
      });
  });
  it('takes the same press twice for one', async () => {
    void act(recording('pause'));
    expect(await act(recording('pause'))).toMatchObject({ ok: false, code: 'busy' });
  });
});

it('a caller who rings again is not silenced by the ring before', async () => {
  const first = { id: callId, rangAt: '2026-11-22T10:00:00.000Z' };
  void silenceRing(first);
  sent[0]?.answer(ok(null));
  await settled();
  expect(isSilenced(silencedRings(), first)).toBe(true);
  expect(isSilenced(silencedRings(), { ...first, rangAt: '2026-11-22T10:01:00.000Z' })).toBe(false);
});

describe('the phone’s tab', () => {
  const tabAt = (href: string) => {
    const tab = { location: { href }, focused: 0, focus: () => void tab.focused++ };
    return tab;
  };
  it('is loaded once, and afterwards only brought to the front: its calls go on', () => {
    const tab = tabAt('about:blank');
    const opened: string[] = [];
    const page = { open: (address: string, name: string) => (opened.push(`${address} ${name}`), tab) };
    expect(openPhoneTab(page, './phone.html')).toBe(true);
    expect(tab).toMatchObject({ location: { href: './phone.html' }, focused: 0 });
    expect(openPhoneTab(page, './phone.html?other')).toBe(true);
    expect(tab).toMatchObject({ location: { href: './phone.html' }, focused: 1 });
    expect(opened).toEqual([' careline-phone', ' careline-phone']);
  });
  it('may be refused by the browser', () => {
    expect(openPhoneTab({ open: () => null }, './phone.html')).toBe(false);
  });
});

describe('a voicemail', () => {
  function rig() {
    const states: string[] = [];
    let read = (): void => undefined;
    let begin = (): void => undefined;
    let ended = (): void => undefined;
    let closed = 0;
    const playback = createPlayback({
      read: () => new Promise((resolve) => (read = () => resolve(ok(new Uint8Array(1))))),
      play(_wav, onEnded) {
        ended = onEnded;
        return new Promise((resolve) => (begin = () => resolve(ok(() => void closed++))));
      },
      became: (state) => states.push(state),
    });
    return {
      playback,
      states,
      read: () => read(),
      begin: () => begin(),
      ended: () => ended(),
      closed: () => closed,
    };
  }
  it('that was left while it was fetched never plays', async () => {
    const { playback, states, read, begin, closed } = rig();
    void playback.play();
    playback.stop();
    read();
    await settled();
    begin();
    await settled();
    expect([states.at(-1), closed()]).toEqual(['idle', 0]);
  });
  it('that was left just when it began is closed at once', async () => {
    const { playback, states, read, begin, closed } = rig();
    void playback.play();
    read();
    await settled();
    playback.stop();
    begin();
    await settled();
    expect([states.includes('playing'), closed()]).toEqual([false, 1]);
  });
  it('plays to its end', async () => {
    const { playback, states, read, begin, ended, closed } = rig();
    const played = playback.play();
    read();
    await settled();
    begin();
    expect(await played).toBeNull();
    ended();
    expect(states).toEqual(['idle', 'loading', 'playing', 'idle']);
    expect(closed()).toBe(1);
  });
});

describe('a list of the server’s', () => {
  function rig() {
    const clock = handClock();
    const asked: ((rows: string[] | null) => void)[] = [];
    const taken: unknown[] = [];
    const reader = createListReader<string[]>({
      ask: () =>
        new Promise((resolve) => asked.push((rows) => resolve(rows === null ? fail('offline') : ok(rows)))),
      take: (result) => taken.push(result.ok ? result.value : result.code),
      now: clock.now,
      later: clock.later,
    });
    return { clock, asked, taken, reader };
  }
  it('never shows an older answer over a newer one', async () => {
    const { asked, taken, reader } = rig();
    reader.read();
    reader.read();
    asked[1]?.(['new']);
    asked[0]?.(['old']);
    await settled();
    expect(taken).toEqual([['new']]);
  });
  it('is not read for each thing that changes', () => {
    const { clock, asked, reader } = rig();
    reader.read();
    for (let i = 0; i < 100; i++) {
      reader.soon();
      clock.pass(restMs / 100);
    }
    expect(asked.length).toBeLessThanOrEqual(2);
    clock.pass(restMs);
    expect(asked).toHaveLength(2);
    reader.soon();
    reader.stop();
    clock.pass(restMs);
    expect(asked).toHaveLength(2);
  });
});
