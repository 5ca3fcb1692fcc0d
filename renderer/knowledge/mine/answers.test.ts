import { expect, it } from 'vitest';
import { newestAnswer, unseenAnswers } from './answers.ts';

const answered = (at: string) => ({ answer: { by: 'Joanna Ruiz', at, words: 'Yes.' } });
const [first, second] = ['2026-11-23T08:00:00.000Z', '2026-11-23T09:00:00.000Z'];

it('counts answers that came after what was opened, and nothing that waits', () => {
  const rows = [{ answer: null }, answered(second), answered(first)];
  expect(unseenAnswers(rows, null)).toBe(2);
  expect(unseenAnswers(rows, first)).toBe(1);
  expect(newestAnswer(rows)).toBe(second);
  expect(unseenAnswers(rows, newestAnswer(rows))).toBe(0);
  expect([newestAnswer([{ answer: null }]), unseenAnswers([{ answer: null }], null)]).toEqual([null, 0]);
});
