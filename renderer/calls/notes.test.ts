import { expect, it, vi } from 'vitest';
import { ok } from '#shared/domain/result.ts';
import type { Client } from '../bridge/index.ts';
import { answerWith } from '../bridge/testing.ts';
import { addedElsewhere, closeNotes, notesOf, settleNotes, useNotesStore, writeNotes } from './notes.ts';

/** What the desk was sent to keep. */
const sent: string[] = [];
const call: Client['call'] = (_name, input) => {
  sent.push((input as { notes: string }).notes);
  return Promise.resolve(ok({ keptAt: '2026-11-22T03:00:00.000Z' }));
};
answerWith(call);

it('knows its own saves again, also old ones that come late', () => {
  const before = ['', 'wants', 'wants a refill'];
  expect(addedElsewhere('wants', before)).toBeNull();
  expect(addedElsewhere('wants a refill', before)).toBeNull();
});

it('finds the line that another window put after a text of this one', () => {
  expect(addedElsewhere('wants a refill\nby four\n', ['', 'wants', 'wants a refill'])).toBe('by four');
  expect(addedElsewhere('by four\n', [''])).toBe('by four');
});

it('takes nothing from a text that it cannot place, nor from spaces alone', () => {
  expect(addedElsewhere('something else', ['wants'])).toBeNull();
  expect(addedElsewhere('wants \n', ['wants'])).toBeNull();
});

it('a card number is masked in the note itself, as it is typed and when it is left', async () => {
  vi.useFakeTimers();
  const inHand = { id: 'c1', notes: '' };
  const shown = () => useNotesStore.getState().by['c1'];
  for (let n = 1; n <= 24; n++) writeNotes(inHand, 'card 4111 1111 1111 1111'.slice(0, n));
  expect(shown()).toMatchObject({ text: 'card •••• •••• •••• 1111', masked: 1 });
  // 13 digits may go on: masked when the line is left.
  writeNotes(inHand, `${notesOf('c1', '')} or 4222222222222`);
  expect(shown()?.text).toContain('4222222222222');
  settleNotes(inHand);
  expect(shown()).toMatchObject({ text: 'card •••• •••• •••• 1111 or •••••••••2222', masked: 2 });
  // Not until no timer is left: other rooms' tests share this process, and one of theirs may still be running out.
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toEqual(['card •••• •••• •••• 1111 or •••••••••2222']);
  closeNotes('c1');
  vi.useRealTimers();
});
