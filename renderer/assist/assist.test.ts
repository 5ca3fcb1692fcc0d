// The page's part: which sentences of the notes are sent, which flag stands in red, which mood a cue stands for.
import { expect, test } from 'vitest';
import type { AssistView, CallFlag, Cue } from '#shared/domain/assist/view.ts';
import { redFlagGroups } from '#shared/domain/redflags/index.ts';
import { hasText } from '../text/t.ts';
import { cardGroupOf, flagsNow } from './flags.ts';
import { notesEar } from './hear-notes.ts';
import { moodOfView } from './mood.ts';

function ear(saved: string) {
  const sent: string[] = [];
  let timers: { ms: number; run: () => void }[] = [];
  const made = notesEar(
    saved,
    (text) => sent.push(text),
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

test('a sentence is sent once, after a pause; what stood there before is not', () => {
  const { made, sent, rest } = ear('Before the page came.');
  made.typed('Before the page came. She is sca');
  rest(300);
  expect(sent).toEqual([]);
  made.typed('Before the page came. She is scared. It hur');
  rest(300);
  expect(sent).toEqual(['She is scared.']);
  rest(2000);
  expect(sent).toEqual(['She is scared.', 'It hur']);
  made.typed('Before the page came. She is scared. It hur');
  rest(2000);
  made.flush();
  expect(sent).toHaveLength(2);
});

test('what a script put into the notes is never heard, what is typed beside it is', () => {
  const { made, sent, rest } = ear('');
  made.known('Said: “I can hear how worried you are.”');
  made.typed('Said: “I can hear how worried you are.”\nHe cannot breathe.');
  rest(300);
  expect(sent).toEqual(['He cannot breathe.']);
});

test('a lock does not lose what was typed last', () => {
  const { made, sent } = ear('');
  made.typed('he cannot breathe');
  made.flush();
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
  expect(flagsNow(view([flag('a'), flag('b'), aside]), [])).toMatchObject({
    open: [{ id: 'a' }, { id: 'b' }],
    count: 3,
  });
  expect(flagsNow(view([flag('a'), flag('b')]), ['a'])).toMatchObject({
    open: [{ id: 'b' }],
    seen: { id: 'a' },
  });
  expect(flagsNow(view([aside]), [])).toEqual({ open: [], seen: null, count: 1 });
  expect(flagsNow(null, [])).toEqual({ open: [], seen: null, count: 0 });
  const child = flag('d', { group: 'infant_child' });
  const older = flag('e', { group: 'sepsis', at: '2026-11-22T02:00:00.000Z' });
  // The gravest of one sentence first; what was said before waits for its turn.
  expect(flagsNow(view([child, flag('a'), older]), []).open.map((f) => f.id)).toEqual(['a', 'd']);
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
  expect(moodOfView(view([], { ...cue, state: 'grateful' }))).toBe('calm');
});
