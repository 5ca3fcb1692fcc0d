// What is urgent and can't be sent is told by phone, whatever the reason is that it can't be sent.
import { expect, test } from 'vitest';
import type { StatusValue } from '#shared/contract/status.ts';
import { cannotSend } from './unsent.ts';

const status = (state: StatusValue['backend']['state']): StatusValue =>
  ({ backend: { state, since: null, lastContact: null, problem: null } }) as StatusValue;

test('urgent and not online asks for the phone; a state that was not told counts as not online', () => {
  for (const state of ['offline', 'refused', 'none', 'unknown'] as const)
    for (const urgency of ['emergency', 'urgent-clinical'] as const)
      expect(cannotSend(status(state), urgency)).toBe(state);
  expect(cannotSend(null, 'emergency')).toBe('unknown');
});

test('online, or not urgent, asks for nothing', () => {
  expect(cannotSend(status('online'), 'emergency')).toBeNull();
  expect(cannotSend(status('offline'), 'routine-clinical')).toBeNull();
  expect(cannotSend(status('offline'), null)).toBeNull();
});
