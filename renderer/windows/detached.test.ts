import { expect, it } from 'vitest';
import { isDetached } from './detached.ts';

const facts = { open: ['main', 'panel'] as const, calls: [{ id: 'call-1' }], number: null };

it('shows the patient of a call in one window only', () => {
  expect(isDetached({ ...facts, contextId: 'call-1', number: '+16175550142' })).toBe(true);
  expect(isDetached({ ...facts, contextId: null })).toBe(true);
  expect(isDetached({ ...facts, open: ['main', 'compact'], contextId: 'call-1' })).toBe(false);
});

it('keeps here what the panel does not follow: a message without a call, a number that is looked up', () => {
  expect(isDetached({ ...facts, contextId: 'draft-1' })).toBe(false);
  expect(isDetached({ ...facts, contextId: null, number: '+16175550142' })).toBe(false);
});
