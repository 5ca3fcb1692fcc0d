// What was written in a small form stands there again when it is drawn anew, until it is saved or given up. All people are
// made up.
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test } from 'vitest';
import type { OpenValue } from '../handover/store.ts';
import { Give } from '../handover/shift/Shift.tsx';
import { RaiseForm } from '../messages/view/RaiseForm.tsx';
import { OutcomeForm } from '../dispatch/cards/OutcomeForm.tsx';
import { paging } from '../gallery/night/people.ts';
import { keepIn, keptIn, letGo } from './kept-words.ts';

afterEach(() => letGo(''));

test('each name keeps its own; letting go takes all of one form and nothing of another', () => {
  keepIn('close 1 reason', 'no callback wanted');
  keepIn('close 1 how', 'other');
  keepIn('close 2 reason', 'twice');
  expect(keptIn('close 1 reason', '')).toBe('no callback wanted');
  letGo('close 1 ');
  expect([keptIn('close 1 reason', ''), keptIn('close 1 how', null)]).toEqual(['', null]);
  expect(keptIn('close 2 reason', '')).toBe('twice');
});

test('the note of a raise is there after another tab, and is that of its message only', () => {
  const drawn = (id: string): string =>
    renderToStaticMarkup(<RaiseForm messageId={id} urgency="routine-clinical" onDone={() => undefined} />);
  expect(drawn('one')).not.toContain('she cannot stand');
  keepIn('raise one note', 'she cannot stand');
  expect(drawn('one')).toContain('she cannot stand');
  expect(drawn('two')).not.toContain('she cannot stand');
});

test('what came of it is still there when the card is drawn anew', () => {
  const card = paging(1);
  keepIn(`outcome ${card.messageId} text`, 'she is with him now');
  expect(renderToStaticMarkup(<OutcomeForm card={card} />)).toContain('she is with him now');
});

test('the note of a hand-over survives a list that is read anew', () => {
  const item = (messageId: string): OpenValue['items'][number] => ({
    messageId,
    accountId: 'harbor',
    patientName: 'Zephyrine Quackenbush',
    urgency: 'emergency',
    savedAt: '2026-11-22T03:00:00.000Z',
    dispatch: 'manual',
    owner: 'Imogen Invented',
    ownerId: 'p-1',
  });
  const people = [{ id: 'p-2', name: 'Olwen Other' }];
  const drawn = (...ids: string[]): string =>
    renderToStaticMarkup(
      <Give value={{ items: ids.map(item), drafts: 0, people }} own={[item('a')]} kept="shift p-1 " />,
    );
  keepIn('shift p-1 note', 'called twice, mailbox full');
  expect(drawn('a')).toContain('called twice, mailbox full');
  expect(drawn('a', 'b')).toContain('called twice, mailbox full');
});
