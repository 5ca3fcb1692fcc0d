// A task belongs to its caller: another caller has another one, and it comes back with its own.
import { beforeEach, expect, test } from 'vitest';
import { useDeskView, type Task } from './desk-store.ts';

const one = '019a9f2e-0000-7000-8000-000000000001';
const two = '019a9f2e-0000-7000-8000-000000000002';
const book: Task = { kind: 'booking', what: 'book', visitId: null };
const view = () => useDeskView.getState();

beforeEach(() => useDeskView.setState(useDeskView.getInitialState(), true));

test('Nobody in hand: no task opens', () => {
  view().openTask(book);
  expect([view().task, view().centre.kind]).toEqual([null, 'none']);
});

test('A task is in sight at once, stays with its caller, and is put away alone', () => {
  view().setContext({ contextId: one });
  view().show({ kind: 'message', messageId: two });
  view().openTask(book);
  expect([view().task, view().centre]).toEqual([book, { kind: 'call', callId: one }]);
  view().setContext({ contextId: two });
  expect(view().task).toBeNull();
  view().openTask({ kind: 'act', act: 'refill' });
  view().setContext({ contextId: one });
  expect(view().task).toEqual(book);
  view().setContext({ accountId: 'another' });
  expect(view().task).toEqual(book);
  view().openTask(null);
  expect([view().task, Object.keys(view().tasks)]).toEqual([null, [two]]);
});

test('A draft without a call gives its own place', () => {
  view().setContext({ contextId: one, draftId: one });
  view().openTask(book);
  expect(view().centre).toEqual({ kind: 'draft', draftId: one });
});
