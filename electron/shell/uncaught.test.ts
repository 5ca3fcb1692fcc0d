import { expect, it, vi } from 'vitest';
import { isLogLine } from '#host/log-words.ts';
import { onUncaught } from './uncaught.ts';

const made = (stands: boolean) => {
  const lines: string[] = [];
  const giveUp = vi.fn();
  const take = onUncaught({
    now: () => '2026-11-22T03:00:00.000Z',
    keep: (more) => void lines.push(...more),
    stands: () => stands,
    giveUp,
  });
  return { lines, giveUp, take };
};

it.each([
  new TypeError('Zephyrine Quackenbush, 617 555 0142'),
  Object.assign(new Error('Zephyrine'), { name: 'Zephyrine Quackenbush', code: 'Zephyrine' }),
  'Zephyrine Quackenbush',
  { message: 'Zephyrine Quackenbush' },
  undefined,
])('keeps a line that may stand in a log, and nothing of what was said: %#', (error) => {
  const { lines, giveUp, take } = made(true);
  take(error);
  expect(lines).toHaveLength(1);
  expect(isLogLine(lines[0]?.trimEnd() ?? '')).toBe(true);
  expect(lines[0]).not.toMatch(/Zephyrine|617/);
  expect(giveUp).not.toHaveBeenCalled();
});

it('says where it was', () => {
  const { lines, take } = made(true);
  take(new RangeError('x'));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    event: 'shell.uncaught',
    error: 'RangeError',
    where: expect.stringMatching(/^uncaught\.test\.ts:\d+:\d+$/),
  });
});

it('gives up when no window is there yet', () => {
  const { giveUp, take } = made(false);
  take(new Error('x'));
  expect(giveUp).toHaveBeenCalledOnce();
});
