// What is said after a new record was made, and what a late or lost answer does. All people are made up.
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, describe, expect, it } from 'vitest';
import type { IntakeOutcome } from '#shared/contract/intake.ts';
import { nobodyYet } from '#shared/domain/finding/intake.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keptIn, letGo } from '../app/kept-words.ts';
import { answerWith } from '../bridge/testing.ts';
import { another, backToForm, compare, create, isCaller, look, toMessage, type Words } from './doing.ts';
import { CreatedAs } from './Ended.tsx';
import { stepOf } from './step.ts';

const one = '019a9f2e-0000-7000-8000-000000000001';
const two = '019a9f2e-0000-7000-8000-000000000002';
const at = '2026-11-22T15:00:00.000Z';
const made: Extract<IntakeOutcome, { kind: 'created' }> = {
  kind: 'created',
  patientId: 'new-1',
  at,
  again: false,
  differs: [],
};

type Answers = Record<string, (input: unknown) => Result<unknown> | Promise<Result<unknown>>>;
let answers: Answers = {};
const asked: [string, Record<string, unknown>][] = [];
const call = async (name: string, input: unknown): Promise<Result<unknown>> => {
  asked.push([name, input as Record<string, unknown>]);
  return (await answers[name]?.(input)) ?? fail('timed-out');
};
answerWith(call);
const words = (): Words => keptIn<Words>(`intake ${one}`, null as unknown as Words);
const named = (name: string) => asked.filter(([n]) => n === name).map(([, input]) => input);
const checked = (outcome: string) => () =>
  ok({ outcome, level: 0, wrongLeft: 3, locked: false, from: 'server' });

beforeEach(() => {
  letGo('');
  asked.length = 0;
  answers = { 'intake.create': () => ok(made), 'patient.choose': () => ok({ at }) };
  useDeskView.setState(useDeskView.getInitialState(), true);
});

describe('a record that was made', () => {
  it('is said to be unverified where it could not be chosen, and nothing can be booked then', async () => {
    answers['patient.choose'] = () => fail('interrupted');
    await create(one);
    expect(words()).toMatchObject({ outcome: made, unverified: { code: 'interrupted' }, busy: null });
    expect(named('patient.check')).toEqual([]);
    const drawn = renderToStaticMarkup(
      <CreatedAs contextId={one} outcome={made} words={words()} isTheirs={false} />,
    );
    expect(drawn).toContain('They are not verified on this call.');
    expect(drawn).toContain('Choose and compare');
    expect(drawn).not.toContain('are ticked');
    expect(drawn).not.toContain('Book the first visit');
  });

  it('is compared when a person asks for it, with what was said', async () => {
    answers['patient.choose'] = () => fail('interrupted');
    await create(one);
    answers = { 'patient.choose': () => ok({ at }), 'patient.check': checked('matched') };
    await compare(one);
    expect(words().unverified).toBeNull();
    expect(named('patient.choose').at(-1)).toMatchObject({ contextId: one, patientId: 'new-1' });
    expect(named('patient.check').map((input) => input['fact'])).toEqual(['fullName', 'birthDate']);
    const drawn = renderToStaticMarkup(<CreatedAs contextId={one} outcome={made} words={words()} isTheirs />);
    expect(drawn).toContain('are ticked');
    expect(drawn).toContain('Book the first visit');
  });

  it('says that the record holds something else, and why the desk could not be asked', async () => {
    answers['patient.check'] = checked('not-matched');
    await create(one);
    expect(words().unverified).toBe('differs');
    answers['patient.check'] = () => fail('ehr-offline');
    await compare(one);
    expect(words().unverified).toMatchObject({ code: 'ehr-offline' });
  });

  it('is not the last one: another of the household, or back to what was typed', async () => {
    await create(one);
    const first = named('intake.create')[0]?.['intakeId'];
    another(one);
    expect(words()).toMatchObject({ outcome: null, person: nobodyYet });
    await create(one);
    expect(named('intake.create')[1]?.['intakeId']).not.toBe(first);
    answers['intake.message'] = () => ok({ messageId: two, savedAt: at, cut: false });
    await toMessage(one, 'riverside', null);
    expect(words().saved).not.toBeNull();
    backToForm(one);
    expect(words()).toMatchObject({ saved: null, outcome: null });
  });
});

it('that not everybody could be compared is shown before it is gone on with', async () => {
  const looked = { possible: [], more: false, unreadable: 0, mayCreate: 'yes' };
  answers['intake.look'] = () => ok(looked);
  answers['intake.create'] = () => ok({ kind: 'part', more: true, unreadable: 2 });
  await look(one);
  await create(one);
  expect(words()).toMatchObject({ outcome: null, looked: { more: true, unreadable: 2 } });
  expect(stepOf(words())).toBe('create');
  await create(one);
  expect(named('intake.create').map((input) => input['partSeen'])).toEqual([false, true]);
});

describe('answers that come late or not at all', () => {
  it('leave another caller’s screen alone', async () => {
    const chosen = Promise.withResolvers<Result<unknown>>();
    answers['patient.choose'] = () => chosen.promise;
    const view = () => useDeskView.getState();
    view().setContext({ contextId: one });
    view().openTask({ kind: 'act', act: 'intake' });
    const done = isCaller(one, 'on-file');
    view().setContext({ contextId: two });
    view().setRightTab('knowledge');
    view().openTask({ kind: 'booking', what: 'book', visitId: null });
    chosen.resolve(ok({ at }));
    await done;
    expect(view()).toMatchObject({ rightTab: 'knowledge', task: { kind: 'booking' } });
    view().setContext({ contextId: one });
    expect(view().task).toBeNull();
  });

  it('pressed again, a message is the same; a later one is another', async () => {
    await toMessage(one, 'riverside', null);
    answers['intake.message'] = () => ok({ messageId: two, savedAt: at, cut: false });
    await toMessage(one, 'riverside', null);
    backToForm(one);
    await toMessage(one, 'riverside', null);
    const ids = named('intake.message').map((input) => input['messageId']);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[1]);
  });
});

it('what is next: never creating before it was looked, never a record where only a message is left', () => {
  const looked = { possible: [], more: false, unreadable: 0, mayCreate: 'yes' as const };
  const none = { looked: null, outcome: null, failure: null };
  expect(stepOf(none)).toBe('look');
  expect(stepOf({ ...none, looked })).toBe('create');
  expect(stepOf({ ...none, looked: { ...looked, mayCreate: 'no' } })).toBe('message');
  expect(stepOf({ ...none, looked, outcome: { kind: 'unconfirmed', code: 'timed-out' } })).toBe('again');
  expect(stepOf({ ...none, looked, outcome: { kind: 'message', why: 'away', code: null } })).toBe('message');
  expect(stepOf({ ...none, failure: { ok: false, code: 'ehr-offline', message: '', retryable: true } })).toBe(
    'message',
  );
});
