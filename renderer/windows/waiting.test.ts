import { expect, it } from 'vitest';
import type { LinkAct } from './links.ts';
import { interrupts, noneWaits, pause, withOne, withoutFirst, type Waiting } from './waiting.ts';

const number = (n: number): LinkAct => ({ act: 'number', number: `+1617555010${n}` });
const quiet = { calls: 0, inField: false, sinceTyped: Infinity, covered: false };

it('stands over the page only when nobody is interrupted by it', () => {
  expect(interrupts(quiet)).toBe(false);
  expect(interrupts({ ...quiet, calls: 1 })).toBe(true);
  expect(interrupts({ ...quiet, inField: true })).toBe(true);
  expect(interrupts({ ...quiet, covered: true })).toBe(true);
  expect(interrupts({ ...quiet, sinceTyped: pause - 1 })).toBe(true);
  expect(interrupts({ ...quiet, sinceTyped: pause })).toBe(false);
});

it('keeps each in its order, the newest of too many, and the same one once', () => {
  let waiting = noneWaits;
  for (const n of [0, 1, 2, 3, 4, 5, 6, 3]) waiting = withOne(waiting, number(n));
  expect(waiting).toEqual({ acts: [2, 4, 5, 6, 3].map(number), open: false });
});

it('never takes away the number that is being looked at', () => {
  let waiting: Waiting = { acts: [number(0)], open: true };
  for (const n of [1, 2, 3, 4, 5, 0, 2]) waiting = withOne(waiting, number(n));
  expect(waiting).toEqual({ acts: [0, 3, 4, 5, 2].map(number), open: true });
});

it('goes on with the next number, and leaves anything else waiting', () => {
  const article: LinkAct = { act: 'article', articleId: 'chest-pain' };
  const waiting: Waiting = { acts: [number(0), number(1), article], open: true };
  const second = withoutFirst(waiting);
  expect(second).toEqual({ acts: [number(1), article], open: true });
  expect(withoutFirst(second)).toEqual({ acts: [article], open: false });
  expect(withoutFirst({ ...waiting, open: false }).open).toBe(false);
});
