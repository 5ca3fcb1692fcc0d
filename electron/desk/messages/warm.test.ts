// The first caller's words find rules that have run before.
import { expect, test } from 'vitest';
import { warmScanner } from './warm.ts';

test('makes ready first, then runs once a turn, a dozen times, on words that hold a flag; ended it runs no more', () => {
  const turns: (() => void)[] = [];
  const scanned: string[] = [];
  let cancelled = 0;
  const after = (_: number, run: () => void) => {
    turns.push(run);
    return () => void cancelled++;
  };
  const end = warmScanner(after, (text) => scanned.push(text));
  expect(scanned).toEqual([]);
  for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
    const before = scanned.length;
    turn();
    expect(scanned.length - before).toBeLessThan(2);
  }
  expect(scanned).toHaveLength(12);
  expect(scanned[0]).toContain('chest pain');
  end();
  expect(cancelled).toBe(1);
});
