import { expect, it } from 'vitest';
import { mayLeave } from './leaving.ts';
import { leavingWords } from './text.ts';

const words = (state: Parameters<typeof mayLeave>[0]) => {
  const may = mayLeave(state);
  return leavingWords(may.ok ? [] : may.why, state);
};

it('names the worst in the question itself, and what follows of each below', () => {
  const all = words({ call: true, draft: true, urgent: 2 });
  expect(all.message).toBe('A caller would be cut off.');
  const [call, urgent, draft] = all.detail.split('\n\n');
  expect(call).toMatch(/^Leaving now ends every call/);
  expect(urgent).toMatch(
    /^2 urgent messages have not reached the backend\. Phone the clinicians before you leave/,
  );
  expect(draft).toMatch(/^A message is not saved yet\. Its draft is kept/);
});

it('never calms about an urgent message that nobody else has', () => {
  expect(words({ call: false, draft: false, urgent: 1 })).toEqual({
    message: 'An urgent message has not reached the backend.',
    detail: expect.stringMatching(/^Phone the clinician before you leave\./),
  });
});
