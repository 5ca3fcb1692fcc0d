// A message in place of an appointment, pressed again after its answer was lost, is the same message. All people are made up.
import { expect, it } from 'vitest';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { answerWith } from '../bridge/testing.ts';
import { saveAsMessage } from './acts.ts';

const contextId = '019a9f2e-0000-7000-8000-000000000001';
const sent: string[] = [];
let answer: Result<unknown> = fail('timed-out');
const call = (_name: string, input: unknown): Promise<Result<unknown>> => {
  sent.push((input as { messageId: string }).messageId);
  return Promise.resolve(answer);
};
answerWith(call);
const save = () =>
  saveAsMessage({
    contextId,
    task: 'book  p1',
    patientId: 'p1',
    accountId: 'riverside',
    messageId: null,
    ask: {} as never,
    lines: ['Wants an appointment.'],
    patientName: 'Wil',
    otherPhoneWhy: null,
  });

it('keeps its id until it was saved; the next one is another', async () => {
  await save();
  answer = ok({ messageId: 'm', savedAt: '2026-11-22T15:00:00.000Z', cut: false });
  await save();
  await save();
  expect(sent[0]).toBe(sent[1]);
  expect(sent[2]).not.toBe(sent[1]);
});
