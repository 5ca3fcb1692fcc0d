import { expect, it, vi } from 'vitest';
import { createPageHealth, patience, sameEnd } from './page-health.ts';

function made() {
  const clock = { now: 0 };
  const timers: { ms: number; task: () => void; off: boolean }[] = [];
  const answer = { lost: [] as ((yes: boolean) => void)[], hung: [] as ((yes: boolean) => void)[] };
  const deps = {
    now: () => clock.now,
    later(ms: number, task: () => void) {
      const timer = { ms, task, off: false };
      timers.push(timer);
      return () => void (timer.off = true);
    },
    reload: vi.fn(),
    end: vi.fn(),
    askLost: vi.fn(() => new Promise<boolean>((resolve) => answer.lost.push(resolve))),
    askHung: vi.fn(() => new Promise<boolean>((resolve) => answer.hung.push(resolve))),
  };
  return { clock, timers, deps, answer, health: createPageHealth(deps) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('loads a page that ended anew, three times a minute, then asks once', async () => {
  const { deps, health, answer } = made();
  for (let i = 0; i < 5; i++) health.ended();
  expect(deps.reload).toHaveBeenCalledTimes(3);
  expect(deps.askLost).toHaveBeenCalledTimes(1);
  answer.lost[0]?.(true);
  await settled();
  expect(deps.reload).toHaveBeenCalledTimes(4);
  health.ended();
  expect(deps.reload).toHaveBeenCalledTimes(5);
});

it('leaves it closed when a person does not want it again, and asks at the next end', async () => {
  const { deps, health, answer } = made();
  for (let i = 0; i < 4; i++) health.ended();
  answer.lost[0]?.(false);
  await settled();
  expect(deps.reload).toHaveBeenCalledTimes(3);
  health.ended();
  expect(deps.askLost).toHaveBeenCalledTimes(2);
});

it('counts only the last minute, and not an end on purpose', () => {
  const { clock, deps, health } = made();
  for (let i = 0; i < 3; i++) health.ended();
  clock.now = 60_000;
  health.ended();
  for (let i = 0; i < 5; i++) {
    health.forgive();
    health.ended();
  }
  expect(deps.reload).toHaveBeenCalledTimes(9);
  expect(deps.askLost).not.toHaveBeenCalled();
});

it('gives a page that hangs time, and asks only when it goes on', async () => {
  const { timers, deps, health, answer } = made();
  health.hangs();
  health.hangs();
  expect(timers.map((t) => t.ms)).toEqual([patience]);
  health.answers();
  expect(timers[0]?.off).toBe(true);
  health.hangs();
  timers[1]?.task();
  timers[1]?.task();
  expect(deps.askHung).toHaveBeenCalledTimes(1);
  answer.hung[0]?.(true);
  await settled();
  expect(deps.end).toHaveBeenCalledOnce();
});

it('takes a question that cannot be asked for a no', async () => {
  const { timers, deps, health } = made();
  deps.askHung.mockRejectedValueOnce(new Error('no window'));
  health.hangs();
  timers[0]?.task();
  await settled();
  expect(deps.end).not.toHaveBeenCalled();
});

it.each(['the death first', 'the failed load first'])('counts one end once: %s', (order) => {
  const { timers, deps, health } = made();
  const failed = health.loads();
  if (order === 'the death first') {
    health.ended();
    failed();
  } else {
    failed();
    health.ended();
  }
  expect(timers.map((t) => t.ms)).toEqual([sameEnd]);
  timers[0]?.task();
  expect(deps.reload).toHaveBeenCalledOnce();
});

it('a document that does not load while its process lives counts, an older one’s failure does not', () => {
  const { timers, deps, health } = made();
  const [first, second] = [health.loads(), health.loads()];
  first();
  timers[0]?.task();
  expect(deps.reload).not.toHaveBeenCalled();
  second();
  timers[1]?.task();
  expect(deps.reload).toHaveBeenCalledOnce();
});
