// Drafts as this page holds them, over a bridge that a test answers: kept, saved once, what lacks named by the desk, quotes taken.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyDraft, type DraftFields } from '#shared/domain/messages/message.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { answerWith } from '../bridge/testing.ts';
import {
  changeDraft,
  discardDraft,
  dropDraft,
  holdDraft,
  keepAll,
  loadDraft,
  openDraft,
  saveDraft,
} from './draft-store.ts';
import { showMessage } from './start-draft.ts';

const id = '01935000-0000-7000-8000-000000000001';
const fields: DraftFields = emptyDraft({
  accountId: 'harbor',
  dnis: '',
  greeting: '',
  receivedAt: '2026-11-22T03:00:00.000Z',
  zone: 'America/New_York',
  practice: '',
  origin: null,
});
interface Asked {
  name: string;
  input: { fields?: DraftFields; on?: boolean };
  within: number | null;
}
let asked: Asked[] = [];
let answer: (name: string) => Result<unknown> | Promise<Result<unknown>>;
const ask =
  (sure: boolean) =>
  async (
    name: string,
    input: unknown,
    options: { requestId?: string; within?: number } = {},
  ): Promise<Result<unknown>> => {
    asked.push({ name, input: input as Asked['input'], within: sure ? (options.within ?? 0) : null });
    return answer(name);
  };
const opened = () => {
  const draft = openDraft(id);
  if (draft?.phase !== 'open') throw new Error(`draft is ${draft?.phase}`);
  return draft;
};
const names = () => asked.map((a) => a.name);

beforeEach(() => {
  vi.useFakeTimers();
  answerWith(ask(false), ask(true));
  asked = [];
  answer = () => ok({ keptAt: 'T1' });
  holdDraft({ id, fields, keptAt: 'T0', revises: null });
});
afterEach(() => {
  dropDraft(id);
  useDeskView.setState(useDeskView.getInitialState());
  vi.useRealTimers();
});

test('what is typed is on the desk within 500 ms, and shown as kept only then', async () => {
  changeDraft(id, (f) => ({ ...f, verbatim: 'It is like a belt' }));
  expect(opened().kept).toEqual({ kind: 'typing', at: 'T0' });
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toMatchObject([
    { name: 'messages.keep', input: { fields: { verbatim: 'It is like a belt' } } },
  ]);
  expect(opened().kept).toEqual({ kind: 'kept', at: 'T1' });
});

test('a draft that this page holds is not read over what was typed; one that is none is a saved message', async () => {
  changeDraft(id, (f) => ({ ...f, verbatim: 'newer' }));
  await loadDraft(id);
  expect(names()).toEqual([]);
  expect(opened().fields.verbatim).toBe('newer');
  const other = '01935000-0000-7000-8000-000000000002';
  answer = () => fail('desk-unavailable');
  await loadDraft(other);
  expect(openDraft(other)).toMatchObject({ phase: 'failed', failure: { code: 'desk-unavailable' } });
  answer = () => fail('not-found');
  await loadDraft(other);
  expect(openDraft(other)).toEqual({ phase: 'saved' });
  dropDraft(other);
});

test('saving is asked once, waits out a restart, and freezes the form until the desk has answered', async () => {
  let settle: (result: Result<unknown>) => void = () => undefined;
  answer = () => new Promise((resolve) => (settle = resolve));
  const first = saveDraft(id);
  expect(await saveDraft(id)).toBeNull();
  changeDraft(id, (f) => ({ ...f, verbatim: 'after' }));
  expect(opened()).toMatchObject({ saving: true, fields: { verbatim: '' } });
  expect(asked).toMatchObject([{ name: 'messages.save', within: 60_000 }]);
  settle(ok({ id, savedAt: 'T2', seq: 1 }));
  expect(await first).toBe('T2');
  expect(openDraft(id)).toEqual({ phase: 'saved' });
  await vi.advanceTimersByTimeAsync(5000);
  expect(names()).toEqual(['messages.save']);
});

test('a save that failed leaves every word, names why, and what the desk found lacking', async () => {
  changeDraft(id, (f) => ({ ...f, verbatim: 'kept words' }));
  answer = (name) => (name === 'messages.save' ? fail('disk-full') : ok({ keptAt: 'T1' }));
  expect(await saveDraft(id)).toBeNull();
  expect(opened()).toMatchObject({
    saving: false,
    tried: true,
    failure: { code: 'disk-full' },
    lacking: [],
    fields: { verbatim: 'kept words' },
  });
  answer = () => fail('incomplete', 'urgency,reason');
  await saveDraft(id);
  expect(opened().lacking).toEqual(['urgency', 'reason']);
  changeDraft(id, (f) => ({ ...f, reasonCode: 'billing' }));
  expect(opened()).toMatchObject({ failure: null, lacking: [] });
});

test('before a lock everything that was typed goes out at once; before a discard too', async () => {
  changeDraft(id, (f) => ({ ...f, verbatim: 'half a sen' }));
  await keepAll();
  expect(asked).toMatchObject([{ name: 'messages.keep', input: { fields: { verbatim: 'half a sen' } } }]);
  changeDraft(id, (f) => ({ ...f, verbatim: 'half a sentence' }));
  expect(await discardDraft(id)).toBeNull();
  expect(asked.slice(1)).toMatchObject([
    { name: 'messages.keep', input: { fields: { verbatim: 'half a sentence' } } },
    { name: 'messages.discard', input: { on: true } },
  ]);
});

test('a quote goes into the draft in hand, beside a call too, at most 20 of them', async () => {
  const quote = { articleId: 'a1', version: 3, title: 'Chest pain', text: 'Dial 911.' };
  const view = useDeskView.getState();
  view.setQuoted(quote);
  expect(useDeskView.getState().quoted).toBe(quote);
  view.setQuoted(null);
  view.setContext({ draftId: id });
  for (let i = 0; i < 25; i++) view.setQuoted({ ...quote, version: i + 1 });
  expect(useDeskView.getState().quoted).toBeNull();
  expect(opened().fields.quotes).toHaveLength(20);
  expect(opened().fields.quotes[0]).toEqual({ ...quote, version: 1 });
});

test('a saved message is read in the centre, or beside the call that is in hand', () => {
  const message = '01935000-0000-7000-8000-000000000003';
  const view = useDeskView.getState();
  showMessage(message);
  expect(useDeskView.getState().centre).toEqual({ kind: 'message', messageId: message });
  view.show({ kind: 'call', callId: 'c1' });
  showMessage(message);
  expect(useDeskView.getState()).toMatchObject({
    centre: { kind: 'call', callId: 'c1' },
    draftId: message,
    rightTab: 'message',
  });
  expect(openDraft(message)).toEqual({ phase: 'saved' });
  dropDraft(message);
});
