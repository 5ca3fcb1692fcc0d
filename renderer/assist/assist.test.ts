// The page's part: which sentences of the notes are sent, which flag stands in red, which mood a cue stands for.
import { expect, test } from 'vitest';
import type { AssistView, CallFlag, Cue } from '#shared/domain/assist/view.ts';
import { redFlagGroups } from '#shared/domain/redflags/index.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { hasText } from '../text/t.ts';
import { cardGroupOf, flagsNow, withOpened } from './flags.ts';
import { notesEar, takenOf, type Taken } from './hear-notes.ts';
import { moodOfView } from './mood.ts';
import { standsIn } from './still-there.ts';

function ear(saved: string, answer: () => Taken = () => 'heard') {
  const sent: string[] = [];
  let timers: { ms: number; run: () => void }[] = [];
  const made = notesEar(
    saved,
    (text) => (sent.push(text), Promise.resolve(answer())),
    (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((t) => t !== timer));
    },
  );
  const rest = (ms: number): void =>
    timers
      .filter((t) => t.ms <= ms)
      .forEach((t) => {
        timers = timers.filter((left) => left !== t);
        t.run();
      });
  return { made, sent, rest };
}

/** What was sent is answered. */
const done = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what the desk could not take is sent again, in its order and with its words, until it did', async () => {
  let taken: Taken = 'again';
  const { made, sent, rest } = ear('', () => taken);
  made.typed('He cannot breathe.');
  rest(300);
  await done();
  // Taken out of the notes before it was heard: it was typed all the same.
  made.typed('Call back tomorrow.');
  rest(300);
  await done();
  taken = 'heard';
  rest(60_000);
  await done();
  expect(sent).toEqual([
    'He cannot breathe.',
    'He cannot breathe.\nCall back tomorrow.',
    'He cannot breathe.\nCall back tomorrow.',
  ]);
  rest(60_000);
  await made.flush();
  expect(sent).toHaveLength(3);
});

test('a call that is gone ends it; every other refusal is tried again', async () => {
  const { made, sent, rest } = ear('', () => 'never');
  made.typed('He cannot breathe.');
  await made.flush();
  rest(60_000);
  await made.flush();
  expect(sent).toHaveLength(1);
  const of = (code: ErrorCode): Taken => takenOf({ ok: false, code, message: '', retryable: false });
  for (const code of [
    'busy',
    'locked',
    'desk-unavailable',
    'interrupted',
    'timed-out',
    'unexpected',
  ] as const)
    expect(of(code)).toBe('again');
  expect([of('no-call'), of('invalid-input')]).toEqual(['never', 'never']);
});

test('a sentence is sent once, after a pause; what stood there before is not', async () => {
  const { made, sent, rest } = ear('Before the page came.');
  made.typed('Before the page came. She is sca');
  rest(300);
  expect(sent).toEqual([]);
  made.typed('Before the page came. She is scared. It hur');
  rest(300);
  await done();
  expect(sent).toEqual(['She is scared.']);
  rest(2000);
  await done();
  expect(sent).toEqual(['She is scared.', 'It hur']);
  made.typed('Before the page came. She is scared. It hur');
  rest(2000);
  await made.flush();
  expect(sent).toHaveLength(2);
});

test('what a script put into the notes is never heard, what is typed beside it is', () => {
  const { made, sent, rest } = ear('');
  made.known('Said: “I can hear how worried you are.”');
  made.typed('Said: “I can hear how worried you are.”\nHe cannot breathe.');
  rest(300);
  expect(sent).toEqual(['He cannot breathe.']);
});

test('a lock does not lose what was typed last', async () => {
  const { made, sent } = ear('');
  made.typed('he cannot breathe');
  await made.flush();
  expect(sent).toEqual(['he cannot breathe']);
});

