import { describe, expect, it } from 'vitest';
import { findBy } from './find-by.ts';

const find = findBy([
  { id: 'a', title: 'Clinical message', words: ['fever', 'chest pain'] },
  { id: 'b', title: 'Test results' },
]);

describe('findBy', () => {
  it.each([
    ['Clinical message', '', true],
    ['Clinical message', 'CLIN', true],
    ['Clinical message', 'fev', true],
    ['Clinical message', 'pain in', false],
    ['Clinical message', 'pain chest', true],
    ['Clinical message', 'ever', false],
    ['Clinical message', '(*', false],
    ['Test results', 'sults', true],
    ['Test results', 'results, test', true],
    ['Test results', 'fever', false],
    ['Not there', 'fever', false],
  ])('%s by %j: %s', (title, typed, expected) => {
    expect(find(title, typed)).toBe(expected);
  });
});
