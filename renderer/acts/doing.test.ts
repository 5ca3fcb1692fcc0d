// What is pressed again after a lost answer is the same act and the same message. All people are made up.
import { beforeEach, describe, expect, it } from 'vitest';
import type { ActView } from '#shared/contract/acts.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keepIn, keptIn, letGo } from '../app/kept-words.ts';
import { useSaidOverCard } from '../app/say.ts';
import { onNoteSaid } from '../app/note-said.ts';
import { answerWith } from '../bridge/testing.ts';
import { asMessage, begin, namesOf } from './doing.ts';
import { hereOf } from './here.ts';
import { firstOf } from './prefill.ts';

const contextId = '019a9f2e-0000-7000-8000-000000000001';
const at = '2026-11-22T15:00:00.000Z';
const here = hereOf(contextId, { id: 'acme' } as Account, 'follow-up', {
  patientId: 'p1',
  preferredName: 'Ana Gomes',
  language: null,
  level: 2,
});
const known = { record: {}, reason: null, notes: '', incoming: true, at, article: null };
const act = firstOf('follow-up', known, {});
const names = namesOf(here.form);

type Answer = (input: Record<string, string>) => Result<unknown>;
let answers: Record<string, Answer> = {};
const asked: [string, Record<string, string>][] = [];
const call = async (name: string, input: unknown): Promise<Result<unknown>> => {
  const words = input as Record<string, string>;
  asked.push([name, words]);
  return answers[name]?.(words) ?? fail('timed-out');
};
answerWith(call);
const named = (name: string): Record<string, string>[] =>
  asked.filter(([n]) => n === name).map(([, input]) => input);
const view = (actId: string, messageId: string | null = null): ActView =>
  ({ contextId, patientId: 'p1', actId, kind: 'follow-up', at, state: 'queued', act, messageId }) as ActView;

beforeEach(() => {
  letGo('');
  asked.length = 0;
  answers = {};
});

describe('an act whose answer was lost', () => {
  it('has the same id when it is pressed again, another one with other words, and a new one when it is done', async () => {
    await begin(here, act);
    expect(keptIn(names.failure, null)).toMatchObject({ code: 'timed-out' });
    await begin(here, act);
    await begin(here, { ...act, what: 'Call back' } as typeof act);
    const [first, again, other] = named('acts.begin').map((input) => input['actId']);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    answers['acts.begin'] = ({ actId = '' }) => ok(view(actId));
    await begin(here, act);
    await begin(here, act);
    const [, , , done, more] = named('acts.begin').map((input) => input['actId']);
    expect(more).not.toBe(done);
  });

  it('is shown as begun where the desk has it all the same, and what was typed goes with it', async () => {
    keepIn(names.patch, { what: 'Call back' });
    answers['acts.standing'] = () => ok(named('acts.begin').map((input) => view(input['actId'] ?? '')));
    await begin(here, act);
    expect(keptIn(names.shown, null)).toBe(named('acts.begin')[0]?.['actId']);
    expect([keptIn(names.failure, null), keptIn(names.patch, null)]).toEqual([null, null]);
  });

  it('stands in the notes once it is with the desk, in words that say how far it got', async () => {
    const notes: string[] = [];
    const stop = onNoteSaid((_, text) => void notes.push(text));
    await begin(here, act);
    expect(notes).toEqual([]);
    answers['acts.begin'] = ({ actId = '' }) => ok(view(actId));
    await begin(here, act);
    answers['acts.begin'] = ({ actId = '' }) => ok({ ...view(actId), state: 'done', how: 'task' });
    await begin(here, act);
    answers['acts.begin'] = ({ actId = '' }) => ok({ ...view(actId), state: 'refused' });
    await begin(here, act);
    stop();
    expect(notes).toEqual([
      'Plan a follow-up: kept, to be sent when the record answers.',
      expect.stringMatching(/^Plan a follow-up: with .+ as a task in the record\.$/),
    ]);
  });

  it('becomes one message under the same ids, and is not sent beside it', async () => {
    await begin(here, act);
    await asMessage(here, act, null, null);
    answers['acts.message'] = ({ actId = '', messageId = '' }) =>
      ok({ messageId, savedAt: at, cut: false, view: view(actId, messageId) });
    const saved = await asMessage(here, act, null, null);
    const [first, again] = named('acts.message');
    expect(first?.['actId']).toBe(named('acts.begin')[0]?.['actId']);
    expect([again?.['actId'], again?.['messageId']]).toEqual([first?.['actId'], first?.['messageId']]);
    expect(saved).toBe(first?.['messageId']);
  });
});

it('a medicine that is out now opens its message, with the birth date that was compared, and says how urgent it is', async () => {
  const refill = firstOf('refill-request', known, { drug: 'Sertraline', outNow: true });
  const refillHere = { ...here, kind: 'refill-request' as const };
  useDeskView.setState({ contextId, centre: { kind: 'call', callId: contextId }, emergencyOpen: true });
  answers = {
    'patient.card': () => ok({ card: 'identity', rows: [{ birthDate: '1972-02-29' }] }),
    'acts.message': ({ actId = '', messageId = '' }) =>
      ok({ messageId, savedAt: at, cut: false, view: view(actId, messageId) }),
    'messages.read': () => ok({ message: { fields: { urgency: 'emergency' } } }),
  };
  const messageId = await asMessage(refillHere, { ...refill, outNow: true } as typeof refill, null, null);
  expect(named('acts.message')[0]).toMatchObject({ patientBirthDate: '1972-02-29' });
  expect(useDeskView.getState()).toMatchObject({ draftId: messageId, rightTab: 'message' });
  expect(useSaidOverCard.getState().text).toContain('Saved as an emergency');
});
