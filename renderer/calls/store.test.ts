// The store against a desk that answers when it is told to: what is asked, in which order, and what is shown meanwhile.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LiveView } from '#shared/contract/telephony.ts';
import { ringing, step, type Call, type CallEventKind } from '#shared/domain/calls/call.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { answerLater, type Waiting } from '../bridge/testing.ts';
import { useTelephony } from '../telephony/store.ts';
import { answer, end, hold, isAsked, mute, readCalls, takeUp, useCallsStore } from './store.ts';

let sent: Waiting[] = [];
answerLater((request) => sent.push(request));

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const names = (): string[] => sent.map((s) => s.name);
/** Answers the oldest open request of this name. */
async function reply(name: string, result: Result<unknown>): Promise<void> {
  const at = sent.findIndex((s) => s.name === name);
  sent.splice(at, 1)[0]?.answer(result);
  await settled();
}

const now = '2026-11-22T10:00:30.000Z';
const made = (n: number, ...events: CallEventKind[]): Call =>
  events.reduce(
    (c, event) => step(c, event, now) ?? c,
    ringing({
      id: `0190c6a0-0000-7000-8000-00000000000${n}`,
      line: 'practice',
      number: '+16175550142',
      dnis: '+16175550111',
      accountId: 'riverside',
      rangAt: `2026-11-22T10:00:0${n}.000Z`,
      waitedSeconds: null,
    }),
  );
const first = made(1, 'answer');
const second = made(2);
const state = () => useCallsStore.getState();
const stateOf = (id: string) => state().calls.find((c) => c.id === id)?.state;

beforeEach(() => {
  sent = [];
  useCallsStore.setState({ calls: [first, second], reading: false, failure: null, asked: {}, refused: {} });
  useDeskView.setState({ centre: { kind: 'call', callId: first.id }, contextId: first.id, draftId: null });
});
afterEach(() => expect(sent).toEqual([]));

it('shows a new state only once the desk has confirmed it', async () => {
  const asked = hold(first.id, true);
  expect([stateOf(first.id), isAsked(state().asked, first.id, 'hold')]).toEqual(['active', true]);
  await reply('calls.hold', ok(made(1, 'answer', 'hold')));
  expect((await asked).ok).toBe(true);
  expect([stateOf(first.id), isAsked(state().asked, first.id, 'hold')]).toEqual(['held', false]);
});

it('answering a second caller puts the first on hold before, and looks at the second', async () => {
  const answered = answer(second.id);
  expect(names()).toEqual(['calls.hold']);
  await reply('calls.hold', ok(made(1, 'answer', 'hold')));
  expect(names()).toEqual(['calls.answer']);
  await reply('calls.answer', ok(made(2, 'answer')));
  await answered;
  expect([stateOf(first.id), stateOf(second.id)]).toEqual(['held', 'active']);
  expect(useDeskView.getState()).toMatchObject({
    contextId: second.id,
    centre: { kind: 'call', callId: second.id },
  });
});

it('the message of one caller is not beside another: away with the second, back with the first', async () => {
  const [mine, other] = ['0190c6a0-0000-7000-8000-0000000000d1', '0190c6a0-0000-7000-8000-0000000000d2'];
  useDeskView.setState({ draftId: mine, rightTab: 'message' });
  const answered = answer(second.id);
  await reply('calls.hold', ok(made(1, 'answer', 'hold')));
  await reply('calls.answer', ok(made(2, 'answer')));
  await answered;
  expect(useDeskView.getState()).toMatchObject({ draftId: null, rightTab: 'patient' });
  useDeskView.setState({ draftId: other });
  const ended = end(second.id);
  await reply('calls.end', ok(made(2, 'answer', 'hang-up-agent')));
  await ended;
  expect(useDeskView.getState()).toMatchObject({ contextId: first.id, draftId: mine });
});

it('a ring at an idle desk clears the message of before and looks its number up', async () => {
  const third = made(3);
  useCallsStore.setState({ calls: [] });
  useDeskView.setState({ centre: { kind: 'none' }, contextId: null, draftId: 'old', rightTab: 'message' });
  const read = readCalls();
  await reply('calls.current', ok([third]));
  await read;
  expect(useDeskView.getState()).toMatchObject({
    contextId: third.id,
    draftId: null,
    rightTab: 'patient',
  });
});

it('when the first cannot be put on hold, the second is not answered into the same ear', async () => {
  const answered = answer(second.id);
  await reply('calls.hold', fail('telephony-down'));
  expect((await answered).ok).toBe(false);
  expect(names()).toEqual(['calls.current']);
  expect(state().refused[first.id]?.ask).toBe('hold');
  await reply('calls.current', ok([first, second]));
});

