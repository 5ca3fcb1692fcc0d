import { expect, it } from 'vitest';
import { actOf, wasStartedAgain } from './links.ts';

it('shows a number and opens everything else', () => {
  expect(actOf({ kind: 'dial', number: '+16175550142' })).toEqual({ act: 'number', number: '+16175550142' });
  const reference = '0190b8a0-0000-7000-8000-000000000001';
  expect(actOf({ kind: 'message', reference })).toEqual({ act: 'message', messageId: reference });
  expect(actOf({ kind: 'article', articleId: 'chest-pain' })).toEqual({
    act: 'article',
    articleId: 'chest-pain',
  });
  expect(actOf({ kind: 'place', place: 'calls' })).toEqual({ act: 'list', tab: 'calls' });
  expect(actOf({ kind: 'place', place: 'knowledge' })).toEqual({ act: 'knowledge' });
});

it('tells of a second start once, and not when the page has just begun or the desk restarted', () => {
  expect(wasStartedAgain(null, 3)).toBe(false);
  expect(wasStartedAgain(0, 1)).toBe(true);
  expect(wasStartedAgain(1, 1)).toBe(false);
  expect(wasStartedAgain(4, 0)).toBe(false);
});