const flag = (id: string, more: Partial<CallFlag> = {}): CallFlag => ({
  id,
  group: 'breathing',
  words: 'can’t breathe',
  source: 'caption',
  at: '2026-11-22T03:00:00.000Z',
  dismissed: null,
  ...more,
});
const view = (flags: CallFlag[], cue: AssistView['cue'] = null): AssistView => ({
  callId: crypto.randomUUID(),
  hints: 'on',
  why: null,
  until: null,
  cue,
  flags,
  flagCount: flags.length,
  model: null,
});

test('the newest flag that nobody looked at stands in red; one set aside does not, and is counted', () => {
  const aside = flag('c', { dismissed: { reason: 'misheard', at: '' } });
  expect(flagsNow(view([flag('a'), flag('b'), aside]), {})).toMatchObject({
    open: [{ id: 'a' }, { id: 'b' }],
    count: 3,
  });
  expect(flagsNow(view([flag('a'), flag('b')]), withOpened({}, [flag('a')]))).toMatchObject({
    open: [{ id: 'b' }],
    seen: { id: 'a' },
  });
  const nothing = { open: [], fresh: [], seen: null };
  expect(flagsNow(view([aside]), {})).toEqual({ ...nothing, count: 1 });
  expect(flagsNow(null, {})).toEqual({ ...nothing, count: 0 });
  const child = flag('d', { group: 'infant_child' });
  const older = flag('e', { group: 'sepsis', at: '2026-11-22T02:00:00.000Z' });
  // The gravest of one sentence first; what was said before waits for its turn.
  expect(flagsNow(view([child, flag('a'), older]), {}).open.map((f) => f.id)).toEqual(['a', 'd']);
});

test('said again after its protocol was opened it stands in red again, not while the protocol is in sight', () => {
  const opened = withOpened({}, [flag('a')]);
  const worse = view([flag('a', { at: '2026-11-22T03:08:00.000Z', words: 'it is back and worse' })]);
  expect(flagsNow(worse, opened)).toMatchObject({
    open: [{ id: 'a', words: 'it is back and worse' }],
    seen: null,
  });
  expect(flagsNow(worse, opened, true)).toMatchObject({ open: [], seen: { id: 'a' } });
  expect(flagsNow(worse, withOpened(opened, worse.flags)).open).toEqual([]);
});

test('all groups that nobody looked at are named, always in one order', () => {
  const tight = flag('t', { group: 'chest', at: '2026-11-22T03:00:09.000Z' });
  for (const flags of [
    [tight, flag('a')],
    [flag('a'), tight],
  ])
    expect(flagsNow(view(flags), {}).fresh.map((f) => f.group)).toEqual(['breathing', 'chest']);
});

test('what is quoted from the notes and stands there no more is said to have been there', () => {
  expect(standsIn('She says:\nI can’t  breathe. Call her.', 'I can’t breathe')).toBe(true);
  expect(standsIn('I can’t breathe and it hurts', '…breathe and it…')).toBe(true);
  expect(standsIn('', 'I can’t breathe')).toBe(false);
});

test('every group opens its part of the card and has a name', () => {
  for (const group of redFlagGroups) {
    expect(cardGroupOf(group)).not.toBeNull();
    expect(hasText(`messages.flag.group.${group}`)).toBe(true);
  }
  expect(cardGroupOf('of_newer_rules')).toBeNull();
});

test('a cue stands for the mood of its state', () => {
  const cue: Omit<Cue, 'state'> = {
    id: '',
    kind: 'state',
    sure: 'likely',
    quote: '',
    marks: [],
    source: 'note',
    at: '',
    rated: null,
  };
  expect(moodOfView(null)).toBeNull();
  expect(moodOfView(view([]))).toBeNull();
  expect(moodOfView(view([], { ...cue, state: 'afraid' }))).toBe('anxious');
  expect(moodOfView(view([], { ...cue, state: 'sad' }))).toBe('grieving');
  expect(moodOfView(view([], { ...cue, state: 'grateful' }))).toBeNull();
});
