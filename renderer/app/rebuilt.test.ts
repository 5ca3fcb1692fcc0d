import { expect, it } from 'vitest';
import { beginWork, endWork, type MarkStore } from './rebuilt.ts';

function windowStore(): MarkStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

it('a page that was left on purpose is not spoken of, one that ended by itself is, each time', () => {
  const store = windowStore();
  expect(beginWork(store)).toBe(false);
  endWork(store);
  expect(beginWork(store)).toBe(false);
  expect([beginWork(store), beginWork(store)]).toEqual([true, true]);
  endWork(store);
  expect(beginWork(store)).toBe(false);
});