it('going back to a caller on hold: never two in one ear', async () => {
  useCallsStore.setState({ calls: [made(1, 'answer', 'hold'), made(2, 'answer')] });
  const back = takeUp(first.id);
  expect(names()).toEqual(['calls.hold']);
  await reply('calls.hold', ok(made(2, 'answer', 'hold')));
  expect(sent.map((s) => s.input)).toEqual([{ callId: first.id, on: false }]);
  await reply('calls.hold', ok(made(1, 'answer', 'hold', 'resume')));
  expect((await back).ok).toBe(true);
  expect([stateOf(first.id), stateOf(second.id)]).toEqual(['active', 'held']);
});

it('the same press twice is one wish; mute, then hold, then end do not wait for each other', async () => {
  const presses = [mute(first.id, true), mute(first.id, true), hold(first.id, true), end(first.id)];
  expect(names()).toEqual(['calls.mute', 'calls.hold', 'calls.end']);
  await reply('calls.mute', ok(made(1, 'answer', 'mute')));
  expect(state().asked[first.id]).toEqual(['hold', 'end']);
  await reply('calls.hold', ok(made(1, 'answer', 'mute', 'hold')));
  await reply('calls.end', ok(made(1, 'answer', 'hang-up-agent')));
  expect((await Promise.all(presses)).map((r) => (r.ok ? 'ok' : r.code))).toEqual(['ok', 'busy', 'ok', 'ok']);
  expect(stateOf(first.id)).toBe('wrap-up');
});

it('what was refused is said until the next ask, and the truth is read again', async () => {
  const asked = end(first.id);
  await reply('calls.end', fail('call-state'));
  await asked;
  expect(state().refused[first.id]).toMatchObject({ ask: 'end', failure: { code: 'call-state' } });
  await reply('calls.current', ok([made(1, 'answer', 'hang-up-caller'), second]));
  expect(stateOf(first.id)).toBe('wrap-up');
  const again = mute(first.id, true);
  expect(state().refused[first.id]).toBe(undefined);
  await reply('calls.mute', fail('call-state'));
  await again;
  await reply('calls.current', ok([second]));
});

it('an old read that comes late changes nothing that was confirmed since', async () => {
  const old = readCalls();
  const asked = hold(first.id, true);
  await reply('calls.hold', ok(made(1, 'answer', 'hold')));
  await asked;
  await reply('calls.current', ok([first, second]));
  await old;
  expect(stateOf(first.id)).toBe('held');
});

it('a failed read keeps what was known and says why', async () => {
  const read = readCalls();
  await reply('calls.current', fail('desk-unavailable'));
  await read;
  expect([state().calls.length, state().failure?.code]).toEqual([2, 'desk-unavailable']);
});

it('a ring leaves what is typed in the right column; the answer shows the caller', async () => {
  useCallsStore.setState({ calls: [], reading: false });
  useDeskView.setState({ centre: { kind: 'none' }, contextId: null, draftId: null, rightTab: 'knowledge' });
  vi.stubGlobal('document', { activeElement: { matches: () => true } });
  try {
    void readCalls();
    await reply('calls.current', ok([second]));
    expect(useDeskView.getState()).toMatchObject({ contextId: second.id, rightTab: 'knowledge' });
    void readCalls();
    await reply('calls.current', ok([made(2, 'answer')]));
    expect(useDeskView.getState()).toMatchObject({ contextId: second.id, rightTab: 'patient' });
  } finally {
    vi.unstubAllGlobals();
  }
});

it('what was asked of the microphone is forgotten once it came true, and not while it is asked', () => {
  const lives = (muted: boolean): void =>
    useTelephony.setState({ lives: [{ callId: first.id, media: { state: 'open', muted } } as LiveView] });
  useCallsStore.setState({ wishedMute: { [first.id]: false }, asked: { [first.id]: ['unmute'] } });
  lives(false);
  expect(state().wishedMute).toEqual({ [first.id]: false });
  useCallsStore.setState({ asked: {} });
  lives(true);
  expect(state().wishedMute).toEqual({ [first.id]: false });
  lives(false);
  expect(state().wishedMute).toEqual({});
  useTelephony.setState({ lives: [] });
});

it('another caller in hand begins with an empty search and no article of before', async () => {
  const looked = (): unknown => {
    const { searchText, articleId } = useDeskView.getState();
    return { searchText, articleId };
  };
  const read = async (...calls: Call[]): Promise<void> => {
    const reading = readCalls();
    await reply('calls.current', ok(calls));
    await reading;
  };
  const before = { searchText: 'appt tomorrow', articleId: 'moving' };
  useDeskView.setState(before);
  // The call in hand goes on, another one rings: who reads goes on reading.
  await read(made(1, 'answer', 'hold'), second);
  expect(looked()).toEqual(before);
  await read(made(1, 'answer', 'hold'), made(2, 'answer'));
  expect(looked()).toEqual({ searchText: '', articleId: null });
});
