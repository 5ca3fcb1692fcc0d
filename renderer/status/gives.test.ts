import { expect, it } from 'vitest';
import { givesOf, isAway } from './gives.ts';

const connection = (tone: 'green' | 'amber' | 'red') => [{ id: 'connection', tone } as const];

it('keeps the words on how old the articles are while the connection is away, and lets them go otherwise', () => {
  const knowledge = { id: 'knowledge', tone: 'neutral' } as const;
  expect(givesOf(knowledge, isAway(connection('amber')))).toBeUndefined();
  expect(givesOf(knowledge, isAway(connection('red')))).toBeUndefined();
  expect(givesOf(knowledge, isAway(connection('green')))).toBe('first');
  expect(givesOf({ id: 'ehr', tone: 'neutral' }, true)).toBe('first');
  expect(givesOf({ id: 'queue', tone: 'neutral' }, true)).toBe('second');
  expect(givesOf({ id: 'lease', tone: 'amber' }, false)).toBeUndefined();
});
