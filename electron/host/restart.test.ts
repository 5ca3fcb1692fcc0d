import { expect, it } from 'vitest';
import { decideRestart, portNumbers, restartLimit, restartWindow } from './restart.ts';

it('starts a dead desk three times a minute, then says why not', () => {
  let recent: number[] = [];
  for (let i = 0; i < restartLimit; i++) {
    const decision = decideRestart('died', recent, i * 1000);
    expect(decision).toMatchObject({ start: true, why: null });
    recent = decision.recent;
  }
  expect(decideRestart('died', recent, 30_000)).toEqual({ start: false, recent, why: 'too-often' });
  expect(decideRestart('died', recent, restartWindow - 1)).toMatchObject({ start: false });
});

it('counts only the last minute', () => {
  expect(decideRestart('died', [0, 1000, 2000], restartWindow)).toEqual({
    start: true,
    recent: [1000, 2000, restartWindow],
    why: null,
  });
});

it.each(['stopped', 'failed'] as const)('never starts a desk that %s', (end) => {
  expect(decideRestart(end, [], 0)).toEqual({ start: false, recent: [], why: end });
});

it('gives port numbers and epochs that only go up, and a base below all that follow', () => {
  const numbers = portNumbers();
  expect(numbers.epochBase()).toBe(0);
  const first = numbers.next();
  const base = numbers.epochBase();
  const second = numbers.next();
  expect(first).toEqual({ port: 1, epoch: 1 });
  expect(second.epoch).toBeGreaterThan(base);
  expect(second.port).not.toBe(first.port);
});
